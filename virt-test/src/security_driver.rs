//! The security module that the make-believe host claims to have.

use virt_core::Result;
use virt_core::driver::domain::{SecurityDriver, SecurityLabel};
use virt_core::object::DomainRef;

use crate::domains::Domain;
use crate::driver::TestDriver;

/// The name of the module, as the capabilities document has it.
pub(crate) const MODEL: &str = "testSecurity";

impl SecurityDriver for TestDriver {
    fn security_labels(&self, domain: &DomainRef) -> Result<Vec<SecurityLabel>> {
        let running = self.look(domain, Domain::is_active)?;
        let label = if running { "libvirt-test" } else { "" };
        Ok(vec![SecurityLabel { label: label.to_owned(), enforcing: running }])
    }
}
