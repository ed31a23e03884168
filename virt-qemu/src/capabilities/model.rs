//! What a QEMU binary can do, as plain data.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::arch::Arch;

/// What one QEMU binary can do on this host.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct QemuCapabilities {
    /// The program.
    pub binary: PathBuf,
    /// Its version.
    pub version: QemuVersion,
    /// The distribution's name of this build, often empty.
    pub package: String,
    /// What it emulates.
    pub arch: Arch,
    /// Whether KVM works for this user, in this kernel and in this build.
    pub kvm: bool,
    /// Whether this build can emulate processors without KVM.
    pub tcg: bool,
    /// Machine types, by name.
    pub machines: Vec<Machine>,
    /// Processor models, by name.
    pub cpu_models: Vec<CpuModel>,
    /// QOM types: devices, objects, character devices and so on.
    types: BTreeSet<Box<str>>,
    /// QMP commands.
    commands: BTreeSet<Box<str>>,
    /// Command line options, with their parameters where QEMU lists them.
    options: BTreeMap<Box<str>, BTreeSet<Box<str>>>,
}

/// A version of QEMU; versions compare by age.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QemuVersion {
    /// 10 in 10.0.2.
    pub major: u32,
    /// 0 in 10.0.2.
    pub minor: u32,
    /// 2 in 10.0.2.
    pub micro: u32,
}

/// How a guest's processors are run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Accelerator {
    /// By the host's own processors.
    Kvm,
    /// By translation.
    Tcg,
}

/// A machine type.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Machine {
    /// Its full name, such as `pc-i440fx-10.0`.
    pub name: String,
    /// A second name which means the newest of its kind, such as `pc`.
    pub alias: Option<String>,
    /// Whether QEMU takes it when none is named.
    pub is_default: bool,
    /// How many processors it takes at most.
    pub max_cpus: u32,
    /// Whether processors can be added to a running guest.
    pub hotpluggable_cpus: bool,
    /// The QOM type of the processor that it has when none is named.
    pub default_cpu: Option<String>,
    /// The name of its main memory, under which a memory backend takes its place.
    pub default_ram_id: Option<String>,
    /// Whether NUMA cells are told the size of their memory, as in the days before backends.
    pub numa_memory_by_size: bool,
    /// Whether it will go away.
    pub deprecated: bool,
    /// Whether it has ACPI; `None` where QEMU does not say.
    pub acpi: Option<bool>,
}

/// A processor model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CpuModel {
    /// Its name, such as `Skylake-Client-v1`.
    pub name: String,
    /// Its QOM type.
    pub type_name: String,
    /// Whether it will go away.
    pub deprecated: bool,
    /// Features of the model that this host does not have; `None` where QEMU does not say.
    pub blockers: Option<Vec<String>>,
}

/// What [`QemuCapabilities`] is made of, while it is being put together.
#[derive(Debug, Default)]
pub(crate) struct Names {
    pub(crate) types: BTreeSet<Box<str>>,
    pub(crate) commands: BTreeSet<Box<str>>,
    pub(crate) options: BTreeMap<Box<str>, BTreeSet<Box<str>>>,
}

impl QemuCapabilities {
    pub(crate) fn new(binary: PathBuf, version: QemuVersion, arch: Arch, names: Names) -> Self {
        let Names { types, commands, options } = names;
        QemuCapabilities {
            binary,
            version,
            package: String::new(),
            arch,
            kvm: false,
            tcg: types.contains("tcg-accel"),
            machines: Vec::new(),
            cpu_models: Vec::new(),
            types,
            commands,
            options,
        }
    }

    /// Whether this build has the device, object or other QOM type `name`.
    pub fn has_type(&self, name: &str) -> bool {
        self.types.contains(name)
    }

    /// Whether it has the QMP command `name`.
    pub fn has_command(&self, name: &str) -> bool {
        self.commands.contains(name)
    }

    /// Whether its command line has `-option`.
    pub fn has_option(&self, option: &str) -> bool {
        self.options.contains_key(option)
    }

    /// Whether its command line has `parameter` in the value of `-option`.
    pub fn has_option_parameter(&self, option: &str, parameter: &str) -> bool {
        self.options.get(option).is_some_and(|parameters| parameters.contains(parameter))
    }

    /// Whether guests can be run this way here.
    pub fn accelerates(&self, accelerator: Accelerator) -> bool {
        match accelerator {
            Accelerator::Kvm => self.kvm,
            Accelerator::Tcg => self.tcg,
        }
    }

    /// The machine type whose name or alias is `name`.
    pub fn machine(&self, name: &str) -> Option<&Machine> {
        let named =
            |machine: &&Machine| machine.name == name || machine.alias.as_deref() == Some(name);
        self.machines.iter().find(named)
    }

    /// The machine type that QEMU takes when none is named.
    pub fn default_machine(&self) -> Option<&Machine> {
        self.machines.iter().find(|machine| machine.is_default)
    }

    /// The processor model called `name`.
    pub fn cpu_model(&self, name: &str) -> Option<&CpuModel> {
        self.cpu_models.iter().find(|model| model.name == name)
    }
}

impl QemuVersion {
    /// The oldest QEMU that the driver knows how to start.
    pub const OLDEST: QemuVersion = QemuVersion { major: 6, minor: 2, micro: 0 };

    /// The version as libvirt counts: 10.0.2 is 10000002.
    pub fn number(self) -> u64 {
        u64::from(self.major) * 1_000_000 + u64::from(self.minor) * 1_000 + u64::from(self.micro)
    }
}

impl fmt::Display for QemuVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.micro)
    }
}
