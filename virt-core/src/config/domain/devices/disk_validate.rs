//! What is wrong with a disk, whichever driver would have to serve it.

use std::collections::HashSet;

use super::{
    Disk, DiskBus, DiskDevice, DiskErrorPolicy, DiskFormat, DiskMedium, DiskTarget, DiskType,
    NetworkProtocol, SgIo, StartupPolicy,
};
use crate::ErrorKind;
use crate::config::domain::Address;
use crate::config::{Problems, Validate};

impl Validate for Disk {
    fn collect_problems(&self, problems: &mut Problems) {
        match &self.target {
            Some(target) => self.check_target(target, problems),
            None => problems.report_at("target", "a <disk> has no <target>, which names it"),
        }
        self.check_medium(problems);
        self.check_device(problems);
        self.check_driver(problems);
        self.check_descriptions(problems);
        self.check_limits(problems);
        self.check_sources(problems);
        if self.disk_type == Some(DiskType::VhostUser) {
            self.check_vhost_user(problems);
        }
    }
}

impl Disk {
    /// What messages call it.
    pub(super) fn name(&self) -> &str {
        self.target.as_ref().map_or("disk", |target| &target.dev)
    }

    fn check_target(&self, target: &DiskTarget, problems: &mut Problems) {
        let name = &target.dev;
        let prefixes: &[&str] = match self.device() {
            DiskDevice::Floppy => &["fd"],
            DiskDevice::Cdrom => &[""],
            _ => &["hd", "sd", "vd", "xvd", "ubd"],
        };
        let known = |name: &str| prefixes.iter().any(|prefix| name.starts_with(prefix));
        if !known(name.strip_prefix("ioemu:").unwrap_or(name)) {
            let device = self.device().as_str();
            let names = prefixes.iter().map(|prefix| format!("{prefix}a")).collect::<Vec<_>>();
            let names = names.join(", ");
            let message = format!("'{name}' is no name for a {device}; use one such as {names}");
            problems.report_at("target/@dev", message);
        } else if self.info.address.is_none() && target.number().is_none() {
            let message = format!(
                "'{name}' is no disk's name, so it does not say where the disk sits; use one such \
                 as sda, or add an <address>"
            );
            problems.report_at("target/@dev", message);
        }
        if target.tray.is_some() && !self.device().is_removable() {
            unsupported(
                problems,
                "target/@tray",
                "only drives of type cdrom and floppy have a tray",
            );
        }
        let removable = matches!(target.bus, None | Some(DiskBus::Usb | DiskBus::Scsi));
        if target.removable.is_some() && !removable {
            problems.report_at("target/@removable", "only disks on usb and scsi can be removable");
        }
        self.check_bus(target.bus, problems);
    }

    fn check_bus(&self, bus: Option<DiskBus>, problems: &mut Problems) {
        let Some(bus) = bus else { return };
        let device = self.device();
        if (device == DiskDevice::Floppy) != (bus == DiskBus::Fdc) {
            let message = format!("a {} cannot be on the bus {bus}", device.as_str());
            unsupported(problems, "target/@bus", &message);
        }
        if self.model.is_some() && bus != DiskBus::Virtio {
            let message = format!("only disks on virtio have a model, this one is on {bus}");
            unsupported(problems, "@model", &message);
        }
        if let Some(address) = &self.info.address
            && bus.controller_type().is_some()
            && !matches!(address, Address::Drive(_))
        {
            let (name, kind) = (self.name(), address.word());
            let message =
                format!("disk '{name}' on {bus} has an address of type {kind}, not drive");
            unsupported(problems, "address/@type", &message);
        }
    }

    fn check_medium(&self, problems: &mut Problems) {
        if self.medium() == DiskMedium::Empty && !self.device().is_removable() {
            let message =
                format!("{}: only drives of type cdrom and floppy can be empty", self.name());
            problems.within("source", |problems| problems.report_as(ErrorKind::NoSource, message));
        }
        let Some(policy) = self.source.as_ref().and_then(|source| source.startup_policy) else {
            return;
        };
        let kind = self.disk_type.unwrap_or_default();
        let served =
            matches!(kind, DiskType::File | DiskType::Block | DiskType::Dir | DiskType::Volume);
        let message = match policy {
            _ if !served => format!("a source of type {} has no startupPolicy", kind.as_str()),
            StartupPolicy::Requisite if !self.device().is_removable() => {
                "only drives of type cdrom and floppy can have startupPolicy='requisite'".to_owned()
            }
            _ => return,
        };
        problems.report_at("source/@startupPolicy", message);
    }

    /// What only disks can do that take SCSI commands, and what these cannot.
    fn check_device(&self, problems: &mut Problems) {
        if self.sg_io == Some(SgIo::Unfiltered) {
            unsupported(problems, "@sgio", "Linux does not offer sgio='unfiltered' any more");
        }
        let source = self.source.as_ref();
        if self.device() != DiskDevice::Lun {
            let reservations = source.is_some_and(|source| source.reservations.is_some());
            let only = [
                (self.raw_io.is_some(), "@rawio"),
                (self.sg_io.is_some(), "@sgio"),
                (reservations, "source/reservations"),
            ];
            for (_, place) in only.iter().filter(|(there, _)| *there) {
                let what = place.rsplit(['/', '@']).next().unwrap_or(place);
                let message = format!("{what} is for disks of device='lun' alone");
                unsupported(problems, place, &message);
            }
            return;
        }
        match self.disk_type.unwrap_or_default() {
            DiskType::Block | DiskType::Volume => {}
            DiskType::Network => {
                let protocol = source.and_then(|source| source.protocol());
                if let Some(protocol) = protocol.filter(|known| *known != NetworkProtocol::Iscsi) {
                    let message = format!("a lun can be behind iscsi, not behind {protocol}");
                    unsupported(problems, "source/@protocol", &message);
                }
            }
            other => {
                let message = format!("a lun cannot have a source of type {}", other.as_str());
                unsupported(problems, "@type", &message);
            }
        }
        if self.format().is_some_and(|format| !matches!(format, DiskFormat::Raw | DiskFormat::Aio))
        {
            unsupported(problems, "driver/@type", "a lun must have the format raw");
        }
        if self.encryption().is_some() {
            unsupported(
                problems,
                "source/encryption",
                "a lun cannot be encrypted by the hypervisor",
            );
        }
    }

    fn check_driver(&self, problems: &mut Problems) {
        let Some(driver) = &self.driver else { return };
        if self.bus().is_some_and(|bus| bus != DiskBus::Virtio) {
            let only = [
                ("queues", driver.queues.is_some()),
                ("queue_size", driver.queue_size.is_some()),
                ("ioeventfd", driver.ioeventfd.is_some()),
                ("event_idx", driver.event_idx.is_some()),
                ("iommu", driver.virtio.iommu.is_some()),
                ("ats", driver.virtio.ats.is_some()),
                ("packed", driver.virtio.packed.is_some()),
                ("page_per_vq", driver.virtio.page_per_vq.is_some()),
            ];
            for (name, _) in only.iter().filter(|(_, there)| *there) {
                let message = format!("{name} is for disks on virtio alone");
                unsupported(problems, &format!("driver/@{name}"), &message);
            }
        }
        if driver.rerror_policy == Some(DiskErrorPolicy::NoSpace) {
            let message = "reading cannot run out of space; use error_policy='enospace'";
            unsupported(problems, "driver/@rerror_policy", message);
        }
        let qcow2 = driver.format == Some(DiskFormat::Qcow2);
        if driver.discard_no_unref.is_some() && !qcow2 {
            let message = "discard_no_unref is for images in qcow2 alone";
            unsupported(problems, "driver/@discard_no_unref", message);
        }
        if driver.iothread == Some(0) {
            problems.report_at("driver/@iothread", "threads for requests count from 1, not 0");
        }
        if driver.iothread.is_some() && driver.iothreads.is_some() {
            let message = "iothread and <iothreads> exclude each other";
            problems.report_at("driver/@iothread", message);
        }
    }

    /// The texts that the guest sees.
    fn check_descriptions(&self, problems: &mut Problems) {
        let product = match self.bus() {
            Some(DiskBus::Ide | DiskBus::Sata) => 40,
            _ => 16,
        };
        let texts = [("vendor", &self.vendor, 8), ("product", &self.product, product)];
        for (name, text, longest) in texts {
            let Some(text) = text else { continue };
            if !text.bytes().all(|byte| (0x20..=0x7E).contains(&byte)) {
                let message = format!("<{name}> can have printable ASCII characters only");
                problems.report_at(name, message);
            } else if text.len() > longest {
                let message = format!("<{name}> can have {longest} characters at most");
                unsupported(problems, name, &message);
            }
        }
        let digits =
            |wwn: &str| wwn.len() == 16 && wwn.bytes().all(|digit| digit.is_ascii_hexdigit());
        if let Some(wwn) = &self.wwn
            && !digits(wwn.strip_prefix("0x").unwrap_or(wwn))
        {
            problems.report_at("wwn", format!("'{wwn}' is no WWN of 16 hexadecimal digits"));
        }
    }

    fn check_limits(&self, problems: &mut Problems) {
        if let Some(tune) = &self.io_tune {
            problems.within("iotune", |problems| tune.limits.collect_problems(problems));
            if self.throttle_filters.is_some() {
                problems.within("throttlefilters", |problems| {
                    let message = "<throttlefilters> and <iotune> exclude each other";
                    problems.report_as(ErrorKind::OperationUnsupported, message);
                });
            }
        }
        let groups = self.throttle_filters.iter().flat_map(|filters| &filters.groups);
        let mut seen = HashSet::new();
        for (index, group) in groups.enumerate() {
            if !seen.insert(group) {
                let place = format!("throttlefilters/throttlefilter[{}]/@group", index + 1);
                problems.report_at(&place, format!("the disk is in the group '{group}' already"));
            }
        }
    }

    /// What a process behind a socket decides itself.
    fn check_vhost_user(&self, problems: &mut Problems) {
        let driver = self.driver.clone().unwrap_or_default();
        let others = [
            (self.bus().is_some_and(|bus| bus != DiskBus::Virtio), "target/@bus"),
            (self.snapshot.is_some_and(|snapshot| snapshot.as_str() != "no"), "@snapshot"),
            (driver.cache.is_some(), "driver/@cache"),
            (driver.error_policy.is_some(), "driver/@error_policy"),
            (driver.rerror_policy.is_some(), "driver/@rerror_policy"),
            (driver.io.is_some(), "driver/@io"),
            (driver.ioeventfd.is_some(), "driver/@ioeventfd"),
            (driver.copy_on_read.is_some(), "driver/@copy_on_read"),
            (driver.discard.is_some(), "driver/@discard"),
            (driver.iothread.is_some(), "driver/@iothread"),
            (driver.detect_zeroes.is_some(), "driver/@detect_zeroes"),
            (driver.metadata_cache.is_some(), "driver/metadata_cache"),
            (self.auth().is_some(), "auth"),
            (self.encryption().is_some(), "encryption"),
            (self.backing_store.is_some(), "backingStore"),
            (self.geometry.is_some(), "geometry"),
            (self.block_io.is_some(), "blockio"),
            (self.io_tune.is_some(), "iotune"),
            (self.readonly, "readonly"),
            (self.shareable, "shareable"),
            (self.transient.is_some(), "transient"),
            (self.serial.is_some(), "serial"),
            (self.wwn.is_some(), "wwn"),
            (self.vendor.is_some(), "vendor"),
            (self.product.is_some(), "product"),
        ];
        for (_, place) in others.iter().filter(|(there, _)| *there) {
            let message = match *place {
                "target/@bus" => "a vhost-user disk is on the bus virtio".to_owned(),
                "@snapshot" => "a vhost-user disk is in no snapshot".to_owned(),
                place => {
                    let what = place.rsplit(['/', '@']).next().unwrap_or(place);
                    format!("a vhost-user disk cannot have {what}: its process decides that")
                }
            };
            unsupported(problems, place, &message);
        }
    }
}

pub(super) fn unsupported(problems: &mut Problems, place: &str, message: &str) {
    problems.within(place, |problems| problems.report_as(ErrorKind::ConfigUnsupported, message));
}
