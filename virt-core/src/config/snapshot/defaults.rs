//! The second and third pass over a snapshot.

use std::collections::HashSet;

use super::{DomainSnapshotConfig, SnapshotDisk, SnapshotMemory, SnapshotMemoryLocation};
use crate::config::{Problems, Validate};
use crate::{Error, ErrorKind, Result};

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
        problems.take(self.check_all());
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

    fn check_all(&self) -> Result<()> {
        check_name("snapshot", self.name.as_deref())?;
        self.memory.as_ref().map_or(Ok(()), SnapshotMemory::check)?;
        let mut names = HashSet::new();
        for disk in self.disks.iter().flat_map(|disks| &disks.disks) {
            if disk.name.is_empty() {
                return bad("a <disk> of a snapshot needs the attribute 'name'");
            }
            if !names.insert(&disk.name) {
                return bad(format!("the snapshot has the disk '{}' twice", disk.name));
            }
        }
        Ok(())
    }
}

impl SnapshotMemory {
    fn fill_defaults(&mut self) {
        if self.file.is_some() {
            self.snapshot.get_or_insert(SnapshotMemoryLocation::External);
        }
    }

    fn check(&self) -> Result<()> {
        let external = SnapshotMemoryLocation::External;
        match (self.snapshot.unwrap_or(external), self.file.as_deref()) {
            (SnapshotMemoryLocation::External, None) if self.snapshot.is_some() => {
                bad("the memory of an external snapshot needs a file")
            }
            (SnapshotMemoryLocation::External, Some(file)) if !file.starts_with('/') => {
                bad(format!("the memory's file '{file}' is not an absolute path"))
            }
            (SnapshotMemoryLocation::No | SnapshotMemoryLocation::Internal, Some(file)) => {
                bad(format!("the memory's file '{file}' needs an external snapshot"))
            }
            _ => Ok(()),
        }
    }
}

/// Checks a name that drivers make file names of.
pub(crate) fn check_name(what: &str, name: Option<&str>) -> Result<()> {
    let Some(name) = name else { return Ok(()) };
    let wrong = if name.is_empty() {
        "is empty"
    } else if name.contains('/') {
        "has a slash"
    } else if name.starts_with('.') {
        "starts with a dot"
    } else {
        return Ok(());
    };
    bad(format!("the name '{}' of the {what} {wrong}", name.escape_debug()))
}

fn bad<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message))
}
