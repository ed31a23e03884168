//! Devices that come and go in the definitions that a call is meant for.

use std::sync::Arc;

use virt_core::Result;
use virt_core::api::domain::{
    DomainDeviceModifyFlags as Flags, DomainModificationImpact as Impact,
};
use virt_core::config::domain::DomainConfig;
use virt_core::config::domain::devices::{Device, Searched};
use virt_core::event::{DomainEvent, DomainEventKind};
use virt_core::object::DomainRef;

use super::Domains;
use crate::definition;

/// What is done about a device.
pub(crate) enum DeviceChange {
    /// It is added.
    Attach(Device),
    /// The one that is described so is taken away.
    Detach(Device),
    /// The one with this alias is taken away.
    DetachNamed(String),
}

impl Domains {
    /// Makes `change` in the definition that the domain runs with, in the stored one, or both.
    pub(crate) fn change_device(
        &mut self,
        reference: &DomainRef,
        change: &DeviceChange,
        flags: Flags,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        let domain = self.find_mut(reference)?;
        let mut impact = Impact::empty();
        impact.set(Impact::LIVE, flags.contains(Flags::LIVE));
        impact.set(Impact::CONFIG, flags.contains(Flags::CONFIG));
        let impact = domain.resolve(impact)?;
        let live = impact.contains(Impact::LIVE);
        // While it is shut off, the two are one.
        let current = match live || !domain.is_active() {
            true => Some(change.applied_to(&domain.current, Searched::Live)?),
            false => None,
        };
        let stored = match (&domain.stored, impact.contains(Impact::CONFIG)) {
            (Some(stored), true) => Some(change.applied_to(stored, Searched::Stored)?),
            _ => None,
        };
        let mut told = None;
        if let Some((config, device)) = current {
            domain.current = Arc::new(config);
            domain.updated |= live;
            told = device.info().and_then(|info| info.alias.clone()).filter(|_| live);
        }
        if let Some((config, _)) = stored {
            domain.stored = Some(Arc::new(config));
        }
        if let Some(alias) = told {
            let device_alias = alias.name;
            let kind = match change {
                DeviceChange::Attach(_) => DomainEventKind::DeviceAdded { device_alias },
                _ => DomainEventKind::DeviceRemoved { device_alias },
            };
            events.push(DomainEvent::new(domain.reference(), kind));
        }
        Ok(())
    }
}

impl DeviceChange {
    /// A definition after the change, and the device that it is about.
    fn applied_to(
        &self,
        config: &DomainConfig,
        searched: Searched,
    ) -> Result<(DomainConfig, Device)> {
        let mut config = config.clone();
        let devices = config.devices.get_or_insert_default();
        let place = match self {
            DeviceChange::Attach(device) => {
                devices.attach(device.clone())?;
                return Ok((definition::complete(config)?, device.clone()));
            }
            DeviceChange::Detach(device) => devices.find(device, searched)?,
            DeviceChange::DetachNamed(alias) => devices.find_alias(alias)?,
        };
        // It was found right here.
        let gone = devices.detach(place).ok_or_else(|| crate::error::invalid("no such device"))?;
        Ok((definition::complete(config)?, gone))
    }
}
