//! A domain's definition as a document.

use virt_core::Result;
use virt_core::api::domain::DomainXmlFlags;
use virt_core::xml::Form;

use super::Domain;

impl Domain {
    /// The live definition of a running domain, the stored one of another, or as `flags` ask.
    pub(crate) fn xml(&self, flags: DomainXmlFlags) -> Result<String> {
        let view = self.view();
        let inactive = flags.contains(DomainXmlFlags::INACTIVE);
        let config = view.config(inactive)?;
        let mut form = Form::from(flags);
        // What does not run has nothing live.
        form.inactive |= view.live.is_none();
        Ok(config.to_xml_as(form))
    }
}
