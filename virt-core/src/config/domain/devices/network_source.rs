//! `<source protocol='…'>`: bytes that a server holds.

use super::DiskSourceHost;
use crate::config::storage::StorageSourceInitiator;
use crate::xml::{XmlElement, XmlValue};

/// Bytes that a server holds: `<source protocol='nbd' name='web'>`.
///
/// Which parts count depends on the protocol; libvirt ignores the others.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct NetworkSource {
    /// How the server is spoken to.
    #[xml(attribute)]
    pub protocol: NetworkProtocol,
    /// What the server calls it: an export, an image in a pool, a path. NBD servers can do
    /// without.
    #[xml(attribute, blank)]
    pub name: Option<String>,
    /// What stands behind the path, for `http` and `https`.
    #[xml(attribute)]
    pub query: Option<String>,
    /// Whether the connection is encrypted, for `nbd` and `vxhs`. Default: the host's settings.
    #[xml(attribute)]
    pub tls: Option<bool>,
    /// The name that the server's certificate must have, for `nbd`. Default: the host's name.
    #[xml(attribute = "tlsHostname")]
    pub tls_hostname: Option<String>,
    /// The servers.
    #[xml(child = "host")]
    pub hosts: Vec<DiskSourceHost>,
    /// What happens when the connection breaks, for `nbd`.
    #[xml(child)]
    pub reconnect: Option<SourceReconnect>,
    /// A snapshot of the image, for `rbd`.
    #[xml(path = "snapshot/@name", blank)]
    pub snapshot: Option<String>,
    /// The file with the client's settings, for `rbd`.
    #[xml(path = "config/@file", blank)]
    pub config_file: Option<String>,
    /// Who asks, for `iscsi`.
    #[xml(child)]
    pub initiator: Option<StorageSourceInitiator>,
    /// Whether the server's certificate is checked, for `https` and `ftps`. Default: yes.
    #[xml(path = "ssl/@verify")]
    pub ssl_verify: Option<bool>,
    /// What the server is told with each request, for `http` and `https`. Left out unless the form
    /// is secure.
    #[xml(child, secret)]
    pub cookies: Option<SourceCookies>,
    /// How many bytes are read ahead, for `http`, `https`, `ftp` and `ftps`. Default: the
    /// hypervisor's choice.
    #[xml(path = "readahead/@size", blank)]
    pub read_ahead: Option<u64>,
    /// How many seconds an answer is waited for, for `http`, `https`, `ftp` and `ftps`. Default:
    /// the hypervisor's choice.
    #[xml(path = "timeout/@seconds", blank)]
    pub timeout_seconds: Option<u64>,
    /// The file with the keys of hosts that are trusted, for `ssh`.
    #[xml(path = "knownHosts/@path", needed)]
    pub known_hosts: Option<String>,
    /// Who asks, for `nfs` and `ssh`.
    #[xml(child)]
    pub identity: Option<SourceIdentity>,
}

impl NetworkSource {
    /// What a server calls `name`, with neither server nor settings.
    pub fn new(protocol: NetworkProtocol, name: impl Into<String>) -> Self {
        NetworkSource {
            protocol,
            name: Some(name.into()),
            query: None,
            tls: None,
            tls_hostname: None,
            hosts: Vec::new(),
            reconnect: None,
            snapshot: None,
            config_file: None,
            initiator: None,
            ssl_verify: None,
            cookies: None,
            read_ahead: None,
            timeout_seconds: None,
            known_hosts: None,
            identity: None,
        }
    }
}

/// How a server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the protocols' own names")]
pub enum NetworkProtocol {
    Nbd,
    Rbd,
    Sheepdog,
    Gluster,
    Iscsi,
    Http,
    Https,
    Ftp,
    Ftps,
    Tftp,
    Ssh,
    Vxhs,
    Nfs,
}

impl NetworkProtocol {
    /// The port of a server that names none; not every protocol has one.
    pub const fn default_port(self) -> Option<u16> {
        match self {
            NetworkProtocol::Nbd => Some(10809),
            NetworkProtocol::Sheepdog => Some(7000),
            NetworkProtocol::Gluster => Some(24007),
            NetworkProtocol::Iscsi => Some(3260),
            NetworkProtocol::Http => Some(80),
            NetworkProtocol::Https => Some(443),
            NetworkProtocol::Ftp => Some(21),
            NetworkProtocol::Ftps => Some(990),
            NetworkProtocol::Tftp => Some(69),
            NetworkProtocol::Ssh => Some(22),
            NetworkProtocol::Vxhs => Some(9999),
            // The client finds the monitors or the mount's port itself.
            NetworkProtocol::Rbd | NetworkProtocol::Nfs => None,
        }
    }
}

/// What happens when a connection breaks: `<reconnect delay='10'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct SourceReconnect {
    /// Whether to try again, for a socket.
    #[xml(attribute)]
    pub enabled: Option<bool>,
    /// The seconds between tries, for a socket.
    #[xml(attribute)]
    pub timeout: Option<u32>,
    /// How many seconds requests wait for the connection to come back, for a server.
    #[xml(attribute)]
    pub delay: Option<u32>,
}

/// What a server is told with each request: `<cookies>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SourceCookies {
    /// The cookies.
    #[xml(child = "cookie")]
    pub cookies: Vec<SourceCookie>,
}

/// A cookie: `<cookie name='session'>0815</cookie>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct SourceCookie {
    /// The name.
    #[xml(attribute)]
    pub name: String,
    /// The value.
    #[xml(text)]
    pub value: Option<String>,
}

/// Who asks: `<identity user='+1000' group='+1000'/>` or `<identity username='web' keyfile='…'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SourceIdentity {
    /// The user for `nfs`: a name, or a number behind `+`.
    #[xml(attribute)]
    pub user: Option<String>,
    /// The group for `nfs`: a name, or a number behind `+`.
    #[xml(attribute)]
    pub group: Option<String>,
    /// The user for `ssh`.
    #[xml(attribute, blank)]
    pub username: Option<String>,
    /// The file with the user's key, for `ssh`.
    #[xml(attribute)]
    pub keyfile: Option<String>,
    /// The socket of an agent that has the key, for `ssh`.
    #[xml(attribute)]
    pub agentsock: Option<String>,
}
