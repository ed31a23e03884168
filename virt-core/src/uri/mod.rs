//! Connection URIs: `driver[+transport]://[user@][host][:port]/[path][?parameters]`.

mod alias;
mod escape;
mod format;
mod parse;
mod transport;

pub use alias::{Aliases, is_alias_name};
pub use transport::Transport;

use std::str::FromStr;

use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// Says which driver to use, where, and how to get there.
///
/// Its parts are kept decoded; printing encodes them again, so that a canonical URI prints as it
/// was written. The names that libvirt used to understand are understood still: `NULL` is
/// `test:///default`, `xen` and `Xen` are `xen:///system`, and `xend://host:port/` is
/// `xen://host:port/system`.
///
/// ```
/// use virt_core::uri::{ConnectUri, Transport};
///
/// # fn main() -> virt_core::Result<()> {
/// let uri: ConnectUri = "qemu+ssh://root@[fe80::1]:2222/system?keyfile=/root/a%20key".parse()?;
/// assert_eq!(uri.scheme(), "qemu");
/// assert_eq!(uri.transport(), Some(Transport::Ssh));
/// assert_eq!(uri.user(), Some("root"));
/// assert_eq!(uri.host(), Some("fe80::1"));
/// assert_eq!(uri.port(), Some(2222));
/// assert_eq!(uri.path(), "/system");
/// assert_eq!(uri.param("keyfile"), Some("/root/a key"));
///
/// let plain = uri.without_params().with_port(None).with_host("example.com")?;
/// assert_eq!(plain.to_string(), "qemu+ssh://root@example.com/system");
///
/// let wrong = "qemu+ssh://host:ssh/system".parse::<ConnectUri>().unwrap_err();
/// assert_eq!(
///     wrong.message(),
///     "connection URI 'qemu+ssh://host:ssh/system': the port 'ssh' is not a number up to 65535",
/// );
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ConnectUri {
    scheme: String,
    transport: Option<Transport>,
    user: Option<String>,
    host: Option<String>,
    port: Option<u16>,
    path: String,
    params: Vec<(String, String)>,
    fragment: Option<String>,
}

impl ConnectUri {
    /// Makes the URI of a driver on this host: `scheme://path`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when `scheme` is not a letter followed by letters, digits, `-`
    /// or `.`.
    pub fn new(scheme: &str, path: impl Into<String>) -> Result<Self> {
        let scheme = parse::scheme(scheme).map_err(|reason| wrong(scheme, &reason))?;
        let path = path.into();
        let (params, fragment) = (Vec::new(), None);
        let (transport, user, host, port) = (None, None, None, None);
        Ok(ConnectUri { scheme, transport, user, host, port, path, params, fragment })
    }

    /// The driver's name, in lower case, without the transport.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// How to reach the host, if the URI says so.
    pub fn transport(&self) -> Option<Transport> {
        self.transport
    }

    /// Who logs in on the host.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The host: a name, or an address without brackets.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The port on the host.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// The path, decoded, with its leading slash: `/system`, `/default`, `/home/me/host.xml`.
    ///
    /// Only a URI without a host can have a path without the slash (`test:host.xml`).
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The parameters, decoded, in the order of the URI.
    pub fn params(&self) -> impl Iterator<Item = (&str, &str)> {
        self.params.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of the parameter `name`, the last one where there are several; upper and lower
    /// case are the same.
    pub fn param(&self, name: &str) -> Option<&str> {
        let (_, value) = self.params.iter().rfind(|(other, _)| other.eq_ignore_ascii_case(name))?;
        Some(value)
    }

    /// What follows a `#`, decoded. No driver uses it.
    pub fn fragment(&self) -> Option<&str> {
        self.fragment.as_deref()
    }

    /// Replaces the transport.
    #[must_use]
    pub fn with_transport(mut self, transport: impl Into<Option<Transport>>) -> Self {
        self.transport = transport.into();
        self
    }

    /// Replaces the user.
    #[must_use]
    pub fn with_user<'a>(mut self, user: impl Into<Option<&'a str>>) -> Self {
        self.user = user.into().map(str::to_owned);
        self
    }

    /// Replaces the host: a name, or an address with or without its brackets.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when it is neither.
    pub fn with_host<'a>(mut self, host: impl Into<Option<&'a str>>) -> Result<Self> {
        self.host = match host.into().filter(|host| !host.is_empty()) {
            Some(host) => Some(parse::plain_host(host).map_err(|why| wrong(host, &why))?),
            None => None,
        };
        Ok(self)
    }

    /// Replaces the port.
    #[must_use]
    pub fn with_port(mut self, port: impl Into<Option<u16>>) -> Self {
        self.port = port.into();
        self
    }

    /// Replaces the path.
    #[must_use]
    pub fn with_path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// Sets the parameter `name` to `value`, in its place if it is there, at the end otherwise.
    #[must_use]
    pub fn with_param(mut self, name: &str, value: impl Into<String>) -> Self {
        let value = value.into();
        let found = self.params.iter_mut().rfind(|(other, _)| other.eq_ignore_ascii_case(name));
        match found {
            Some((_, old)) => *old = value,
            None => self.params.push((name.to_owned(), value)),
        }
        self
    }

    /// Removes every parameter `name`; upper and lower case are the same.
    #[must_use]
    pub fn without_param(mut self, name: &str) -> Self {
        self.params.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self
    }

    /// Removes all parameters.
    #[must_use]
    pub fn without_params(mut self) -> Self {
        self.params.clear();
        self
    }
}

impl FromStr for ConnectUri {
    type Err = Error;

    /// Reads a URI, or one of the historic names.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`], with the part that is wrong and what it should be.
    fn from_str(text: &str) -> Result<Self> {
        parse::parse(text).map_err(|reason| wrong(text, &reason))
    }
}

fn wrong(text: &str, reason: &str) -> Error {
    Error::new(ErrorKind::InvalidArg, format!("connection URI '{text}': {reason}"))
        .with_origin(ErrorOrigin::Uri)
}
