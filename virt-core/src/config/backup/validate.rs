//! The third pass over a backup: what cannot work whichever driver makes it.

use std::collections::HashSet;

use super::{
    BackupDisk, BackupDiskMode, BackupMode, BackupServer, BackupTransport, DomainBackupConfig,
};
use crate::config::domain::devices::DiskType;
use crate::config::{Problems, Validate};
use crate::{Error, ErrorKind, Result};

impl Validate for DomainBackupConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.take(self.check_all());
    }
}

impl DomainBackupConfig {
    fn check_all(&self) -> Result<()> {
        match (self.mode(), &self.server) {
            (BackupMode::Pull, None) => return bad("a backup of the mode 'pull' needs a <server>"),
            (BackupMode::Push, Some(_)) => {
                return bad("a backup of the mode 'push' has no use for a <server>");
            }
            (_, server) => server.as_ref().map_or(Ok(()), BackupServer::check)?,
        }
        let mut names = HashSet::new();
        for disk in self.disks() {
            if disk.name.is_empty() {
                return bad("a <disk> of a backup needs the attribute 'name'");
            }
            if !names.insert(&disk.name) {
                return bad(format!("the backup has the disk '{}' twice", disk.name));
            }
            disk.check(self.mode(), self.incremental.is_some())?;
        }
        Ok(())
    }
}

impl BackupServer {
    fn check(&self) -> Result<()> {
        match self.transport.unwrap_or(BackupTransport::Tcp) {
            BackupTransport::Tcp if self.name.is_none() => {
                bad("a <server> of the transport 'tcp' needs the attribute 'name'")
            }
            BackupTransport::Fd if self.fd_group.is_none() => {
                bad("a <server> of the transport 'fd' needs the attribute 'fdgroup'")
            }
            _ => Ok(()),
        }
    }
}

impl BackupDisk {
    fn check(&self, mode: BackupMode, since_checkpoint: bool) -> Result<()> {
        let name = &self.name;
        match (mode, &self.target, &self.scratch) {
            (BackupMode::Push, _, Some(_)) => {
                return bad(format!("the disk '{name}' has a <scratch>, which is for 'pull'"));
            }
            (BackupMode::Pull, Some(_), _) => {
                return bad(format!("the disk '{name}' has a <target>, which is for 'push'"));
            }
            _ => {}
        }
        if mode == BackupMode::Push && (self.export_name.is_some() || self.export_bitmap.is_some())
        {
            return bad(format!("the disk '{name}' has an export, which is for 'pull'"));
        }
        if !matches!(self.disk_type, None | Some(DiskType::File | DiskType::Block)) {
            return bad(format!("the disk '{name}' can be copied to 'file' and 'block' only"));
        }
        match (self.mode, &self.incremental) {
            (Some(BackupDiskMode::Full), Some(_)) => {
                bad(format!("the disk '{name}' is copied in full, so nothing is 'incremental'"))
            }
            (Some(BackupDiskMode::Incremental), None) if !since_checkpoint => bad(format!(
                "the disk '{name}' is copied since which checkpoint? 'incremental' says"
            )),
            _ => Ok(()),
        }
    }
}

fn bad<T>(message: impl Into<String>) -> Result<T> {
    Err(Error::new(ErrorKind::XmlError, message))
}
