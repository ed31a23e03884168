//! The third pass: what cannot work.

use super::FilterConfig;
use crate::config::{Problems, Validate};
use crate::{Error, ErrorKind, Result};

/// What the names of chains start with, but for `root`.
const PROTOCOLS: [&str; 7] = ["mac", "vlan", "stp", "arp", "rarp", "ipv4", "ipv6"];

/// How long the name of a chain may be; the host's tools allow no more.
const LONGEST_CHAIN: usize = 12;

impl Validate for FilterConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.take(self.check_all());
    }
}

impl FilterConfig {
    fn check_all(&self) -> Result<()> {
        let Some(name) = self.name.as_deref().filter(|name| !name.is_empty()) else {
            return Err(Error::new(ErrorKind::NoName, "<filter>"));
        };
        self.check_chain()?;
        match self.references().any(|reference| reference.filter == name) {
            true => {
                let message = format!("the filter '{name}' has a <filterref> to itself");
                Err(Error::new(ErrorKind::XmlError, message))
            }
            false => Ok(()),
        }
    }

    fn check_chain(&self) -> Result<()> {
        let bad = |message| Err(Error::new(ErrorKind::InvalidArg, message));
        if let Some(priority) = self.priority
            && !(-1000..=1000).contains(&priority)
        {
            return bad(format!("the chain priority {priority} is not from -1000 to 1000"));
        }
        let chain = match self.chain.as_deref() {
            None | Some("root") => return Ok(()),
            Some(chain) => chain,
        };
        if chain.len() > LONGEST_CHAIN {
            return bad(format!("the chain '{chain}' has more than {LONGEST_CHAIN} characters"));
        }
        let known = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte);
        let named = PROTOCOLS.iter().any(|protocol| chain.starts_with(protocol));
        match named && chain.bytes().all(known) {
            true => Ok(()),
            false => bad(format!(
                "the chain '{chain}' is not called 'root' and does not start with {}",
                PROTOCOLS.join(", ")
            )),
        }
    }
}
