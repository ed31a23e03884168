//! `-boot`, the kernel that is booted directly, and who boots when.

use virt_core::Result;
use virt_core::config::domain::BootDevice;
use virt_core::config::domain::devices::{DeviceInfo, Disk, DiskDevice};

use super::argv::CommandLine;
use super::build::Plan;
use super::error::{refuse_except, refuse_if};
use super::machine::on_off;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    refuse_except(&plan.os.other, "<os>", &[])?;
    let mut value = Vec::new();
    if let Some(menu) = plan.os.boot_menu {
        if let Some(enable) = menu.enable {
            value.push(format!("menu={}", on_off(enable)));
        }
        if let Some(timeout) = menu.timeout.filter(|_| menu.enable == Some(true)) {
            value.push(format!("splash-time={timeout}"));
        }
    }
    if let Some(timeout) = plan.os.bios_reboot_timeout {
        value.push(format!("reboot-timeout={timeout}"));
    }
    value.push("strict=on".to_owned());
    line.option("boot", value.join(","));
    let paths = [("kernel", &plan.os.kernel), ("initrd", &plan.os.initrd)];
    for (option, path) in paths {
        if let Some(path) = path {
            line.option(option, path.clone());
        }
    }
    if let Some(arguments) = &plan.os.cmdline {
        line.option("append", arguments.clone());
    }
    if let Some(path) = &plan.os.dtb {
        line.option("dtb", path.clone());
    }
    refuse_if(plan.os.bios_use_serial == Some(true), "useserial", "<bios>")
}

/// Who boots when: by the orders of the devices, or by kinds of devices, whose first one counts.
pub(super) struct BootOrder {
    kinds: Vec<(BootDevice, u32)>,
}

impl BootOrder {
    pub(super) fn of(plan: &Plan<'_>) -> Self {
        BootOrder { kinds: plan.os.boot.iter().copied().zip(1..).collect() }
    }

    /// The place of a disk in the order.
    pub(super) fn disk(&mut self, disk: &Disk) -> Option<u32> {
        let kind = match disk.device() {
            DiskDevice::Cdrom => BootDevice::Cdrom,
            DiskDevice::Floppy => BootDevice::Fd,
            _ => BootDevice::Hd,
        };
        self.device(&disk.info, kind)
    }

    /// The place of a network interface in the order.
    pub(super) fn interface(&mut self, info: &DeviceInfo) -> Option<u32> {
        self.device(info, BootDevice::Network)
    }

    fn device(&mut self, info: &DeviceInfo, kind: BootDevice) -> Option<u32> {
        if let Some(boot) = &info.boot {
            return Some(boot.order);
        }
        let place = self.kinds.iter().position(|(wanted, _)| *wanted == kind)?;
        Some(self.kinds.remove(place).1)
    }
}
