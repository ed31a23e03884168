//! What the ledger says of one device.

use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::OwnerId;
use crate::{DeviceId, Owner};

/// The form of the records that this program writes.
const VERSION: u32 = 1;

/// What is known of a device that is not simply the host's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Record {
    version: u32,
    boot: String,
    pub(crate) device: DeviceId,
    pub(crate) phase: Phase,
    /// The guests that have it, or are about to.
    pub(crate) holders: Vec<Holder>,
    /// Whether it goes back to the host when no guest has it.
    pub(crate) managed: bool,
    /// Whether somebody had detached it before a guest took it.
    pub(crate) was_detached: bool,
    pub(crate) original: Original,
    /// The step that is being taken, written down before it is.
    pub(crate) step: Option<Step>,
}

/// Where a device is on its way between the host and guests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Phase {
    /// On its way to a guest; undone when its author dies.
    Taking,
    /// A guest has it.
    Taken,
    /// On its way back from a guest; finished when its author dies.
    Giving,
    /// On its way from the host; undone when its author dies.
    Detaching,
    /// Neither the host has it nor a guest.
    Detached,
    /// On its way to the host; finished when its author dies.
    Returning,
}

/// A guest that has a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Holder {
    pub(crate) id: OwnerId,
    driver: String,
    domain: String,
    uuid: String,
    pub(crate) root: Option<PathBuf>,
    /// Whether others may have it too.
    pub(crate) shareable: bool,
    /// What of an NVMe drive it has.
    pub(crate) namespaces: Vec<u32>,
}

/// What has to be as before when a device goes back to the host.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Original {
    /// Whether `driver` and `driver_override` are known.
    pub(crate) known: bool,
    pub(crate) driver: Option<String>,
    pub(crate) driver_override: Option<String>,
    /// The driver that hands it to guests.
    pub(crate) handed_to: Option<String>,
    pub(crate) network: Option<NetworkOriginal>,
    pub(crate) nodes: Vec<NodeOriginal>,
    /// Maker and product of a USB device.
    pub(crate) usb: Option<(u16, u16)>,
}

/// What a network card knew about one of its virtual functions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct NetworkOriginal {
    /// The card's interface.
    pub(crate) card: String,
    /// The function's number.
    pub(crate) function: u32,
    pub(crate) mac: Option<[u8; 6]>,
    pub(crate) vlan: Option<(u16, u32)>,
    pub(crate) trust: Option<bool>,
}

/// Whose a device node was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct NodeOriginal {
    pub(crate) path: PathBuf,
    pub(crate) user: u32,
    pub(crate) group: u32,
}

/// A step that is being taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Step {
    /// In words: `unbinding from driver e1000e`.
    pub(crate) what: String,
    /// Since when, in seconds since 1970.
    pub(crate) since: u64,
    /// The helper process that the kernel has not come back to.
    pub(crate) helper: Option<u32>,
}

impl Record {
    pub(crate) fn new(device: DeviceId, phase: Phase, boot: &str) -> Record {
        Record {
            version: VERSION,
            boot: boot.to_owned(),
            device,
            phase,
            holders: Vec::new(),
            managed: false,
            was_detached: false,
            original: Original::default(),
            step: None,
        }
    }

    /// Reads a record that was written during this boot by this version or an older one; otherwise
    /// says why not.
    pub(super) fn parse(bytes: &[u8], boot: &str) -> Result<Record, String> {
        #[derive(Deserialize)]
        struct Head {
            version: u32,
            boot: String,
        }
        let head: Head = serde_json::from_slice(bytes).map_err(|err| err.to_string())?;
        if head.version > VERSION {
            return Err(format!(
                "it has form {}, and this program knows forms up to {VERSION}",
                head.version
            ));
        }
        if head.boot != boot {
            return Err("it is from another boot".to_owned());
        }
        serde_json::from_slice(bytes).map_err(|err| err.to_string())
    }

    pub(crate) fn holder(&self, id: &OwnerId) -> Option<&Holder> {
        self.holders.iter().find(|holder| holder.id == *id)
    }

    /// What is being done with it, in words.
    pub(crate) fn doing(&self) -> Option<String> {
        let step = self.step.as_ref()?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let seconds = now.saturating_sub(step.since);
        Some(match step.helper {
            Some(pid) => format!(
                "{} for {seconds} seconds, and the kernel has not come back to process {pid}",
                step.what
            ),
            None => format!("{} for {seconds} seconds", step.what),
        })
    }
}

impl Step {
    pub(crate) fn now(what: impl Into<String>) -> Step {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        Step { what: what.into(), since, helper: None }
    }
}

impl Holder {
    pub(crate) fn new(owner: &Owner, root: Option<PathBuf>) -> Holder {
        Holder {
            id: OwnerId::of(owner, root.as_deref()),
            driver: owner.driver.clone(),
            domain: owner.domain.clone(),
            uuid: owner.uuid.to_string(),
            root,
            shareable: false,
            namespaces: Vec::new(),
        }
    }

    pub(crate) fn owner(&self) -> Owner {
        // One that is none is in no record that this program wrote.
        Owner::new(&self.driver, &self.domain, self.uuid.parse::<Uuid>().unwrap_or_default())
    }
}
