//! The second pass over a backup: defaults, and its disks matched with the domain's.

use std::collections::HashMap;

use super::{
    BackupDisk, BackupDiskMode, BackupMode, BackupServer, BackupStore, BackupTransport,
    DomainBackupConfig,
};
use crate::config::domain::devices::DiskType;

/// A disk of the domain that is copied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BackupSource<'s> {
    /// The disk's target.
    pub target: &'s str,
    /// Its image, if that is a file.
    pub file: Option<&'s str>,
}

impl DomainBackupConfig {
    /// Adds what the author left out: mode, transport, which disks are copied and how much of
    /// each. Filling in twice changes nothing.
    pub fn fill_defaults(&mut self) {
        self.mode.get_or_insert(BackupMode::Push);
        self.server.iter_mut().for_each(BackupServer::fill_defaults);
        for disk in self.disks.iter_mut().flat_map(|disks| &mut disks.disks) {
            disk.fill_defaults(self.incremental.as_deref());
        }
    }

    /// Matches the disks with the domain's `sources`: where the author named none, all are copied;
    /// where some are named, the others are not. A copy without a place goes to a file beside its
    /// image, which ends with a dot and `suffix`.
    pub fn align_disks<'s>(
        &mut self,
        sources: impl IntoIterator<Item = BackupSource<'s>>,
        suffix: &str,
    ) {
        let (mode, all) = (self.mode(), self.disks().next().is_none());
        let disks = &mut self.disks.get_or_insert_default().disks;
        let mut places = HashMap::new();
        for (place, disk) in disks.iter().enumerate() {
            places.entry(disk.name.clone()).or_insert(place);
        }
        for source in sources {
            let place = *places.entry(source.target.to_owned()).or_insert(disks.len());
            let disk = match disks.get_mut(place) {
                Some(disk) => disk,
                None => {
                    let backup = Some(all);
                    let name = source.target.to_owned();
                    disks.push(BackupDisk { name, backup, ..BackupDisk::default() });
                    let Some(added) = disks.last_mut() else { continue };
                    added
                }
            };
            disk.fill_defaults(self.incremental.as_deref());
            disk.find_place(mode, source, suffix);
        }
    }
}

impl BackupServer {
    fn fill_defaults(&mut self) {
        self.transport.get_or_insert(BackupTransport::Tcp);
    }
}

impl BackupDisk {
    fn fill_defaults(&mut self, incremental: Option<&str>) {
        if !*self.backup.get_or_insert(true) {
            return;
        }
        self.disk_type.get_or_insert(DiskType::File);
        if self.mode == Some(BackupDiskMode::Full) {
            return;
        }
        if self.incremental.is_none() {
            self.incremental = incremental.map(ToOwned::to_owned);
        }
        let mode = match self.incremental {
            Some(_) => BackupDiskMode::Incremental,
            None => BackupDiskMode::Full,
        };
        self.mode.get_or_insert(mode);
    }

    fn find_place(&mut self, mode: BackupMode, source: BackupSource<'_>, suffix: &str) {
        if self.backup == Some(false) || self.disk_type != Some(DiskType::File) {
            return;
        }
        let place = match mode {
            BackupMode::Push => &mut self.target,
            BackupMode::Pull => &mut self.scratch,
        };
        if let Some(file) = source.file {
            let place = place.get_or_insert_with(BackupStore::default);
            place.file.get_or_insert_with(|| format!("{file}.{suffix}"));
        }
    }
}
