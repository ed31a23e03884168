//! What all parts of the manager work with.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::cards::Cards;
use crate::error::Result;
use crate::ledger::Ledger;
use crate::{DeviceId, Places};

/// Is told of each step when it has been written down, and when it has been taken.
pub(crate) type Observer = Arc<dyn Fn(&str) + Send + Sync>;

/// One host: its devices and its ledger.
pub(crate) struct Host {
    pub(crate) places: Places,
    pub(crate) ledger: Ledger,
    pub(crate) cards: Box<dyn Cards>,
    pub(crate) observer: Option<Observer>,
    /// How long a step may take where nobody says.
    pub(crate) step_time: Duration,
    /// The devices that a thread waits for, because others change them.
    pub(crate) awaited: Mutex<HashSet<DeviceId>>,
}

impl Host {
    pub(crate) fn open(places: Places, cards: Box<dyn Cards>) -> Result<Host> {
        let ledger = Ledger::open(&places.run)?;
        let step_time = virt_host::Deadline::DEFAULT;
        Ok(Host { places, ledger, cards, observer: None, step_time, awaited: Mutex::default() })
    }

    pub(crate) fn note(&self, what: &str) {
        tracing::debug!(step = what, "host device");
        if let Some(observer) = &self.observer {
            observer(what);
        }
    }
}

impl fmt::Debug for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Host").field("places", &self.places).finish_non_exhaustive()
    }
}

/// The text of a small file of sysfs, without its line's end; none where there is none.
pub(crate) fn text(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The last part of what a link of sysfs leads to.
pub(crate) fn link_name(path: &Path) -> Option<String> {
    let target = fs::read_link(path).ok()?;
    Some(target.file_name()?.to_str()?.to_owned())
}

/// The names in a folder, sorted; none where there is no folder.
pub(crate) fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort_unstable();
    names
}

/// Where a path leads, through all links.
pub(crate) fn real(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok()
}
