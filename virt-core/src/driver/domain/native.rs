//! Where a hypervisor's own formats and handles show through.

use std::os::fd::OwnedFd;

use crate::Result;
use crate::driver::{Driver, unsupported};
use crate::object::DomainRef;

/// A hypervisor's own formats and handles.
#[expect(unused_variables, reason = "default bodies refuse without looking at their arguments")]
pub trait NativeDriver: Driver {
    /// Turns `config`, which is in the hypervisor's own format `format` (`qemu-argv`, `xen-xl`),
    /// into a domain's XML. Nothing is stored.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) for a format that the driver does not know.
    #[doc(alias = "connectDomainXMLFromNative")]
    fn xml_from_native(&self, format: &str, config: &str) -> Result<String> {
        unsupported(self, "virConnectDomainXMLFromNative")
    }

    /// Turns a domain's XML into the hypervisor's own format `format`. Nothing is started.
    ///
    /// # Errors
    ///
    /// [`InvalidArg`](crate::ErrorKind::InvalidArg) for a format that the driver does not know.
    #[doc(alias = "connectDomainXMLToNative")]
    fn xml_to_native(&self, format: &str, xml: &str) -> Result<String> {
        unsupported(self, "virConnectDomainXMLToNative")
    }

    /// Opens the namespaces of a running container, to be entered.
    #[doc(alias = "domainLxcOpenNamespace")]
    fn open_namespaces(&self, domain: &DomainRef) -> Result<Vec<OwnedFd>> {
        unsupported(self, "virDomainLxcOpenNamespace")
    }
}
