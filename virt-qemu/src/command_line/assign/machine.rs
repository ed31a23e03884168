//! Architecture, machine type and processor.

use virt_core::config::domain::{
    BootDevice, Cpu, CpuCheck, CpuMatch, CpuMode, CpuModel, CpuModelFallback, Os, OsTypeName,
};
use virt_core::config::{Architecture, DomainConfig};
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::capabilities::{Machine, QemuCapabilities};

/// The heart of a machine type: what decides which buses and built-in devices there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chipset {
    /// A PC of 1996, with PCI: `pc`, `pc-i440fx-…`.
    I440fx,
    /// A PC of 2009, with PCI Express: `q35`, `pc-q35-…`.
    Q35,
    /// A PC without PCI: `isapc`.
    IsaPc,
}

impl Chipset {
    /// The chipset of the machine type called `machine`.
    pub(crate) fn of(machine: &str) -> Option<Self> {
        match machine {
            "pc" => Some(Chipset::I440fx),
            "q35" => Some(Chipset::Q35),
            "isapc" => Some(Chipset::IsaPc),
            name if name.starts_with("pc-q35-") => Some(Chipset::Q35),
            name if name.starts_with("pc-") || name.starts_with("rhel6.") => Some(Chipset::I440fx),
            _ => None,
        }
    }

    /// The name of the root bus in QEMU.
    pub(crate) fn root_bus(self) -> &'static str {
        match self {
            Chipset::Q35 => "pcie.0",
            _ => "pci.0",
        }
    }

    pub(super) fn has_pci(self) -> bool {
        self != Chipset::IsaPc
    }
}

pub(super) fn assign(config: &mut DomainConfig, qemu: &QemuCapabilities) -> Result<Chipset> {
    let os = config.os.get_or_insert_with(Os::default);
    let kind = os.os_type.get_or_insert_default();
    kind.name.get_or_insert(OsTypeName::Hvm);
    kind.arch = kind.arch.or_else(|| qemu.arch.architecture());
    // The 64-bit binary runs 32-bit PCs as well.
    let same = |arch: Architecture| {
        arch.as_str() == qemu.arch.name() || (arch == Architecture::I686 && qemu.arch.is_x86())
    };
    if let Some(arch) = kind.arch.filter(|arch| !same(*arch)) {
        return Err(unsupported(format!(
            "'{}' emulates {} and cannot run a guest of architecture {arch}",
            qemu.binary.display(),
            qemu.arch
        )));
    }
    let machine = find(kind.machine.as_deref(), qemu)?;
    kind.machine = Some(machine.name.clone());
    let chipset = Chipset::of(&machine.name).ok_or_else(|| {
        unsupported(format!(
            "machine type '{}' is not supported by this driver yet; use one of the types pc and q35",
            machine.name
        ))
    })?;
    assign_cpu(config, machine);
    assign_boot(config);
    Ok(chipset)
}

/// A guest whose definition says nothing boots from its first disk.
fn assign_boot(config: &mut DomainConfig) {
    let ordered = config
        .devices
        .as_ref()
        .is_some_and(|devices| devices.infos().any(|info| info.boot.is_some()));
    if let Some(os) = config.os.as_mut().filter(|os| os.boot.is_empty() && !ordered) {
        os.boot.push(BootDevice::Hd);
    }
}

fn find<'q>(name: Option<&str>, qemu: &'q QemuCapabilities) -> Result<&'q Machine> {
    let found = match name {
        Some(name) => qemu.machine(name),
        None => qemu.default_machine(),
    };
    found.ok_or_else(|| {
        let binary = qemu.binary.display();
        unsupported(match name {
            Some(name) => format!("machine type '{name}' is not known to '{binary}'"),
            None => format!("'{binary}' has no default machine type; name one in <type machine=…>"),
        })
    })
}

/// A guest whose definition names no processor gets the machine's. It is written down, so that a
/// newer QEMU with another default does not change the guest.
fn assign_cpu(config: &mut DomainConfig, machine: &Machine) {
    let Some(default) = &machine.default_cpu else { return };
    // Types end in the target: `qemu64-x86_64-cpu`.
    let Some(name) = default.strip_suffix("-cpu").and_then(|name| name.rsplit_once('-')) else {
        return;
    };
    let cpu = config.cpu.get_or_insert_with(Cpu::default);
    match cpu.mode {
        None | Some(CpuMode::Custom) => {}
        Some(_) => {
            // What the host has is the host's to check.
            cpu.check.get_or_insert(match cpu.mode {
                Some(CpuMode::HostModel) => CpuCheck::Partial,
                _ => CpuCheck::None,
            });
            return;
        }
    }
    cpu.mode = Some(CpuMode::Custom);
    cpu.match_policy.get_or_insert(CpuMatch::Exact);
    let named = cpu.model.as_ref().is_some_and(|model| model.name.is_some());
    if named {
        cpu.check.get_or_insert(CpuCheck::Partial);
        return;
    }
    cpu.check.get_or_insert(CpuCheck::None);
    let model = cpu.model.get_or_insert_with(CpuModel::default);
    model.fallback.get_or_insert(CpuModelFallback::Forbid);
    model.name = Some(name.0.to_owned());
}

fn unsupported(message: String) -> Error {
    Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Qemu)
}
