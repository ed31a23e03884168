//! `<seclabel>` of a file or device.

use std::collections::HashSet;

use crate::config::Problems;
use crate::xml::{Form, XmlElement};

/// How a file or device is labelled: `<seclabel model='dac' relabel='no'/>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(written_if = "is_in")]
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

impl DeviceSecurityLabel {
    /// What is opened under a label of its own gets it.
    pub(crate) fn fill_defaults(&mut self) {
        if self.label.is_some() {
            self.relabel.get_or_insert(true);
        }
    }

    /// Reports what clashes in the labels of one file or device, which the path leads to.
    pub(crate) fn check_all(labels: &[DeviceSecurityLabel], problems: &mut Problems) {
        let mut models = HashSet::new();
        problems.each("seclabel", labels, |label, problems| {
            if let Some(model) = &label.model
                && !models.insert(model)
            {
                let message = format!("the security model '{model}' has a label here already");
                problems.report_at("@model", message);
            }
            match (&label.label, label.relabel) {
                (Some(_), Some(false)) => {
                    problems.report_at("label", "a label is of no use with relabel='no'");
                }
                (None, Some(true)) => {
                    problems.report_at("label", "relabel='yes' needs a <label>");
                }
                _ => {}
            }
        });
    }

    /// A stored definition does not keep what says nothing.
    fn is_in(&self, form: Form) -> bool {
        !form.inactive || self.label.is_some() || self.relabel == Some(false)
    }
}
