//! A virtual machine.

use std::sync::Arc;

use uuid::Uuid;
use virt_core::api::domain::{
    DomainConsoleFlags, DomainCreateFlags, DomainDestroyFlags, DomainMessageType,
    DomainMetadataType, DomainModificationImpact, DomainRebootFlags, DomainShutdownFlags,
    DomainUndefineFlags, DomainXmlFlags,
};
use virt_core::config::domain::DomainConfig;
use virt_core::connection::Connection;
use virt_core::driver::domain::{
    AutostartSetting, DomainDriver, DomainInfo, DomainStatus, SecurityLabel,
};
use virt_core::object::DomainRef;
use virt_core::stream::Stream;
use virt_core::{Result, driver};

/// A virtual machine of one connection. Clones name the same one.
///
/// ```
/// use virt::{Connect, ShutdownMode};
///
/// # fn main() -> virt::Result<()> {
/// let domain = Connect::open("test:///default")?.domain("test")?;
/// domain.suspend()?;
/// domain.resume()?;
/// domain.shutdown(ShutdownMode::Acpi)?;
/// assert!(!domain.is_active()?);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
///
/// Every method answers [`ErrorKind::NoDomain`](crate::ErrorKind::NoDomain) when the domain is
/// gone, and [`ErrorKind::NoSupport`](crate::ErrorKind::NoSupport) when the driver does not have
/// it; a method that changes something answers
/// [`ErrorKind::OperationDenied`](crate::ErrorKind::OperationDenied) on a read-only connection.
#[derive(Debug, Clone)]
pub struct Domain {
    connection: Arc<Connection>,
    reference: DomainRef,
}

impl Domain {
    pub(crate) fn new(connection: Arc<Connection>, reference: DomainRef) -> Self {
        Domain { connection, reference }
    }

    /// The name that the domain had when this value was made.
    pub fn name(&self) -> &str {
        &self.reference.name
    }

    /// The UUID.
    pub fn uuid(&self) -> Uuid {
        self.reference.uuid
    }

    /// The reference that drivers know the domain by.
    pub fn reference(&self) -> &DomainRef {
        &self.reference
    }

    /// The id of the running domain; `None` while it does not run.
    pub fn id(&self) -> Result<Option<u32>> {
        Ok(self.driver()?.lookup_by_uuid(self.reference.uuid)?.id)
    }

    /// The state with its reason.
    pub fn status(&self) -> Result<DomainStatus> {
        self.driver()?.status(&self.reference)
    }

    /// State, memory, processors and processor time.
    pub fn info(&self) -> Result<DomainInfo> {
        self.driver()?.info(&self.reference)
    }

    /// The definition as a document: of a running domain the live one, unless
    /// [`DomainXmlFlags::INACTIVE`] is given.
    ///
    /// The QEMU driver leaves the CPU as it is defined with [`DomainXmlFlags::UPDATE_CPU`], also
    /// `host-model` and `match='minimum'`, which libvirt replaces by a named model with features.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::OperationDenied`](crate::ErrorKind::OperationDenied) when a connection for
    /// reading only is asked for [`DomainXmlFlags::SECURE`], or for [`DomainXmlFlags::MIGRATABLE`],
    /// which shows secrets too.
    pub fn xml(&self, flags: DomainXmlFlags) -> Result<String> {
        if flags.intersects(DomainXmlFlags::SECURE | DomainXmlFlags::MIGRATABLE) {
            self.connection.require_writable("virDomainGetXMLDesc")?;
        }
        self.driver()?.xml(&self.reference, flags)
    }

    /// The definition as a model.
    pub fn config(&self, flags: DomainXmlFlags) -> Result<DomainConfig> {
        DomainConfig::parse(&self.xml(flags)?)
    }

    /// The kind of machine that the guest sees: `hvm`, `xen`, `exe`.
    pub fn os_type(&self) -> Result<String> {
        self.driver()?.os_type(&self.reference)
    }

    /// Whether the domain runs (or is paused).
    pub fn is_active(&self) -> Result<bool> {
        self.driver()?.is_active(&self.reference)
    }

    /// Whether the domain has a definition that outlives its run.
    pub fn is_persistent(&self) -> Result<bool> {
        self.driver()?.is_persistent(&self.reference)
    }

    /// Whether the definition was changed while the domain runs.
    pub fn is_updated(&self) -> Result<bool> {
        self.driver()?.is_updated(&self.reference)
    }

    /// Starts a defined domain.
    pub fn start(&self) -> Result<()> {
        self.start_with(DomainCreateFlags::empty())
    }

    /// Starts a defined domain, paused for example.
    pub fn start_with(&self, flags: DomainCreateFlags) -> Result<()> {
        self.changing("virDomainCreateWithFlags")?.start(&self.reference, flags, Vec::new())
    }

    /// Stops the processors; the memory stays.
    pub fn suspend(&self) -> Result<()> {
        self.changing("virDomainSuspend")?.suspend(&self.reference)
    }

    /// Lets the processors run again.
    pub fn resume(&self) -> Result<()> {
        self.changing("virDomainResume")?.resume(&self.reference)
    }

    /// Asks the guest to shut down, with a [`ShutdownMode`](crate::ShutdownMode) or several, and
    /// returns without waiting for it.
    pub fn shutdown(&self, mode: impl Into<DomainShutdownFlags>) -> Result<()> {
        self.changing("virDomainShutdownFlags")?.shutdown(&self.reference, mode.into())
    }

    /// Asks the guest to reboot, with a [`RebootMode`](crate::RebootMode) or several, and returns
    /// without waiting for it.
    pub fn reboot(&self, mode: impl Into<DomainRebootFlags>) -> Result<()> {
        self.changing("virDomainReboot")?.reboot(&self.reference, mode.into())
    }

    /// Pulls the reset line.
    pub fn reset(&self) -> Result<()> {
        self.changing("virDomainReset")?.reset(&self.reference)
    }

    /// Takes the power away, with a [`DestroyMode`](crate::DestroyMode).
    pub fn destroy(&self, mode: impl Into<DomainDestroyFlags>) -> Result<()> {
        self.changing("virDomainDestroyFlags")?.destroy(&self.reference, mode.into())
    }

    /// Removes the definition. A running domain becomes transient.
    pub fn undefine(&self, flags: DomainUndefineFlags) -> Result<()> {
        let driver = self.changing("virDomainUndefineFlags")?;
        virt_core::checks::exclusive(
            flags.contains(DomainUndefineFlags::NVRAM),
            flags.contains(DomainUndefineFlags::KEEP_NVRAM),
            "removing and keeping the NVRAM file",
        )?;
        virt_core::checks::exclusive(
            flags.contains(DomainUndefineFlags::TPM),
            flags.contains(DomainUndefineFlags::KEEP_TPM),
            "removing and keeping the TPM state",
        )?;
        driver.undefine(&self.reference, flags)
    }

    /// Gives the domain another name; this value keeps the old one.
    pub fn rename(&self, name: &str) -> Result<Domain> {
        let reference = self.changing("virDomainRename")?.rename(&self.reference, name)?;
        Ok(Domain::new(self.connection.clone(), reference))
    }

    /// Whether the domain starts with the host.
    pub fn autostart(&self, setting: AutostartSetting) -> Result<bool> {
        self.driver()?.autostart(&self.reference, setting)
    }

    /// Sets whether the domain starts with the host.
    pub fn set_autostart(&self, setting: AutostartSetting, value: bool) -> Result<()> {
        self.changing("virDomainSetAutostart")?.set_autostart(&self.reference, setting, value)
    }

    /// The title, the description, or the metadata element of the namespace `uri`, in the
    /// definition that `impact` names; reading two at once is refused.
    pub fn metadata(
        &self,
        kind: DomainMetadataType,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<String> {
        virt_core::checks::exclusive(
            impact.contains(DomainModificationImpact::LIVE),
            impact.contains(DomainModificationImpact::CONFIG),
            "the running and the stored definition",
        )?;
        self.driver()?.metadata(&self.reference, kind, uri, impact)
    }

    /// What the driver has to say about the domain: what taints it, what is deprecated, what went
    /// wrong. With no types, everything.
    pub fn messages(&self, types: DomainMessageType) -> Result<Vec<String>> {
        self.driver()?.messages(&self.reference, types)
    }

    /// The labels of the running domain's process, one for each security model of the host.
    pub fn security_labels(&self) -> Result<Vec<SecurityLabel>> {
        let driver = self.driver()?;
        let facet = driver::facet(driver.security(), &**driver, "virDomainGetSecurityLabelList")?;
        facet.security_labels(&self.reference)
    }

    /// Opens the console of the guest: what it prints can be read, and what is written is typed.
    ///
    /// `device` is the alias of a serial port or console; without one, the first. A console that
    /// somebody has open is refused unless [`DomainConsoleFlags::FORCE`] takes it over.
    pub fn open_console(&self, device: Option<&str>, flags: DomainConsoleFlags) -> Result<Stream> {
        let driver = self.changing("virDomainOpenConsole")?;
        let facet = driver::facet(driver.console(), &**driver, "virDomainOpenConsole")?;
        facet.open_console(&self.reference, device, flags).map(Stream::from)
    }

    /// Whether the driver keeps a saved state of the domain, which its next start goes on from.
    pub fn has_managed_save(&self) -> Result<bool> {
        let driver = self.driver()?;
        let facet =
            driver::facet(driver.save_restore(), &**driver, "virDomainHasManagedSaveImage")?;
        facet.has_managed_save(&self.reference)
    }

    fn driver(&self) -> Result<&Arc<dyn DomainDriver>> {
        self.connection.domains()
    }

    pub(crate) fn changing(&self, call: &str) -> Result<&Arc<dyn DomainDriver>> {
        self.connection.require_writable(call)?;
        self.connection.domains()
    }
}
