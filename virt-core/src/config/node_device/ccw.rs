//! Devices on the channels of IBM Z machines.

use super::{HexDigit, HexWord, MdevTypes};
use crate::xml::{XmlElement, XmlValue};

/// Where a device is on the channels, its elements beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, XmlElement)]
pub struct CcwAddress {
    /// The channel subsystem: up to 0xff.
    #[xml(value)]
    pub cssid: HexDigit,
    /// The set of subchannels: up to 3.
    #[xml(value)]
    pub ssid: HexDigit,
    /// The number.
    #[xml(value = "devno")]
    pub device_number: HexWord,
}

/// A device on channels.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CcwCapability {
    /// Whether it is in use.
    #[xml(value)]
    pub state: Option<CcwState>,
    /// Where it is.
    #[xml(flatten)]
    pub address: CcwAddress,
    /// What else it is.
    #[xml(child = "capability")]
    pub nested: Vec<CcwMemberCapability>,
}

/// Whether a device on channels is in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
pub enum CcwState {
    /// It is.
    Online,
    /// It is not.
    Offline,
}

/// What a device on channels is beside: `<capability type='ccwgroup_member'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum CcwMemberCapability {
    /// It is a part of a group.
    #[xml(name = "ccwgroup_member")]
    GroupMember(CcwGroupMember),
}

/// The group that a device is a part of.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CcwGroupMember {
    /// The group's device.
    #[xml(value, default)]
    pub group_device: String,
}

/// A subchannel.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CssCapability {
    /// Where it is.
    #[xml(flatten)]
    pub address: CcwAddress,
    /// Where the device behind it is.
    #[xml(child = "channel_dev_addr")]
    pub channel_device: Option<ChannelDeviceAddress>,
    /// What else it can do.
    #[xml(child = "capability")]
    pub nested: Vec<CssNested>,
}

/// Where the device behind a subchannel is: `<channel_dev_addr>`.
pub type ChannelDeviceAddress = CcwAddress;

/// What a subchannel can do beside: `<capability type='mdev_types'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum CssNested {
    /// It can be a mediated device.
    #[xml(name = "mdev_types")]
    MdevTypes(MdevTypes),
}

/// Several devices on channels that make one.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CcwGroupCapability {
    /// Whether it is in use.
    #[xml(value)]
    pub state: Option<CcwState>,
    /// Where it is.
    #[xml(flatten)]
    pub address: CcwAddress,
    /// The devices.
    #[xml(child)]
    pub members: Option<CcwGroupMembers>,
    /// What they make.
    #[xml(child = "capability")]
    pub kind: Option<CcwGroupKind>,
}

/// The devices of a group: `<members>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CcwGroupMembers {
    /// The devices.
    #[xml(child = "ccw_device")]
    pub devices: Vec<CcwGroupDevice>,
}

/// A device of a group: `<ccw_device ref='cdev1'>ccw_0_0_bd01</ccw_device>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct CcwGroupDevice {
    /// Which part of the group.
    #[xml(attribute = "ref")]
    pub reference: String,
    /// The device.
    #[xml(text, default)]
    pub name: String,
}

/// What a group makes: `<capability type='qeth_generic'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
#[xml(tag = "type")]
#[non_exhaustive]
pub enum CcwGroupKind {
    /// A network card.
    #[xml(name = "qeth_generic")]
    QethGeneric(QethGroup),
    /// A network card that moves frames.
    #[xml(name = "qeth_layer2")]
    QethLayer2(QethGroup),
    /// A network card that moves packets.
    #[xml(name = "qeth_layer3")]
    QethLayer3(QethGroup),
}

/// A network card on channels.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct QethGroup {
    /// The kind of card.
    #[xml(value)]
    pub card_type: Option<String>,
    /// The number of its channel path, in hexadecimal digits.
    #[xml(value = "chpid")]
    pub channel_path: Option<String>,
}
