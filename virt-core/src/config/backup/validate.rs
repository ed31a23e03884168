//! The third pass over a backup: what cannot work whichever driver makes it.

use std::collections::HashSet;

use super::{
    BackupDisk, BackupDiskMode, BackupMode, BackupServer, BackupStore, BackupTransport,
    DomainBackupConfig,
};
use crate::config::domain::devices::DiskType;
use crate::config::snapshot::check_disk_name;
use crate::config::{Problems, Validate};

impl Validate for DomainBackupConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        match (self.mode(), &self.server) {
            (BackupMode::Pull, None) => {
                problems.report_at("server", "a backup of the mode 'pull' needs a <server>");
            }
            (BackupMode::Push, Some(_)) => {
                let message = "a backup of the mode 'push' has no use for a <server>; drop it";
                problems.report_at("server", message);
            }
            (BackupMode::Pull, Some(server)) => {
                problems.within("server", |problems| server.check(problems));
            }
            (BackupMode::Push, None) => {}
        }
        let mut names = HashSet::new();
        problems.within_some("disks", self.disks.as_ref(), |disks, problems| {
            problems.each("disk", &disks.disks, |disk, problems| {
                check_disk_name("backup", &disk.name, &mut names, problems);
                disk.check(self.mode(), self.incremental.is_some(), problems);
            });
        });
    }
}

impl BackupServer {
    fn check(&self, problems: &mut Problems) {
        match self.transport.unwrap_or(BackupTransport::Tcp) {
            BackupTransport::Tcp if self.name.is_none() => {
                let message = "a <server> of the transport 'tcp' needs the attribute 'name'";
                problems.report_at("@name", message);
            }
            BackupTransport::Fd if self.fd_group.is_none() => {
                let message = "a <server> of the transport 'fd' needs the attribute 'fdgroup'";
                problems.report_at("@fdgroup", message);
            }
            _ => {}
        }
    }
}

impl BackupDisk {
    fn check(&self, mode: BackupMode, since_checkpoint: bool, problems: &mut Problems) {
        let name = &self.name;
        for (place, of, given) in [
            ("target", BackupMode::Push, self.target.is_some()),
            ("scratch", BackupMode::Pull, self.scratch.is_some()),
        ] {
            if given && mode != of {
                let message = format!("the disk '{name}' has a <{place}>, which is for '{of}'");
                problems.report_at(place, message);
            }
        }
        for (place, given) in [
            ("@exportname", self.export_name.is_some()),
            ("@exportbitmap", self.export_bitmap.is_some()),
        ] {
            if given && mode == BackupMode::Push {
                let message = format!("the disk '{name}' has an export, which is for 'pull'");
                problems.report_at(place, message);
            }
        }
        if !matches!(self.disk_type, None | Some(DiskType::File | DiskType::Block)) {
            let message = format!("the disk '{name}' can be copied to 'file' and 'block' only");
            problems.report_at("@type", message);
        }
        self.check_mode(since_checkpoint, problems);
        problems.within_some("target", self.target.as_ref(), BackupStore::check);
        problems.within_some("scratch", self.scratch.as_ref(), BackupStore::check);
    }

    fn check_mode(&self, since_checkpoint: bool, problems: &mut Problems) {
        let name = &self.name;
        match (self.mode, &self.incremental) {
            (Some(BackupDiskMode::Full), Some(_)) => {
                let message =
                    format!("the disk '{name}' is copied in full, so nothing is 'incremental'");
                problems.report_at("@incremental", message);
            }
            (Some(BackupDiskMode::Incremental), None) if !since_checkpoint => {
                let message = format!(
                    "the disk '{name}' is copied since which checkpoint? 'incremental' says"
                );
                problems.report_at("@incremental", message);
            }
            _ => {}
        }
    }
}

impl BackupStore {
    fn check(&self, problems: &mut Problems) {
        problems.within_some("encryption", self.encryption.as_ref(), Validate::collect_problems);
    }
}
