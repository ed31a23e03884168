//! The kinds of documents, and the model of each.

use virt_core::config::domain::Cpu;
use virt_core::config::storage::StoragePoolCapabilities;
use virt_core::config::{
    Capabilities, DomainBackupConfig, DomainCapabilities, DomainCheckpointConfig, DomainConfig,
    DomainSnapshotConfig, FilterBindingConfig, FilterConfig, InterfaceConfig, NetworkConfig,
    NetworkPortConfig, NodeDeviceConfig, SecretConfig, StoragePoolConfig, StorageVolumeConfig,
};

use crate::judge::{Gap, judge};

/// A kind of documents.
pub(crate) struct Kind {
    /// The schema without its ending.
    pub(crate) name: &'static str,
    /// How many documents are made in one go; each go starts with nothing known.
    pub(crate) documents: usize,
    /// How many goes there are.
    pub(crate) goes: u64,
    pub(crate) judge: fn(&str) -> Vec<Gap>,
}

macro_rules! kinds {
    ($($name:literal $judge:expr, $goes:literal * $documents:literal;)*) => {
        &[$(Kind { name: $name, documents: $documents, goes: $goes, judge: $judge }),*]
    };
}

/// Every schema with a root element; the largest first, so that nobody waits for it in the end.
pub(crate) const KINDS: &[Kind] = kinds! {
    "domain" |text| judge::<DomainConfig>("domain", text), 4 * 3500;
    "domainsnapshot" |text| judge::<DomainSnapshotConfig>("domainsnapshot", text), 1 * 800;
    "domaincheckpoint" |text| judge::<DomainCheckpointConfig>("domaincheckpoint", text), 1 * 400;
    "domainbackup" |text| judge::<DomainBackupConfig>("domainbackup", text), 1 * 400;
    "nwfilter" |text| judge::<FilterConfig>("filter", text), 1 * 1000;
    "nodedev" |text| judge::<NodeDeviceConfig>("device", text), 1 * 1000;
    "network" |text| judge::<NetworkConfig>("network", text), 1 * 800;
    "storagepool" |text| judge::<StoragePoolConfig>("pool", text), 1 * 800;
    "storagevol" |text| judge::<StorageVolumeConfig>("volume", text), 1 * 500;
    "capability" |text| judge::<Capabilities>("capabilities", text), 1 * 500;
    "domaincaps" |text| judge::<DomainCapabilities>("domainCapabilities", text), 1 * 400;
    "interface" |text| judge::<InterfaceConfig>("interface", text), 1 * 500;
    "networkport" |text| judge::<NetworkPortConfig>("networkport", text), 1 * 300;
    "cpu" |text| judge::<Cpu>("cpu", text), 1 * 400;
    "secret" |text| judge::<SecretConfig>("secret", text), 1 * 200;
    "nwfilterbinding" |text| judge::<FilterBindingConfig>("filterbinding", text), 1 * 200;
    "storagepoolcaps"
        |text| judge::<StoragePoolCapabilities>("storagepoolCapabilities", text), 1 * 200;
};
