//! Plugging devices into a running guest.

use std::collections::HashSet;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Instant;

use serde_json::json;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::hostdev::SubsystemDevice;
use virt_core::config::domain::devices::{
    ControllerType, Device, DeviceInfo, DeviceKind, DevicePlace, Devices, HostDeviceMode, InputBus,
    InterfaceSource,
};
use virt_core::config::domain::{Address, Alias};
use virt_core::event::DomainEventKind;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::Deadline;

use super::devices::devices;
use super::unplug::LETTING_GO;
use super::{Domain, Live, Run};
use crate::command_line::{self, BuildOptions, IsConventional};
use crate::error::{invalid, unsupported};
use crate::host_devices::{self, Requests, Taken};
use crate::locked_memory;
use crate::plan;
use crate::qmp::{Command, QmpError, Refusal, Reply};
use crate::state::QemuState;

impl Domain {
    /// Plugs `device` into the running guest. The caller holds the job.
    pub(super) fn plug(
        self: &Arc<Self>,
        state: &QemuState,
        device: Device,
        deadline: Deadline,
    ) -> Result<()> {
        let (live, _) = self.running()?;
        let mut config = DomainConfig::clone(&live.config);
        let place = devices(&mut config).attach(device)?;
        check_kind(&config, place, "plugged into")?;
        let alias = name(&mut config, place)?;
        put(state, &mut config, place)?;
        config.validate()?;
        let emulator = plan::emulator(state, &config)?;
        let requests = Requests::at(&config, place)?;
        let process = &live.run.process;
        if !requests.is_empty() {
            live.run.note_plugged();
        }
        let mut taken = Taken::take(state, &mut config, requests, Some(process))?;
        if is_host_device(place) && !host_devices::given(&config).contains(&alias.as_str()) {
            let message = "the host does not have the USB device at the moment";
            return Err(
                Error::new(ErrorKind::DeviceMissing, message).with_origin(ErrorOrigin::Qemu)
            );
        }
        let scsi_nodes = taken.as_ref().map(|taken| taken.scsi_nodes().clone()).unwrap_or_default();
        let options = BuildOptions { scsi_nodes, ..BuildOptions::default() };
        let commands = command_line::hot_plug(&config, &emulator, &options, place)?;
        locked_memory::raise(&config, process)?;
        let locks = taken.as_mut().map(Taken::take_locks).unwrap_or_default();
        // From here on it goes back with the definition that has it.
        taken.into_iter().for_each(Taken::keep);
        self.show(state, &live.run, &config, place);
        let later = self.late_answer(state, &live.run, &alias);
        let handed = live.hand_over(&alias, locks, commands, deadline, later);
        match &handed {
            Ok(()) => self.plugged(state, &live.run, &alias),
            Err(QmpError::Refused { .. } | QmpError::Backlog { .. }) => {
                self.withdraw(state, &live.run, &alias);
            }
            // QEMU may have it, or get to it yet.
            Err(_) => {}
        }
        handed.map_err(|err| match err {
            QmpError::Timeout { .. } => {
                let message = format!("{err}; when it goes on, its guest gets the device");
                Error::new(ErrorKind::OperationTimeout, message).with_origin(ErrorOrigin::Qemu)
            }
            err => err.into(),
        })
    }

    /// Puts a device into the live definition before QEMU has it: whoever takes the guest over asks
    /// QEMU about what the definition has, so that a plugging that was cut short is finished or
    /// undone.
    fn show(&self, state: &QemuState, run: &Run, with: &DomainConfig, place: DevicePlace) {
        let added = with.devices.as_ref().and_then(|devices| devices.device(place));
        let Some(added) = added else { return };
        self.change(state, |view| {
            let ours = view.runs(run);
            let Some(live) = view.live.as_mut().filter(|_| ours) else { return };
            // Another device may have gone meanwhile.
            let mut config = DomainConfig::clone(&live.config);
            match devices(&mut config).attach(added) {
                Ok(_) => live.config = config.into(),
                Err(err) => tracing::warn!("a device is not in the live definition: {err}"),
            }
            self.save_status(state, view);
        });
    }

    /// Takes note that QEMU has the device `alias`.
    fn plugged(&self, state: &QemuState, run: &Run, alias: &str) {
        self.change(state, |view| {
            let ours = view.runs(run);
            let Some(live) = view.live.as_mut().filter(|_| ours) else { return };
            let devices = live.config.devices.as_ref();
            // It may have been unplugged before QEMU answered.
            if devices.is_none_or(|devices| devices.find_alias(alias).is_err()) {
                return;
            }
            live.updated = true;
            self.save_status(state, view);
            view.tell(DomainEventKind::DeviceAdded { device_alias: alias.to_owned() });
        });
    }

    /// What to do when QEMU answers after its caller has gone.
    fn late_answer(
        self: &Arc<Self>,
        state: &QemuState,
        run: &Arc<Run>,
        alias: &str,
    ) -> impl FnOnce(Result<Reply, Refusal>) + Send + use<> {
        let (state, domain, run) = (state.weak(), Arc::downgrade(self), Arc::downgrade(run));
        let alias = alias.to_owned();
        move |outcome| {
            let (Some(state), Some(domain), Some(run)) =
                (state.upgrade(), domain.upgrade(), run.upgrade())
            else {
                return;
            };
            state.apart("late-plug", move |state| match outcome {
                Ok(_) => domain.plugged(state, &run, &alias),
                Err(refusal) => {
                    tracing::warn!(domain = %domain.view().name, alias, %refusal, "not plugged in");
                    domain.withdraw(state, &run, &alias);
                }
            });
        }
    }
}

impl Live {
    /// Hands the locks of a device to QEMU, then the device by `commands`, the last of which decides.
    /// Its answer goes to `later` when it comes after the deadline.
    fn hand_over(
        &self,
        alias: &str,
        locks: Vec<OwnedFd>,
        commands: Vec<Command>,
        deadline: Deadline,
        later: impl FnOnce(Result<Reply, Refusal>) + Send + 'static,
    ) -> Result<(), QmpError> {
        let monitor = &self.run.monitor;
        let names: Vec<_> = commands.iter().map(Command::name).collect();
        let locks = locks.into_iter().enumerate().map(|(number, lock)| {
            let arguments = json!({ "fdname": lock_name(alias, number) });
            Command::new("getfd").arguments(arguments).descriptor(lock)
        });
        let tickets = monitor.send(locks.chain(commands).collect::<Vec<_>>())?;
        let until = Instant::now() + deadline.remaining();
        let mut answers = monitor.wait_or_hear(tickets, until, later)?;
        if answers.last().is_none_or(Result::is_ok) {
            return Ok(());
        }
        // The locks are a second rope: QEMU's process has the device as long as it runs. What the
        // device needs says best why it is refused.
        let answers = answers.split_off(answers.len().saturating_sub(names.len()));
        let refused = names
            .into_iter()
            .zip(answers)
            .find_map(|(name, answer)| answer.err().map(|refusal| monitor.refused(name, refusal)));
        refused.map_or(Ok(()), Err)
    }

    /// Lets QEMU close the locks of a device; it has none of one that was there from the start.
    pub(super) fn drop_locks(&self, alias: &str) {
        let until = Instant::now() + LETTING_GO;
        for number in 0.. {
            let arguments = json!({ "fdname": lock_name(alias, number) });
            let close = Command::new("closefd").arguments(arguments);
            if self.run.monitor.execute(close, until).is_err() {
                return;
            }
        }
    }
}

fn lock_name(alias: &str, number: usize) -> String {
    format!("lock-{alias}-{number}")
}

pub(super) fn is_host_device(place: DevicePlace) -> bool {
    matches!(place.kind, DeviceKind::HostDevice | DeviceKind::Interface)
}

/// Refuses what this driver cannot plug in while the guest runs.
pub(super) fn check_kind(config: &DomainConfig, place: DevicePlace, verb: &str) -> Result<()> {
    let device = config.devices.as_ref().and_then(|devices| devices.device(place));
    let can = match device {
        Some(Device::Interface(nic)) => matches!(nic.source, InterfaceSource::Hostdev(_)),
        Some(Device::HostDevice(host)) => {
            use SubsystemDevice::{Mdev, Pci, Scsi, Usb};
            matches!(host.device, HostDeviceMode::Subsystem(Pci(_) | Usb(_) | Scsi(_) | Mdev(_)))
        }
        Some(Device::Input(input)) => input.bus != Some(InputBus::Ps2),
        _ => false,
    };
    if can {
        return Ok(());
    }
    Err(unsupported(format!(
        "a <{}> like this cannot be {verb} a running guest by this driver yet: PCI, USB, SCSI and \
         mediated devices of the host and input devices can; change the stored definition alone instead",
        place.kind
    )))
}

/// The names of the devices of a running guest that QEMU is asked about, because they may have been
/// plugged in or have gone.
pub(super) fn pluggable(config: &DomainConfig) -> Vec<&str> {
    let inputs = config.devices.iter().flat_map(|devices| &devices.inputs);
    let inputs = inputs.filter(|input| input.bus != Some(InputBus::Ps2));
    let aliases = inputs.filter_map(|input| input.info.alias.as_ref());
    let inputs = aliases.map(|alias| alias.name.as_str());
    host_devices::given(config).into_iter().chain(inputs).collect()
}

/// Gives the device at `place` a name of its own, unless its user did.
fn name(config: &mut DomainConfig, place: DevicePlace) -> Result<String> {
    let there = devices(config);
    let taken: HashSet<String> = there
        .infos()
        .filter_map(|info| info.alias.as_ref())
        .map(|alias| alias.name.clone())
        .collect();
    let info = info_mut(there, place)?;
    if let Some(alias) = info.alias.as_ref().filter(|alias| alias.is_user()) {
        return Ok(alias.name.clone());
    }
    let kind = if place.kind == DeviceKind::Input { "input" } else { "hostdev" };
    let last = taken.iter().filter_map(|name| name.strip_prefix(kind)?.parse::<u32>().ok());
    let name = format!("{kind}{}", last.max().map_or(0, |last| last.saturating_add(1)));
    info.alias = Some(Alias { name: name.clone() });
    Ok(name)
}

/// Gives the device at `place` a place in the machine as it is: a running one gets no more buses.
/// Where it has none for conventional PCI, such a device of the host takes a port of PCI Express.
fn put(state: &QemuState, config: &mut DomainConfig, place: DevicePlace) -> Result<()> {
    let opinions: [IsConventional<'_>; 2] = [&host_devices::is_conventional, &|_| false];
    let mut missing = None;
    for is_conventional in opinions {
        let mut grown = config.clone();
        plan::fill_in_with(state, &mut grown, is_conventional)?;
        let address = info_mut(devices(&mut grown), place)?.address.clone();
        missing = missing_bus(devices(config), address.as_ref());
        if missing.is_none() {
            let filled = devices(&mut grown).device(place);
            let there = devices(config);
            // It is the last of its kind.
            there.detach(place);
            return filled.map_or(Ok(()), |device| there.attach(device).map(drop));
        }
    }
    let kind = missing.map_or("", ControllerType::as_str);
    Err(invalid(format!(
        "there is no free slot for the device: a running guest gets no more {kind} buses; add a \
         controller to the definition and start the guest again"
    )))
}

/// The kind of the bus of `address`, if the machine does not have it.
fn missing_bus(there: &Devices, address: Option<&Address>) -> Option<ControllerType> {
    let (kind, index) = match address? {
        Address::Pci(at) => (ControllerType::Pci, u32::from(at.bus)),
        Address::Usb(at) => (ControllerType::Usb, at.bus),
        Address::Drive(at) => (ControllerType::Scsi, at.controller),
        _ => return None,
    };
    let mut known = there.controllers.iter();
    let has = known.any(|known| known.controller_type == kind && known.index == Some(index));
    (!has).then_some(kind)
}

fn info_mut(devices: &mut Devices, place: DevicePlace) -> Result<&mut DeviceInfo> {
    devices.info_mut(place).ok_or_else(|| invalid("the device is not in the definition"))
}
