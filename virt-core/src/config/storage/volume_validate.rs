//! The third pass over a volume: what cannot work whichever driver makes it.

use super::StorageVolumeConfig;
use crate::config::encryption::Encryption;
use crate::config::{Problems, Validate};
use crate::{Error, ErrorKind, Result};

impl Validate for StorageVolumeConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.take(self.check_all());
    }
}

impl StorageVolumeConfig {
    fn check_all(&self) -> Result<()> {
        if self.name.is_empty() {
            return bad("a storage volume needs a <name>");
        }
        if self.capacity.is_none() && self.backing_store.is_none() {
            return bad(format!("the storage volume '{}' needs a <capacity>", self.name));
        }
        let target = self.target.as_ref();
        if let Some(compat) = target.and_then(|target| target.compat.as_deref()) {
            let (major, minor) = compat.split_once('.').unwrap_or_default();
            let number =
                |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
            if !number(major) || !number(minor) {
                return bad(format!("invalid <compat> '{compat}', expected a version such as 1.1"));
            }
        }
        target.and_then(|target| target.encryption.as_ref()).map_or(Ok(()), Encryption::check)
    }
}

impl Encryption {
    /// Checks that each key is named in one way.
    pub(crate) fn check(&self) -> Result<()> {
        match self.secrets.iter().all(|secret| secret.uuid.is_some() != secret.usage.is_some()) {
            true => Ok(()),
            false => bad("the <secret> of an <encryption> is named by 'uuid' or by 'usage'"),
        }
    }
}

fn bad<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message))
}
