//! What became of a host's devices since somebody looked last.

use std::fmt;
use std::str::FromStr;

use crate::object::NodeDeviceRef;
use crate::{Error, Result};

/// A moment in the history of a host's devices, as the driver that made it writes it. Nobody else
/// reads anything into it.
///
/// ```
/// use virt_core::driver::node_device::ChangeToken;
///
/// let token: ChangeToken = "7d3fd1c2:42".parse()?;
/// assert_eq!(token.to_string(), "7d3fd1c2:42");
/// assert!("two words".parse::<ChangeToken>().is_err());
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ChangeToken(String);

impl ChangeToken {
    /// The longest token, in bytes.
    pub const MOST_BYTES: usize = 256;

    /// The token's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ChangeToken {
    type Err = Error;

    /// Takes any word of visible ASCII characters.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`](crate::ErrorKind::InvalidArg) for anything else.
    fn from_str(text: &str) -> Result<Self> {
        let fits = (1..=Self::MOST_BYTES).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_graphic());
        if !fits {
            return Err(Error::invalid_argument("token", format!("{text:?} is none")));
        }
        Ok(ChangeToken(text.to_owned()))
    }
}

impl fmt::Display for ChangeToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What became of a host's devices since a token was made. Each list is sorted by name.
///
/// A device that came and went is in no list. One that went and came again is updated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// This moment: what the next question starts from.
    pub token: ChangeToken,
    /// Whether this is a new start, because there was no token, or it is from another boot of the
    /// host, or too much happened since. Then `created` and `defined` have every device that
    /// there is, and what was known before is to be forgotten.
    pub starts_anew: bool,
    /// The devices that are there, and were not.
    pub created: Vec<NodeDeviceRef>,
    /// The devices whose description changed.
    pub updated: Vec<NodeDeviceRef>,
    /// The devices that were there, and are not.
    pub deleted: Vec<NodeDeviceRef>,
    /// The devices that have a persistent definition, and had none.
    pub defined: Vec<NodeDeviceRef>,
    /// The devices that had a persistent definition, and have none.
    pub undefined: Vec<NodeDeviceRef>,
}

impl Changes {
    /// No changes up to the moment of `token`.
    pub fn none(token: ChangeToken) -> Self {
        Changes {
            token,
            starts_anew: false,
            created: Vec::new(),
            updated: Vec::new(),
            deleted: Vec::new(),
            defined: Vec::new(),
            undefined: Vec::new(),
        }
    }
}
