//! Disks and drives.

use virt_core::config::ZeroOne;
use virt_core::config::node_device::{RemovableMedia, StorageCapability, StorageNested};

use super::Reading;
use crate::scan::drive_type;

/// The unit of sizes in sysfs, whatever the device's blocks are.
const SECTOR: u64 = 512;

pub(super) fn storage(reading: &Reading<'_>) -> StorageCapability {
    let property = |name: &str| reading.record.value(name).map(str::to_owned);
    let drive_type = drive_type(&reading.device.path, reading.record);
    let mut storage = StorageCapability {
        block: reading.dev_node().unwrap_or_default(),
        bus: property("ID_BUS"),
        model: reading.text("device/model"),
        vendor: reading.text("device/vendor"),
        serial: property("ID_SERIAL"),
        ..StorageCapability::default()
    };
    let size = Size::read(reading);
    match drive_type.as_deref() {
        // The medium has the size, not the drive.
        Some("cdrom" | "floppy" | "sd") => {
            let has_medium = match drive_type.as_deref() {
                Some("cdrom") => reading.record.value("ID_CDROM_MEDIA").is_some(),
                _ => size.bytes > 0,
            };
            storage.nested.push(StorageNested::Removable(medium(reading, &size, has_medium)));
        }
        _ => {
            storage.size = Some(size.bytes);
            storage.logical_block_size = Some(size.block);
            storage.num_blocks = Some(size.blocks());
        }
    }
    storage.drive_type = drive_type;
    storage
}

struct Size {
    bytes: u64,
    block: u64,
}

impl Size {
    fn read(reading: &Reading<'_>) -> Size {
        let sectors: u64 = reading.number("size").unwrap_or_default();
        let block = reading.number("queue/logical_block_size").filter(|size| *size > 0);
        Size { bytes: sectors.saturating_mul(SECTOR), block: block.unwrap_or(SECTOR) }
    }

    fn blocks(&self) -> u64 {
        self.bytes / self.block
    }
}

fn medium(reading: &Reading<'_>, size: &Size, available: bool) -> RemovableMedia {
    let label = reading.record.value("ID_FS_LABEL").map(str::to_owned);
    RemovableMedia {
        available: ZeroOne(available),
        size: if available { size.bytes } else { 0 },
        label: label.filter(|_| available),
        logical_block_size: available.then_some(size.block),
        num_blocks: available.then(|| size.blocks()),
    }
}
