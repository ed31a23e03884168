//! `<domain>` itself.

use uuid::Uuid;

use super::devices::ThrottleGroups;
use super::{
    BhyveCommandLine, BlkioTune, Clock, Cpu, CpuTune, CrashAction, DatacenterPath, Devices,
    Features, GenerationId, IdMap, IoThreads, KeyWrap, LaunchSecurity, LifecycleAction,
    LockFailureAction, LxcNamespace, MaxMemory, MemTune, Memory, MemoryBacking, NumaTune, Os, Perf,
    PowerManagement, QemuCapabilityOverrides, QemuCommandLine, QemuDeprecation, QemuOverride,
    Resource, SecurityLabel, SystemInformation, ThreadPool, Vcpu, Vcpus, XenCommandLine,
};
use crate::api::domain::DomainXmlFlags;
use crate::config::root::root_element;
use crate::units::MemorySize;
use crate::xml::{Element, FindingKind, Form, Word, XmlElement, XmlValue};
use crate::{Error, ErrorKind, ErrorOrigin, Result};

/// The definition of a virtual machine: `<domain>`.
///
/// ```
/// use virt_core::config::DomainConfig;
///
/// let config = DomainConfig::parse(
///     "<domain type='kvm'>
///        <name>web</name>
///        <memory unit='GiB'>2</memory>
///        <os><type arch='x86_64'>hvm</type></os>
///      </domain>",
/// )?;
/// assert_eq!(config.name.as_deref(), Some("web"));
/// assert_eq!(config.memory.as_ref().map(|memory| memory.size.mib()), Some(2048));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct DomainConfig {
    /// What runs the guest.
    #[xml(attribute = "type")]
    pub domain_type: DomainType,
    /// The number of the running domain; none while it is shut off.
    #[xml(attribute, live, lenient)]
    pub id: Option<u32>,
    /// The name, unique on its host. A definition without one is refused by
    /// [`DomainConfig::validate`].
    #[xml(value)]
    pub name: Option<String>,
    /// The identity, unique and unchanged for good. Made up where it is missing.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// What tells the guest that it is a copy, or was set back to an earlier state. Made up at
    /// definition where the element is empty.
    #[xml(child)]
    pub genid: Option<GenerationId>,
    /// A short text for people, on one line.
    #[xml(value)]
    pub title: Option<String>,
    /// A text for people.
    #[xml(value)]
    pub description: Option<String>,
    /// What applications keep here, each in a namespace of its own; kept verbatim.
    #[xml(any)]
    pub metadata: Option<Element>,
    /// How much memory there can be after plugging in more. Default: no more than at boot.
    #[xml(child = "maxMemory")]
    pub max_memory: Option<MaxMemory>,
    /// The memory that the guest boots with.
    #[xml(child)]
    pub memory: Option<Memory>,
    /// What the guest has of it at the moment, the balloon holding the rest. Default: all.
    #[xml(child = "currentMemory")]
    pub current_memory: Option<MemorySize>,
    /// The guest's share in the host's block devices.
    #[xml(child = "blkiotune")]
    pub blkio_tune: Option<Box<BlkioTune>>,
    /// How much of the host's memory the guest may take.
    #[xml(child = "memtune")]
    pub mem_tune: Option<Box<MemTune>>,
    /// What the guest's memory is on the host.
    #[xml(child = "memoryBacking")]
    pub memory_backing: Option<Box<MemoryBacking>>,
    /// How many virtual CPUs there are. Default: 1.
    #[xml(child)]
    pub vcpu: Option<Vcpu>,
    /// Which of them are there at boot. Default: as many as `vcpu` says.
    #[xml(child)]
    pub vcpus: Option<Vcpus>,
    /// How many I/O threads there are. Default: none.
    #[xml(value = "iothreads")]
    pub iothread_count: Option<u32>,
    /// The I/O threads by number. Default: counted from 1.
    #[xml(child = "iothreadids")]
    pub iothreads: Option<IoThreads>,
    /// How many workers the hypervisor's main thread has. Since libvirt 8.5.
    #[xml(child = "defaultiothread")]
    pub default_iothread: Option<ThreadPool>,
    /// Groups of limits that disks can go through. Since libvirt 11.2.
    #[xml(child = "throttlegroups")]
    pub throttle_groups: Option<ThrottleGroups>,
    /// The guest's share in the host's CPUs.
    #[xml(child = "cputune")]
    pub cpu_tune: Option<Box<CpuTune>>,
    /// On which of the host's NUMA nodes the guest's memory is.
    #[xml(child = "numatune")]
    pub numa_tune: Option<Box<NumaTune>>,
    /// Under whose name the guest uses the host's resources.
    #[xml(child)]
    pub resource: Option<Box<Resource>>,
    /// What the machine says about itself, and files that its firmware can read.
    #[xml(child = "sysinfo")]
    pub system_information: Vec<SystemInformation>,
    /// The program on the host that chooses a paravirtual machine's kernel: a path.
    #[xml(value)]
    pub bootloader: Option<String>,
    /// The bootloader's arguments.
    #[xml(value = "bootloader_args")]
    pub bootloader_arguments: Option<String>,
    /// What is booted, and how.
    #[xml(child)]
    pub os: Option<Os>,
    /// Which of the host's users and groups those of a container are.
    #[xml(child = "idmap")]
    pub id_map: Option<Box<IdMap>>,
    /// Features of the machine that are on or off.
    #[xml(child)]
    pub features: Option<Features>,
    /// The CPU that the guest sees.
    #[xml(child)]
    pub cpu: Option<Cpu>,
    /// The guest's time. Default: an RTC in UTC.
    #[xml(child)]
    pub clock: Option<Clock>,
    /// What happens when the guest powers off. Default: destroy.
    #[xml(value)]
    pub on_poweroff: Option<LifecycleAction>,
    /// What happens when the guest reboots. Default: restart.
    #[xml(value)]
    pub on_reboot: Option<LifecycleAction>,
    /// What happens when the guest crashes. Default: destroy.
    #[xml(value)]
    pub on_crash: Option<CrashAction>,
    /// What happens when the guest's locks on its disks are lost. Default: the lock manager's
    /// choice.
    #[xml(value)]
    pub on_lockfailure: Option<LockFailureAction>,
    /// Which sleep states the firmware offers.
    #[xml(child)]
    pub pm: Option<PowerManagement>,
    /// Which events of the host's processor are counted for the guest.
    #[xml(child)]
    pub perf: Option<Perf>,
    /// The devices.
    #[xml(child)]
    pub devices: Option<Devices>,
    /// How the host confines the guest, at most one for each security model.
    #[xml(child = "seclabel")]
    pub security_labels: Vec<SecurityLabel>,
    /// Which keys of the guest the hardware protects, on s390x.
    #[xml(child = "keywrap")]
    pub key_wrap: Option<KeyWrap>,
    /// What keeps the host from looking into the guest.
    #[xml(child = "launchSecurity")]
    pub launch_security: Option<Box<LaunchSecurity>>,
    /// Arguments and environment handed to QEMU as they are.
    #[xml(
        child = "commandline",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu",
        declare
    )]
    pub qemu_command_line: Option<Box<QemuCommandLine>>,
    /// Abilities that QEMU is taken to have, or not to have.
    #[xml(
        child = "capabilities",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu",
        declare
    )]
    pub qemu_capabilities: Option<Box<QemuCapabilityOverrides>>,
    /// Properties of devices that QEMU is told otherwise. Since libvirt 8.2.
    #[xml(
        child = "override",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu",
        declare
    )]
    pub qemu_override: Option<Box<QemuOverride>>,
    /// What QEMU does with what it is going to drop. Since libvirt 7.1.
    #[xml(
        child = "deprecation",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu",
        declare
    )]
    pub qemu_deprecation: Option<QemuDeprecation>,
    /// What a container shares with others.
    #[xml(
        child = "namespace",
        namespace = "http://libvirt.org/schemas/domain/lxc/1.0",
        prefix = "lxc",
        declare
    )]
    pub lxc_namespace: Option<Box<LxcNamespace>>,
    /// Arguments handed to Xen's device model as they are.
    #[xml(
        child = "commandline",
        namespace = "http://libvirt.org/schemas/domain/xen/1.0",
        prefix = "xen",
        declare
    )]
    pub xen_command_line: Option<Box<XenCommandLine>>,
    /// Arguments handed to bhyve as they are.
    #[xml(
        child = "commandline",
        namespace = "http://libvirt.org/schemas/domain/bhyve/1.0",
        prefix = "bhyve",
        declare
    )]
    pub bhyve_command_line: Option<Box<BhyveCommandLine>>,
    /// Where in VMware's inventory the guest is. The driver for VMware sets it.
    #[xml(
        child = "datacenterpath",
        namespace = "http://libvirt.org/schemas/domain/vmware/1.0",
        prefix = "vmware",
        declare
    )]
    pub vmware_datacenter_path: Option<Box<DatacenterPath>>,
}

/// What runs a guest.
///
/// A driver refuses the types that it does not serve, see [`DomainType::require`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the hypervisors' names")]
pub enum DomainType {
    Qemu,
    Kqemu,
    Kvm,
    Xen,
    Lxc,
    Uml,
    #[xml(name = "openvz")]
    OpenVz,
    Test,
    #[xml(name = "vmware")]
    VmWare,
    #[xml(name = "hyperv")]
    HyperV,
    #[xml(name = "vbox")]
    VirtualBox,
    Phyp,
    Parallels,
    Bhyve,
    Vz,
    Hvf,
    Nvmm,
    /// A word that is not libvirt's: the type of a driver from elsewhere, or a typing error, which
    /// strict reading lists. It is made by parsing, so it is never one of the others.
    Other(Word),
}

impl DomainType {
    /// Refuses a type that is none of `served`.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::ConfigUnsupported`] with the list of those that are.
    pub fn require(&self, served: &[&str]) -> Result<()> {
        if served.contains(&self.as_str()) {
            return Ok(());
        }
        let message =
            format!("domain type '{self}' is not served here (have: {})", served.join(", "));
        Err(Error::new(ErrorKind::ConfigUnsupported, message).with_origin(ErrorOrigin::Domain))
    }
}

root_element!(DomainConfig, "domain", Domain);

impl DomainConfig {
    /// Makes a definition with a type and nothing else.
    pub fn new(domain_type: DomainType) -> Self {
        DomainConfig {
            domain_type,
            id: None,
            name: None,
            uuid: None,
            genid: None,
            title: None,
            description: None,
            metadata: None,
            max_memory: None,
            memory: None,
            current_memory: None,
            blkio_tune: None,
            mem_tune: None,
            memory_backing: None,
            vcpu: None,
            vcpus: None,
            iothread_count: None,
            iothreads: None,
            default_iothread: None,
            cpu_tune: None,
            numa_tune: None,
            resource: None,
            system_information: Vec::new(),
            bootloader: None,
            bootloader_arguments: None,
            throttle_groups: None,
            os: None,
            id_map: None,
            features: None,
            cpu: None,
            clock: None,
            on_poweroff: None,
            on_reboot: None,
            on_crash: None,
            on_lockfailure: None,
            pm: None,
            perf: None,
            devices: None,
            security_labels: Vec::new(),
            key_wrap: None,
            launch_security: None,
            qemu_command_line: None,
            qemu_capabilities: None,
            qemu_override: None,
            qemu_deprecation: None,
            lxc_namespace: None,
            xen_command_line: None,
            bhyve_command_line: None,
            vmware_datacenter_path: None,
        }
    }

    /// Reads a definition in which everything must be known and right, for a driver whose domains
    /// have a type of their own: one of `types` is as right as libvirt's.
    ///
    /// # Errors
    ///
    /// As [`DomainConfig::parse_strict`].
    pub fn parse_strict_with(text: &str, types: &[&str]) -> Result<Self> {
        crate::config::root::parse_strict(text, |finding| match &finding.kind {
            FindingKind::BadValue { value, .. } if finding.path == "/domain/@type" => {
                !types.contains(&value.as_str())
            }
            _ => true,
        })
    }

    /// The definition without what only a running domain has, as `define` stores it.
    pub fn to_inactive(&self) -> Result<Self> {
        DomainConfig::parse(&self.to_xml_as(Form {
            secure: true,
            inactive: true,
            migratable: false,
        }))
    }
}

impl From<DomainXmlFlags> for Form {
    fn from(flags: DomainXmlFlags) -> Self {
        Form {
            secure: flags.contains(DomainXmlFlags::SECURE),
            inactive: flags.contains(DomainXmlFlags::INACTIVE),
            migratable: flags.contains(DomainXmlFlags::MIGRATABLE),
        }
    }
}
