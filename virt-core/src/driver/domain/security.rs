//! What keeps guests apart: labels of the host's security module, and encrypted memory.

use crate::Result;
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;
use crate::typed_parameters::TypedParameters;

/// Security of domains.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait SecurityDriver: Driver {
    /// Returns the labels of a running domain's process, one for each security model of the host
    /// in the order of its capabilities.
    #[doc(alias("domainGetSecurityLabel", "domainGetSecurityLabelList"))]
    fn security_labels(&self, domain: &DomainRef) -> Result<Vec<SecurityLabel>> {
        unsupported(self, "virDomainGetSecurityLabelList")
    }

    /// Returns what a guest's owner needs to trust its start (`DOMAIN_LAUNCH_SECURITY_*`).
    #[doc(alias = "domainGetLaunchSecurityInfo")]
    fn launch_security(&self, domain: &DomainRef) -> Result<TypedParameters> {
        unsupported(self, "virDomainGetLaunchSecurityInfo")
    }

    /// Puts a secret into the memory of a guest that is started and still paused
    /// (`DOMAIN_LAUNCH_SECURITY_*`).
    #[doc(alias = "domainSetLaunchSecurityState")]
    fn set_launch_security(&self, domain: &DomainRef, parameters: &TypedParameters) -> Result<()> {
        unsupported(self, "virDomainSetLaunchSecurityState")
    }
}

/// A label of a domain's process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecurityLabel {
    /// The label, in the form of its model; empty where it has none.
    pub label: String,
    /// Whether the host refuses what the label does not allow, or only logs it.
    pub enforcing: bool,
}
