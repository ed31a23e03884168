//! `-boot`, the kernel that is booted directly, and who boots when.

use virt_core::Result;
use virt_core::config::domain::devices::{DeviceInfo, DiskDevice};
use virt_core::config::domain::{BootDevice, Devices, Os};

use super::argv::CommandLine;
use super::build::Plan;
use super::error::refuse_if;
use super::machine::on_off;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
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
#[derive(Debug, Default)]
pub(super) struct BootOrder {
    /// A place for each disk, in the order of the definition.
    pub(super) disks: Vec<Option<u32>>,
    /// The same for network interfaces.
    pub(super) interfaces: Vec<Option<u32>>,
}

impl BootOrder {
    pub(super) fn of(os: &Os, devices: &Devices) -> Self {
        let mut kinds: Vec<(BootDevice, u32)> = os.boot.iter().copied().zip(1..).collect();
        let mut place = |info: &DeviceInfo, kind: BootDevice| {
            if let Some(boot) = &info.boot {
                return Some(boot.order);
            }
            let place = kinds.iter().position(|(wanted, _)| *wanted == kind)?;
            Some(kinds.remove(place).1)
        };
        let kind = |device| match device {
            DiskDevice::Cdrom => BootDevice::Cdrom,
            DiskDevice::Floppy => BootDevice::Fd,
            _ => BootDevice::Hd,
        };
        let disks = devices.disks.iter().map(|disk| place(&disk.info, kind(disk.device())));
        let disks = disks.collect();
        let interfaces =
            devices.interfaces.iter().map(|nic| place(&nic.info, BootDevice::Network)).collect();
        BootOrder { disks, interfaces }
    }
}
