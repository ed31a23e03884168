//! Connection URIs: `driver[+transport]://[user@][host][:port]/[path][?parameters]`.

mod parse;
mod transport;

pub use transport::Transport;

use std::fmt;
use std::str::FromStr;

use crate::{Error, ErrorKind};

/// Names a hypervisor connection, and the way to it.
///
/// A URI that was read is written back as it was, but for the historic names, which become
/// today's form, and percent encoding, which is used where it is needed only.
///
/// ```
/// use virt_core::uri::{ConnectUri, Transport};
///
/// let uri: ConnectUri = "qemu+ssh://root@[fe80::1]:2222/system?keyfile=/root/key".parse()?;
/// assert_eq!(uri.scheme(), "qemu");
/// assert_eq!(uri.transport(), Some(Transport::Ssh));
/// assert_eq!(uri.host(), Some("fe80::1"));
/// assert_eq!(uri.param("keyfile"), Some("/root/key"));
/// assert_eq!(uri.to_string(), "qemu+ssh://root@[fe80::1]:2222/system?keyfile=/root/key");
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ConnectUri {
    scheme: String,
    transport: Option<Transport>,
    user: Option<String>,
    host: Option<String>,
    port: Option<u16>,
    path: String,
    parameters: Vec<(String, String)>,
}

impl ConnectUri {
    /// A URI of `scheme` with a `path`, which starts with a slash, and nothing else.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when either is not legal.
    pub fn new(scheme: &str, path: &str) -> Result<Self, Error> {
        format!("{scheme}://{}", parse::encode(path, parse::PATH)).parse()
    }

    /// The driver's scheme, without the transport: `qemu`.
    pub fn scheme(&self) -> &str {
        &self.scheme
    }

    /// The way to a daemon, where the URI names one.
    pub fn transport(&self) -> Option<Transport> {
        self.transport
    }

    /// The user on the host.
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The host, an IPv6 address without its brackets; `None` for this one.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The port on the host.
    pub fn port(&self) -> Option<u16> {
        self.port
    }

    /// The path with its first slash; empty when there is none.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The parameters in their order.
    pub fn params(&self) -> impl Iterator<Item = (&str, &str)> {
        self.parameters.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// The value of the last parameter called `name`.
    pub fn param(&self, name: &str) -> Option<&str> {
        self.parameters.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The same URI with the parameter `name` set to `value`, in the place where it was.
    #[must_use]
    pub fn with_param(mut self, name: &str, value: &str) -> Self {
        match self.parameters.iter_mut().rev().find(|(key, _)| key == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.parameters.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// The same URI without the parameter `name`.
    #[must_use]
    pub fn without_param(mut self, name: &str) -> Self {
        self.parameters.retain(|(key, _)| key != name);
        self
    }
}

impl FromStr for ConnectUri {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        parse::parse(text).map_err(|reason| {
            Error::new(ErrorKind::InvalidArg, format!("connection URI '{text}': {reason}"))
        })
    }
}

impl fmt::Display for ConnectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.scheme)?;
        if let Some(transport) = self.transport {
            write!(f, "+{transport}")?;
        }
        f.write_str("://")?;
        if let Some(user) = &self.user {
            write!(f, "{}@", parse::encode(user, parse::USER))?;
        }
        match self.host.as_deref() {
            Some(host) if host.contains(':') => write!(f, "[{host}]")?,
            Some(host) => f.write_str(host)?,
            None => {}
        }
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        f.write_str(&parse::encode(&self.path, parse::PATH))?;
        for (at, (name, value)) in self.parameters.iter().enumerate() {
            f.write_str(if at == 0 { "?" } else { "&" })?;
            f.write_str(&parse::encode(name, parse::QUERY))?;
            write!(f, "={}", parse::encode(value, parse::QUERY))?;
        }
        Ok(())
    }
}
