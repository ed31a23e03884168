//! `<qemu:commandline>` and its kin: what is handed to QEMU as it is, and what is changed in what
//! QEMU is told.

use crate::config::{Problems, Validate};
use crate::xml::{XmlElement, XmlValue};

/// Arguments and environment handed to QEMU as they are; no promise holds for what they do.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct QemuCommandLine {
    /// Arguments, behind all others.
    #[xml(
        child = "arg",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu"
    )]
    pub arguments: Vec<QemuArgument>,
    /// The environment.
    #[xml(
        child = "env",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu"
    )]
    pub environment: Vec<QemuEnvironment>,
}

/// An argument: `<qemu:arg value='-no-hpet'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct QemuArgument {
    /// The argument.
    #[xml(attribute)]
    pub value: String,
}

/// A variable of the environment: `<qemu:env name='DEBUG' value='1'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct QemuEnvironment {
    /// The variable.
    #[xml(attribute)]
    pub name: String,
    /// Its value. Default: empty.
    #[xml(attribute)]
    pub value: Option<String>,
}

/// Abilities that QEMU is taken to have, or not to have: `<qemu:capabilities>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct QemuCapabilityOverrides {
    /// Abilities that it is taken to have.
    #[xml(
        child = "add",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu"
    )]
    pub added: Vec<QemuCapability>,
    /// Abilities that it is taken not to have.
    #[xml(
        child = "del",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu"
    )]
    pub removed: Vec<QemuCapability>,
}

/// An ability of QEMU's: `<qemu:add capability='blockdev'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct QemuCapability {
    /// libvirt's name for it.
    #[xml(attribute)]
    pub capability: String,
}

/// Properties of devices that QEMU is told otherwise: `<qemu:override>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct QemuOverride {
    /// The devices.
    #[xml(
        child = "device",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu"
    )]
    pub devices: Vec<QemuDeviceOverride>,
}

/// A device with properties that are told otherwise: `<qemu:device alias='ua-disk'>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct QemuDeviceOverride {
    /// The device's alias.
    #[xml(attribute)]
    pub alias: String,
    /// What the guest sees of the device.
    #[xml(
        child = "frontend",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu"
    )]
    pub frontend: Option<QemuFrontendOverride>,
}

/// What a guest sees of a device: `<qemu:frontend>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct QemuFrontendOverride {
    /// The properties.
    #[xml(
        child = "property",
        namespace = "http://libvirt.org/schemas/domain/qemu/1.0",
        prefix = "qemu"
    )]
    pub properties: Vec<QemuProperty>,
}

/// A property of a device: `<qemu:property name='x-vga' type='bool' value='true'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct QemuProperty {
    /// QEMU's name for it.
    #[xml(attribute)]
    pub name: String,
    /// The type of its value.
    #[xml(attribute = "type")]
    pub property_type: QemuPropertyType,
    /// Its value; none where it is left out.
    #[xml(attribute)]
    pub value: Option<String>,
}

/// The type of a property's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum QemuPropertyType {
    /// A text.
    String,
    /// A whole number.
    Signed,
    /// A whole number that is not negative.
    Unsigned,
    /// `true` or `false`.
    Bool,
    /// None: QEMU is not told the property.
    Remove,
}

/// What QEMU does with what it is going to drop: `<qemu:deprecation behavior='crash'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct QemuDeprecation {
    /// What it does.
    #[xml(attribute)]
    pub behavior: Option<QemuDeprecationBehavior>,
}

/// What QEMU does with what it is going to drop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum QemuDeprecationBehavior {
    /// What it does otherwise.
    None,
    /// It leaves it out of its answers.
    Omit,
    /// It refuses to be asked for it.
    Reject,
    /// It crashes when it is asked for it.
    Crash,
}

impl QemuCommandLine {
    pub(super) fn is_empty(&self) -> bool {
        self.arguments.is_empty() && self.environment.is_empty()
    }
}

impl QemuCapabilityOverrides {
    pub(super) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty()
    }
}

impl QemuOverride {
    pub(super) fn fill_defaults(&mut self) {
        for device in &mut self.devices {
            device.frontend.take_if(|frontend| frontend.properties.is_empty());
        }
    }
}

impl Validate for QemuCommandLine {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.each("qemu:env", &self.environment, |variable, problems| {
            let name = variable.name.as_str();
            let known = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            if name.is_empty() || name.starts_with(|first: char| first.is_ascii_digit()) {
                let message = "a variable's name starts with a letter or '_'";
                problems.report_at("@name", message);
            } else if !name.bytes().all(known) {
                let message = format!("'{name}' has more than ASCII letters, digits and '_'");
                problems.report_at("@name", message);
            }
        });
    }
}

impl Validate for QemuOverride {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.each("qemu:device", &self.devices, |device, problems| {
            let Some(frontend) = &device.frontend else { return };
            problems.within("qemu:frontend", |problems| {
                problems.each("qemu:property", &frontend.properties, QemuProperty::check);
            });
        });
    }
}

impl QemuProperty {
    fn check(&self, problems: &mut Problems) {
        let QemuProperty { name, property_type, value } = self;
        let fits = match (property_type, value.as_deref()) {
            (QemuPropertyType::Remove, value) => value.is_none(),
            (_, None) => false,
            (QemuPropertyType::String, Some(_)) => true,
            (QemuPropertyType::Signed, Some(text)) => text.parse::<i64>().is_ok(),
            (QemuPropertyType::Unsigned, Some(text)) => text.parse::<u64>().is_ok(),
            (QemuPropertyType::Bool, Some(text)) => matches!(text, "true" | "false"),
        };
        if !fits {
            let message = match (property_type, value) {
                (QemuPropertyType::Remove, _) => {
                    format!("the property '{name}' is removed, so it has no value")
                }
                (_, None) => format!("the property '{name}' has no value"),
                (_, Some(value)) => {
                    format!("'{value}' is no value of the type {property_type} for '{name}'")
                }
            };
            problems.report_at("@value", message);
        }
    }
}
