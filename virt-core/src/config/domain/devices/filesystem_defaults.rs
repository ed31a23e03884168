//! What libvirt fills in of a file system whichever driver will run the guest, and what is wrong
//! with one.

use super::disk_validate::unsupported;
use super::{
    Filesystem, FilesystemAccessMode, FilesystemBinary, FilesystemDriver, FilesystemDriverType,
    FilesystemLock, FilesystemMultidevs, FilesystemSource, FilesystemType, FilesystemWritePolicy,
};
use crate::ErrorKind;
use crate::config::{Problems, Validate};

impl Filesystem {
    /// What is shown, where the definition says it in the way of its type.
    fn has_source(&self) -> bool {
        let Some(source) = &self.source else { return false };
        match self.filesystem_type.unwrap_or_default() {
            FilesystemType::Mount => source.dir.is_some() || source.socket.is_some(),
            FilesystemType::Bind => source.dir.is_some(),
            FilesystemType::Block => source.dev.is_some(),
            FilesystemType::File => source.file.is_some(),
            FilesystemType::Template => source.name.is_some(),
            FilesystemType::Ram => source.usage.is_some(),
            FilesystemType::Volume => source.pool.is_some() && source.volume.is_some(),
        }
    }

    fn driver_type(&self) -> Option<FilesystemDriverType> {
        self.driver.as_ref()?.driver_type
    }

    pub(crate) fn fill_defaults(&mut self) {
        let default =
            |multidevs: &mut FilesystemMultidevs| *multidevs == FilesystemMultidevs::Default;
        self.filesystem_type.get_or_insert_default();
        if let Some(source) = &mut self.source
            && source.socket.is_some()
        {
            source.dir = None;
        } else {
            self.access_mode.get_or_insert(FilesystemAccessMode::Passthrough);
        }
        self.multidevs.take_if(default);
        for mode in [&mut self.file_mode, &mut self.folder_mode] {
            mode.take_if(|mode| mode.bits() == 0);
        }
        if let Some(driver) = &mut self.driver {
            driver.fill_defaults();
        }
        self.driver.take_if(|driver| *driver == FilesystemDriver::default());
        // Only virtiofs has a program of its own.
        if self.driver_type() != Some(FilesystemDriverType::VirtioFs) {
            self.binary = None;
            self.id_map = None;
        }
        // libvirt looks for groups only where there are users.
        self.id_map.take_if(|map| map.users.is_empty());
        if let Some(binary) = &mut self.binary {
            binary.fill_defaults();
        }
        self.binary.take_if(|binary| **binary == FilesystemBinary::default());
        for limit in [&mut self.space_hard_limit, &mut self.space_soft_limit] {
            limit.take_if(|limit| limit.bytes() == 0);
        }
    }
}

impl FilesystemDriver {
    fn fill_defaults(&mut self) {
        self.driver_type.take_if(|kind| *kind == FilesystemDriverType::Default);
        self.write_policy.take_if(|policy| *policy == FilesystemWritePolicy::Default);
        if self.driver_type.is_none() {
            self.format = None;
            self.write_policy = None;
        }
        if self.driver_type != Some(FilesystemDriverType::VirtioFs) {
            self.queue = None;
        }
    }
}

impl FilesystemBinary {
    fn fill_defaults(&mut self) {
        self.thread_pool_size.take_if(|size| *size < 0);
        self.open_files.take_if(|files| *files == 0);
        self.lock.take_if(|lock| *lock == FilesystemLock::default());
    }
}

impl Validate for Filesystem {
    fn collect_problems(&self, problems: &mut Problems) {
        let target = self.target.as_deref().unwrap_or_default();
        if target.is_empty() {
            problems.within("target/@dir", |problems| {
                let source = self.source.as_ref().and_then(FilesystemSource::path);
                let name = source.unwrap_or("<filesystem>");
                problems.report_as(ErrorKind::NoTarget, name);
            });
        }
        if !self.has_source() {
            let kind = self.filesystem_type.unwrap_or_default();
            problems.within("source", |problems| {
                let message = format!("{target}: its <source> is none of type {}", kind.as_str());
                problems.report_as(ErrorKind::NoSource, message);
            });
        }
        let virtio_fs = self.driver_type() == Some(FilesystemDriverType::VirtioFs);
        if self.info.boot.is_some() && !virtio_fs {
            unsupported(problems, "boot", "only file systems of virtiofs can be booted from");
        }
    }
}

impl FilesystemSource {
    fn path(&self) -> Option<&str> {
        let paths = [&self.dir, &self.file, &self.dev, &self.socket, &self.name];
        paths.into_iter().find_map(|path| path.as_deref())
    }
}
