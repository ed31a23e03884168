//! `<domaincheckpoint>`: a point in time from which changes to disks are tracked.

use std::collections::HashSet;

use super::DomainConfig;
use super::root::root_element;
use super::snapshot::{SnapshotParent, check_disk_name, check_name};
use crate::config::{Problems, Validate};
use crate::xml::{XmlElement, XmlValue};

/// A point in time from which changes to disks are tracked: `<domaincheckpoint>`.
///
/// ```
/// use virt_core::config::DomainCheckpointConfig;
///
/// let mut checkpoint = DomainCheckpointConfig::named("monday");
/// checkpoint.fill_defaults(1_525_889_631);
/// checkpoint.align_disks(["vda"]);
/// checkpoint.validate()?;
/// assert_eq!(checkpoint.disks().next().and_then(|disk| disk.bitmap.as_deref()), Some("monday"));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct DomainCheckpointConfig {
    /// The name, unique in its domain. Default: the time when it is made.
    #[xml(value)]
    pub name: Option<String>,
    /// A text for people.
    #[xml(value)]
    pub description: Option<String>,
    /// The checkpoint that this one came behind; the driver says it.
    #[xml(child)]
    pub parent: Option<CheckpointParent>,
    /// When it was made, in seconds since 1970; the driver says it.
    #[xml(value = "creationTime")]
    pub creation_time: Option<u64>,
    /// The disks. Default: each one that can be tracked.
    #[xml(child)]
    pub disks: Option<CheckpointDisks>,
    /// The domain as it was; the driver says it.
    #[xml(child)]
    pub domain: Option<Box<DomainConfig>>,
}

root_element!(DomainCheckpointConfig, "domaincheckpoint", DomainCheckpoint);

/// The checkpoint that another one came behind: `<parent><name>…</name></parent>`.
pub type CheckpointParent = SnapshotParent;

/// The disks of a checkpoint: `<disks>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CheckpointDisks {
    /// The disks.
    #[xml(child = "disk")]
    pub disks: Vec<CheckpointDisk>,
}

/// A disk of a checkpoint: `<disk name='vda' checkpoint='bitmap' bitmap='monday'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CheckpointDisk {
    /// The disk, by its target or its source.
    #[xml(attribute, default)]
    pub name: String,
    /// How changes are tracked. Default: in a bitmap.
    #[xml(attribute)]
    pub checkpoint: Option<CheckpointTracking>,
    /// The bitmap's name. Default: the checkpoint's.
    #[xml(attribute)]
    pub bitmap: Option<String>,
    /// How much has changed, in bytes; measured.
    #[xml(attribute)]
    pub size: Option<u64>,
}

/// How changes to a disk are tracked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CheckpointTracking {
    /// Not at all.
    No,
    /// In a bitmap in the disk's image.
    Bitmap,
}

impl Validate for DomainCheckpointConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        check_name("checkpoint", self.name.as_deref(), problems);
        let mut names = HashSet::new();
        problems.within_some("disks", self.disks.as_ref(), |disks, problems| {
            problems.each("disk", &disks.disks, |disk, problems| {
                check_disk_name("checkpoint", &disk.name, &mut names, problems);
                if disk.checkpoint == Some(CheckpointTracking::No) && disk.bitmap.is_some() {
                    let name = &disk.name;
                    let message =
                        format!("the disk '{name}' is not tracked, but has a bitmap; drop it");
                    problems.report_at("@bitmap", message);
                }
            });
        });
    }
}

impl DomainCheckpointConfig {
    /// A checkpoint with nothing but a name.
    pub fn named(name: impl Into<String>) -> Self {
        DomainCheckpointConfig { name: Some(name.into()), ..DomainCheckpointConfig::default() }
    }

    /// The disks.
    pub fn disks(&self) -> impl Iterator<Item = &CheckpointDisk> {
        self.disks.iter().flat_map(|disks| &disks.disks)
    }

    /// Adds what the author left out: the time, which is `now` in seconds since 1970, and the
    /// name. Filling in twice changes nothing.
    pub fn fill_defaults(&mut self, now: u64) {
        let time = *self.creation_time.get_or_insert(now);
        self.name.get_or_insert_with(|| time.to_string());
    }

    /// Matches the disks with those of the domain, whose targets are `targets`: where the author
    /// named none, all are tracked; where some are named, the others are not. Bitmaps get their
    /// names.
    pub fn align_disks<'t>(&mut self, targets: impl IntoIterator<Item = &'t str>) {
        let others = match self.disks().next() {
            None => CheckpointTracking::Bitmap,
            Some(_) => CheckpointTracking::No,
        };
        let disks = &mut self.disks.get_or_insert_default().disks;
        let mut named: HashSet<String> = disks.iter().map(|disk| disk.name.clone()).collect();
        for target in targets {
            if !named.insert(target.to_owned()) {
                continue;
            }
            disks.push(CheckpointDisk {
                name: target.to_owned(),
                checkpoint: Some(others),
                ..CheckpointDisk::default()
            });
        }
        for disk in disks {
            let tracking = *disk.checkpoint.get_or_insert(CheckpointTracking::Bitmap);
            if tracking == CheckpointTracking::Bitmap && disk.bitmap.is_none() {
                disk.bitmap.clone_from(&self.name);
            }
        }
    }
}
