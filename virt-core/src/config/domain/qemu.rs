//! `<qemu:commandline>`: what is handed to QEMU as it is.

use crate::xml::XmlElement;

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
