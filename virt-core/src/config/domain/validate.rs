//! The third pass: what cannot work whichever driver runs the guest.

use super::DomainConfig;
use super::devices::{
    Devices, Filesystem, Graphics, InputConnection, Iommu, Lease, SharedMemory, Sound,
    ThrottleGroups, Tpm,
};
use crate::ErrorKind;
use crate::config::{Problems, Validate};

impl Validate for DomainConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        self.check_name(problems);
        self.check_parts(problems);
        self.check_memory(problems);
        self.check_vcpus(problems);
        self.check_tuning(problems);
        if let Some(groups) = &self.throttle_groups {
            problems.within("throttlegroups", |problems| groups.collect_problems(problems));
        }
        problems.within_some("devices", self.devices.as_ref(), |devices, problems| {
            self.check_devices(devices, problems);
        });
        self.check_surroundings(problems);
    }
}

impl DomainConfig {
    /// Checks devices of this domain.
    pub(super) fn check_devices(&self, devices: &Devices, problems: &mut Problems) {
        devices.check(self.throttle_groups.as_ref(), problems);
        devices.check_others(InputConnection::of(self), problems);
    }

    fn check_name(&self, problems: &mut Problems) {
        problems.within("name", |problems| match self.name.as_deref() {
            None | Some("") => problems.report_as(ErrorKind::NoName, "<domain>"),
            Some(name) if name.trim().is_empty() => {
                problems.report("the domain's name consists of blanks alone");
            }
            Some(name) if name.contains('\n') => {
                let name = name.escape_debug();
                problems.report(format!("the domain's name '{name}' has a line end"));
            }
            // Drivers keep files of that name.
            Some(name) if name.contains('/') => {
                problems.report(format!("name {name} cannot contain '/'"));
            }
            Some(_) => {}
        });
        if self.title.as_deref().is_some_and(|title| title.contains('\n')) {
            problems.report_at("title", "the domain's title has a line end");
        }
    }

    /// Checks the parts that know themselves what cannot work.
    fn check_parts(&self, problems: &mut Problems) {
        match &self.os {
            Some(os) => problems.within("os", |problems| os.collect_problems(problems)),
            None if self.bootloader.is_some() => {}
            None => problems.report_at("os/type", "an os <type> must be specified"),
        }
        self.check_boot(problems);
        problems.each("sysinfo", &self.system_information, |found, problems| {
            found.collect_problems(problems);
            found.check_uuid(self.uuid, problems);
        });
        problems.check_some("idmap", self.id_map.as_deref());
        problems.check_some("features", self.features.as_ref());
        problems.check_some("cpu", self.cpu.as_ref());
        problems.check_some("clock", self.clock.as_ref());
        problems.check_some("keywrap", self.key_wrap.as_ref());
        problems.check_some("launchSecurity", self.launch_security.as_deref());
        problems.check_some("qemu:commandline", self.qemu_command_line.as_deref());
        problems.check_some("qemu:override", self.qemu_override.as_deref());
        self.check_security_labels(problems);
    }

    /// What is booted is said in one of two ways.
    fn check_boot(&self, problems: &mut Problems) {
        let by_kind = self.os.as_ref().is_some_and(|os| !os.boot.is_empty());
        let devices = self.devices.iter().flat_map(Devices::infos);
        if by_kind && devices.into_iter().any(|info| info.boot.is_some()) {
            let message = "devices have a <boot order='…'/> of their own; drop the <boot> of <os>";
            problems.unsupported_at("os/boot", message);
        }
    }

    fn check_memory(&self, problems: &mut Problems) {
        let cells = self.cpu.as_ref().and_then(|cpu| cpu.numa.as_ref());
        let in_cells = cells.is_some_and(|numa| numa.memory().bytes() > 0);
        let own = self.memory.as_ref().is_some_and(|memory| memory.size.bytes() > 0);
        if !own && !in_cells {
            problems.report_at("memory", "a domain needs <memory> above zero");
        }
        if let (Some(most), Some(memory)) = (&self.max_memory, &self.memory) {
            problems.within("maxMemory", |problems| most.check(memory.size, problems));
        }
    }

    fn check_vcpus(&self, problems: &mut Problems) {
        let Some(vcpu) = &self.vcpu else { return };
        if vcpu.maximum == 0 {
            return problems.report_at("vcpu", "a domain needs at least one <vcpu>");
        }
        if vcpu.online() > vcpu.maximum {
            let (current, maximum) = (vcpu.online(), vcpu.maximum);
            let message =
                format!("current vcpus ({current}) are more than the maximum ({maximum})");
            problems.report_at("vcpu/@current", message);
        }
        if let Some(numa) = self.cpu.as_ref().and_then(|cpu| cpu.numa.as_deref()) {
            problems.within("cpu/numa", |problems| numa.check_count(vcpu.maximum, problems));
        }
    }
}

impl Devices {
    fn check(&self, groups: Option<&ThrottleGroups>, problems: &mut Problems) {
        self.check_disks(groups, problems);
        self.check_controllers(problems);
        problems.each("lease", &self.leases, Lease::collect_problems);
        problems.each("filesystem", &self.filesystems, Filesystem::collect_problems);
        self.check_characters(problems);
        problems.each("graphics", &self.graphics, Graphics::check);
        problems.each("sound", &self.sounds, Sound::check);
        self.check_audios(problems);
        self.check_videos(problems);
        problems.each("tpm", &self.tpms, Tpm::check);
        problems.each("shmem", &self.shared_memories, SharedMemory::check);
        self.check_memories(problems);
        problems.within_some("iommu", self.iommu.as_deref(), Iommu::check);
        self.check_places(problems);
    }

    /// The names of all devices that have one.
    pub fn aliases(&self) -> impl Iterator<Item = &str> {
        self.infos().filter_map(|info| Some(info.alias.as_ref()?.name.as_str()))
    }
}
