//! Plugging devices into a running guest, and unplugging them.

use std::collections::HashSet;
use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde_json::json;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::hostdev::SubsystemDevice;
use virt_core::config::domain::devices::{
    ControllerType, Device, DeviceInfo, DeviceKind, DevicePlace, Devices, HostDeviceMode, InputBus,
    InterfaceSource, Searched,
};
use virt_core::config::domain::{Address, Alias};
use virt_core::event::DomainEventKind;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
use virt_host::Deadline;

use super::devices::{Wanted, devices};
use super::removals::Removal;
use super::{Domain, Live, Run};
use crate::command_line;
use crate::error::{failed, invalid, unsupported};
use crate::host_devices::{self, Requests, Taken};
use crate::locked_memory;
use crate::plan;
use crate::qmp::{Command, QmpError};
use crate::state::QemuState;

/// How long a guest has to let go of a device before the caller hears that it was asked.
const LETTING_GO: Duration = Duration::from_secs(5);

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
        let command = command_line::hot_plug(&config, &emulator, place)?;
        locked_memory::raise(&config, process)?;
        let locks = taken.as_mut().map(Taken::take_locks).unwrap_or_default();
        let handed = live.hand_over(&alias, locks, command, deadline);
        // A QEMU that has not answered may still take it, so it is not given to anybody else
        // before the guest has ended.
        if !matches!(handed, Err(QmpError::Refused { .. } | QmpError::Closed { .. }))
            && let Some(taken) = taken
        {
            taken.keep();
        }
        handed?;
        self.publish_plug(state, &live.run, &config, place, alias);
        Ok(())
    }

    fn publish_plug(
        &self,
        state: &QemuState,
        run: &Arc<Run>,
        with: &DomainConfig,
        place: DevicePlace,
        alias: String,
    ) {
        let added = with.devices.as_ref().and_then(|devices| devices.device(place));
        self.change(state, |view| {
            let ours = view.runs(run);
            let Some(live) = view.live.as_mut().filter(|_| ours) else { return };
            // Another device may have gone meanwhile.
            let mut config = DomainConfig::clone(&live.config);
            if let Some(device) = added
                && let Err(err) = devices(&mut config).attach(device)
            {
                tracing::warn!(device = alias, "it is not in the live definition: {err}");
            }
            live.config = config.into();
            live.updated = true;
            self.save_status(state, view);
            view.tell(DomainEventKind::DeviceAdded { device_alias: alias });
        });
    }

    /// Asks the running guest for the device that is `wanted`. The caller holds the job.
    pub(super) fn unplug(
        self: &Arc<Self>,
        state: &QemuState,
        wanted: &Wanted,
        patient: bool,
        deadline: Deadline,
    ) -> Result<()> {
        let (live, _) = self.running()?;
        let known = live.config.devices.clone().unwrap_or_default();
        let place = wanted.find(&known, Searched::Live)?;
        check_kind(&live.config, place, "unplugged from")?;
        let info = known.device(place).and_then(|device| device.info().cloned());
        let alias = info.and_then(|info| info.alias).map(|alias| alias.name);
        let alias = alias.ok_or_else(|| invalid("the device has no alias"))?;
        if is_host_device(place) && !host_devices::given(&live.config).contains(&alias.as_str()) {
            self.device_gone(state, &live.run, &alias);
            return Ok(());
        }
        live.run.removals.ask(&alias);
        let asked = Command::new("device_del").arguments(json!({ "id": alias }));
        match live.run.monitor.execute(asked, Instant::now() + deadline.remaining()) {
            Ok(_) => {}
            Err(QmpError::Refused { refusal, .. }) if refusal.class == "DeviceNotFound" => {
                self.device_gone(state, &live.run, &alias);
            }
            Err(err) => {
                live.run.removals.wait(&alias, Deadline::after(Duration::ZERO));
                return Err(err.into());
            }
        }
        let patience = if patient { LETTING_GO.min(deadline.remaining()) } else { Duration::ZERO };
        match live.run.removals.wait(&alias, Deadline::after(patience)) {
            Removal::Refused => Err(failed(format!(
                "the guest of domain '{}' does not let go of device '{alias}'",
                self.view().name
            ))),
            Removal::Gone | Removal::Pending => Ok(()),
        }
    }

    /// Takes note that the device `alias` is gone from the guest: from the live definition, and
    /// back to the host.
    pub(crate) fn device_gone(self: &Arc<Self>, state: &QemuState, run: &Arc<Run>, alias: &str) {
        let view = self.view();
        let Some(live) = view.live.as_ref().filter(|_| view.runs(run)) else { return };
        self.give_one_back(state, live, alias);
        self.change(state, |view| {
            let ours = view.runs(run);
            let Some(live) = view.live.as_mut().filter(|_| ours) else { return };
            let mut config = DomainConfig::clone(&live.config);
            let there = devices(&mut config);
            if let Ok(place) = there.find_alias(alias) {
                there.detach(place);
                live.config = config.into();
                live.updated = true;
                self.save_status(state, view);
            }
            view.tell(DomainEventKind::DeviceRemoved { device_alias: alias.to_owned() });
        });
        run.removals.settle(alias, Removal::Gone);
    }

    fn give_one_back(&self, state: &QemuState, live: &Live, alias: &str) {
        let place = live.config.devices.as_ref().map(|devices| devices.find_alias(alias));
        let Some(Ok(place)) = place else { return };
        live.drop_locks(alias);
        let given =
            Requests::at(&live.config, place).and_then(|requests| match requests.is_empty() {
                true => Ok(()),
                false => {
                    let owner = host_devices::owner(&live.config)?;
                    state.host_devices()?.reattach(&owner, requests.devices())
                }
            });
        if let Err(err) = given {
            tracing::warn!(domain = %self.view().name, alias, "cannot give it back: {err}");
        }
    }
}

impl Live {
    /// Hands the locks of a device to QEMU, then the device.
    fn hand_over(
        &self,
        alias: &str,
        locks: Vec<OwnedFd>,
        command: Command,
        deadline: Deadline,
    ) -> Result<(), QmpError> {
        let until = Instant::now() + deadline.remaining();
        let locks = locks.into_iter().enumerate().map(|(number, lock)| {
            let arguments = json!({ "fdname": lock_name(alias, number) });
            Command::new("getfd").arguments(arguments).descriptor(lock)
        });
        let commands: Vec<Command> = locks.chain([command]).collect();
        let handed = self.run.monitor.execute_all(commands, until).map(drop);
        if let Err(QmpError::Refused { .. }) = handed {
            self.drop_locks(alias);
        }
        handed
    }

    /// Lets QEMU close the locks of a device; it has none of one that was there from the start.
    fn drop_locks(&self, alias: &str) {
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

fn is_host_device(place: DevicePlace) -> bool {
    matches!(place.kind, DeviceKind::HostDevice | DeviceKind::Interface)
}

/// Refuses what this driver cannot plug in while the guest runs.
fn check_kind(config: &DomainConfig, place: DevicePlace, verb: &str) -> Result<()> {
    let device = config.devices.as_ref().and_then(|devices| devices.device(place));
    let can = match device {
        Some(Device::Interface(nic)) => matches!(nic.source, InterfaceSource::Hostdev(_)),
        Some(Device::HostDevice(host)) => {
            use SubsystemDevice::{Pci, Usb};
            matches!(host.device, HostDeviceMode::Subsystem(Pci(_) | Usb(_)))
        }
        Some(Device::Input(input)) => input.bus != Some(InputBus::Ps2),
        _ => false,
    };
    if can {
        return Ok(());
    }
    Err(unsupported(format!(
        "a <{}> like this cannot be {verb} a running guest by this driver yet: PCI and USB devices \
         of the host and input devices can; change the stored definition alone instead",
        place.kind
    )))
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
fn put(state: &QemuState, config: &mut DomainConfig, place: DevicePlace) -> Result<()> {
    let mut grown = config.clone();
    plan::fill_in(state, &mut grown)?;
    let address = info_mut(devices(&mut grown), place)?.address.clone();
    let filled = devices(&mut grown).device(place);
    let there = devices(config);
    let bus = match &address {
        Some(Address::Pci(at)) => Some((ControllerType::Pci, u32::from(at.bus))),
        Some(Address::Usb(at)) => Some((ControllerType::Usb, at.bus)),
        _ => None,
    };
    let has = |(kind, index)| {
        let mut known = there.controllers.iter();
        known.any(|known| known.controller_type == kind && known.index == Some(index))
    };
    if let Some(bus) = bus.filter(|bus| !has(*bus)) {
        return Err(invalid(format!(
            "there is no free slot for the device: a running guest gets no more {} buses; add a \
             controller to the definition and start the guest again",
            bus.0.as_str()
        )));
    }
    // It is the last of its kind.
    there.detach(place);
    filled.map_or(Ok(()), |device| there.attach(device).map(drop))
}

fn info_mut(devices: &mut Devices, place: DevicePlace) -> Result<&mut DeviceInfo> {
    devices.info_mut(place).ok_or_else(|| invalid("the device is not in the definition"))
}
