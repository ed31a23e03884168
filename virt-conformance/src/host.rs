//! What a test of a promise works with: a host, and guests on it.

use std::cell::RefCell;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use uuid::Uuid;
use virt::api::domain::{
    ConnectListAllDomainsFlags, DomainCreateFlags, DomainDefineFlags, DomainUndefineFlags,
};
use virt::{Connect, DestroyMode, Domain, EventFilter};

use crate::events::Events;
use crate::outcome::{Absent, Optional, ok};
use crate::promise::Promise;
use crate::suite::Suite;

/// A connection to a host where a test may do as it likes with guests of its own names.
pub(crate) struct Host {
    pub(crate) connect: Connect,
    suite: Arc<Suite>,
    /// What the names of this test's guests begin with.
    prefix: String,
    /// What may be left of the test's guests.
    names: RefCell<Vec<String>>,
    uri: String,
    // The last to go: the connection may keep its state in there.
    _folder: TempDir,
}

impl Host {
    /// Opens a host for the test of `promise`.
    pub(crate) fn new(suite: Arc<Suite>, promise: &Promise) -> Result<Self, String> {
        let folder = tempfile::Builder::new()
            .prefix("virt-conformance-")
            .tempdir()
            .map_err(|err| format!("cannot make a folder for the test: {err}"))?;
        let uri = (suite.uri)(folder.path());
        let connect = Connect::open(&uri).map_err(|err| format!("cannot open '{uri}': {err}"))?;
        let prefix = format!("{}-{}-", promise.group, promise.name).replace('_', "-");
        Ok(Host { connect, suite, prefix, names: RefCell::default(), uri, _folder: folder })
    }

    /// Opens the host again, for reading only.
    pub(crate) fn read_only(&self) -> Connect {
        ok(Connect::open_read_only(&self.uri))
    }

    /// The definition of a guest; `name` is unique in the test.
    pub(crate) fn guest(&self, name: &str) -> Guest {
        // Sorts in the order of `name`, and tells the tests of a shared host apart.
        let name = format!("{}{name}", self.prefix);
        self.names.borrow_mut().push(name.clone());
        Guest { xml: (self.suite.guest_xml)(&name), name }
    }

    /// Defines a guest.
    #[track_caller]
    pub(crate) fn defined(&self, name: &str) -> Domain {
        self.define(&self.guest(name))
    }

    /// Defines a guest.
    #[track_caller]
    pub(crate) fn define(&self, guest: &Guest) -> Domain {
        ok(self.connect.define_domain(&guest.xml, DomainDefineFlags::empty()))
    }

    /// Defines a guest and starts it.
    #[track_caller]
    pub(crate) fn running(&self, name: &str) -> Domain {
        let domain = self.defined(name);
        ok(domain.start());
        domain
    }

    /// Starts a guest that is not defined.
    #[track_caller]
    pub(crate) fn transient(&self, name: &str) -> Domain {
        let guest = self.guest(name);
        ok(self.connect.create_domain(&guest.xml, DomainCreateFlags::empty()))
    }

    /// The names of this test's guests that match `filter`.
    #[track_caller]
    pub(crate) fn list(&self, filter: ConnectListAllDomainsFlags) -> Vec<String> {
        let ours = self.names.borrow();
        let found = ok(self.connect.domains(filter));
        let names = found.iter().map(Domain::name).filter(|name| ours.iter().any(|n| n == name));
        names.map(|name| name.strip_prefix(&self.prefix).unwrap_or(name).to_owned()).collect()
    }

    /// Waits until the guest hears what it is asked to do.
    pub(crate) fn wait_until_ready(&self, domain: &Domain) {
        (self.suite.ready)(&self.connect, domain);
    }

    /// Subscribes to all events.
    pub(crate) fn events(&self) -> Result<Events, Absent> {
        self.events_of(EventFilter::all())
    }

    /// Subscribes to the events that `filter` chooses.
    pub(crate) fn events_of(&self, filter: EventFilter) -> Result<Events, Absent> {
        let queue = self.connect.domain_events(filter).if_supported()?;
        Ok(Events::new(queue, self.suite.patience))
    }

    /// Subscribes to the events of the host's devices.
    pub(crate) fn node_device_events(&self) -> Result<Events, Absent> {
        let queue = self.connect.node_device_events(EventFilter::all()).if_supported()?;
        Ok(Events::new(queue, self.suite.patience))
    }

    /// The definition of a device that can be made, if the suite's driver can make one.
    pub(crate) fn node_device_xml(&self) -> Result<&str, Absent> {
        let xml = self.suite.node_device_xml.as_deref();
        xml.ok_or_else(|| Absent("this driver makes no devices".to_owned()))
    }

    /// How long a guest may take to do what it is asked to do.
    pub(crate) fn patience(&self) -> Duration {
        self.suite.patience
    }

    /// Waits until `condition` holds.
    ///
    /// # Panics
    ///
    /// Panics when the suite's patience is over; `what` names the condition.
    #[track_caller]
    pub(crate) fn wait(&self, what: &str, condition: impl Fn() -> bool) {
        let deadline = Instant::now() + self.suite.patience;
        // With events there is something to wait for; without, there is only looking again.
        let events = self.connect.domain_events(EventFilter::all()).ok();
        while !condition() {
            assert!(Instant::now() < deadline, "waited in vain: {what}");
            match &events {
                Some(events) => drop(events.next_timeout(LOOK_AGAIN)),
                None => std::thread::sleep(LOOK_AGAIN),
            }
        }
    }
}

/// How long to wait before looking again at a condition of which no event tells.
const LOOK_AGAIN: Duration = Duration::from_millis(20);

/// Leaves a shared host as it was, and no process behind.
impl Drop for Host {
    fn drop(&mut self) {
        for name in self.names.borrow().iter() {
            let Ok(domain) = self.connect.domain(name) else { continue };
            // Each may be refused: the domain is not running, or gone with its run.
            let _ = domain.destroy(DestroyMode::Forced);
            let _ = domain.undefine(DomainUndefineFlags::empty());
        }
    }
}

/// The definition of a guest.
pub(crate) struct Guest {
    pub(crate) name: String,
    pub(crate) xml: String,
}

impl Guest {
    /// Adds `element` to the definition.
    pub(crate) fn with(mut self, element: &str) -> Self {
        self.xml = self.xml.replacen("</name>", &format!("</name>{element}"), 1);
        self
    }

    /// Gives the guest this UUID.
    pub(crate) fn with_uuid(self, uuid: Uuid) -> Self {
        self.with(&format!("<uuid>{uuid}</uuid>"))
    }
}
