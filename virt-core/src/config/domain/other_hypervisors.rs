//! What is handed to Xen and bhyve as it is, and what VMware's driver keeps.

use crate::xml::XmlElement;

/// Arguments handed to Xen's device model as they are: `<xen:commandline>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct XenCommandLine {
    /// The arguments, behind all others.
    #[xml(child = "arg", namespace = "http://libvirt.org/schemas/domain/xen/1.0", prefix = "xen")]
    pub arguments: Vec<RawArgument>,
}

/// Arguments handed to bhyve as they are: `<bhyve:commandline>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct BhyveCommandLine {
    /// The arguments, behind all others.
    #[xml(
        child = "arg",
        namespace = "http://libvirt.org/schemas/domain/bhyve/1.0",
        prefix = "bhyve"
    )]
    pub arguments: Vec<RawArgument>,
}

/// An argument that is handed on as it is: `<xen:arg value='-usb'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct RawArgument {
    /// The argument.
    #[xml(attribute)]
    pub value: String,
}

/// A place in VMware's inventory: `<vmware:datacenterpath>folder/datacenter</vmware:datacenterpath>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DatacenterPath {
    /// The way to the data centre.
    #[xml(text)]
    pub path: String,
}
