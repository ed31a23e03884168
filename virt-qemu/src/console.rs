//! Consoles, as a facet of the driver.

use virt_core::Result;
use virt_core::api::domain::DomainConsoleFlags;
use virt_core::driver::domain::ConsoleDriver;
use virt_core::object::DomainRef;
use virt_core::stream::StreamDriver;

use crate::driver::QemuDriver;

impl ConsoleDriver for QemuDriver {
    fn open_console(
        &self,
        domain: &DomainRef,
        device: Option<&str>,
        flags: DomainConsoleFlags,
    ) -> Result<Box<dyn StreamDriver>> {
        self.find(domain)?.open_console(self.state(), device, flags)
    }
}
