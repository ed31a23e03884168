//! Which running guest uses which disk image.

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::{FileTypeExt, MetadataExt};
use std::sync::{Mutex, MutexGuard, PoisonError};

use uuid::Uuid;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{Disk, DiskDevice, DiskSource, StartupPolicy};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::devices::disk_path;

/// The images of all running guests of one state.
#[derive(Default)]
pub(crate) struct Images {
    uses: Mutex<HashMap<Image, Vec<Use>>>,
}

/// A file or block device, by whatever path it is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Image {
    File { device: u64, inode: u64 },
    Block { device: u64 },
}

struct Use {
    domain: Uuid,
    name: String,
    target: String,
    sharing: Sharing,
}

/// With whom a guest can share an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sharing {
    /// With nobody: it writes.
    Nobody,
    /// With those who only read, as it does.
    Readers,
    /// With those who share as well.
    Sharers,
}

impl Images {
    /// Notes that the guest of `config` uses its images, until [`release`](Images::release).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when one is missing or cannot be looked at, and
    /// [`ErrorKind::ResourceBusy`] when another running guest uses one; nothing is noted then.
    pub(crate) fn claim(&self, uuid: Uuid, config: &DomainConfig) -> Result<()> {
        let name = config.name.clone().unwrap_or_default();
        let mut wanted = Vec::new();
        for disk in disks(config) {
            if let Some(path) = disk_path(disk) {
                wanted.push((image(&path, disk, &name)?, path, disk));
            }
        }
        let mut uses = self.lock();
        for (image, path, disk) in &wanted {
            check(uses.get(image), path, disk, uuid, &name)?;
        }
        for (image, _, disk) in wanted {
            let entry = Use {
                domain: uuid,
                name: name.clone(),
                target: target(disk).to_owned(),
                sharing: sharing(disk),
            };
            uses.entry(image).or_default().push(entry);
        }
        Ok(())
    }

    /// Notes the images of a guest that runs already. What cannot be looked at is left out.
    pub(crate) fn note(&self, uuid: Uuid, config: &DomainConfig) {
        let name = config.name.clone().unwrap_or_default();
        for disk in disks(config) {
            let found = disk_path(disk).map(|path| image(&path, disk, &name));
            if let Some(Ok(image)) = found {
                let entry = Use {
                    domain: uuid,
                    name: name.clone(),
                    target: target(disk).to_owned(),
                    sharing: sharing(disk),
                };
                self.lock().entry(image).or_default().push(entry);
            }
        }
    }

    /// Notes that the guest uses nothing any more.
    pub(crate) fn release(&self, uuid: Uuid) {
        self.lock().retain(|_, uses| {
            uses.retain(|entry| entry.domain != uuid);
            !uses.is_empty()
        });
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Image, Vec<Use>>> {
        self.uses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Takes media out of drives whose definition allows for that, when they are missing.
pub(crate) fn drop_optional(config: &mut DomainConfig) {
    let Some(devices) = &mut config.devices else { return };
    devices.disks.retain_mut(|disk| {
        let policy = disk.source.as_ref().and_then(|source| source.startup_policy);
        let missing = disk_path(disk).is_some_and(|path| fs::metadata(path).is_err());
        if policy != Some(StartupPolicy::Optional) || !missing {
            return true;
        }
        tracing::warn!(disk = target(disk), "its optional source is missing");
        disk.source = None::<DiskSource>;
        matches!(disk.device(), DiskDevice::Cdrom | DiskDevice::Floppy)
    });
}

fn disks(config: &DomainConfig) -> &[Disk] {
    config.devices.as_ref().map_or(&[], |devices| &devices.disks)
}

fn target(disk: &Disk) -> &str {
    disk.target.as_ref().map_or("", |target| &target.dev)
}

fn sharing(disk: &Disk) -> Sharing {
    if disk.shareable {
        Sharing::Sharers
    } else if disk.readonly || disk.device() == DiskDevice::Cdrom {
        Sharing::Readers
    } else {
        Sharing::Nobody
    }
}

fn image(path: &str, disk: &Disk, name: &str) -> Result<Image> {
    let data = fs::metadata(path).map_err(|err| {
        Error::new(
            ErrorKind::SystemError,
            format!(
                "cannot start domain '{name}': cannot access image '{path}' of its disk '{}'",
                target(disk)
            ),
        )
        .with_origin(ErrorOrigin::Qemu)
        .with_source(err)
    })?;
    if data.file_type().is_block_device() {
        return Ok(Image::Block { device: data.rdev() });
    }
    Ok(Image::File { device: data.dev(), inode: data.ino() })
}

fn check(uses: Option<&Vec<Use>>, path: &str, disk: &Disk, uuid: Uuid, name: &str) -> Result<()> {
    let wanted = sharing(disk);
    let clashes = |other: &&Use| {
        other.domain != uuid && (wanted == Sharing::Nobody || wanted != other.sharing)
    };
    let Some(other) = uses.into_iter().flatten().find(clashes) else { return Ok(()) };
    Err(Error::new(
        ErrorKind::ResourceBusy,
        format!(
            "cannot start domain '{name}': image '{path}' of its disk '{}' is in use by the \
             running domain '{}' as '{}'; stop that domain, or make both disks <readonly/> or \
             both <shareable/>",
            target(disk),
            other.name,
            other.target
        ),
    )
    .with_origin(ErrorOrigin::Qemu))
}
