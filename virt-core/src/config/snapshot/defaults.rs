//! The second and third pass over a snapshot.

use std::collections::HashSet;

use super::{DomainSnapshotConfig, SnapshotDisk, SnapshotMemory, SnapshotMemoryLocation};
use crate::config::{Problems, Validate};

/// What the filling in of a snapshot needs to know beside its definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SnapshotDefaults {
    /// The time, in seconds since 1970.
    pub now: u64,
    /// Whether the snapshot is there already, so that its description is believed.
    pub redefine: bool,
}

impl Validate for DomainSnapshotConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        check_name("snapshot", self.name.as_deref(), problems);
        problems.within_some("memory", self.memory.as_ref(), SnapshotMemory::check);
        let mut names = HashSet::new();
        problems.within_some("disks", self.disks.as_ref(), |disks, problems| {
            problems.each("disk", &disks.disks, |disk, problems| {
                check_disk_name("snapshot", &disk.name, &mut names, problems);
            });
        });
    }
}

impl DomainSnapshotConfig {
    /// Adds what the author left out (time, name, kinds of layers) and, for a new snapshot, takes
    /// away what only the driver can say: state, parent, domain. Filling in twice changes nothing.
    pub fn fill_defaults(&mut self, defaults: &SnapshotDefaults) {
        if !defaults.redefine {
            self.state = None;
            self.parent = None;
            self.domain = None;
            self.inactive_domain = None;
            self.revert_disks = None;
            self.cookie = None;
            self.active = None;
            self.creation_time = Some(defaults.now);
        }
        let time = *self.creation_time.get_or_insert(defaults.now);
        self.name.get_or_insert_with(|| time.to_string());
        self.memory.iter_mut().for_each(SnapshotMemory::fill_defaults);
        let disks = self.disks.iter_mut().chain(&mut self.revert_disks);
        disks.flat_map(|disks| &mut disks.disks).for_each(SnapshotDisk::fill_defaults);
    }
}

impl SnapshotMemory {
    fn fill_defaults(&mut self) {
        if self.file.is_some() {
            self.snapshot.get_or_insert(SnapshotMemoryLocation::External);
        }
    }

    fn check(&self, problems: &mut Problems) {
        let external = SnapshotMemoryLocation::External;
        match (self.snapshot.unwrap_or(external), self.file.as_deref()) {
            (SnapshotMemoryLocation::External, None) if self.snapshot.is_some() => {
                let message = "the memory of an external snapshot needs the attribute 'file'";
                problems.report_at("@file", message);
            }
            (SnapshotMemoryLocation::External, Some(file)) if !file.starts_with('/') => {
                let message = format!("the memory's file '{file}' is not an absolute path");
                problems.report_at("@file", message);
            }
            (SnapshotMemoryLocation::No | SnapshotMemoryLocation::Internal, Some(file)) => {
                let message = format!(
                    "the memory's file '{file}' needs an external snapshot; say \
                     snapshot='external' or drop it"
                );
                problems.report_at("@file", message);
            }
            _ => {}
        }
    }
}

/// Checks a name that drivers make file names of.
pub(crate) fn check_name(what: &str, name: Option<&str>, problems: &mut Problems) {
    let Some(name) = name else { return };
    let wrong = if name.is_empty() {
        "is empty"
    } else if name.contains('/') {
        "has a slash"
    } else if name.starts_with('.') {
        "starts with a dot"
    } else {
        return;
    };
    let message = format!("the name '{}' of the {what} {wrong}", name.escape_debug());
    problems.report_at("name", message);
}

/// Checks that a disk of `what` has a name, which is none of those in `names`.
pub(crate) fn check_disk_name<'n>(
    what: &str,
    name: &'n str,
    names: &mut HashSet<&'n str>,
    problems: &mut Problems,
) {
    if name.is_empty() {
        let message = format!("a <disk> of a {what} needs the attribute 'name'");
        problems.report_at("@name", message);
    } else if !names.insert(name) {
        problems.report_at("@name", format!("the {what} has the disk '{name}' already"));
    }
}
