//! Saved states: there from the start, in a host file, and gone when the domain starts.

use virt_core::Result;
use virt_core::driver::domain::SaveDriver;
use virt_core::object::DomainRef;

use crate::driver::TestDriver;

impl SaveDriver for TestDriver {
    fn has_managed_save(&self, domain: &DomainRef) -> Result<bool> {
        self.look(domain, |domain| domain.managed_save)
    }

    fn remove_managed_save(&self, domain: &DomainRef) -> Result<()> {
        self.host.domains.change(|domains, _| {
            domains.find_mut(domain)?.managed_save = false;
            Ok(())
        })
    }
}
