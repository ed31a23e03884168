//! Devices that come and go: in the stored definition, and in the running guest.

use std::sync::Arc;

use virt_core::Result;
use virt_core::api::domain::{DomainDeviceModifyFlags, DomainModificationImpact};
use virt_core::config::DomainConfig;
use virt_core::config::MacAddress;
use virt_core::config::domain::devices::{Device, DevicePlace, Devices, Searched};
use virt_host::Deadline;

use super::{Definition, Domain};
use crate::command_line;
use crate::plan;
use crate::state::QemuState;

/// Which device is meant.
pub(crate) enum Wanted {
    /// The one that this element describes.
    Described(Device),
    /// The one with this alias.
    Named(String),
}

impl Domain {
    /// Adds the device that `text` describes.
    pub(crate) fn attach_device(
        self: &Arc<Self>,
        state: &QemuState,
        text: &str,
        flags: DomainDeviceModifyFlags,
        deadline: Deadline,
    ) -> Result<()> {
        let mut device = Device::parse(text)?;
        settle(&mut device);
        let _job = self.begin("attach a device to", deadline)?;
        let impact = self.affected(impact(flags))?;
        let stored = self.stored_with(impact, |config| {
            devices(config).attach(device.clone())?;
            plan::fill_in(state, config)?;
            config.validate()
        })?;
        if impact.contains(DomainModificationImpact::LIVE) {
            self.plug(state, device, deadline)?;
        }
        self.store(state, stored)
    }

    /// Removes the device that is `wanted`. From a running guest it is removed when the guest has
    /// let go of it; unless `patient`, nobody waits for that.
    pub(crate) fn detach_device(
        self: &Arc<Self>,
        state: &QemuState,
        wanted: &Wanted,
        flags: DomainDeviceModifyFlags,
        patient: bool,
        deadline: Deadline,
    ) -> Result<()> {
        let _job = self.begin("detach a device from", deadline)?;
        let impact = self.affected(impact(flags))?;
        let stored = self.stored_with(impact, |config| {
            let devices = devices(config);
            let place = wanted.find(devices, Searched::Stored)?;
            devices.detach(place);
            plan::fill_in(state, config)
        })?;
        if impact.contains(DomainModificationImpact::LIVE) {
            self.unplug(state, wanted, patient, deadline)?;
        }
        self.store(state, stored)
    }

    /// The stored definition with a change, where that is meant.
    fn stored_with(
        &self,
        impact: DomainModificationImpact,
        change: impl FnOnce(&mut DomainConfig) -> Result<()>,
    ) -> Result<Option<Definition>> {
        let view = self.view();
        match &view.definition {
            Some(definition) if impact.contains(DomainModificationImpact::CONFIG) => {
                let mut config = definition.config()?;
                change(&mut config)?;
                Ok(Some(Definition::new(&config)))
            }
            _ => Ok(None),
        }
    }

    fn store(&self, state: &QemuState, definition: Option<Definition>) -> Result<()> {
        let Some(definition) = definition else { return Ok(()) };
        state.definitions().save(&self.view().name, definition.text())?;
        self.change(state, |view| view.definition = Some(definition));
        Ok(())
    }
}

impl Wanted {
    /// Where the device is.
    pub(super) fn find(&self, devices: &Devices, searched: Searched) -> Result<DevicePlace> {
        match self {
            Wanted::Described(device) => devices.find(device, searched),
            Wanted::Named(alias) => devices.find_alias(alias),
        }
    }
}

pub(super) fn devices(config: &mut DomainConfig) -> &mut Devices {
    config.devices.get_or_insert_default()
}

/// Chooses what has to be the same in the stored definition and in the running guest.
fn settle(device: &mut Device) {
    if let Device::Interface(interface) = device
        && interface.mac_address().is_none()
    {
        let address = MacAddress::random(command_line::defaults().mac_prefix);
        interface.mac.get_or_insert_default().address = Some(address);
    }
}

fn impact(flags: DomainDeviceModifyFlags) -> DomainModificationImpact {
    let pairs = [
        (DomainDeviceModifyFlags::LIVE, DomainModificationImpact::LIVE),
        (DomainDeviceModifyFlags::CONFIG, DomainModificationImpact::CONFIG),
    ];
    pairs.into_iter().filter(|(flag, _)| flags.contains(*flag)).map(|(_, impact)| impact).collect()
}
