//! `<input>`: a mouse, keyboard or tablet.

use super::{DeviceInfo, VirtioModel, VirtioOptions};
use crate::xml::{Form, Switch, XmlElement, XmlValue};

/// A mouse, keyboard or tablet: `<input type='tablet' bus='usb'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Input {
    /// What it is.
    #[xml(attribute = "type")]
    pub input_type: InputType,
    /// How it is connected. Default: the machine's usual way.
    #[xml(attribute)]
    pub bus: Option<InputBus>,
    /// Which virtio device it is. Default: the one that fits the bus.
    #[xml(attribute)]
    pub model: Option<VirtioModel>,
    /// How the hypervisor handles a virtio device.
    #[xml(child)]
    pub driver: Option<VirtioOptions>,
    /// The host's device that is handed to the guest.
    #[xml(child)]
    pub source: Option<Box<InputSource>>,
    /// Name and place.
    #[xml(flatten)]
    pub info: DeviceInfo,
}

impl Input {
    /// A device with nothing else said about it.
    pub fn new(input_type: InputType) -> Self {
        Input {
            input_type,
            bus: None,
            model: None,
            driver: None,
            source: None,
            info: DeviceInfo::default(),
        }
    }
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
    /// An input device of the host, which the guest sees as a virtio device.
    Passthrough,
    /// An input device of the host, whose events come from the guest's own mouse and keyboard.
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

/// An input device of the host: `<source dev='/dev/input/event3' grab='all'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
pub struct InputSource {
    /// Its path ([`InputType::Passthrough`]).
    #[xml(attribute)]
    pub evdev: Option<String>,
    /// Its path ([`InputType::Evdev`]).
    #[xml(attribute)]
    pub dev: Option<String>,
    /// What else the guest takes from the host together with it. Default: nothing.
    #[xml(attribute)]
    pub grab: Option<InputGrab>,
    /// The keys that give it to the guest and back to the host. Default: both control keys.
    #[xml(attribute = "grabToggle")]
    pub grab_toggle: Option<InputGrabToggle>,
    /// Whether a key that is held down repeats. Default: off.
    #[xml(attribute)]
    pub repeat: Option<Switch>,
}

impl InputSource {
    fn is_in(&self, _form: Form) -> bool {
        *self != InputSource::default()
    }
}

/// What a guest takes from the host together with a device.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum InputGrab {
    /// All other input devices that it has of the host.
    All,
}

/// Keys that give an input device to the guest and back to the host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum InputGrabToggle {
    /// Both control keys.
    CtrlCtrl,
    /// Both alt keys.
    AltAlt,
    /// Both shift keys.
    ShiftShift,
    /// Both meta keys.
    MetaMeta,
    /// The scroll lock key.
    #[xml(name = "scrolllock")]
    ScrollLock,
    /// A control key and the scroll lock key.
    #[xml(name = "ctrl-scrolllock")]
    CtrlScrollLock,
}
