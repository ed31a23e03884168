//! `-blockdev` and `-device` for disks.

use virt_core::config::domain::devices::{
    ControllerType, Disk, DiskBus, DiskCache, DiskDetectZeroes, DiskDevice, DiskDiscard,
    DiskDriver, DiskFormat, DiskMedium, VirtioModel,
};
use virt_core::config::domain::{Address, address::DriveAddress};
use virt_core::xml::Switch;
use virt_core::{Error, Result};

use super::argv::CommandLine;
use super::build::Plan;
use super::device::{alias, scsi_place, virtio, virtio_driver};
use super::error::{invalid, refuse_if, unsupported};
use super::props::Props;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let count = plan.devices.disks.len();
    for (index, disk) in plan.devices.disks.iter().enumerate() {
        let named = Named::new(disk)?;
        named.check()?;
        // libvirt counts from the last disk to the first.
        let drive = named.write_nodes(plan, line, count - index)?;
        let boot = plan.boot.disks.get(index).copied().flatten();
        if named.bus == DiskBus::Fdc {
            line.json("device", &named.floppy(drive)?);
            continue;
        }
        line.json("device", &named.device(plan, drive.as_deref(), boot)?);
    }
    Ok(())
}

/// A disk, with what every part of it needs to know.
struct Named<'d> {
    disk: &'d Disk,
    /// What errors call it.
    what: String,
    bus: DiskBus,
    driver: DiskDriver,
}

impl<'d> Named<'d> {
    fn new(disk: &'d Disk) -> Result<Self> {
        let target = disk.target.as_ref().ok_or_else(|| invalid("a disk has no <target>"))?;
        let what = format!("disk '{}'", target.dev);
        let bus = target.bus.ok_or_else(|| invalid(format!("{what} has no bus")))?;
        Ok(Named { disk, what, bus, driver: disk.driver.clone().unwrap_or_default() })
    }

    /// Refuses what is not done yet.
    fn check(&self) -> Result<()> {
        let (disk, what) = (self.disk, self.what.as_str());
        let chain = disk.backing_store.as_ref().is_some_and(|layer| layer.disk_type.is_some());
        refuse_if(chain, "<backingStore>", what)?;
        refuse_if(disk.device() == DiskDevice::Lun, "device='lun'", what)?;
        let copy = self.driver.copy_on_read == Some(Switch::On);
        refuse_if(copy, "copy_on_read", what)?;
        if self.driver.name.as_deref().is_some_and(|name| name != "qemu") {
            return Err(unsupported(format!("{what} has a driver other than qemu")));
        }
        Ok(())
    }

    fn readonly(&self) -> bool {
        self.disk.readonly || self.disk.device() == DiskDevice::Cdrom
    }

    fn refuse<T>(&self, setting: &str) -> Result<T> {
        Err(self.unsupported(setting))
    }

    fn unsupported(&self, setting: &str) -> Error {
        unsupported(format!("{setting} of {} is not supported by this driver yet", self.what))
    }

    /// Writes the block nodes; returns the name of the top one. An empty drive has none.
    fn write_nodes(
        &self,
        plan: &Plan<'_>,
        line: &mut CommandLine,
        number: usize,
    ) -> Result<Option<String>> {
        let (driver, filename) = match self.disk.medium() {
            DiskMedium::Empty if self.disk.device() == DiskDevice::Disk => {
                return Err(invalid(format!("{} has no <source>", self.what)));
            }
            DiskMedium::Empty => return Ok(None),
            DiskMedium::File(path) => ("file", path),
            DiskMedium::Block(path)
                if self.disk.device() == DiskDevice::Cdrom
                    && plan.options.optical_drives.iter().any(|drive| drive == path) =>
            {
                ("host_cdrom", path)
            }
            DiskMedium::Block(path) => ("host_device", path),
            _ => {
                let kind = self.disk.disk_type.unwrap_or_default();
                return self.refuse(&format!("a source of type '{}'", kind.as_str()));
            }
        };
        let format = match self.disk.format().unwrap_or(DiskFormat::Raw) {
            DiskFormat::Raw => None,
            format @ (DiskFormat::Qcow2
            | DiskFormat::Qcow
            | DiskFormat::Vmdk
            | DiskFormat::Vdi
            | DiskFormat::Vpc
            | DiskFormat::Qed
            | DiskFormat::Bochs
            | DiskFormat::Cloop
            | DiskFormat::Dmg) => Some(format.as_str()),
            other => return self.refuse(&format!("an image in the format '{}'", other.as_str())),
        };
        let storage = format!("libvirt-{number}-storage");
        let props = Props::device(driver)
            .text("filename", filename)
            .maybe(self.driver.io, |props, io| props.text("aio", io.as_str()))
            .text("node-name", &storage);
        let Some(format) = format else {
            let props = props.bool("read-only", self.readonly());
            line.json("blockdev", &self.common(props));
            return Ok(Some(storage));
        };
        let props = props.bool("auto-read-only", true).text("discard", "unmap");
        line.json("blockdev", &self.cache(props));
        let node = format!("libvirt-{number}-format");
        let props = Props::new().text("node-name", &node).bool("read-only", self.readonly());
        let props = self.common(props).text("driver", format).text("file", &storage);
        line.json("blockdev", &props);
        Ok(Some(node))
    }

    /// What the top node says of discarding and caching.
    fn common(&self, props: Props) -> Props {
        let props = props
            .maybe(self.driver.discard, |props, discard| {
                props
                    .text("discard", if discard == DiskDiscard::Unmap { "unmap" } else { "ignore" })
            })
            .maybe(self.detect_zeroes(), |props, zeroes| props.text("detect-zeroes", zeroes));
        self.cache(props)
    }

    /// Zeros can only become holes where the host gets blocks back.
    fn detect_zeroes(&self) -> Option<&'static str> {
        let unmap = self.driver.discard == Some(DiskDiscard::Unmap);
        self.driver.detect_zeroes.map(|zeroes| match zeroes {
            DiskDetectZeroes::Unmap if !unmap => "on",
            other => other.as_str(),
        })
    }

    /// What guests share must not be in the cache of one of their hosts.
    fn cache_mode(&self) -> Option<DiskCache> {
        let shared = self.disk.shareable && !self.disk.readonly;
        self.driver.cache.or(shared.then_some(DiskCache::None))
    }

    fn cache(&self, props: Props) -> Props {
        let (direct, no_flush) = match self.cache_mode() {
            None | Some(DiskCache::Default) => return props,
            Some(DiskCache::None | DiskCache::DirectSync) => (true, false),
            Some(DiskCache::Unsafe) => (false, true),
            Some(_) => (false, false),
        };
        let cache = Props::new().bool("direct", direct).bool("no-flush", no_flush);
        props.nested("cache", cache)
    }

    /// Whether the guest is told that writes are cached; none where QEMU decides.
    fn write_cache(&self) -> Option<bool> {
        match self.cache_mode()? {
            DiskCache::Default => None,
            DiskCache::WriteThrough | DiskCache::DirectSync => Some(false),
            _ => Some(true),
        }
    }

    fn device(&self, plan: &Plan<'_>, drive: Option<&str>, boot: Option<u32>) -> Result<Props> {
        let (disk, what) = (self.disk, self.what.as_str());
        let id = alias(&disk.info, what)?;
        let props = self.bus_props(plan, id)?;
        let target = disk.target.as_ref();
        let mut props = props
            .when(disk.shareable, |props| props.bool("share-rw", true))
            .maybe(drive, |props, drive| props.text("drive", drive))
            .text("id", id)
            .maybe(boot, |props, boot| props.number("bootindex", boot));
        if let Some(block) = &disk.block_io {
            let sizes = [
                ("logical_block_size", block.logical_block_size),
                ("physical_block_size", block.physical_block_size),
                ("discard_granularity", block.discard_granularity),
            ];
            for (name, size) in sizes {
                props = props.maybe(size, |props, size| props.number(name, size));
            }
        }
        if let Some(wwn) = &disk.wwn {
            let number = u64::from_str_radix(wwn.trim_start_matches("0x"), 16);
            let number = number.map_err(|_| invalid(format!("<wwn> of {what} is no number")))?;
            props = props.number("wwn", number);
        }
        props = props
            .maybe(target.and_then(|target| target.rotation_rate), |props, rate| {
                props.number("rotation_rate", rate)
            })
            .maybe(disk.vendor.as_deref(), |props, vendor| props.text("vendor", vendor))
            .maybe(disk.product.as_deref(), |props, product| props.text("product", product));
        if self.bus == DiskBus::Usb {
            let removable = target.and_then(|target| target.removable);
            let removable = removable.is_some_and(Switch::is_on);
            props = props.bool("removable", removable);
        }
        props = props.maybe(self.write_cache(), |props, on| props.switch("write-cache", on));
        if let Some(geometry) = &disk.geometry {
            props = props
                .number("cyls", geometry.cyls)
                .number("heads", geometry.heads)
                .number("secs", geometry.secs)
                .maybe(geometry.trans, |props, trans| props.text("bios-chs-trans", trans.as_str()));
        }
        Ok(self.errors(
            props.maybe(disk.serial.as_deref(), |props, serial| props.text("serial", serial)),
        ))
    }

    /// What happens when the host reports an error.
    fn errors(&self, props: Props) -> Props {
        use virt_core::config::domain::devices::DiskErrorPolicy;

        let word = |policy| match policy {
            DiskErrorPolicy::NoSpace => "enospc",
            DiskErrorPolicy::Report => "report",
            DiskErrorPolicy::Ignore => "ignore",
            _ => "stop",
        };
        // A guest that stopped for want of space cannot have been reading.
        let read = self
            .driver
            .rerror_policy
            .or(self.driver.error_policy.filter(|policy| *policy != DiskErrorPolicy::NoSpace));
        props
            .maybe(self.driver.error_policy, |props, policy| props.text("werror", word(policy)))
            .maybe(read, |props, policy| props.text("rerror", word(policy)))
    }

    /// The properties that say what it is and where it is.
    fn bus_props(&self, plan: &Plan<'_>, id: &str) -> Result<Props> {
        let cdrom = self.disk.device() == DiskDevice::Cdrom;
        match self.bus {
            DiskBus::Virtio => self.virtio(plan),
            DiskBus::Ide => {
                let place = self.place()?;
                let props = Props::device(if cdrom { "ide-cd" } else { "ide-hd" });
                let bus =
                    plan.places.controller(ControllerType::Ide, place.controller, &self.what)?;
                Ok(props.text("bus", format!("{bus}.{}", place.bus)).number("unit", place.unit))
            }
            DiskBus::Sata => {
                let place = self.place()?;
                let props = Props::device(if cdrom { "ide-cd" } else { "ide-hd" });
                let bus =
                    plan.places.controller(ControllerType::Sata, place.controller, &self.what)?;
                Ok(props.text("bus", format!("{bus}.{}", place.unit)))
            }
            DiskBus::Scsi => self.scsi(plan, id),
            DiskBus::Usb => {
                let props = Props::device("usb-storage");
                plan.places.add(props, &self.disk.info, &self.what)
            }
            other => self.refuse(&format!("the bus '{}'", other.as_str())),
        }
    }

    fn virtio(&self, plan: &Plan<'_>) -> Result<Props> {
        if self.disk.device() != DiskDevice::Disk {
            return Err(unsupported(format!(
                "{} is a {} on virtio, which takes disks only; use sata or scsi",
                self.what,
                self.disk.device().as_str()
            )));
        }
        let driver =
            virtio_driver("virtio-blk-pci", self.disk.model.map(VirtioModel::as_str), &self.what)?;
        let on = |props: Props, name: &str, value: Option<Switch>| {
            props.maybe(value, |props, value| props.bool(name, value.is_on()))
        };
        let props = virtio(Props::device(&driver), &self.driver.virtio);
        let props = on(props, "ioeventfd", self.driver.ioeventfd);
        let props = on(props, "event_idx", self.driver.event_idx);
        let props = props
            .maybe(self.driver.queues, |props, queues| props.number("num-queues", queues))
            .maybe(self.driver.queue_size, |props, size| props.number("queue-size", size));
        plan.places.add(props, &self.disk.info, &self.what)
    }

    fn scsi(&self, plan: &Plan<'_>, id: &str) -> Result<Props> {
        let cdrom = self.disk.device() == DiskDevice::Cdrom;
        let props = Props::device(if cdrom { "scsi-cd" } else { "scsi-hd" });
        let props = scsi_place(plan, props, &self.disk.info, &self.what)?;
        // Guests find disks by this identifier; without a serial number it is the place.
        let identifier = match &self.disk.serial {
            Some(serial) => serial.chars().take(20).collect(),
            None => format!("drive-{id}"),
        };
        Ok(props.text("device_id", identifier))
    }

    fn place(&self) -> Result<DriveAddress> {
        match &self.disk.info.address {
            Some(Address::Drive(place)) => Ok(*place),
            _ => Err(invalid(format!("{} has no address of type drive", self.what))),
        }
    }

    /// Who boots from a floppy is told to its controller.
    fn floppy(&self, drive: Option<String>) -> Result<Props> {
        let place = self.place()?;
        Ok(Props::device("floppy")
            .number("unit", place.unit)
            .maybe(drive, |props, drive| props.text("drive", drive))
            .text("id", alias(&self.disk.info, &self.what)?))
    }
}
