//! The ways to a host.

use std::fmt;

/// How to reach the daemon of a host.
///
/// A URI without a transport that names a host means [`Tls`](Transport::Tls), and one that names
/// none [`Unix`](Transport::Unix); whether a daemon is needed at all is the driver's affair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Transport {
    /// A socket on this host.
    Unix,
    /// TCP, not encrypted.
    Tcp,
    /// TCP with TLS.
    Tls,
    /// The program `ssh`.
    Ssh,
    /// SSH through the library libssh.
    Libssh,
    /// SSH through the library libssh2.
    Libssh2,
    /// A program of the user's, which the parameter `command` names.
    External,
}

impl Transport {
    /// All transports.
    pub const ALL: &'static [Transport] = &[
        Transport::Unix,
        Transport::Tcp,
        Transport::Tls,
        Transport::Ssh,
        Transport::Libssh,
        Transport::Libssh2,
        Transport::External,
    ];

    /// The name in a URI.
    pub fn name(self) -> &'static str {
        match self {
            Transport::Unix => "unix",
            Transport::Tcp => "tcp",
            Transport::Tls => "tls",
            Transport::Ssh => "ssh",
            Transport::Libssh => "libssh",
            Transport::Libssh2 => "libssh2",
            Transport::External => "ext",
        }
    }

    /// The transport that a URI calls `name`; upper and lower case are the same.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|known| known.name().eq_ignore_ascii_case(name))
    }
}

impl fmt::Display for Transport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
