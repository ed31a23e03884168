//! The order of a command line, and who writes which part of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{DeviceKind, DevicePlace};
use virt_core::config::domain::{
    Devices, DomainType, Os, OsType, OsTypeName, SecurityLabelType, VcpuPlacement,
};
use virt_core::cpu_set::CpuSet;
use virt_core::{Error, Result};

use super::argv::{CommandLine, DescriptorSource, escaped};
use super::assign::Chipset;
use super::boot::BootOrder;
use super::device::Places;
use super::error::{invalid, refuse_if, unsupported};
use super::props::Props;
use super::{
    boot, channels, clock, controllers, cpu, disks, firmware, graphics, host_devices, inputs,
    interfaces, machine, memory, other_devices, serials, served, sounds, videos,
};
use crate::capabilities::{Accelerator, QemuCapabilities};
use crate::qmp::Command;

/// What the start of a guest adds to its definition.
#[derive(Debug, Clone)]
pub(crate) struct BuildOptions {
    /// The folder for the sockets of channels whose definition names none.
    pub(crate) channel_folder: PathBuf,
    /// Where VNC listens when neither definition nor listener says.
    pub(crate) vnc_listen: String,
    /// Which of the block devices in the definition are drives for optical discs of the host.
    pub(crate) optical_drives: Vec<String>,
    /// The generic SCSI node of every SCSI device of the host, by its number among the `<hostdev>`s.
    pub(crate) scsi_nodes: BTreeMap<usize, String>,
}

impl Default for BuildOptions {
    fn default() -> Self {
        BuildOptions {
            channel_folder: PathBuf::new(),
            vnc_listen: "127.0.0.1".to_owned(),
            optical_drives: Vec::new(),
            scsi_nodes: BTreeMap::new(),
        }
    }
}

/// What every part of a command line is made from.
pub(super) struct Plan<'d> {
    pub(super) config: &'d DomainConfig,
    pub(super) os: &'d Os,
    pub(super) os_type: &'d OsType,
    pub(super) devices: &'d Devices,
    pub(super) chipset: Chipset,
    pub(super) boot: BootOrder,
    pub(super) places: Places<'d>,
    pub(super) qemu: &'d QemuCapabilities,
    pub(super) options: &'d BuildOptions,
}

/// Builds the command line of a guest.
///
/// `config` has been completed by [`assign`](super::assign) and named by
/// [`assign_aliases`](super::assign_aliases).
///
/// # Errors
///
/// `ConfigUnsupported` naming what this driver or this QEMU does not have.
pub(crate) fn build(
    config: &DomainConfig,
    qemu: &QemuCapabilities,
    options: &BuildOptions,
) -> Result<CommandLine> {
    let name = config.name.as_deref().ok_or_else(|| invalid("the domain has no name"))?;
    let plan = Plan::new(config, qemu, options)
        .and_then(|plan| plan.check().map(|()| plan))
        .map_err(|err| for_domain(err, name))?;
    // What a part of the line has words of its own for was refused with them by now.
    let line = plan.write(name).and_then(|line| served::check(config).map(|()| line));
    line.map_err(|err| for_domain(err, name))
}

/// Refuses what [`build`] would refuse of `config` whatever its host has.
///
/// # Errors
///
/// As [`build`].
pub(crate) fn check(config: &DomainConfig, qemu: &QemuCapabilities) -> Result<()> {
    Plan::new(config, qemu, &BuildOptions::default())?.check()?;
    served::check(config)
}

/// The commands that plug the device at `place` into the running guest of `config`, whose devices
/// all have their names and places. The last one is `device_add`.
///
/// # Errors
///
/// As [`build`].
pub(crate) fn hot_plug(
    config: &DomainConfig,
    qemu: &QemuCapabilities,
    options: &BuildOptions,
    place: DevicePlace,
) -> Result<Vec<Command>> {
    let commands = Plan::new(config, qemu, options).and_then(|plan| match place.kind {
        DeviceKind::Input => {
            Ok(inputs::device(&plan, place.index)?.map(|props| vec![device_add(props)]))
        }
        DeviceKind::Interface | DeviceKind::HostDevice => host_devices::hot_plug(&plan, place),
        _ => Ok(None),
    })?;
    served::check(config)?;
    commands.ok_or_else(|| {
        unsupported(format!(
            "a <{}> like this cannot be plugged into a running guest by this driver yet",
            place.kind
        ))
    })
}

/// Adds a device to a running guest.
pub(super) fn device_add(props: Props) -> Command {
    Command::new("device_add").arguments(props.to_value())
}

fn for_domain(err: Error, name: &str) -> Error {
    Error::new(err.kind(), format!("domain '{name}': {}", err.message())).with_origin(err.origin())
}

impl<'d> Plan<'d> {
    fn new(
        config: &'d DomainConfig,
        qemu: &'d QemuCapabilities,
        options: &'d BuildOptions,
    ) -> Result<Self> {
        let incomplete = || invalid("the definition has not been completed");
        let os = config.os.as_ref().ok_or_else(incomplete)?;
        let os_type = os.os_type.as_ref().ok_or_else(incomplete)?;
        let devices = config.devices.as_ref().ok_or_else(incomplete)?;
        let chipset = os_type.machine.as_deref().and_then(Chipset::of).ok_or_else(incomplete)?;
        let places = Places::new(devices, chipset);
        let boot = BootOrder::of(os, devices);
        Ok(Plan { config, os, os_type, devices, chipset, boot, places, qemu, options })
    }

    /// Refuses what no part looks at, and the table of what is served cannot tell.
    fn check(&self) -> Result<()> {
        if let Some(kind) = self.os_type.name.filter(|kind| *kind != OsTypeName::Hvm) {
            return Err(unsupported(format!("os type '{kind}': only hvm is")));
        }
        let accelerator = self.accelerator()?;
        if !self.qemu.accelerates(accelerator) {
            return Err(unsupported(match accelerator {
                Accelerator::Kvm => {
                    "KVM is not available here: /dev/kvm is missing, this user may \
                                     not open it, or QEMU was built without it; <domain \
                                     type='qemu'> runs without"
                }
                Accelerator::Tcg => {
                    "this QEMU was built without TCG; <domain type='kvm'> runs \
                                     without it"
                }
            }));
        }
        self.check_host()
    }

    /// Refuses what is for the host to do, and not done yet.
    fn check_host(&self) -> Result<()> {
        for label in &self.config.security_labels {
            let chosen = label.label.is_some()
                || label.base_label.is_some()
                || label.label_type == Some(SecurityLabelType::Static);
            refuse_if(chosen, "a label that the definition chooses", "<seclabel>")?;
        }
        if let Some(vcpu) = &self.config.vcpu {
            let advised = vcpu.placement == Some(VcpuPlacement::Auto);
            refuse_if(advised, "placement='auto'", "<vcpu>")?;
        }
        Ok(())
    }

    pub(super) fn accelerator(&self) -> Result<Accelerator> {
        match &self.config.domain_type {
            DomainType::Kvm => Ok(Accelerator::Kvm),
            DomainType::Qemu => Ok(Accelerator::Tcg),
            other => Err(unsupported(format!("domain type '{other}' is not for QEMU"))),
        }
    }

    /// Writes the parts in libvirt's order, which other tools have come to rely on.
    fn write(&self, name: &str) -> Result<CommandLine> {
        let mut line = CommandLine::new(self.binary());
        line.processors = self.processors();
        line.option("name", format!("guest={},debug-threads=on", escaped(name)));
        line.flag("S");
        firmware::write(self, &mut line)?;
        machine::write(self, &mut line)?;
        cpu::write(self, &mut line)?;
        firmware::write_bios(self, &mut line);
        memory::write(self, &mut line)?;
        cpu::write_topology(self, &mut line)?;
        memory::write_cells(self, &mut line)?;
        if let Some(uuid) = self.config.uuid {
            line.option("uuid", uuid.to_string());
        }
        if self.devices.graphics.is_empty() {
            line.option("display", "none");
        }
        line.flag("no-user-config");
        line.flag("nodefaults");
        let monitor = line.pass(DescriptorSource::Monitor);
        line.option("chardev", format!("socket,id=charmonitor,fd={monitor},server=on,wait=off"));
        line.option("mon", "chardev=charmonitor,id=monitor,mode=control");
        clock::write(self, &mut line)?;
        line.flag("no-shutdown");
        machine::write_power_management(self, &mut line)?;
        boot::write(self, &mut line)?;
        self.write_devices(&mut line)?;
        line.option("msg", "timestamp=on");
        Ok(line)
    }

    fn write_devices(&self, line: &mut CommandLine) -> Result<()> {
        controllers::write(self, line)?;
        disks::write(self, line)?;
        interfaces::write(self, line)?;
        serials::write(self, line)?;
        channels::write(self, line)?;
        inputs::write(self, line)?;
        sounds::write_backends(self, line);
        graphics::write(self, line)?;
        videos::write(self, line)?;
        sounds::write(self, line)?;
        other_devices::write_watchdogs(self, line)?;
        host_devices::write(self, line)?;
        other_devices::write_balloon(self, line)?;
        other_devices::write_rngs(self, line)?;
        other_devices::write_core_info(self, line);
        self.write_passthrough(line);
        line.option(
            "sandbox",
            "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny",
        );
        other_devices::write_panics(self, line)
    }

    fn write_passthrough(&self, line: &mut CommandLine) {
        let Some(passed) = &self.config.qemu_command_line else { return };
        line.arguments.extend(passed.arguments.iter().map(|argument| argument.value.clone()));
        line.environment.extend(
            passed.environment.iter().map(|variable| {
                (variable.name.clone(), variable.value.clone().unwrap_or_default())
            }),
        );
    }

    fn processors(&self) -> Option<CpuSet> {
        self.config.vcpu.as_ref().and_then(|vcpu| vcpu.cpuset.clone())
    }

    fn binary(&self) -> PathBuf {
        match &self.devices.emulator {
            Some(emulator) => PathBuf::from(emulator),
            None => self.qemu.binary.clone(),
        }
    }
}
