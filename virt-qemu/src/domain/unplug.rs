//! Taking devices out of a running guest.

use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::json;
use virt_core::Result;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::hostdev::SubsystemDevice;
use virt_core::config::domain::devices::{Device, DevicePlace, HostDeviceMode, Searched};
use virt_core::event::DomainEventKind;
use virt_host::Deadline;

use super::change::Change;
use super::devices::{Wanted, devices};
use super::plug::{check_kind, is_host_device};
use super::removals::Removal;
use super::{Domain, Live, Run};
use crate::error::{failed, invalid};
use crate::host_devices::{self, Requests};
use crate::qmp::{Command, QmpError};
use crate::state::QemuState;

/// How long a guest has to let go of a device before the caller hears that it was asked.
pub(super) const LETTING_GO: Duration = Duration::from_secs(5);

impl Domain {
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
    pub(crate) fn device_gone(&self, state: &QemuState, run: &Run, alias: &str) {
        self.take_off(state, run, alias, |view| {
            if let Some(live) = &mut view.live {
                live.updated = true;
            }
            view.tell(DomainEventKind::DeviceRemoved { device_alias: alias.to_owned() });
        });
        run.removals.settle(alias, Removal::Gone);
    }

    /// Takes the device `alias`, which QEMU did not get, out of the live definition, and gives it
    /// back to the host.
    pub(super) fn withdraw(&self, state: &QemuState, run: &Run, alias: &str) {
        self.take_off(state, run, alias, |_| {});
    }

    fn take_off(&self, state: &QemuState, run: &Run, alias: &str, and: impl FnOnce(&mut Change)) {
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
            }
            and(view);
            self.save_status(state, view);
        });
    }

    fn give_one_back(&self, state: &QemuState, live: &Live, alias: &str) {
        let place = live.config.devices.as_ref().map(|devices| devices.find_alias(alias));
        let Some(Ok(place)) = place else { return };
        live.drop_locks(alias);
        if is_scsi(&live.config, place) {
            live.drop_unused_nodes();
        }
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
    /// Lets QEMU close the SCSI devices of the host that no device of the guest stands for any more;
    /// it refuses to close the others.
    fn drop_unused_nodes(&self) {
        let until = Instant::now() + LETTING_GO;
        let asked = Command::new("query-named-block-nodes").arguments(json!({ "flat": true }));
        let Ok(Ok(nodes)) =
            self.run.monitor.execute(asked, until).map(|reply| reply.parse::<Vec<Node>>())
        else {
            tracing::warn!("QEMU may keep a SCSI device of the host open");
            return;
        };
        for Node { name, driver } in nodes {
            let is_ours = name.starts_with("libvirt-") && name.ends_with("-backend");
            if is_ours && driver == "host_device" {
                let close = Command::new("blockdev-del").arguments(json!({ "node-name": name }));
                // Most are in use.
                let _ = self.run.monitor.execute(close, until);
            }
        }
    }
}

/// A block node of QEMU.
#[derive(Deserialize)]
struct Node {
    #[serde(rename = "node-name", default)]
    name: String,
    #[serde(rename = "drv")]
    driver: String,
}

fn is_scsi(config: &DomainConfig, place: DevicePlace) -> bool {
    let device = config.devices.as_ref().and_then(|devices| devices.device(place));
    let Some(Device::HostDevice(host)) = device else { return false };
    matches!(host.device, HostDeviceMode::Subsystem(SubsystemDevice::Scsi(_)))
}
