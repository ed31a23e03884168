//! A user's settings: the default URI, and short names for URIs.
//!
//! They come from the environment and from a file in the format of libvirt's `libvirt.conf`:
//!
//! ```text
//! # anything after a hash is a comment
//! uri_default = "qemu:///system"
//! uri_aliases = [
//!   "hail=qemu+ssh://root@hail.cloud.example.com/system",
//! ]
//! ```

use std::path::PathBuf;
use std::{env, fs, io};

use crate::uri::{Aliases, ConnectUri};
use crate::{Error, ErrorKind, Result};

/// A user's settings for opening connections.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    default_uri: Option<String>,
    aliases: Aliases,
}

impl Settings {
    /// Reads the settings of this process: `VIRT_DEFAULT_URI`, then `LIBVIRT_DEFAULT_URI`, then
    /// the first file that exists of the user's and the system's.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OpenFailed`] for a file that cannot be read, [`ErrorKind::ConfSyntax`] with the
    /// line for one that cannot be understood.
    pub fn load() -> Result<Settings> {
        let mut settings = match first_file()? {
            Some((path, text)) => Settings::parse(&text).map_err(|reason| {
                Error::new(ErrorKind::ConfSyntax, format!("{}:{reason}", path.display()))
            })?,
            None => Settings::default(),
        };
        let from_environment = ["VIRT_DEFAULT_URI", "LIBVIRT_DEFAULT_URI"]
            .into_iter()
            .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
        settings.default_uri = from_environment.or(settings.default_uri);
        Ok(settings)
    }

    /// Reads the text of a settings file; an error is the line and what is wrong there.
    ///
    /// Keys other than `uri_default` and `uri_aliases` belong to others and are skipped.
    ///
    /// # Errors
    ///
    /// The number of the line, and what is wrong in it.
    pub fn parse(text: &str) -> Result<Settings, String> {
        let mut settings = Settings::default();
        let mut lines = text.lines().enumerate().map(|(i, line)| (i + 1, without_comment(line)));
        while let Some((number, line)) = lines.next() {
            let Some((key, value)) = line.split_once('=') else {
                if line.is_empty() {
                    continue;
                }
                return Err(format!("{number}: expected 'key = value'"));
            };
            let mut value = value.trim().to_owned();
            while value.starts_with('[') && !value.ends_with(']') {
                let (_, more) = lines.next().ok_or(format!("{number}: the list does not end"))?;
                value.push_str(more);
            }
            match key.trim() {
                "uri_default" => settings.default_uri = Some(string(number, &value)?),
                "uri_aliases" => settings.aliases = aliases(number, &value)?,
                _ => {}
            }
        }
        Ok(settings)
    }

    /// The URI of a connection that is opened without one.
    pub fn default_uri(&self) -> Option<&str> {
        self.default_uri.as_deref()
    }

    /// Sets the URI of a connection that is opened without one.
    #[must_use]
    pub fn with_default_uri(mut self, uri: impl Into<String>) -> Self {
        self.default_uri = Some(uri.into());
        self
    }

    /// Sets the short names for URIs.
    #[must_use]
    pub fn with_aliases(mut self, aliases: Aliases) -> Self {
        self.aliases = aliases;
        self
    }

    /// The URI that `name` stands for: the alias of that name, or `name` itself.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidArg`] when the result is not a URI.
    pub fn resolve(&self, name: &str) -> Result<ConnectUri> {
        self.aliases.resolve(name)
    }
}

/// The first settings file that exists, with its text.
fn first_file() -> Result<Option<(PathBuf, String)>> {
    for path in candidates() {
        match fs::read_to_string(&path) {
            Ok(text) => return Ok(Some((path, text))),
            Err(err)
                if matches!(err.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            }
            Err(err) => {
                let message = path.display().to_string();
                return Err(Error::new(ErrorKind::OpenFailed, message).with_source(err));
            }
        }
    }
    Ok(None)
}

/// Where settings are looked for: the user's before the system's, virt's before libvirt's.
fn candidates() -> Vec<PathBuf> {
    let user = env::var_os("XDG_CONFIG_HOME").filter(|dir| !dir.is_empty()).map(PathBuf::from);
    let user = user.or_else(|| Some(PathBuf::from(env::var_os("HOME")?).join(".config")));
    user.into_iter()
        .chain([PathBuf::from("/etc")])
        .flat_map(|dir| [dir.join("virt/virt.conf"), dir.join("libvirt/libvirt.conf")])
        .collect()
}

/// `line` up to a hash that is not inside quotes, trimmed.
fn without_comment(line: &str) -> &str {
    let mut quote = None;
    for (at, c) in line.char_indices() {
        match (quote, c) {
            (None, '#') => return line[..at].trim(),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    line.trim()
}

fn string(line: usize, value: &str) -> Result<String, String> {
    ['"', '\'']
        .iter()
        .find_map(|&quote| value.strip_prefix(quote)?.strip_suffix(quote))
        .map(str::to_owned)
        .ok_or_else(|| format!("{line}: expected a quoted string, found '{value}'"))
}

fn aliases(line: usize, value: &str) -> Result<Aliases, String> {
    let inside = value
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
        .ok_or_else(|| format!("{line}: expected a list in brackets, found '{value}'"))?;
    let items = inside.split(',').map(str::trim).filter(|item| !item.is_empty());
    let entries = items.map(|item| string(line, item)).collect::<Result<Vec<_>, _>>()?;
    Aliases::from_entries(entries.iter().map(String::as_str))
        .map_err(|err| format!("{line}: {}", err.message()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_default_and_the_aliases_are_read_over_several_lines() {
        let text = "# mine\nuri_default = \"qemu:///system\"\nother = 3\nuri_aliases = [\n  \
                    \"a=test:///default\", # first\n  'b-2=qemu+ssh://h/system',\n]\n";
        let settings = Settings::parse(text).unwrap();
        assert_eq!(settings.default_uri(), Some("qemu:///system"));
        assert_eq!(settings.resolve("a").unwrap().to_string(), "test:///default");
        assert_eq!(settings.resolve("b-2").unwrap().host(), Some("h"));
    }

    #[test]
    fn what_is_wrong_is_named_with_its_line() {
        let errors =
            ["uri_default = qemu", "x", "\nuri_aliases = [ \"no name\" ]", "uri_aliases = ["]
                .map(|text| Settings::parse(text).unwrap_err());
        assert_eq!(errors[0], "1: expected a quoted string, found 'qemu'");
        assert_eq!(errors[1], "1: expected 'key = value'");
        assert!(errors[2].starts_with("2: URI alias 'no name'"), "{}", errors[2]);
        assert_eq!(errors[3], "1: the list does not end");
    }
}
