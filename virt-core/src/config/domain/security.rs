//! `<seclabel>`: how the host confines the guest.

use std::collections::HashSet;

use super::DomainConfig;
use crate::ErrorKind;
use crate::config::Problems;
use crate::xml::{Form, XmlElement, XmlValue};

/// How the host confines the guest: `<seclabel type='dynamic' model='apparmor'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct SecurityLabel {
    /// Who makes the label. Default: whoever the host's settings name.
    #[xml(attribute = "type")]
    pub label_type: Option<SecurityLabelType>,
    /// The security model: `selinux`, `apparmor`, `dac`. Default: the host's.
    #[xml(attribute)]
    pub model: Option<String>,
    /// Whether what the guest uses is labelled too. Default: yes for a dynamic label, no for a
    /// static one.
    #[xml(attribute)]
    pub relabel: Option<bool>,
    /// The guest's label. A dynamic one is there only while the guest runs.
    #[xml(value, written = "label_in")]
    pub label: Option<String>,
    /// The label of what the guest uses.
    #[xml(value = "imagelabel", live)]
    pub image_label: Option<String>,
    /// What a dynamic label starts from.
    #[xml(value = "baselabel")]
    pub base_label: Option<String>,
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

impl DomainConfig {
    /// Says how each label is made. A label of no type says nothing, and is dropped; that of the
    /// model `none` has but one type.
    pub(super) fn fill_security_labels(&mut self) {
        let says = |label: &SecurityLabel| label.label_type.is_some() || label.is_unconfined();
        self.security_labels.retain(says);
        self.security_labels.iter_mut().for_each(SecurityLabel::fill_defaults);
    }

    /// There is one label for each security model.
    pub(super) fn check_security_labels(&self, problems: &mut Problems) {
        let several = self.security_labels.len() > 1;
        let mut models = HashSet::new();
        problems.each("seclabel", &self.security_labels, |label, problems| {
            label.check(problems);
            let Some(model) = label.model.as_deref() else {
                if several {
                    let message = "where there are several labels, each one needs its model";
                    problems.report_at("@model", message);
                }
                return;
            };
            if !models.insert(model) {
                let message = format!("the security model '{model}' has a label already");
                problems.report_at_as("@model", ErrorKind::XmlDetail, message);
            }
        });
    }
}

impl SecurityLabel {
    fn label_in(&self, form: Form) -> Option<&String> {
        let lasts = self.label_type == Some(SecurityLabelType::Static);
        self.label.as_ref().filter(|_| lasts || !form.inactive)
    }

    fn is_unconfined(&self) -> bool {
        self.model.as_deref() == Some("none")
    }

    fn fill_defaults(&mut self) {
        let chosen = !matches!(self.label_type, None | Some(SecurityLabelType::Dynamic));
        if !chosen && self.is_unconfined() {
            self.label_type = Some(SecurityLabelType::None);
        }
        match self.label_type {
            Some(SecurityLabelType::Static) => {
                self.relabel.get_or_insert(false);
                self.base_label = None;
            }
            Some(SecurityLabelType::Dynamic) => {
                self.relabel.get_or_insert(true);
                // The host makes them at the next start.
                (self.label, self.image_label) = (None, None);
            }
            Some(SecurityLabelType::None) | None => {
                self.relabel.take_if(|relabel| !*relabel);
                (self.label, self.image_label, self.base_label) = (None, None, None);
            }
        }
    }

    fn check(&self, problems: &mut Problems) {
        let wrong = match (self.label_type, self.relabel) {
            (Some(SecurityLabelType::None), Some(true)) => {
                "without a label nothing is relabelled; use relabel='no'"
            }
            (Some(SecurityLabelType::Dynamic), Some(false)) => {
                "with a dynamic label everything is relabelled; use relabel='yes'"
            }
            _ => "",
        };
        if !wrong.is_empty() {
            problems.unsupported_at("@relabel", wrong);
        }
        if self.label_type == Some(SecurityLabelType::Static) && self.label.is_none() {
            problems.report_at("label", "a static label needs its <label>");
        }
    }
}
