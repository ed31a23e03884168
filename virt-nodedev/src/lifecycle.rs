//! How devices are made and taken away, and how their definitions come, change and go.

use std::sync::Arc;

use virt_core::api::nodedev::{NodeDeviceUpdateFlags, NodeDeviceXmlFlags};
use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::{Capability, MdevCapability};
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, ErrorKind, ErrorOrigin, Result};

use crate::definitions::Defined;
use crate::device::Device;
use crate::driver::{HostDevices, Seen};
use crate::kind::Kind;
use crate::made::{self, MdevPlan, not_made};
use crate::name::mdev_name;

impl HostDevices {
    /// Makes the device that `xml` describes; nothing of it is kept.
    pub(crate) fn make(&self, xml: &str, strict: bool) -> Result<NodeDeviceRef> {
        let config = parse(xml, strict)?;
        let host = self.devices().host();
        let table = self.devices().fresh_table();
        if let Some(MdevPlan { identity, definition }) = made::plan(&table, &config)? {
            let name = mdev_name(&identity);
            if self.definitions().find(&name).is_some() {
                let message = format!("node device '{name}' is defined already; start it");
                return Err(invalid(message));
            }
            let path = made::start(host, &table, &identity, &definition)?;
            self.devices().look_at(&path);
            return Ok(NodeDeviceRef::new(name));
        }
        match config.virtual_port()? {
            Some(port) => made::make_port(self, host, &port),
            None => Err(not_made(
                "only mediated devices and virtual ports of Fibre Channel hosts can be made, and \
                 the device is neither",
            )),
        }
    }

    /// Takes a device away that was made.
    pub(crate) fn take_away(&self, reference: &NodeDeviceRef) -> Result<()> {
        let device = self.active(reference)?;
        let host = self.devices().host();
        match device.kind {
            Kind::Mdev => made::stop(host, &device.path)?,
            Kind::ScsiHost => made::remove_port(self, host, &device)?,
            _ => {
                return Err(invalid(format!(
                    "node device '{reference}' is neither a mediated device nor a virtual port of \
                     a Fibre Channel host, and cannot be taken away"
                )));
            }
        }
        self.devices().look_at(&device.path);
        Ok(())
    }

    /// Stores the definition of a mediated device.
    pub(crate) fn store(&self, xml: &str, strict: bool) -> Result<NodeDeviceRef> {
        let config = parse(xml, strict)?;
        let plan = made::plan(&self.devices().fresh_table(), &config)?;
        let MdevPlan { identity, definition } = plan.ok_or_else(|| {
            not_made("only mediated devices can be defined, and the device is none")
        })?;
        self.definitions().add(&identity, &definition).map(NodeDeviceRef::new)
    }

    /// Makes a device that is defined.
    pub(crate) fn make_defined(&self, reference: &NodeDeviceRef) -> Result<()> {
        let Defined { identity, definition } = match self.see(reference)? {
            Seen::Defined(_, defined) => defined,
            Seen::Active(..) => {
                return Err(invalid(format!("node device '{reference}' is active already")));
            }
        };
        let table = self.devices().fresh_table();
        let path = made::start(self.devices().host(), &table, &identity, &definition)?;
        self.devices().look_at(&path);
        Ok(())
    }

    /// Gives a mediated device other attributes: the one that is there, its definition, or both.
    pub(crate) fn change(
        &self,
        reference: &NodeDeviceRef,
        xml: &str,
        flags: NodeDeviceUpdateFlags,
    ) -> Result<()> {
        let config = NodeDeviceConfig::parse(xml)?;
        let wanted = mdev(&config).ok_or_else(|| {
            not_made("only mediated devices can be changed, and the description is of none")
        })?;
        let is_active = matches!(self.see(reference)?, Seen::Active(..));
        let flags = match flags.is_empty() {
            true if is_active => NodeDeviceUpdateFlags::LIVE,
            true => NodeDeviceUpdateFlags::CONFIG,
            false => flags,
        };
        let live = flags.contains(NodeDeviceUpdateFlags::LIVE);
        let stored = flags.contains(NodeDeviceUpdateFlags::CONFIG);
        // Both are looked at before one of them is changed.
        let device = live.then(|| self.active(reference)).transpose()?;
        if stored && self.definitions().find(&reference.name).is_none() {
            return Err(crate::definitions::none(&reference.name));
        }
        self.check_same(reference, wanted, live, stored)?;
        if let Some(device) = device {
            let host = self.devices().host();
            made::set_attributes(host, &device.path, &wanted.attributes)?;
        }
        if stored {
            self.definitions().change(&reference.name, |definition| {
                definition.attributes.clone_from(&wanted.attributes);
            })?;
        }
        Ok(())
    }

    /// A device stays what it is; only its attributes change.
    fn check_same(
        &self,
        reference: &NodeDeviceRef,
        wanted: &MdevCapability,
        live: bool,
        stored: bool,
    ) -> Result<()> {
        use virt_core::driver::node_device::NodeDeviceDriver as _;
        let sides = [(live, NodeDeviceXmlFlags::empty()), (stored, NodeDeviceXmlFlags::INACTIVE)];
        for (_, flags) in sides.into_iter().filter(|(concerned, _)| *concerned) {
            let config = NodeDeviceConfig::parse(&self.xml(reference, flags)?)?;
            let Some(now) = mdev(&config) else {
                return Err(not_made(format!("node device '{reference}' is no mediated device")));
            };
            if now.type_id != wanted.type_id
                || wanted.uuid.is_some_and(|uuid| Some(uuid) != now.uuid)
            {
                let message = format!(
                    "node device '{reference}' stays of its type '{}' and keeps its UUID; define \
                     another device instead",
                    now.type_id
                );
                return Err(not_made(message));
            }
        }
        Ok(())
    }

    /// The device, which has to be there.
    fn active(&self, reference: &NodeDeviceRef) -> Result<Arc<Device>> {
        match self.see(reference)? {
            Seen::Active(_, device) => Ok(device),
            Seen::Defined(..) => {
                Err(invalid(format!("node device '{reference}' is not active; start it")))
            }
        }
    }
}

/// The definition of a device in a model: what lists and descriptions show of it while it is not
/// there.
pub(crate) fn describe_defined(
    name: &str,
    parent: Option<&Device>,
    defined: &Defined,
) -> NodeDeviceConfig {
    let mdev = MdevCapability {
        uuid: Some(defined.identity.uuid),
        parent_address: Some(defined.identity.parent.clone()),
        attributes: defined.definition.attributes.clone(),
        ..MdevCapability::new(defined.definition.mdev_type.clone())
    };
    let parent = parent.map_or("computer", |parent| &*parent.name);
    NodeDeviceConfig {
        name: Some(name.to_owned()),
        ..NodeDeviceConfig::new(parent, Capability::Mdev(mdev))
    }
}

fn mdev(config: &NodeDeviceConfig) -> Option<&MdevCapability> {
    config.capabilities.iter().find_map(|capability| match capability {
        Capability::Mdev(mdev) => Some(mdev),
        _ => None,
    })
}

fn parse(xml: &str, strict: bool) -> Result<NodeDeviceConfig> {
    let config = match strict {
        true => NodeDeviceConfig::parse_strict(xml)?,
        false => NodeDeviceConfig::parse(xml)?,
    };
    config.validate()?;
    Ok(config)
}

fn invalid(message: impl Into<String>) -> Error {
    Error::new(ErrorKind::OperationInvalid, message).with_origin(ErrorOrigin::Nodedev)
}
