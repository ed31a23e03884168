//! The ways to a daemon.

use std::fmt;

/// The way to a daemon.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Transport {
    /// A socket on this host: `unix`.
    Unix,
    /// A TCP connection, neither encrypted nor authenticated by itself: `tcp`.
    Tcp,
    /// A TCP connection under TLS: `tls`.
    Tls,
    /// The program `ssh`: `ssh`.
    Ssh,
    /// The library libssh2: `libssh2`.
    Libssh2,
    /// The library libssh: `libssh`.
    Libssh,
    /// A program that the parameter `command` names: `ext`.
    External,
}

impl Transport {
    /// All transports.
    pub const ALL: [Transport; 7] = [
        Transport::Unix,
        Transport::Tcp,
        Transport::Tls,
        Transport::Ssh,
        Transport::Libssh2,
        Transport::Libssh,
        Transport::External,
    ];

    /// The name in a URI.
    pub fn name(self) -> &'static str {
        match self {
            Transport::Unix => "unix",
            Transport::Tcp => "tcp",
            Transport::Tls => "tls",
            Transport::Ssh => "ssh",
            Transport::Libssh2 => "libssh2",
            Transport::Libssh => "libssh",
            Transport::External => "ext",
        }
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
