//! `<resource>`: under whose name the guest uses the host's resources.

use crate::ErrorKind;
use crate::config::Problems;
use crate::xml::XmlElement;

/// Under whose name the guest uses the host's resources: `<resource>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Resource {
    /// The place of the guest's control group, such as `/machine/production`. Default: the
    /// driver's choice.
    #[xml(value)]
    pub partition: Option<String>,
    /// The name that a Fibre Channel fabric sees: 1 to 128 printable ASCII characters. Since
    /// libvirt 7.7.
    #[xml(path = "fibrechannel/@appid", needed)]
    pub fibre_channel_app_id: Option<String>,
}

impl Resource {
    /// Takes out what says nothing.
    pub(super) fn fill_defaults(resource: &mut Option<Box<Resource>>) {
        resource.take_if(|resource| **resource == Resource::default());
    }

    pub(super) fn check(&self, problems: &mut Problems) {
        let Some(app_id) = &self.fibre_channel_app_id else { return };
        problems.within("fibrechannel/@appid", |problems| {
            if app_id.is_empty() || app_id.len() > 128 {
                let message = format!("an appid has 1 to 128 characters, not {}", app_id.len());
                problems.report_as(ErrorKind::InvalidArg, message);
            } else if !app_id.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
                problems.report("an appid has printable ASCII characters only");
            }
        });
    }
}
