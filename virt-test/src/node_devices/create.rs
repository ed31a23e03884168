//! Virtual ports of make-believe Fibre Channel hosts.

use virt_core::api::nodedev::NodeDeviceEventLifecycleType;
use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::{
    Capability, FcHost, PortParent, ScsiHostCapability, ScsiHostNested, VirtualPort,
};
use virt_core::event::NodeDeviceEvent;
use virt_core::object::NodeDeviceRef;
use virt_core::{Error, ErrorKind, Result};

use super::{NodeDevice, NodeDevices};
use crate::error::{error, invalid};

impl NodeDevices {
    /// Makes the virtual port that `config` asks for, under the next free number of a SCSI host.
    pub(crate) fn create(
        &mut self,
        config: &NodeDeviceConfig,
        events: &mut Vec<NodeDeviceEvent>,
    ) -> Result<NodeDeviceRef> {
        let Some(port) = config.virtual_port()? else {
            let message = "only virtual ports of Fibre Channel hosts can be made: the device needs \
                           <capability type='scsi_host'> with <capability type='fc_host'>";
            return Err(error(ErrorKind::ConfigUnsupported, message));
        };
        if let Some(other) = self.first(|device| is_port(device, &port.wwnn, &port.wwpn)) {
            let (name, wwpn) = (&other.name, &port.wwpn);
            return Err(invalid(format!("node device '{name}' has the port name {wwpn} already")));
        }
        let parent = self.parent_of(&port)?;
        let device = self.port(parent, &port)?;
        let reference = device.reference();
        let number = device.scsi_host().and_then(|host| host.host);
        self.last_host = self.last_host.max(number.unwrap_or_default());
        self.by_name.insert(device.name.clone(), device);
        self.tell(reference.clone(), NodeDeviceEventLifecycleType::Created, events);
        Ok(reference)
    }

    /// The host that the port is made on.
    fn parent_of(&self, port: &VirtualPort) -> Result<&NodeDevice> {
        let can = |device: &NodeDevice| device.capabilities.iter().any(|kind| kind == "vports");
        let found = match &port.parent {
            PortParent::Named(name) => self.by_name.get(name),
            PortParent::Wwns { wwnn, wwpn } => self.first(|device| is_port(device, wwnn, wwpn)),
            PortParent::Fabric(fabric) => self.first(|device| {
                can(device) && fc_host(device).is_some_and(|host| is(&host.fabric_wwn, fabric))
            }),
            PortParent::Any => self.first(can),
        };
        let parent = found.ok_or_else(|| no_parent(&port.parent))?;
        if !can(parent) {
            let message = format!("node device '{}' cannot have virtual ports", parent.name);
            return Err(invalid(message));
        }
        Ok(parent)
    }

    fn port(&self, parent: &NodeDevice, port: &VirtualPort) -> Result<NodeDevice> {
        let hosts = self.by_name.values().filter_map(NodeDevice::scsi_host);
        let next = |numbers: Option<u32>| numbers.unwrap_or(0).saturating_add(1);
        let known = hosts.clone().filter_map(|host| host.host).chain([self.last_host]);
        let number = next(known.max());
        let unique_id = next(hosts.filter_map(|host| host.unique_id).max());
        let fc_host = FcHost {
            wwnn: Some(port.wwnn.clone()),
            wwpn: Some(port.wwpn.clone()),
            fabric_wwn: fc_host(parent).and_then(|host| host.fabric_wwn.clone()),
        };
        let capability = Capability::ScsiHost(ScsiHostCapability {
            host: Some(number),
            unique_id: Some(unique_id),
            nested: vec![ScsiHostNested::FcHost(fc_host)],
        });
        let name = format!("scsi_host{number}");
        let config = NodeDeviceConfig::new(parent.name.clone(), capability);
        let config = NodeDeviceConfig { name: Some(name.clone()), ..config };
        NodeDevice::new(name, config, false)
    }
}

fn fc_host(device: &NodeDevice) -> Option<&FcHost> {
    device.scsi_host()?.nested.iter().find_map(|nested| match nested {
        ScsiHostNested::FcHost(host) => Some(host),
        _ => None,
    })
}

fn is_port(device: &NodeDevice, wwnn: &str, wwpn: &str) -> bool {
    fc_host(device).is_some_and(|host| is(&host.wwnn, wwnn) && is(&host.wwpn, wwpn))
}

fn is(name: &Option<String>, wanted: &str) -> bool {
    name.as_ref().is_some_and(|name| name.eq_ignore_ascii_case(wanted))
}

fn no_parent(parent: &PortParent) -> Error {
    let which = match parent {
        PortParent::Named(name) => format!("with matching name '{name}'"),
        PortParent::Wwns { wwnn, wwpn } => format!("with node name {wwnn} and port name {wwpn}"),
        PortParent::Fabric(fabric) => format!("with virtual ports in fabric {fabric}"),
        PortParent::Any => "that can have virtual ports".to_owned(),
    };
    error(ErrorKind::NoNodeDevice, format!("no node device {which}, to make the port on"))
}
