//! Domains, as the driver trait wants them.

use std::os::fd::OwnedFd;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use uuid::Uuid;
use virt_core::api::domain::{
    ConnectListAllDomainsFlags, DomainControlErrorReason, DomainControlState, DomainCreateFlags,
    DomainDefineFlags, DomainDestroyFlags, DomainMessageType, DomainMetadataType,
    DomainModificationImpact, DomainRebootFlags, DomainShutdownFlags, DomainUndefineFlags,
    DomainXmlFlags,
};
use virt_core::config::domain::MetadataChange;
use virt_core::driver::domain::{
    AutostartSetting, ConsoleDriver, DeviceDriver, DomainControl, DomainDriver, DomainInfo,
    DomainStatus, SaveDriver, SecurityDriver,
};
use virt_core::event::{EventFilter, EventRegistration, EventSender};
use virt_core::object::DomainRef;
use virt_core::xml::Form;
use virt_core::{ErrorKind, Result};

use crate::definition;
use crate::domains::{Domain, Domains, GuestRequest};
use crate::driver::TestDriver;
use crate::error::error;
use crate::messages;

impl DomainDriver for TestDriver {
    fn list(&self, filter: ConnectListAllDomainsFlags) -> Result<Vec<DomainRef>> {
        Ok(self.host.domains.read(|domains| domains.list(filter)))
    }

    fn lookup_by_id(&self, id: u32) -> Result<DomainRef> {
        self.host.domains.read(|domains| domains.with_id(id).map(Domain::reference))
    }

    fn lookup_by_uuid(&self, uuid: Uuid) -> Result<DomainRef> {
        self.host.domains.read(|domains| domains.with_uuid(uuid).map(Domain::reference))
    }

    fn lookup_by_name(&self, name: &str) -> Result<DomainRef> {
        self.host.domains.read(|domains| domains.with_name(name).map(Domain::reference))
    }

    fn define(&self, xml: &str, flags: DomainDefineFlags) -> Result<DomainRef> {
        let config = definition::parse(xml, flags.contains(DomainDefineFlags::VALIDATE))?;
        self.host.domains.change(|domains, events| domains.define(config, events))
    }

    fn undefine(&self, domain: &DomainRef, flags: DomainUndefineFlags) -> Result<()> {
        self.host.domains.change(|domains, events| domains.undefine(domain, flags, events))
    }

    fn create(
        &self,
        xml: &str,
        flags: DomainCreateFlags,
        files: Vec<OwnedFd>,
    ) -> Result<DomainRef> {
        refuse_files(&files)?;
        let config = definition::parse(xml, flags.contains(DomainCreateFlags::VALIDATE))?;
        self.host.domains.change(|domains, events| domains.create(config, flags, self.id, events))
    }

    fn start(
        &self,
        domain: &DomainRef,
        flags: DomainCreateFlags,
        files: Vec<OwnedFd>,
    ) -> Result<()> {
        refuse_files(&files)?;
        self.host
            .domains
            .change(|domains, events| domains.start(domain, flags, self.id, events))
            .map(drop)
    }

    fn suspend(&self, domain: &DomainRef) -> Result<()> {
        self.host.domains.change(|domains, events| domains.suspend(domain, events))
    }

    fn resume(&self, domain: &DomainRef) -> Result<()> {
        self.host.domains.change(|domains, events| domains.resume(domain, events))
    }

    // A make-believe guest hears every way of asking.
    fn shutdown(&self, domain: &DomainRef, _flags: DomainShutdownFlags) -> Result<()> {
        self.ask_guest(domain, GuestRequest::PowerOff)
    }

    fn reboot(&self, domain: &DomainRef, _flags: DomainRebootFlags) -> Result<()> {
        self.ask_guest(domain, GuestRequest::Reboot)
    }

    fn reset(&self, domain: &DomainRef) -> Result<()> {
        self.host.domains.change(|domains, _| domains.reset(domain))
    }

    // A make-believe process ends whenever it is asked to, so it never matters how.
    fn destroy(&self, domain: &DomainRef, _flags: DomainDestroyFlags) -> Result<()> {
        self.host.domains.change(|domains, events| domains.destroy(domain, events))
    }

    fn xml(&self, domain: &DomainRef, flags: DomainXmlFlags) -> Result<String> {
        self.look(domain, |domain| {
            let inactive = flags.contains(DomainXmlFlags::INACTIVE) || !domain.is_active();
            let mut config = if inactive { domain.stored() } else { domain.current() }.clone();
            config.id = domain.id();
            config.to_xml_as(Form { inactive, ..Form::from(flags) })
        })
    }

    fn info(&self, domain: &DomainRef) -> Result<DomainInfo> {
        self.look(domain, |domain| {
            let size = definition::size(domain.current());
            DomainInfo {
                state: domain.status.state(),
                max_memory_kib: size.max_memory_kib,
                memory_kib: size.memory_kib,
                vcpus: size.vcpus,
                cpu_time: cpu_time(),
            }
        })
    }

    fn status(&self, domain: &DomainRef) -> Result<DomainStatus> {
        self.look(domain, |domain| domain.status)
    }

    fn control_info(&self, domain: &DomainRef) -> Result<DomainControl> {
        self.look(domain, |_| DomainControl {
            state: DomainControlState::Ok,
            reason: DomainControlErrorReason::None,
            since: Duration::ZERO,
        })
    }

    // libvirt's test driver says so of every domain, whatever the definition says.
    fn os_type(&self, domain: &DomainRef) -> Result<String> {
        self.look(domain, |_| "linux".to_owned())
    }

    fn is_active(&self, domain: &DomainRef) -> Result<bool> {
        self.look(domain, Domain::is_active)
    }

    fn is_persistent(&self, domain: &DomainRef) -> Result<bool> {
        self.look(domain, Domain::is_persistent)
    }

    fn is_updated(&self, domain: &DomainRef) -> Result<bool> {
        self.look(domain, |domain| domain.updated)
    }

    fn autostart(&self, domain: &DomainRef, setting: AutostartSetting) -> Result<bool> {
        self.look(domain, |domain| domain.autostart(setting))
    }

    fn set_autostart(
        &self,
        domain: &DomainRef,
        setting: AutostartSetting,
        value: bool,
    ) -> Result<()> {
        self.host
            .domains
            .change(|domains, _| domains.find_mut(domain)?.set_autostart(setting, value))
    }

    fn rename(&self, domain: &DomainRef, name: &str) -> Result<DomainRef> {
        self.host.domains.change(|domains, events| domains.rename(domain, name, events))
    }

    fn metadata(
        &self,
        domain: &DomainRef,
        kind: DomainMetadataType,
        uri: Option<&str>,
        impact: DomainModificationImpact,
    ) -> Result<String> {
        self.host
            .domains
            .read(|domains| domains.find(domain)?.affected(impact)?.find_metadata(kind, uri))
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
        self.host
            .domains
            .change(|domains, events| domains.set_metadata(domain, &change, impact, events))
    }

    fn messages(&self, domain: &DomainRef, types: DomainMessageType) -> Result<Vec<String>> {
        self.look(domain, |domain| match domain.is_active() {
            true => messages::of(domain.current(), types),
            false => Vec::new(),
        })
    }

    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        Ok(self.host.domains.subscribe(filter, sender))
    }

    fn devices(&self) -> Option<&dyn DeviceDriver> {
        Some(self)
    }

    fn console(&self) -> Option<&dyn ConsoleDriver> {
        Some(self)
    }

    fn save_restore(&self) -> Option<&dyn SaveDriver> {
        Some(self)
    }

    fn security(&self) -> Option<&dyn SecurityDriver> {
        Some(self)
    }
}

impl TestDriver {
    /// What `look` says of the domain that `reference` names.
    pub(crate) fn look<T>(
        &self,
        reference: &DomainRef,
        look: impl FnOnce(&Domain) -> T,
    ) -> Result<T> {
        self.host.domains.read(|domains: &Domains| domains.find(reference).map(look))
    }

    fn ask_guest(&self, domain: &DomainRef, request: GuestRequest) -> Result<()> {
        self.host.domains.change(|domains, events| domains.ask_guest(domain, request, events))
    }
}

/// Nothing runs, so nothing can take them.
fn refuse_files(files: &[OwnedFd]) -> Result<()> {
    if files.is_empty() {
        return Ok(());
    }
    Err(error(ErrorKind::ArgumentUnsupported, "a make-believe guest has no init to take files"))
}

/// The host's clock: like libvirt's test driver, every guest seems to have computed since 1970.
fn cpu_time() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
