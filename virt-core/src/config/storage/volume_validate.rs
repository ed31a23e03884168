//! The third pass over a volume: what cannot work whichever driver makes it.

use super::StorageVolumeConfig;
use crate::config::{Problems, Validate};

impl Validate for StorageVolumeConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.name.is_empty() {
            problems.report_at("name", "a storage volume needs a <name>");
        }
        if self.capacity.is_none() && self.backing_store.is_none() {
            let message =
                format!("the storage volume '{}' needs a <capacity> or <backingStore>", self.name);
            problems.report_at("capacity", message);
        }
        let Some(target) = &self.target else { return };
        problems.within("target", |problems| {
            if let Some(compat) = target.compat.as_deref().filter(|compat| !is_version(compat)) {
                let message =
                    format!("invalid <compat> '{compat}', expected a version such as 1.1");
                problems.report_at("compat", message);
            }
            let encryption = target.encryption.as_ref();
            problems.within_some("encryption", encryption, Validate::collect_problems);
        });
    }
}

/// Whether it is two numbers with a dot between them.
fn is_version(text: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    text.split_once('.').is_some_and(|(major, minor)| number(major) && number(minor))
}
