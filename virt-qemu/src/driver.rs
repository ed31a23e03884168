//! The driver's tables: each method calls into a module below.

use std::os::fd::OwnedFd;
use std::sync::{Arc, Mutex, PoisonError};

use uuid::Uuid;
use virt_core::api::domain::{
    ConnectListAllDomainsFlags, DomainCreateFlags, DomainDefineFlags, DomainDestroyFlags,
    DomainLifecycle, DomainLifecycleAction, DomainMetadataType, DomainModificationImpact,
    DomainRebootFlags, DomainShutdownFlags, DomainUndefineFlags, DomainXmlFlags,
};
use virt_core::config::domain::MetadataChange;
use virt_core::connection::Siblings;
use virt_core::driver::Driver;
use virt_core::driver::domain::{
    AutostartSetting, ConsoleDriver, DeviceDriver, DomainControl, DomainDriver, DomainInfo,
    DomainStatus,
};
use virt_core::event::{EventFilter, EventRegistration, EventSender};
use virt_core::object::DomainRef;
use virt_core::{Error, Result};
use virt_host::{Deadline, Listed};

use crate::config::{Lifetime, Settings};
use crate::domain::{self, Domain, StartOptions};
use crate::state::QemuState;

/// One connection to the guests of a [`QemuState`].
pub(crate) struct QemuDriver {
    state: Arc<QemuState>,
    settings: Settings,
    siblings: Siblings,
    /// The guests that end with this connection.
    autodestroyed: Mutex<Vec<Uuid>>,
}

impl QemuDriver {
    pub(crate) fn new(state: Arc<QemuState>, settings: Settings, siblings: Siblings) -> QemuDriver {
        QemuDriver { state, settings, siblings, autodestroyed: Mutex::default() }
    }

    pub(crate) fn state(&self) -> &Arc<QemuState> {
        &self.state
    }

    pub(crate) fn find(&self, domain: &DomainRef) -> Result<Arc<Domain>> {
        self.state.domains().by_uuid(domain.uuid).map(|listed| listed.object)
    }

    /// The other drivers of the connection.
    pub(crate) fn siblings(&self) -> &Siblings {
        &self.siblings
    }

    pub(crate) fn deadline(&self) -> Deadline {
        Deadline::after(self.settings.timeout)
    }

    fn options(&self, flags: DomainCreateFlags, files: &[OwnedFd]) -> Result<StartOptions> {
        if !files.is_empty() {
            return Err(Error::no_support(self.name(), "virDomainCreateWithFiles"));
        }
        let autodestroy = flags.contains(DomainCreateFlags::AUTODESTROY);
        Ok(StartOptions {
            paused: flags.contains(DomainCreateFlags::PAUSED),
            dies_with_program: self.settings.lifetime == Lifetime::Program || autodestroy,
        })
    }

    /// Remembers what has to end with the connection.
    fn started(&self, uuid: Uuid, flags: DomainCreateFlags) {
        if flags.contains(DomainCreateFlags::AUTODESTROY) {
            self.autodestroyed.lock().unwrap_or_else(PoisonError::into_inner).push(uuid);
        }
    }
}

impl Drop for QemuDriver {
    fn drop(&mut self) {
        let uuids =
            std::mem::take(self.autodestroyed.get_mut().unwrap_or_else(PoisonError::into_inner));
        for uuid in uuids {
            let Ok(Listed { name, object, .. }) = self.state.domains().by_uuid(uuid) else {
                continue;
            };
            let flags = DomainDestroyFlags::empty();
            if let Err(err) = object.destroy(&self.state, flags, self.deadline()) {
                tracing::debug!(domain = %name, "not destroyed with its connection: {err}");
            }
        }
    }
}

impl Driver for QemuDriver {
    fn name(&self) -> &'static str {
        crate::NAME
    }
}

impl DomainDriver for QemuDriver {
    fn list(&self, filter: ConnectListAllDomainsFlags) -> Result<Vec<DomainRef>> {
        Ok(domain::list(self.state.domains(), filter))
    }

    fn lookup_by_id(&self, id: u32) -> Result<DomainRef> {
        self.state.domains().by_id(id).map(reference)
    }

    fn lookup_by_uuid(&self, uuid: Uuid) -> Result<DomainRef> {
        self.state.domains().by_uuid(uuid).map(reference)
    }

    fn lookup_by_name(&self, name: &str) -> Result<DomainRef> {
        self.state.domains().by_name(name).map(reference)
    }

    fn define(&self, xml: &str, flags: DomainDefineFlags) -> Result<DomainRef> {
        domain::define(&self.state, xml, flags, self.deadline())
    }

    fn undefine(&self, domain: &DomainRef, flags: DomainUndefineFlags) -> Result<()> {
        self.find(domain)?.undefine(&self.state, flags, self.deadline())
    }

    fn create(
        &self,
        xml: &str,
        flags: DomainCreateFlags,
        files: Vec<OwnedFd>,
    ) -> Result<DomainRef> {
        let options = self.options(flags, &files)?;
        let strict = flags.contains(DomainCreateFlags::VALIDATE);
        let domain = domain::create(&self.state, xml, strict, options, self.deadline())?;
        self.started(domain.uuid, flags);
        Ok(domain)
    }

    fn start(
        &self,
        domain: &DomainRef,
        flags: DomainCreateFlags,
        files: Vec<OwnedFd>,
    ) -> Result<()> {
        let options = self.options(flags, &files)?;
        self.find(domain)?.start(&self.state, options, self.deadline())?;
        self.started(domain.uuid, flags);
        Ok(())
    }

    fn suspend(&self, domain: &DomainRef) -> Result<()> {
        self.find(domain)?.suspend(&self.state, self.deadline())
    }

    fn resume(&self, domain: &DomainRef) -> Result<()> {
        self.find(domain)?.resume(&self.state, self.deadline())
    }

    fn shutdown(&self, domain: &DomainRef, flags: DomainShutdownFlags) -> Result<()> {
        self.find(domain)?.shutdown(flags, self.deadline())
    }

    fn reboot(&self, domain: &DomainRef, flags: DomainRebootFlags) -> Result<()> {
        self.find(domain)?.reboot(flags, self.deadline())
    }

    fn reset(&self, domain: &DomainRef) -> Result<()> {
        self.find(domain)?.reset(self.deadline())
    }

    fn destroy(&self, domain: &DomainRef, flags: DomainDestroyFlags) -> Result<()> {
        self.find(domain)?.destroy(&self.state, flags, self.deadline())
    }

    fn xml(&self, domain: &DomainRef, flags: DomainXmlFlags) -> Result<String> {
        self.find(domain)?.xml(flags)
    }

    fn info(&self, domain: &DomainRef) -> Result<DomainInfo> {
        self.find(domain)?.info()
    }

    fn status(&self, domain: &DomainRef) -> Result<DomainStatus> {
        Ok(self.find(domain)?.view().status)
    }

    fn control_info(&self, domain: &DomainRef) -> Result<DomainControl> {
        self.find(domain)?.control()
    }

    fn os_type(&self, domain: &DomainRef) -> Result<String> {
        self.find(domain)?.os_type()
    }

    fn is_active(&self, domain: &DomainRef) -> Result<bool> {
        Ok(self.find(domain)?.view().is_active())
    }

    fn is_persistent(&self, domain: &DomainRef) -> Result<bool> {
        Ok(self.find(domain)?.view().is_persistent())
    }

    fn is_updated(&self, domain: &DomainRef) -> Result<bool> {
        Ok(self.find(domain)?.view().live.as_ref().is_some_and(|live| live.updated))
    }

    fn autostart(&self, domain: &DomainRef, setting: AutostartSetting) -> Result<bool> {
        Ok(self.find(domain)?.autostart(setting))
    }

    fn set_autostart(
        &self,
        domain: &DomainRef,
        setting: AutostartSetting,
        value: bool,
    ) -> Result<()> {
        self.find(domain)?.set_autostart(&self.state, setting, value, self.deadline())
    }

    fn rename(&self, domain: &DomainRef, name: &str) -> Result<DomainRef> {
        self.find(domain)?.rename(&self.state, name, self.deadline())
    }

    fn set_lifecycle_action(
        &self,
        domain: &DomainRef,
        lifecycle: DomainLifecycle,
        action: DomainLifecycleAction,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        let domain = self.find(domain)?;
        domain.set_lifecycle_action(&self.state, lifecycle, action, impact, self.deadline())
    }

    fn metadata(
        &self,
        domain: &DomainRef,
        kind: DomainMetadataType,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<String> {
        self.find(domain)?.metadata(kind, uri, impact)
    }

    fn set_metadata(
        &self,
        domain: &DomainRef,
        kind: DomainMetadataType,
        metadata: Option<&str>,
        key: Option<&str>,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<()> {
        let change = MetadataChange::new(kind, metadata, key, uri)?;
        self.find(domain)?.set_metadata(&self.state, &change, impact, self.deadline())
    }

    fn devices(&self) -> Option<&dyn DeviceDriver> {
        Some(self)
    }

    fn console(&self) -> Option<&dyn ConsoleDriver> {
        Some(self)
    }

    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        Ok(self.state.subscribe(filter, sender))
    }
}

fn reference(listed: Listed<Domain>) -> DomainRef {
    listed.object.view().reference(listed.uuid)
}
