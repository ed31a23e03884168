//! Writing a URI.

use std::fmt;

use super::ConnectUri;
use super::escape::encode;

/// What RFC 3986 lets stand unescaped in each part, as far as it cannot be mistaken there.
const IN_USER: &[u8] = b"!$&'()*+,;=:";
const IN_HOST: &[u8] = b"!$&'()*+,;=";
const IN_PATH: &[u8] = b"!$&'()*+,;=:@/";
const IN_PARAM_NAME: &[u8] = b"!$'()*+,:@/?";
const IN_PARAM_VALUE: &[u8] = b"!$'()*+,:@/?=";
const IN_FRAGMENT: &[u8] = b"!$&'()*+,;=:@/?";

/// The canonical form: what has to be escaped is, and nothing else.
impl fmt::Display for ConnectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.scheme)?;
        if let Some(transport) = self.transport {
            write!(f, "+{transport}")?;
        }
        f.write_str(":")?;
        self.write_authority(f)?;
        encode(f, &self.path, IN_PATH)?;
        self.write_params(f)?;
        if let Some(fragment) = &self.fragment {
            f.write_str("#")?;
            encode(f, fragment, IN_FRAGMENT)?;
        }
        Ok(())
    }
}

impl ConnectUri {
    fn write_authority(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let empty = self.user.is_none() && self.host.is_none() && self.port.is_none();
        let relative = !self.path.is_empty() && !self.path.starts_with('/');
        if relative && empty {
            // After `//` it would read as a host.
            return Ok(());
        }
        f.write_str("//")?;
        if let Some(user) = &self.user {
            encode(f, user, IN_USER)?;
            f.write_str("@")?;
        }
        if let Some(host) = &self.host {
            write_host(host, f)?;
        }
        if let Some(port) = self.port {
            write!(f, ":{port}")?;
        }
        if relative { f.write_str("/") } else { Ok(()) }
    }

    fn write_params(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (name, value)) in self.params.iter().enumerate() {
            f.write_str(if index == 0 { "?" } else { "&" })?;
            encode(f, name, IN_PARAM_NAME)?;
            f.write_str("=")?;
            encode(f, value, IN_PARAM_VALUE)?;
        }
        Ok(())
    }
}

fn write_host(host: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if !host.contains(':') {
        return encode(f, host, IN_HOST);
    }
    f.write_str("[")?;
    encode(f, host, b":")?;
    f.write_str("]")
}
