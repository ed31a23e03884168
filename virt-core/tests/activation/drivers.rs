//! Tiny drivers, which say what happens to them.

use std::cell::RefCell;
use std::sync::Arc;

use uuid::Uuid;
use virt_core::api::network::{ConnectListAllNetworksFlags, NetworkXmlFlags};
use virt_core::api::nwfilter::NwFilterDefineFlags;
use virt_core::connection::{Connection, OpenContext, Siblings, Slots};
use virt_core::driver::Driver;
use virt_core::driver::filter::FilterDriver;
use virt_core::driver::network::NetworkDriver;
use virt_core::driver::node::NodeDriver;
use virt_core::driver::state::{StateContext, StateDriver};
use virt_core::object::{FilterRef, NetworkRef};
use virt_core::registry::{DriverEntry, SlotKind};
use virt_core::{Error, ErrorKind, Result};

/// A hypervisor driver without state.
pub(crate) const HYPERVISOR: DriverEntry = DriverEntry::hypervisor("alpha", &["alpha"], open_alpha)
    .probed_by(|| Some("alpha:///default".to_owned()));

/// A hypervisor driver with state.
pub(crate) const STATEFUL: DriverEntry = DriverEntry::hypervisor("beta", &["beta"], open_beta)
    .stateful(|context| start("beta", context));

/// A hypervisor driver whose state can do nothing.
pub(crate) const BROKEN: DriverEntry = DriverEntry::hypervisor("broken", &["broken"], none)
    .rank(1)
    .stateful(|context| start("broken", context));

/// A driver of networks.
pub(crate) const NETWORKS: DriverEntry =
    DriverEntry::service("networks", SlotKind::Network, |context| {
        open_networks("networks", context)
    })
    .rank(10);

/// Another driver of networks, which comes after the first.
pub(crate) const NETWORKS_LATE: DriverEntry =
    DriverEntry::service("networks-late", SlotKind::Network, |_| Ok(Some(offer("networks-late"))))
        .rank(20);

/// A driver of networks with state.
pub(crate) const NETWORKS_STATEFUL: DriverEntry =
    DriverEntry::service("networks", SlotKind::Network, |_| Ok(Some(offer("networks"))))
        .stateful(|context| start("networks", context));

/// A driver that passes everything on.
pub(crate) const REMOTE: DriverEntry =
    DriverEntry::remote("remote", |_| Ok(Some(node(Tiny::new("remote")))));

thread_local! {
    static SAID: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static KEPT: RefCell<Kept> = RefCell::default();
}

/// What drivers kept of their opening, for tests to look at.
#[derive(Default)]
struct Kept {
    siblings: Siblings,
    state: Option<Arc<TinyState>>,
}

/// What was said on this thread since the last time that it was asked.
pub(crate) fn said() -> Vec<String> {
    SAID.take()
}

fn say(name: &str, what: &str) {
    SAID.with_borrow_mut(|said| said.push(format!("{name} {what}")));
}

/// The siblings that the hypervisor driver of the last connection of this thread got.
pub(crate) fn siblings_of(_connection: &Connection) -> Siblings {
    KEPT.with_borrow(|kept| kept.siblings.clone())
}

/// The state that the hypervisor driver of the last connection of this thread got.
pub(crate) fn state_of(_connection: &Connection) -> Arc<TinyState> {
    KEPT.with_borrow(|kept| kept.state.clone().unwrap())
}

/// Opens nothing.
pub(crate) fn none(_context: &OpenContext<'_>) -> Result<Option<Slots>> {
    Ok(None)
}

fn open_alpha(context: &OpenContext<'_>) -> Result<Option<Slots>> {
    let siblings = context.siblings();
    if siblings.slots().is_err() {
        say("alpha", "sees nobody while it opens");
    }
    KEPT.with_borrow_mut(|kept| kept.siblings = siblings);
    let driver = Tiny::new("alpha");
    Ok(match context.uri().path() {
        "/none" => None,
        "/own-networks" => Some(Slots { networks: Some(driver.clone()), ..node(driver) }),
        _ => Some(node(driver)),
    })
}

fn open_beta(context: &OpenContext<'_>) -> Result<Option<Slots>> {
    let state = context.state::<TinyState>()?;
    assert_eq!(*context.role(), state.context.role);
    KEPT.with_borrow_mut(|kept| kept.state = Some(state));
    Ok(Some(node(Tiny::new("beta"))))
}

fn open_networks(name: &'static str, context: &OpenContext<'_>) -> Result<Option<Slots>> {
    Ok((context.uri().path() != "/declined").then(|| offer(name)))
}

fn node(driver: Arc<Tiny>) -> Slots {
    Slots { node: Some(driver), ..Slots::default() }
}

/// More than a driver of networks is asked for.
fn offer(name: &'static str) -> Slots {
    let driver = Tiny::new(name);
    Slots { networks: Some(driver.clone()), filters: Some(driver), ..Slots::default() }
}

/// The state of a tiny driver.
pub(crate) struct TinyState {
    name: &'static str,
    /// What it was started with.
    pub(crate) context: StateContext,
}

fn start(name: &'static str, context: &StateContext) -> Result<Arc<dyn StateDriver>> {
    say(name, "starts");
    Ok(Arc::new(TinyState { name, context: context.clone() }))
}

impl TinyState {
    fn tell(&self, what: &str) -> Result<()> {
        say(self.name, what);
        if self.name == "broken" {
            return Err(Error::new(ErrorKind::OperationFailed, format!("{} {what}", self.name)));
        }
        Ok(())
    }
}

impl StateDriver for TinyState {
    fn autostart(&self) -> Result<()> {
        self.tell("autostarts")
    }

    fn reload(&self) -> Result<()> {
        self.tell("reloads")
    }

    fn stop(&self) -> Result<()> {
        self.tell("stops")
    }

    fn shutdown_prepare(&self) -> Result<()> {
        self.tell("is told to end")
    }

    fn shutdown_wait(&self) -> Result<()> {
        self.tell("has ended")
    }

    fn cleanup(&self) {
        say(self.name, "lets go");
    }
}

/// A driver that has a name and nothing else.
pub(crate) struct Tiny {
    name: &'static str,
}

impl Tiny {
    fn new(name: &'static str) -> Arc<Self> {
        Arc::new(Tiny { name })
    }

    fn nothing<T>(&self) -> Result<T> {
        Err(Error::new(ErrorKind::OperationFailed, "a tiny driver has nothing"))
    }
}

impl Driver for Tiny {
    fn name(&self) -> &'static str {
        self.name
    }
}

impl NodeDriver for Tiny {
    fn type_name(&self) -> Result<String> {
        Ok(self.name.to_owned())
    }
}

impl NetworkDriver for Tiny {
    fn list(&self, _filter: ConnectListAllNetworksFlags) -> Result<Vec<NetworkRef>> {
        Ok(Vec::new())
    }

    fn lookup_by_uuid(&self, _uuid: Uuid) -> Result<NetworkRef> {
        self.nothing()
    }

    fn lookup_by_name(&self, _name: &str) -> Result<NetworkRef> {
        self.nothing()
    }

    fn xml(&self, _network: &NetworkRef, _flags: NetworkXmlFlags) -> Result<String> {
        self.nothing()
    }

    fn is_active(&self, _network: &NetworkRef) -> Result<bool> {
        self.nothing()
    }

    fn is_persistent(&self, _network: &NetworkRef) -> Result<bool> {
        self.nothing()
    }
}

impl FilterDriver for Tiny {
    fn list(&self) -> Result<Vec<FilterRef>> {
        Ok(Vec::new())
    }

    fn lookup_by_name(&self, _name: &str) -> Result<FilterRef> {
        self.nothing()
    }

    fn lookup_by_uuid(&self, _uuid: Uuid) -> Result<FilterRef> {
        self.nothing()
    }

    fn define(&self, _xml: &str, _flags: NwFilterDefineFlags) -> Result<FilterRef> {
        self.nothing()
    }

    fn undefine(&self, _filter: &FilterRef) -> Result<()> {
        self.nothing()
    }

    fn xml(&self, _filter: &FilterRef) -> Result<String> {
        self.nothing()
    }
}
