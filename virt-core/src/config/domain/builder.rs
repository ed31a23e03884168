//! Guests made step by step.

use uuid::Uuid;

use super::builder_devices as parts;
use super::devices::{Devices, Disk, DiskBus, DiskDevice, DiskFormat, Graphics, Interface};
use super::{
    Apic, BootDevice, Cpu, CpuMode, DomainConfig, DomainType, Features, Firmware, Os, OsType,
    OsTypeName, Vcpu,
};
use crate::Result;
use crate::config::Architecture;
use crate::units::MemorySize;

/// Makes the definition of a guest step by step; see [`DomainConfig::builder`].
#[derive(Debug, Clone)]
#[must_use = "nothing comes of it without build()"]
pub struct DomainBuilder {
    config: DomainConfig,
}

impl DomainConfig {
    /// Starts the definition of a whole machine under KVM. The host's emulator chooses the machine
    /// type, and what is not said here is filled in when the guest is defined.
    ///
    /// ```
    /// use virt_core::config::DomainConfig;
    /// use virt_core::config::domain::devices::DiskFormat;
    /// use virt_core::units::MemorySize;
    ///
    /// let guest = DomainConfig::builder("web")
    ///     .memory(MemorySize::from_gib(2))
    ///     .vcpus(2)
    ///     .uefi()
    ///     .disk_image("/var/lib/virt/images/web.qcow2", DiskFormat::Qcow2)
    ///     .cdrom("/var/lib/virt/images/debian-13.iso")
    ///     .network("default")
    ///     .vnc()
    ///     .serial_console()
    ///     .build()?;
    /// assert_eq!(guest.name.as_deref(), Some("web"));
    ///
    /// let forgotten = DomainConfig::builder("web").build().unwrap_err();
    /// assert!(forgotten.message().contains("memory"));
    /// # Ok::<(), virt_core::Error>(())
    /// ```
    pub fn builder(name: impl Into<String>) -> DomainBuilder {
        let mut config = DomainConfig::new(DomainType::Kvm);
        config.name = Some(name.into());
        let os_type = OsType { name: Some(OsTypeName::Hvm), ..OsType::default() };
        config.os = Some(Os { os_type: Some(os_type), ..Os::default() });
        DomainBuilder { config }
    }
}

/// The machine.
impl DomainBuilder {
    /// What runs the guest. Default: KVM.
    pub fn domain_type(mut self, domain_type: DomainType) -> Self {
        self.config.domain_type = domain_type;
        self
    }

    /// The identity. Default: a random one.
    pub fn uuid(mut self, uuid: Uuid) -> Self {
        self.config.uuid = Some(uuid);
        self
    }

    /// A short text for people, on one line.
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.config.title = Some(title.into());
        self
    }

    /// The memory that the guest boots with. There is no guest without it.
    pub fn memory(mut self, size: MemorySize) -> Self {
        self.config.memory = Some(size.into());
        self
    }

    /// How many virtual CPUs there are. Default: 1.
    pub fn vcpus(mut self, count: u32) -> Self {
        self.config.vcpu = Some(Vcpu::new(count));
        self
    }

    /// The CPU that the guest sees. Default: one like the host's, of which a guest can be migrated
    /// to hosts like this one.
    pub fn cpu(mut self, mode: CpuMode) -> Self {
        self.config.cpu = Some(Cpu { mode: Some(mode), ..Cpu::default() });
        self
    }

    /// The architecture. Default: the host's.
    pub fn arch(mut self, arch: Architecture) -> Self {
        self.os_type().arch = Some(arch);
        self
    }

    /// The machine type, such as `q35`. Default: the emulator's.
    pub fn machine(mut self, machine: impl Into<String>) -> Self {
        self.os_type().machine = Some(machine.into());
        self
    }

    /// The guest boots by UEFI, with a firmware that the host chooses. Default: by BIOS, where the
    /// machine has one.
    pub fn uefi(mut self) -> Self {
        self.os().firmware = Some(Firmware::Efi);
        self
    }

    /// The guest boots this kernel, with these arguments, instead of what is on its disks.
    pub fn kernel(mut self, path: impl Into<String>, arguments: impl Into<String>) -> Self {
        let os = self.os();
        os.kernel = Some(path.into());
        os.cmdline = Some(arguments.into()).filter(|arguments| !arguments.is_empty());
        self
    }

    /// The file system in memory that the kernel starts with.
    pub fn initrd(mut self, path: impl Into<String>) -> Self {
        self.os().initrd = Some(path.into());
        self
    }

    /// What is tried in turn. Default: the first disk, then the first disc, so an empty disk makes
    /// way for an installer; the network where there are neither.
    pub fn boot(mut self, devices: impl IntoIterator<Item = BootDevice>) -> Self {
        self.os().boot = devices.into_iter().collect();
        self
    }

    fn os(&mut self) -> &mut Os {
        self.config.os.get_or_insert_default()
    }

    fn os_type(&mut self) -> &mut OsType {
        self.os().os_type.get_or_insert_default()
    }
}

/// The devices.
impl DomainBuilder {
    /// A virtio disk whose content is an image, a file of the host. Blocks that the guest frees are
    /// freed in the image.
    pub fn disk_image(self, path: impl Into<String>, format: DiskFormat) -> Self {
        self.disk(parts::image(path.into(), format))
    }

    /// A virtio disk whose content is a block device of the host.
    pub fn block_device(self, path: impl Into<String>) -> Self {
        self.disk(parts::block_device(path.into()))
    }

    /// A drive with this disc in it, an ISO image.
    pub fn cdrom(self, path: impl Into<String>) -> Self {
        self.disk(parts::cdrom(Some(path.into())))
    }

    /// A drive for discs, with none in it.
    pub fn empty_cdrom(self) -> Self {
        self.disk(parts::cdrom(None))
    }

    /// One more disk. Without a target it gets the next free name: on virtio, or on SATA if it is
    /// for discs.
    pub fn disk(mut self, mut disk: Disk) -> Self {
        let devices = self.devices();
        if disk.target.is_none() {
            let disc = disk.device() == DiskDevice::Cdrom;
            let (prefix, bus) = if disc { ("sd", DiskBus::Sata) } else { ("vd", DiskBus::Virtio) };
            disk.target = Some(parts::target(&devices.disks, prefix, bus));
        }
        devices.disks.push(disk);
        self
    }

    /// A virtio interface in the virtual network `name`.
    pub fn network(self, name: impl Into<String>) -> Self {
        self.interface(parts::network_interface(name.into()))
    }

    /// A virtio interface on a bridge of the host.
    pub fn bridge(self, name: impl Into<String>) -> Self {
        self.interface(parts::bridge_interface(name.into()))
    }

    /// A virtio interface that reaches the world as a program of the host does; nobody reaches the
    /// guest. It needs no privileges.
    pub fn user_network(self) -> Self {
        self.interface(parts::user_interface())
    }

    /// One more network interface.
    pub fn interface(mut self, interface: Interface) -> Self {
        self.devices().interfaces.push(interface);
        self
    }

    /// The screen is seen by VNC, from the host alone, at a port that is chosen at each start.
    pub fn vnc(self) -> Self {
        self.graphics(parts::vnc())
    }

    /// One more way to look at the screen. With the first one come a virtio video card and a
    /// tablet, whose pointer is where the viewer's is, unless there are others.
    pub fn graphics(mut self, graphics: Graphics) -> Self {
        self.devices().graphics.push(graphics);
        self
    }

    /// A serial port that is the guest's console.
    pub fn serial_console(mut self) -> Self {
        let devices = self.devices();
        devices.serials.push(parts::serial());
        devices.consoles.push(parts::console());
        self
    }

    /// A channel to QEMU's agent in the guest.
    pub fn guest_agent(mut self) -> Self {
        self.devices().channels.push(parts::agent());
        self
    }

    /// A virtio source of random numbers, from the host's.
    pub fn random_numbers(mut self) -> Self {
        self.devices().rngs.push(parts::random_numbers());
        self
    }

    fn devices(&mut self) -> &mut Devices {
        self.config.devices.get_or_insert_default()
    }
}

impl DomainBuilder {
    /// Changes whatever this builder has no word for.
    pub fn change(mut self, change: impl FnOnce(&mut DomainConfig)) -> Self {
        change(&mut self.config);
        self
    }

    /// The definition.
    ///
    /// # Errors
    ///
    /// What [`DomainConfig::validate`] finds: all that is missing or clashes, such as no memory.
    pub fn build(mut self) -> Result<DomainConfig> {
        self.choose_processor();
        self.choose_boot();
        self.complete_screen();
        self.config.validate()?;
        Ok(self.config)
    }

    /// PCs have had these for decades, and no operating system of today does without.
    fn choose_processor(&mut self) {
        let is_pc = self.os_type().arch.is_none_or(Architecture::is_x86);
        if is_pc && self.config.features.is_none() {
            let apic = Some(Apic::default());
            self.config.features = Some(Features { acpi: true, apic, ..Features::default() });
        }
        let by_qemu = matches!(self.config.domain_type, DomainType::Kvm | DomainType::Qemu);
        if by_qemu && self.config.cpu.is_none() {
            self.config.cpu = Some(Cpu { mode: Some(CpuMode::HostModel), ..Cpu::default() });
        }
    }

    fn choose_boot(&mut self) {
        let devices = self.config.devices.get_or_insert_default();
        let ordered = devices.infos().any(|info| info.boot.is_some());
        let os = self.config.os.get_or_insert_default();
        if ordered || !os.boot.is_empty() || os.kernel.is_some() {
            return;
        }
        let has = |device| devices.disks.iter().any(|disk| disk.device() == device);
        let (disk, disc) = (has(DiskDevice::Disk), has(DiskDevice::Cdrom));
        let network = !disk && !disc && !devices.interfaces.is_empty();
        let found =
            [(BootDevice::Hd, disk), (BootDevice::Cdrom, disc), (BootDevice::Network, network)];
        os.boot.extend(found.iter().filter(|(_, there)| *there).map(|(device, _)| *device));
    }

    fn complete_screen(&mut self) {
        let devices = self.devices();
        if devices.graphics.is_empty() {
            return;
        }
        if devices.videos.is_empty() {
            devices.videos.push(parts::video());
        }
        if devices.inputs.is_empty() {
            devices.inputs.push(parts::tablet());
        }
    }
}
