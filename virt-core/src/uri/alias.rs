//! Short names that a user's configuration gives to URIs.

use super::ConnectUri;
use crate::{Error, ErrorKind, Result};

/// A user's short names for URIs: the `uri_aliases` of the configuration file.
///
/// ```
/// use virt_core::uri::Aliases;
///
/// # fn main() -> virt_core::Result<()> {
/// let aliases = Aliases::from_entries(["hail=qemu+ssh://root@hail.example.com/system"])?;
/// assert_eq!(
///     aliases.resolve("hail")?.to_string(),
///     "qemu+ssh://root@hail.example.com/system",
/// );
/// assert_eq!(aliases.resolve("test:///default")?.to_string(), "test:///default");
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Aliases {
    entries: Vec<(String, ConnectUri)>,
}

impl Aliases {
    /// Reads entries of the form `name=uri`. Of two entries with one name the first counts.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ConfSyntax`] for an entry without `=` or with a name that no alias may have,
    /// [`ErrorKind::InvalidArg`] for one with a wrong URI; each names the entry.
    pub fn from_entries<'a>(entries: impl IntoIterator<Item = &'a str>) -> Result<Self> {
        let mut aliases = Aliases::default();
        for text in entries {
            let (name, uri) = entry(text)?;
            if aliases.get(&name).is_none() {
                aliases.entries.push((name, uri));
            }
        }
        Ok(aliases)
    }

    /// The URI that is called `name`.
    pub fn get(&self, name: &str) -> Option<&ConnectUri> {
        let (_, uri) = self.entries.iter().find(|(other, _)| other == name)?;
        Some(uri)
    }

    /// The URI that is called `text`, or that `text` is.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when `text` is neither.
    pub fn resolve(&self, text: &str) -> Result<ConnectUri> {
        match self.get(text) {
            Some(uri) => Ok(uri.clone()),
            None => text.parse(),
        }
    }

    /// The names and their URIs, in the order of the configuration, each name once.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &ConnectUri)> {
        self.entries.iter().map(|(name, uri)| (name.as_str(), uri))
    }
}

/// Whether an alias may be called `name`: letters and digits of ASCII, `_` and `-`, at least one.
pub fn is_alias_name(name: &str) -> bool {
    let legal = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    !name.is_empty() && name.bytes().all(legal)
}

fn entry(text: &str) -> Result<(String, ConnectUri)> {
    let malformed = |why: &str| {
        Error::new(ErrorKind::ConfSyntax, format!("URI alias '{text}': {why}, write 'name=uri'"))
    };
    let (name, uri) = text.split_once('=').ok_or_else(|| malformed("there is no '='"))?;
    if !is_alias_name(name) {
        return Err(malformed("a name has letters, digits, '_' and '-'"));
    }
    let uri = uri.parse().map_err(|err: Error| {
        let message = format!("URI alias '{name}': {}", err.message());
        Error::new(err.kind(), message).with_origin(err.origin())
    })?;
    Ok((name.to_owned(), uri))
}
