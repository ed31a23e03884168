//! The devices of one host, as they are now: a first look, and what the kernel says after it.

mod difference;
mod listen;

use std::collections::HashMap;
use std::os::fd::{AsFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rustix::event::{EventfdFlags, eventfd};
use virt_core::event::EventHub;
use virt_core::{Error, ErrorKind, Result};
use virt_host::Published;

use crate::device::Device;
use crate::host::Host;
use crate::places::Places;
use crate::scan::scan;
use crate::table::{DeviceTable, Found};
use difference::publish_difference;

/// The devices of one host, and the thread that keeps up with them.
#[derive(Debug)]
pub(crate) struct Devices {
    shared: Arc<Shared>,
    stop: OwnedFd,
    thread: Mutex<Option<JoinHandle<()>>>,
}

/// What the thread and the callers share.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) host: Host,
    table: Published<DeviceTable>,
    first_look: FirstLook,
    /// Held from looking at devices until subscribers are told: what was seen last counts, and events
    /// come in the order of the tables. Readers do without it.
    changing: Mutex<()>,
    /// Whether somebody tells when devices change.
    is_told: AtomicBool,
    /// Whether nobody needs to know any more.
    is_ending: AtomicBool,
    pub(crate) hub: EventHub,
}

impl Devices {
    /// Begins to look, on a thread of its own, and returns at once.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::SystemError`] when there can be no thread.
    pub(crate) fn start(places: Places) -> Result<Devices> {
        let shared = Arc::new(Shared {
            host: Host::new(places),
            table: Published::new(DeviceTable::default()),
            first_look: FirstLook::default(),
            changing: Mutex::default(),
            is_told: AtomicBool::new(false),
            is_ending: AtomicBool::new(false),
            hub: EventHub::new(),
        });
        let failed = |err: std::io::Error| {
            let message = "cannot start to look at the host's devices";
            Error::new(ErrorKind::SystemError, message).with_source(err)
        };
        let stop = eventfd(0, EventfdFlags::CLOEXEC).map_err(|err| failed(err.into()))?;
        let stopped = stop.try_clone().map_err(failed)?;
        let (name, seen) = ("node devices".to_owned(), Arc::clone(&shared));
        let thread = thread::Builder::new().name(name);
        let thread = thread.spawn(move || listen::run(&seen, stopped.as_fd())).map_err(failed)?;
        Ok(Devices { shared, stop, thread: Mutex::new(Some(thread)) })
    }

    pub(crate) fn host(&self) -> &Host {
        &self.shared.host
    }

    pub(crate) fn hub(&self) -> &EventHub {
        &self.shared.hub
    }

    /// The devices as they were last seen; the first caller waits for the first look.
    pub(crate) fn table(&self) -> Arc<DeviceTable> {
        self.shared.first_look.wait();
        self.shared.table.load()
    }

    /// The devices as they are now: where nobody tells when they change, this is a new look.
    pub(crate) fn fresh_table(&self) -> Arc<DeviceTable> {
        self.shared.first_look.wait();
        if !self.shared.is_told.load(Ordering::Acquire) {
            self.shared.look();
        }
        self.shared.table.load()
    }

    /// The device called `name`; where nobody tells of what comes and goes, it is looked for.
    pub(crate) fn find(&self, name: &str) -> Option<(Arc<DeviceTable>, Arc<Device>)> {
        let found = |table: Arc<DeviceTable>| {
            let device = Arc::clone(table.find(name)?);
            Some((table, device))
        };
        let is_current = |device: &Device| {
            self.shared.is_told.load(Ordering::Acquire) || device.is_there(&self.shared.host)
        };
        let known = found(self.table()).filter(|(_, device)| is_current(device));
        known.or_else(|| found(self.fresh_table()))
    }

    /// Looks at what is at `path` now, because this program has just made or removed it. What the
    /// kernel says of it later is old news then.
    pub(crate) fn look_at(&self, path: &str) {
        self.shared.first_look.wait();
        self.shared.update(|_| Seen {
            found: HashMap::from([(path.to_owned(), listen::look_at(&self.shared, path))]),
            touched: Vec::new(),
        });
    }

    /// Tells the thread to end, without waiting.
    pub(crate) fn stop(&self) {
        self.shared.is_ending.store(true, Ordering::Release);
        // The counter cannot overflow: nobody else writes to it.
        let _ = rustix::io::write(&self.stop, &1_u64.to_ne_bytes());
    }

    /// Waits until the thread has ended.
    pub(crate) fn join(&self) {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread
            && thread.join().is_err()
        {
            tracing::error!("the thread that watches the host's devices has failed");
        }
    }
}

impl Drop for Devices {
    fn drop(&mut self) {
        self.stop();
        self.join();
    }
}

impl Shared {
    /// Looks at the whole host, and tells subscribers what is different.
    fn look(&self) {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let table = scan(&self.host, || self.is_ending.load(Ordering::Acquire));
        let Some(table) = table.map(Arc::new) else { return };
        let before = self.table.publish(Arc::clone(&table));
        if self.first_look.is_over() {
            publish_difference(&self.hub, &before, &table, |_| false);
        }
    }

    /// Takes over what `look` sees, which is told the devices as they were, and tells subscribers
    /// what is different.
    fn update(&self, look: impl FnOnce(&DeviceTable) -> Seen) {
        let _changing = self.changing.lock().unwrap_or_else(PoisonError::into_inner);
        let before = self.table.load();
        let Seen { found, touched } = look(&before);
        if found.is_empty() {
            return;
        }
        let table = Arc::new(before.replaced(&found));
        self.table.publish(Arc::clone(&table));
        publish_difference(&self.hub, &before, &table, |device| {
            touched.iter().any(|path| **path == *device.path)
        });
    }
}

/// What was seen of some devices.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// What is at these paths now.
    found: HashMap<String, Found>,
    /// The devices that have changed even if they look the same.
    touched: Vec<String>,
}

/// Whether the first look is over. It also counts as over when the thread failed: waiting would
/// have no end.
#[derive(Debug, Default)]
struct FirstLook {
    over: Mutex<bool>,
    changed: Condvar,
}

impl FirstLook {
    fn wait(&self) {
        let over = self.over.lock().unwrap_or_else(PoisonError::into_inner);
        drop(self.changed.wait_while(over, |over| !*over));
    }

    fn is_over(&self) -> bool {
        *self.over.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn finish(&self) {
        *self.over.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.changed.notify_all();
    }
}
