//! The second pass: what libvirt fills in whichever driver will run the guest.

use uuid::Uuid;

use super::devices::{
    Audio, Controller, Crypto, DeviceInfo, Devices, Disk, Filesystem, Graphics, HostDevice,
    InputConnection, Lease, MemoryBalloon, MemoryDevice, RedirectedDevice, RedirectionFilter, Rng,
    SharedMemory, Smartcard, Sound, ThrottleGroup, Tpm, Watchdog,
};
use crate::config::Architecture;

use super::{
    Address, BlkioTune, CpuTune, CrashAction, DomainConfig, Features, IdMap, IoThreads,
    LaunchSecurity, LifecycleAction, MaxMemory, MemTune, MemoryBacking, NumaTune, Os, OsTypeName,
    Perf, PowerManagement, Resource, SystemInformation, ThreadPool, Vcpu, Vcpus,
};

/// What a driver contributes to the filling in that is common to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Defaults {
    /// The first three bytes of the hardware addresses that are made up.
    pub mac_prefix: [u8; 3],
    /// Whether SCSI buses have 16 units, not 8.
    pub wide_scsi: bool,
    /// What the guest's processors are where the definition does not say. Default: left open.
    pub architecture: Option<Architecture>,
}

impl Default for Defaults {
    fn default() -> Self {
        Defaults { mac_prefix: [0x52, 0x54, 0x00], wide_scsi: false, architecture: None }
    }
}

impl DomainConfig {
    /// Adds what the author left out and libvirt adds for every driver alike: identity, memory
    /// and CPUs at boot, what happens when the guest ends, clock, how disks are connected,
    /// hardware addresses. What is there stays as it is, but for what has no meaning, and for the
    /// order of disks and controllers: those of one kind stand beside each other by number.
    ///
    /// What depends on the hypervisor (machine, emulator, addresses on its buses, models of
    /// devices) is the driver's to add.
    pub fn fill_defaults(&mut self, defaults: &Defaults) {
        self.uuid.get_or_insert_with(Uuid::new_v4);
        self.fill_metadata();
        self.fill_memory();
        self.fill_tuning();
        self.fill_identity();
        self.fill_os(defaults.architecture);
        self.fill_machine();
        self.on_poweroff.get_or_insert(LifecycleAction::Destroy);
        self.on_reboot.get_or_insert(LifecycleAction::Restart);
        self.on_crash.get_or_insert(CrashAction::Destroy);
        self.fill_security();
        self.drop_empty_extensions();
        let groups = self.throttle_groups.iter_mut().flat_map(|groups| &mut groups.groups);
        groups.for_each(ThrottleGroup::fill_defaults);
        self.throttle_groups.take_if(|groups| groups.groups.is_empty());
        self.fill_devices(defaults);
    }

    fn fill_devices(&mut self, defaults: &Defaults) {
        let whole = self.is_whole_machine();
        let connection = InputConnection::of(self);
        let devices = self.devices.get_or_insert_default();
        devices.fill_defaults(defaults);
        for input in &mut devices.inputs {
            input.fill_defaults(connection);
        }
        devices.fill_videos(&self.domain_type, whole);
        if whole {
            devices.share_first_console();
        }
    }

    /// Whether the guest has firmware, unlike a container.
    fn is_whole_machine(&self) -> bool {
        self.os.as_ref().and_then(Os::kind) == Some(OsTypeName::Hvm)
    }

    /// Adds the controllers that the places of devices speak of and the definition lacks. Drivers
    /// do it behind what they fill in themselves, since the order of controllers counts.
    pub fn add_implicit_controllers(&mut self) {
        if let Some(devices) = &mut self.devices {
            devices.add_disk_controllers();
            devices.add_port_controllers();
            devices.add_card_controllers();
        }
    }

    /// Makes zeros of the parts of addresses that are still open. A driver that chooses places does
    /// so before; one that does not shows where devices would be as libvirt shows it.
    pub fn settle_places(&mut self) {
        let infos = self.devices.iter_mut().flat_map(Devices::infos_mut);
        infos.filter_map(|info| info.address.as_mut()).for_each(Address::settle);
    }

    /// The memory is at least what the NUMA cells have, and all of it is there at boot.
    fn fill_memory(&mut self) {
        MaxMemory::fill_defaults(&mut self.max_memory);
        self.take_memory_of_cells();
        let Some(memory) = &mut self.memory else { return };
        self.current_memory.take_if(|current| current.bytes() == 0);
        let current = self.current_memory.get_or_insert(memory.size);
        if *current > memory.size {
            *current = memory.size;
        }
    }

    /// A guest of whose memory nothing is said has what is in its NUMA cells.
    fn take_memory_of_cells(&mut self) {
        let Some(numa) = self.cpu.as_ref().and_then(|cpu| cpu.numa.as_deref()) else { return };
        let memory = self.memory.get_or_insert_default();
        if memory.size.bytes() == 0 {
            memory.size = numa.memory();
        }
    }

    /// CPUs and I/O threads, and what the guest gets of the host.
    fn fill_tuning(&mut self) {
        let vcpu = self.vcpu.get_or_insert_with(|| Vcpu::new(1));
        Vcpus::fill_defaults(&mut self.vcpus, vcpu);
        vcpu.fill_defaults();
        CpuTune::fill_defaults(&mut self.cpu_tune, vcpu);
        let pinned = self.cpu_tune.as_ref().is_some_and(|tune| tune.is_pinned());
        NumaTune::fill_defaults(&mut self.numa_tune, vcpu, pinned);
        IoThreads::fill_defaults(&mut self.iothreads, &mut self.iothread_count);
        self.default_iothread.take_if(|pool| *pool == ThreadPool::default());
        BlkioTune::fill_defaults(&mut self.blkio_tune);
        MemTune::fill_defaults(&mut self.mem_tune);
        let cells = self.cell_ids().len();
        MemoryBacking::fill_defaults(&mut self.memory_backing, cells);
        Resource::fill_defaults(&mut self.resource);
        Perf::fill_defaults(&mut self.perf);
    }

    /// The numbers of the guest's NUMA cells.
    pub(super) fn cell_ids(&self) -> Vec<u32> {
        let numa = self.cpu.as_ref().and_then(|cpu| cpu.numa.as_ref());
        let cells = (0..).zip(numa.iter().flat_map(|numa| &numa.cells));
        cells.map(|(place, cell)| cell.id.unwrap_or(place)).collect()
    }
}

impl DomainConfig {
    fn fill_identity(&mut self) {
        self.metadata.take_if(|metadata| metadata.children().next().is_none());
        if let Some(genid) = &mut self.genid {
            genid.fill_defaults();
        }
        self.system_information.iter_mut().for_each(SystemInformation::fill_defaults);
    }

    /// Features, CPU and clock; what says nothing is not there.
    fn fill_machine(&mut self) {
        if let Some(features) = &mut self.features {
            features.fill_defaults();
        }
        self.features.take_if(|features| *features == Features::default());
        if let Some(cpu) = &mut self.cpu {
            cpu.fill_defaults();
        }
        self.cpu.take_if(|cpu| cpu.says_nothing());
        self.clock.get_or_insert_default().fill_defaults();
        self.pm.take_if(|pm| *pm == PowerManagement::default());
    }

    fn fill_security(&mut self) {
        self.fill_security_labels();
        if let Some(LaunchSecurity::Sev(launch)) = self.launch_security.as_deref_mut() {
            launch.handle = None;
        }
        if let Some(id_map) = &mut self.id_map {
            id_map.fill_defaults();
        }
        self.id_map.take_if(|id_map| **id_map == IdMap::default());
        if let Some(key_wrap) = &mut self.key_wrap {
            key_wrap.fill_defaults();
        }
        self.key_wrap.take_if(|key_wrap| key_wrap.ciphers.is_empty());
    }

    /// Extensions of a hypervisor that say nothing are not there.
    fn drop_empty_extensions(&mut self) {
        self.qemu_command_line.take_if(|found| found.is_empty());
        self.qemu_capabilities.take_if(|found| found.is_empty());
        if let Some(overrides) = &mut self.qemu_override {
            overrides.fill_defaults();
        }
        self.qemu_override.take_if(|found| found.devices.is_empty());
        self.qemu_deprecation.take_if(|found| found.behavior.is_none());
    }
}

impl Devices {
    fn fill_defaults(&mut self, defaults: &Defaults) {
        self.disks.iter_mut().for_each(Disk::fill_defaults);
        self.place_disks(defaults.wide_scsi);
        self.controllers.iter_mut().for_each(Controller::fill_defaults);
        self.sort_controllers();
        self.leases.iter_mut().for_each(Lease::fill_defaults);
        self.filesystems.iter_mut().for_each(Filesystem::fill_defaults);
        for interface in &mut self.interfaces {
            interface.fill_defaults(defaults.mac_prefix);
        }
        self.fill_others();
        self.place_smartcards();
        self.place_scsi_devices();
        self.graphics.iter_mut().for_each(Graphics::fill_defaults);
        self.sounds.iter_mut().for_each(Sound::fill_defaults);
        self.audios.iter_mut().for_each(Audio::fill_defaults);
        self.fill_characters();
        self.number_controllers();
        self.infos_mut().for_each(DeviceInfo::fill_defaults);
    }

    /// Devices that have nothing to do with each other.
    fn fill_others(&mut self) {
        self.tpms.iter_mut().for_each(Tpm::fill_defaults);
        self.shared_memories.iter_mut().for_each(SharedMemory::fill_defaults);
        self.memories.iter_mut().for_each(MemoryDevice::fill_defaults);
        self.iommu.iter_mut().for_each(|iommu| iommu.fill_defaults());
        self.cryptos.iter_mut().for_each(Crypto::fill_defaults);
        self.smartcards.iter_mut().for_each(Smartcard::fill_defaults);
        self.host_devices.iter_mut().for_each(HostDevice::fill_defaults);
        self.redirected_devices.iter_mut().for_each(RedirectedDevice::fill_defaults);
        self.redirection_filter.iter_mut().for_each(RedirectionFilter::fill_defaults);
        self.watchdogs.iter_mut().for_each(Watchdog::fill_defaults);
        self.memory_balloon.iter_mut().for_each(MemoryBalloon::fill_defaults);
        self.rngs.iter_mut().for_each(Rng::fill_defaults);
        self.vsock.iter_mut().for_each(|vsock| vsock.fill_defaults());
    }
}
