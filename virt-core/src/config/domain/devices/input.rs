//! `<input>`: a mouse, keyboard or tablet.

use super::DeviceInfo;
use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// A mouse, keyboard or tablet: `<input type='tablet' bus='usb'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Input {
    /// What it is.
    #[xml(attribute = "type")]
    pub input_type: InputType,
    /// How it is connected. Default: the machine's usual way.
    #[xml(attribute)]
    pub bus: Option<InputBus>,
    /// Which virtio device it is.
    #[xml(attribute)]
    pub model: Option<InputModel>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

/// What an input device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum InputType {
    /// A mouse, which says how far it moved.
    Mouse,
    /// A tablet, which says where it points.
    Tablet,
    /// A keyboard.
    Keyboard,
    /// A virtio device of the host, handed to the guest.
    Passthrough,
    /// An input device of the host, handed to the guest.
    Evdev,
}

/// How an input device is connected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the buses' own names")]
pub enum InputBus {
    Ps2,
    Usb,
    Xen,
    Parallels,
    Virtio,
    None,
}

/// Which virtio device an input device is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are virtio's own names")]
pub enum InputModel {
    Virtio,
    VirtioTransitional,
    VirtioNonTransitional,
}
