//! `<seclabel>` of a file or device.

use crate::xml::XmlElement;

/// How a file or device is labelled: `<seclabel model='dac' relabel='no'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct DeviceSecurityLabel {
    /// The security model: `selinux`, `dac`… Default: all of the host's.
    #[xml(attribute)]
    pub model: Option<String>,
    /// Whether what the hypervisor opens gets another label. Default: yes.
    #[xml(attribute)]
    pub relabel: Option<bool>,
    /// Whether labelling failed before, so that nobody tries again; only while it is in use.
    #[xml(attribute = "labelskip", live)]
    pub label_skip: Option<bool>,
    /// The label. Default: the domain's.
    #[xml(value)]
    pub label: Option<String>,
}
