//! `<seclabel>`: how the host confines the guest.

use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// How the host confines the guest: `<seclabel type='dynamic' model='apparmor'/>`.
#[derive(Debug, Clone, PartialEq, Default, XmlElement)]
pub struct SecurityLabel {
    /// Who makes the label. Default: dynamic.
    #[xml(attribute = "type")]
    pub label_type: Option<SecurityLabelType>,
    /// The security model: `selinux`, `apparmor`, `dac`. Default: the host's.
    #[xml(attribute)]
    pub model: Option<String>,
    /// Whether what the guest uses is labelled too. Default: yes.
    #[xml(attribute)]
    pub relabel: Option<bool>,
    /// The guest's label.
    #[xml(value)]
    pub label: Option<String>,
    /// The label of what the guest uses.
    #[xml(value = "imagelabel", live)]
    pub image_label: Option<String>,
    /// What a dynamic label starts from.
    #[xml(value = "baselabel")]
    pub base_label: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// Who makes a security label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum SecurityLabelType {
    /// The definition.
    Static,
    /// The host, at start.
    Dynamic,
    /// Nobody: the guest is not confined.
    None,
}
