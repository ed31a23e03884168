//! What the tests inside the test host share: the host's devices, as this driver has them.

#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "this is how a test fails")]

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Instant;

use tempfile::TempDir;
use virt_core::api::nodedev::{
    ConnectListAllNodeDeviceFlags, NodeDeviceEventLifecycleType, NodeDeviceXmlFlags,
};
use virt_core::driver::node_device::NodeDeviceDriver;
use virt_core::event::{Event, EventFilter, EventQueue, EventRegistration, NodeDeviceEventKind};
use virt_core::object::NodeDeviceRef;
use virt_core::selector::Selector;
use virt_nodedev::{NodeDeviceState, Places};
use virt_testkit::test_host::PATIENCE;

/// The devices of the test host, with all that happens to them.
pub(crate) struct Host {
    pub(crate) driver: Arc<dyn NodeDeviceDriver>,
    events: EventQueue,
    _registration: EventRegistration,
    _history: TempDir,
}

impl Host {
    /// Looks at the devices, and listens from then on.
    pub(crate) fn new() -> Host {
        let history = tempfile::tempdir().unwrap();
        let state = NodeDeviceState::at(Places::of_this_host(), history.path()).unwrap();
        let driver = state.driver();
        let events = EventQueue::new().unwrap();
        let registration = driver.subscribe(EventFilter::all(), events.sender()).unwrap();
        // The first list waits for the first look, so that what comes later is news.
        driver.list(ConnectListAllNodeDeviceFlags::default()).unwrap();
        Host { driver, events, _registration: registration, _history: history }
    }

    /// The names of all devices.
    pub(crate) fn names(&self) -> BTreeSet<String> {
        let devices = self.driver.list(ConnectListAllNodeDeviceFlags::default()).unwrap();
        devices.into_iter().map(|device| device.name).collect()
    }

    /// The names of the devices that the expression chooses.
    pub(crate) fn select(&self, expression: &str) -> Vec<String> {
        let selector: Selector = expression.parse().unwrap();
        let chosen = self.driver.select(&selector, ConnectListAllNodeDeviceFlags::default());
        chosen.unwrap().into_iter().map(|device| device.name).collect()
    }

    /// The only device that the expression chooses.
    #[track_caller]
    pub(crate) fn only(&self, expression: &str) -> String {
        let mut chosen = self.select(expression);
        assert_eq!(chosen.len(), 1, "{expression}: {chosen:?}");
        chosen.remove(0)
    }

    /// The description of the device `name`.
    pub(crate) fn xml(&self, name: &str) -> String {
        self.driver.xml(&NodeDeviceRef::new(name), NodeDeviceXmlFlags::default()).unwrap()
    }

    /// Waits until a device came, and returns its name. `net_*` stands for names that begin so.
    pub(crate) fn came(&self, name: &str) -> String {
        self.heard(NodeDeviceEventLifecycleType::Created, name)
    }

    /// Waits until a device went, and returns its name, as [`came`](Host::came) does.
    pub(crate) fn went(&self, name: &str) -> String {
        self.heard(NodeDeviceEventLifecycleType::Deleted, name)
    }

    fn heard(&self, what: NodeDeviceEventLifecycleType, wanted: &str) -> String {
        let is_wanted = |name: &str| match wanted.strip_suffix('*') {
            Some(start) => name.starts_with(start),
            None => name == wanted,
        };
        let begin = Instant::now();
        let mut others = Vec::new();
        while begin.elapsed() < PATIENCE {
            let left = PATIENCE.saturating_sub(begin.elapsed());
            let Some(Event::NodeDevice(event)) = self.events.next_timeout(left) else { continue };
            let name = event.device.name;
            if event.kind == NodeDeviceEventKind::Lifecycle(what) && is_wanted(&name) {
                return name;
            }
            others.push(format!("{name}: {:?}", event.kind));
        }
        panic!("no device '{wanted}' {what:?} within {PATIENCE:?}; heard: {others:#?}");
    }
}
