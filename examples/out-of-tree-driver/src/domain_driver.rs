//! Domains, as the driver trait wants them: each method finds its domain and calls into a module.

use std::os::fd::OwnedFd;
use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;
use virt_core::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainCreateFlags, DomainDefineFlags, DomainDestroyFlags,
    DomainEventDefinedDetailType as Defined, DomainEventUndefinedDetailType as Undefined,
    DomainRebootFlags, DomainShutdownFlags, DomainUndefineFlags, DomainXmlFlags,
};
use virt_core::driver::Driver;
use virt_core::driver::domain::{DomainDriver, DomainInfo, DomainStatus};
use virt_core::event::{DomainLifecycle, EventFilter, EventRegistration, EventSender};
use virt_core::object::DomainRef;
use virt_core::xml::Form;
use virt_core::{Error, ErrorKind, Result};
use virt_host::Listed;

use crate::domain::{Domain, State};
use crate::driver::ProcessDriver;
use crate::{definition, lifecycle};

impl DomainDriver for ProcessDriver {
    fn list(&self, filter: Filter) -> Result<Vec<DomainRef>> {
        let all = self.host.domains.list();
        Ok(all.iter().filter(|at| matches(&at.object.state(), filter)).map(reference).collect())
    }

    fn lookup_by_id(&self, id: u32) -> Result<DomainRef> {
        self.host.domains.by_id(id).and_then(existing)
    }

    fn lookup_by_uuid(&self, uuid: Uuid) -> Result<DomainRef> {
        self.host.domains.by_uuid(uuid).and_then(existing)
    }

    fn lookup_by_name(&self, name: &str) -> Result<DomainRef> {
        self.host.domains.by_name(name).and_then(existing)
    }

    fn define(&self, xml: &str, flags: DomainDefineFlags) -> Result<DomainRef> {
        let strict = flags.contains(DomainDefineFlags::VALIDATE);
        let config = Arc::new(definition::parse(xml, strict)?);
        let (domain, job) = self.host.change_or_add(&config, "define")?;
        let mut state = (*domain.state()).clone();
        let detail = if state.is_persistent() { Defined::Updated } else { Defined::Added };
        if !state.is_active() {
            state.current = config.clone();
        }
        state.stored = Some(config);
        domain.publish(&job, state);
        self.host.tell(domain.reference(), DomainLifecycle::Defined(detail));
        Ok(domain.reference())
    }

    fn undefine(&self, domain: &DomainRef, _flags: DomainUndefineFlags) -> Result<()> {
        let (domain, job) = self.host.change(domain, "undefine")?;
        let state = domain.state();
        if !state.is_persistent() {
            return Err(domain.invalid("is transient: there is no definition to remove"));
        }
        domain.publish(&job, State { stored: None, ..(*state).clone() });
        self.host.forget_if_gone(&domain);
        self.host.tell(domain.reference(), DomainLifecycle::Undefined(Undefined::Removed));
        Ok(())
    }

    fn create(
        &self,
        xml: &str,
        flags: DomainCreateFlags,
        files: Vec<OwnedFd>,
    ) -> Result<DomainRef> {
        refuse(flags, &files)?;
        let strict = flags.contains(DomainCreateFlags::VALIDATE);
        let config = Arc::new(definition::parse(xml, strict)?);
        let (domain, job) = self.host.change_or_add(&config, "create")?;
        let before = domain.state();
        if before.is_active() {
            return Err(domain.invalid("is already active"));
        }
        domain.publish(&job, State { current: config, ..(*before).clone() });
        if let Err(err) = lifecycle::start(&self.host, &domain, flags, &job) {
            if !domain.state().is_active() {
                domain.publish(&job, (*before).clone());
                self.host.forget_if_gone(&domain);
            }
            return Err(err);
        }
        Ok(domain.reference())
    }

    fn start(
        &self,
        domain: &DomainRef,
        flags: DomainCreateFlags,
        files: Vec<OwnedFd>,
    ) -> Result<()> {
        refuse(flags, &files)?;
        let (domain, job) = self.host.change(domain, "start")?;
        if domain.state().is_active() {
            return Err(domain.invalid("is already running"));
        }
        lifecycle::start(&self.host, &domain, flags, &job)
    }

    fn suspend(&self, domain: &DomainRef) -> Result<()> {
        let (domain, job) = self.host.change(domain, "suspend")?;
        lifecycle::suspend(&self.host, &domain, &job)
    }

    fn resume(&self, domain: &DomainRef) -> Result<()> {
        let (domain, job) = self.host.change(domain, "resume")?;
        lifecycle::resume(&self.host, &domain, &job)
    }

    fn shutdown(&self, domain: &DomainRef, _flags: DomainShutdownFlags) -> Result<()> {
        let (domain, job) = self.host.change(domain, "shut down")?;
        lifecycle::shutdown(&domain, &job)
    }

    // A process cannot be asked to begin anew.
    fn reboot(&self, _domain: &DomainRef, _flags: DomainRebootFlags) -> Result<()> {
        Err(Error::no_support(self.name(), "virDomainReboot"))
    }

    fn destroy(&self, domain: &DomainRef, flags: DomainDestroyFlags) -> Result<()> {
        let (domain, job) = self.host.change(domain, "destroy")?;
        let graceful = flags.contains(DomainDestroyFlags::GRACEFUL);
        lifecycle::destroy(&self.host, &domain, graceful, &job)
    }

    fn xml(&self, domain: &DomainRef, flags: DomainXmlFlags) -> Result<String> {
        let state = self.host.find(domain)?.state();
        let inactive = flags.contains(DomainXmlFlags::INACTIVE) || !state.is_active();
        let stored = state.stored.as_ref().filter(|_| inactive);
        let mut config = (**stored.unwrap_or(&state.current)).clone();
        config.id = state.run.as_ref().map(|run| run.id);
        Ok(config.to_xml_as(Form { inactive, ..Form::from(flags) }))
    }

    fn info(&self, domain: &DomainRef) -> Result<DomainInfo> {
        let state = self.host.find(domain)?.state();
        let max_memory_kib = state.current.memory.as_ref().map_or(0, |memory| memory.size.kib());
        Ok(DomainInfo {
            state: state.status.state(),
            max_memory_kib,
            memory_kib: state.current.current_memory.map_or(max_memory_kib, |size| size.kib()),
            vcpus: state.current.vcpu.as_ref().map_or(1, |vcpu| vcpu.online()),
            cpu_time: state.run.as_ref().map_or(Duration::ZERO, |run| cpu_time(run.process.pid())),
        })
    }

    fn status(&self, domain: &DomainRef) -> Result<DomainStatus> {
        Ok(self.host.find(domain)?.state().status)
    }

    fn os_type(&self, domain: &DomainRef) -> Result<String> {
        Ok(definition::os_type(&self.host.find(domain)?.state().current).to_owned())
    }

    fn is_active(&self, domain: &DomainRef) -> Result<bool> {
        Ok(self.host.find(domain)?.state().is_active())
    }

    fn is_persistent(&self, domain: &DomainRef) -> Result<bool> {
        Ok(self.host.find(domain)?.state().is_persistent())
    }

    fn subscribe(&self, filter: EventFilter, sender: EventSender) -> Result<EventRegistration> {
        Ok(self.host.events.subscribe(filter, sender))
    }
}

fn reference(listed: &Listed<Domain>) -> DomainRef {
    listed.object.reference()
}

/// A domain that was looked up, unless it is not quite there yet.
fn existing(listed: Listed<Domain>) -> Result<DomainRef> {
    if listed.object.state().exists() {
        return Ok(reference(&listed));
    }
    let message = format!("no domain with matching name '{}'", listed.name);
    Err(Error::new(ErrorKind::NoDomain, message))
}

/// Whether a domain in `state` has, of each group with a flag in `filter`, one of the properties
/// that are asked for.
fn matches(state: &State, filter: Filter) -> bool {
    let either = |yes: Filter, no: Filter, has| (yes | no, if has { yes } else { no });
    let status = match state.status {
        DomainStatus::Running(_) => Filter::RUNNING,
        DomainStatus::Paused(_) => Filter::PAUSED,
        DomainStatus::Shutoff(_) => Filter::SHUTOFF,
        _ => Filter::OTHER,
    };
    let groups = [
        either(Filter::ACTIVE, Filter::INACTIVE, state.is_active()),
        either(Filter::PERSISTENT, Filter::TRANSIENT, state.is_persistent()),
        (Filter::RUNNING | Filter::PAUSED | Filter::SHUTOFF | Filter::OTHER, status),
        either(Filter::MANAGEDSAVE, Filter::NO_MANAGEDSAVE, false),
        either(Filter::AUTOSTART, Filter::NO_AUTOSTART, false),
        either(Filter::HAS_SNAPSHOT, Filter::NO_SNAPSHOT, false),
        either(Filter::HAS_CHECKPOINT, Filter::NO_CHECKPOINT, false),
    ];
    let right = |(group, has)| !filter.intersects(group) || filter.intersects(has);
    state.exists() && groups.into_iter().all(right)
}

/// Says so, rather than doing less than was asked for.
fn refuse(flags: DomainCreateFlags, files: &[OwnedFd]) -> Result<()> {
    let refused = |what| Err(Error::new(ErrorKind::ArgumentUnsupported, what));
    if flags.contains(DomainCreateFlags::AUTODESTROY) {
        return refused("processes cannot be tied to one connection");
    }
    if !files.is_empty() {
        return refused("processes are not given descriptors");
    }
    Ok(())
}

/// The processor time that the process has used so far.
fn cpu_time(pid: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    let ticks = ticks(&stat).unwrap_or(0);
    Duration::from_millis(ticks * 1000 / rustix::param::clock_ticks_per_second().max(1))
}

/// The ticks spent in the program and in the kernel: fields 14 and 15 of `/proc/PID/stat`, counted
/// from behind the program's name, which may hold anything.
fn ticks(stat: &str) -> Option<u64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_whitespace().skip(11).map(str::parse::<u64>);
    Some(fields.next()?.ok()? + fields.next()?.ok()?)
}
