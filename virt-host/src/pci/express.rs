//! What a device says about itself as one on PCI Express.

use super::{CapabilityId, ConfigSpace};

/// A device on PCI Express.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Express {
    /// What it is in the tree of links.
    pub port_type: PortType,
    /// Whether the function can be reset alone.
    pub function_level_reset: bool,
    /// What its link can do; none where the device is a part of the root complex.
    pub link_capability: Option<Link>,
    /// What its link does.
    pub link_status: Option<Link>,
}

/// What a device is in PCI Express's tree of links.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PortType {
    /// A device at the end of a link.
    Endpoint,
    /// An older device at the end of a link.
    LegacyEndpoint,
    /// A port that the tree begins at.
    RootPort,
    /// A switch's port towards the root.
    SwitchUpstream,
    /// A switch's port away from the root.
    SwitchDownstream,
    /// A bridge to conventional PCI.
    ToPci,
    /// A bridge from conventional PCI.
    FromPci,
    /// A device in the root complex.
    RootComplexEndpoint,
    /// What collects errors and events in the root complex.
    RootComplexEventCollector,
    /// Something else, by its number.
    Other(u8),
}

impl From<u8> for PortType {
    fn from(number: u8) -> PortType {
        match number {
            0x0 => PortType::Endpoint,
            0x1 => PortType::LegacyEndpoint,
            0x4 => PortType::RootPort,
            0x5 => PortType::SwitchUpstream,
            0x6 => PortType::SwitchDownstream,
            0x7 => PortType::ToPci,
            0x8 => PortType::FromPci,
            0x9 => PortType::RootComplexEndpoint,
            0xA => PortType::RootComplexEventCollector,
            other => PortType::Other(other),
        }
    }
}

/// A link, as it can be or as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Link {
    /// The port's number.
    pub port: u8,
    /// The number of the speed: see [`Link::speed_text`].
    pub speed: u8,
    /// How many lanes; 0 where there is no link.
    pub width: u8,
}

impl Link {
    /// Billions of transfers a second, as text; none where there is no link or a speed that is
    /// not known.
    pub fn speed_text(&self) -> Option<&'static str> {
        let known = ["2.5", "5", "8", "16", "32", "64"];
        known.get(usize::from(self.speed).checked_sub(1)?).copied()
    }

    fn from_register(register: u32, port: u8) -> Link {
        let [low, _, _, _] = register.to_le_bytes();
        Link { port, speed: low & 0xF, width: (register >> 4 & 0x3F) as u8 }
    }
}

impl ConfigSpace {
    /// What the device says as one on PCI Express; none where it is not on it.
    pub fn express(&self) -> Option<Express> {
        let offset = self.capability(CapabilityId::EXPRESS)?;
        let port_type = PortType::from((self.u16(offset + 0x02) >> 4 & 0xF) as u8);
        let inside = matches!(
            port_type,
            PortType::RootComplexEndpoint | PortType::RootComplexEventCollector
        );
        let register = self.u32(offset + 0x0C);
        let port = (register >> 24) as u8;
        let status = u32::from(self.u16(offset + 0x12));
        Some(Express {
            port_type,
            function_level_reset: self.u32(offset + 0x04) & (1 << 28) != 0,
            link_capability: (!inside).then(|| Link::from_register(register, port)),
            link_status: (!inside).then(|| Link::from_register(status, port)),
        })
    }

    /// Whether the device is on PCI Express: it says so, or has the configuration space of one.
    pub fn is_express(&self) -> bool {
        self.bytes().len() > ConfigSpace::SIZE || self.capability(CapabilityId::EXPRESS).is_some()
    }
}
