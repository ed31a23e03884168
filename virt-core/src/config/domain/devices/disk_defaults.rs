//! What libvirt fills in of a disk whichever driver will run the guest, and what it drops because it
//! means nothing.

use super::{
    BackingStore, BlockIo, BurstLengths, Disk, DiskBus, DiskCache, DiskDevice, DiskDriver,
    DiskFormat, DiskGeometry, DiskMetadataCache, DiskMirror, DiskSource, DiskTarget, DiskType,
    IoLimits, IoThreadMapping, IoTune, MirrorJob, ThrottleFilters, ThrottleGroup,
};
use crate::config::snapshot::SnapshotDiskLocation;

impl Disk {
    pub(crate) fn fill_defaults(&mut self) {
        let device = *self.device.get_or_insert(DiskDevice::Disk);
        let removable = matches!(device, DiskDevice::Cdrom | DiskDevice::Floppy);
        // What kind of thing nothing is has no meaning.
        self.disk_type.take_if(|_| removable && self.source.is_none());
        let disk_type = *self.disk_type.get_or_insert(DiskType::File);
        if device == DiskDevice::Cdrom {
            self.readonly = true;
        }
        if let Some(target) = &mut self.target {
            target.fill_defaults(device);
        }
        if let Some(source) = &mut self.source {
            source.fill_defaults(disk_type);
        }
        self.source.take_if(|source| *source == DiskSource::default());
        self.fill_layers();
        self.fill_snapshot(disk_type);
        if let Some(driver) = &mut self.driver {
            driver.fill_defaults();
        }
        self.driver.take_if(|driver| *driver == DiskDriver::default());
        self.drop_empty();
    }

    /// The layers below, without recursion, since there may be hundreds.
    fn fill_layers(&mut self) {
        if let Some(mirror) = &mut self.mirror {
            mirror.fill_defaults();
        }
        let copies = self.mirror.as_mut().and_then(|mirror| mirror.backing_store.as_deref_mut());
        for mut next in [self.backing_store.as_deref_mut(), copies] {
            while let Some(layer) = next {
                if layer.is_end() {
                    *layer = BackingStore::default();
                }
                if let Some(format) = &mut layer.format {
                    format.metadata_cache.take_if(|cache| *cache == DiskMetadataCache::default());
                }
                if let (Some(source), Some(disk_type)) = (&mut layer.source, layer.disk_type) {
                    source.fill_defaults(disk_type);
                }
                next = layer.backing_store.as_deref_mut();
            }
        }
    }

    /// What a process serves cannot be in a snapshot; what cannot be written is in none anyway.
    fn fill_snapshot(&mut self, disk_type: DiskType) {
        if disk_type == DiskType::VhostUser && !self.readonly {
            self.snapshot.get_or_insert(SnapshotDiskLocation::No);
        }
        if self.readonly {
            self.snapshot.take_if(|snapshot| *snapshot == SnapshotDiskLocation::No);
        }
    }

    fn drop_empty(&mut self) {
        self.geometry.take_if(|geometry| !geometry.is_complete());
        if let Some(block) = &mut self.block_io {
            let sizes = [
                &mut block.logical_block_size,
                &mut block.physical_block_size,
                &mut block.discard_granularity,
            ];
            sizes.into_iter().for_each(drop_zero);
        }
        self.block_io.take_if(|block| *block == BlockIo::default());
        if let Some(tune) = &mut self.io_tune {
            tune.limits.drop_zeros();
            tune.bursts.drop_zeros();
        }
        self.io_tune.take_if(|tune| **tune == IoTune::default());
        self.throttle_filters.take_if(|filters| *filters == ThrottleFilters::default());
        for text in [&mut self.serial, &mut self.wwn, &mut self.vendor, &mut self.product] {
            text.take_if(|text| text.is_empty());
        }
    }
}

impl DiskTarget {
    fn fill_defaults(&mut self, device: DiskDevice) {
        // Xen's old tools put the device model in front.
        if let Some(name) = self.dev.strip_prefix("ioemu:") {
            self.dev = name.to_owned();
        }
        let bus = match device {
            DiskDevice::Floppy => DiskBus::Fdc,
            _ => bus_of(&self.dev),
        };
        self.bus.get_or_insert(bus);
        self.tray.take_if(|tray| *tray == super::DiskTray::Closed);
        drop_zero(&mut self.rotation_rate);
    }
}

/// The bus that a disk's name speaks of.
fn bus_of(target: &str) -> DiskBus {
    let prefixes = [
        ("sd", DiskBus::Scsi),
        ("vd", DiskBus::Virtio),
        ("xvd", DiskBus::Xen),
        ("ubd", DiskBus::Uml),
    ];
    let found = prefixes.iter().find(|(prefix, _)| target.starts_with(prefix));
    found.map_or(DiskBus::Ide, |(_, bus)| *bus)
}

impl DiskDriver {
    fn fill_defaults(&mut self) {
        if self.format == Some(DiskFormat::Aio) {
            self.format = Some(DiskFormat::Raw);
        }
        self.cache.take_if(|cache| *cache == DiskCache::Default);
        drop_zero(&mut self.queues);
        drop_zero(&mut self.queue_size);
        self.metadata_cache.take_if(|cache| *cache == DiskMetadataCache::default());
        self.iothreads.take_if(|threads| *threads == IoThreadMapping::default());
    }
}

impl DiskMirror {
    /// Turns what old programs wrote into what is written since: a type and a source.
    fn fill_defaults(&mut self) {
        let job = *self.job.get_or_insert(MirrorJob::Copy);
        if let Some(file) = &self.file {
            self.disk_type.get_or_insert(DiskType::File);
            self.source.get_or_insert_with(|| DiskSource::file(file.clone()));
        }
        if let Some(format) = self.file_format {
            self.format.get_or_insert_with(|| format.into());
        }
        let disk_type = self.disk_type.unwrap_or_default();
        if let Some(source) = &mut self.source {
            source.fill_defaults(disk_type);
            if disk_type == DiskType::File && job == MirrorJob::Copy {
                self.file.clone_from(&source.file);
                self.file_format = self.format.as_ref().map(|format| format.format);
            }
        }
    }
}

impl DiskGeometry {
    fn is_complete(&self) -> bool {
        ![self.cyls, self.heads, self.secs].contains(&0)
    }
}

impl ThrottleGroup {
    pub(crate) fn fill_defaults(&mut self) {
        self.limits.drop_zeros();
        self.bursts.drop_zeros();
    }
}

impl IoLimits {
    /// No limit is as good as nothing said.
    fn drop_zeros(&mut self) {
        let limits = [
            &mut self.total_bytes_sec,
            &mut self.read_bytes_sec,
            &mut self.write_bytes_sec,
            &mut self.total_iops_sec,
            &mut self.read_iops_sec,
            &mut self.write_iops_sec,
            &mut self.total_bytes_sec_max,
            &mut self.read_bytes_sec_max,
            &mut self.write_bytes_sec_max,
            &mut self.total_iops_sec_max,
            &mut self.read_iops_sec_max,
            &mut self.write_iops_sec_max,
            &mut self.size_iops_sec,
        ];
        limits.into_iter().for_each(drop_zero);
    }
}

impl BurstLengths {
    fn drop_zeros(&mut self) {
        let lengths = [
            &mut self.total_bytes_sec_max_length,
            &mut self.read_bytes_sec_max_length,
            &mut self.write_bytes_sec_max_length,
            &mut self.total_iops_sec_max_length,
            &mut self.read_iops_sec_max_length,
            &mut self.write_iops_sec_max_length,
        ];
        lengths.into_iter().for_each(drop_zero);
    }
}

pub(super) fn drop_zero<T: Default + PartialEq>(number: &mut Option<T>) {
    number.take_if(|number| *number == T::default());
}
