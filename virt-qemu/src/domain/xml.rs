//! A domain's definition as a document.

use virt_core::Result;
use virt_core::api::domain::DomainXmlFlags;
use virt_core::xml::Form;

use super::Domain;
use super::migratable::{MIGRATABLE, migratable};

impl Domain {
    /// The live definition of a running domain, the stored one of another, or as `flags` ask.
    ///
    /// [`DomainXmlFlags::MIGRATABLE`] shows secrets, and nothing live even of a running domain: the
    /// live definition as another host would start it.
    ///
    /// [`DomainXmlFlags::UPDATE_CPU`] changes nothing. libvirt puts the named model in place of
    /// `host-model` and of a least model (`match='minimum'`) there, for which it has a map of all
    /// models and features that this driver has not; every other CPU it leaves alone as well.
    pub(crate) fn xml(&self, flags: DomainXmlFlags) -> Result<String> {
        let view = self.view();
        let inactive = flags.contains(DomainXmlFlags::INACTIVE);
        let config = view.config(inactive)?;
        if flags.contains(DomainXmlFlags::MIGRATABLE) {
            return Ok(migratable(&config).to_xml_as(MIGRATABLE));
        }
        let mut form = Form::from(flags);
        // What does not run has nothing live.
        form.inactive |= view.live.is_none();
        Ok(config.to_xml_as(form))
    }
}
