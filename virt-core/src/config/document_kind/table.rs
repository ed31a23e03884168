//! The kinds of documents, as a table. To add one, add its line. Devices of guests have a table of
//! their own, beside [`Device`](crate::config::domain::devices::Device).

use super::DocumentKind;
#[cfg(feature = "serde")]
use super::data;
use crate::config::domain::devices::RedirectionFilter;
use crate::config::domain::{Cpu, Defaults, SystemInformation};
use crate::config::domain_status::DomainStatusDocument;
use crate::config::root::{self, Configuration};
use crate::config::snapshot::SnapshotDefaults;
use crate::config::storage::{StoragePoolCapabilities, StorageSources};
use crate::config::{
    Capabilities, DomainBackupConfig, DomainCapabilities, DomainCheckpointConfig, DomainConfig,
    DomainSnapshotConfig, FilterBindingConfig, FilterConfig, InterfaceConfig, NetworkConfig,
    NetworkPortConfig, NodeDeviceConfig, SecretConfig, StoragePoolConfig, StorageVolumeConfig,
};
use crate::xml::{Node, XmlElement};

/// A kind of document whose model has all functions, with what fills it in.
macro_rules! document {
    ($model:ty, $name:literal, $fill:expr) => {
        DocumentKind {
            root: <$model as Configuration>::ROOT,
            name: $name,
            is_it: |_| true,
            diagnose: root::diagnose::<$model>,
            write: |text, how| {
                let mut model: $model = root::parse(text)?;
                let fill: Option<fn(&mut $model)> = $fill;
                if let (true, Some(fill)) = (how.fill_defaults, fill) {
                    fill(&mut model);
                }
                Ok(model.to_xml_as(how.form))
            },
            fills_defaults: {
                let fill: Option<fn(&mut $model)> = $fill;
                fill.is_some()
            },
            shape: <$model as XmlElement>::shape,
            #[cfg(feature = "serde")]
            data: data::Road {
                of: |text| root::parse::<$model>(text).map(|model| model.to_data()),
                write: |data, form| <$model>::from_data(data).map(|model| model.to_xml_as(form)),
            },
        }
    };
}

pub(super) const KINDS: &[DocumentKind] = &[
    document!(DomainConfig, "domain", Some(|it| it.fill_defaults(&Defaults::default()))),
    document!(NetworkConfig, "network", Some(NetworkConfig::fill_defaults)),
    document!(NetworkPortConfig, "network port", Some(NetworkPortConfig::fill_defaults)),
    DocumentKind {
        is_it: is_of_the_host,
        ..document!(InterfaceConfig, "interface", Some(InterfaceConfig::fill_defaults))
    },
    document!(FilterConfig, "network filter", Some(FilterConfig::fill_defaults)),
    document!(FilterBindingConfig, "filter binding", Some(FilterBindingConfig::fill_defaults)),
    document!(SecretConfig, "secret", Some(SecretConfig::fill_defaults)),
    document!(StoragePoolConfig, "storage pool", Some(StoragePoolConfig::fill_defaults)),
    document!(StorageSources, "list of storage sources", None),
    // What is filled in is the pool's to say.
    document!(StorageVolumeConfig, "storage volume", None),
    document!(StoragePoolCapabilities, "list of kinds of storage pools", None),
    document!(NodeDeviceConfig, "host device", Some(NodeDeviceConfig::fill_defaults)),
    document!(
        DomainSnapshotConfig,
        "snapshot",
        Some(|it| {
            it.fill_defaults(&SnapshotDefaults { now: now(), redefine: true });
        })
    ),
    document!(DomainCheckpointConfig, "checkpoint", Some(|it| it.fill_defaults(now()))),
    document!(DomainBackupConfig, "backup", Some(DomainBackupConfig::fill_defaults)),
    document!(Capabilities, "list of capabilities", None),
    document!(DomainCapabilities, "list of domain capabilities", None),
    document!(Cpu, "CPU", None),
    document!(SystemInformation, "system information", None),
    document!(DomainStatusDocument, "domain status", None),
    document!(RedirectionFilter, "redirection filter", None),
];

/// Whether an `<interface>` is one of the host, and not of a guest.
fn is_of_the_host(root: Node<'_>) -> bool {
    let parts = ["start", "protocol", "bridge", "bond"];
    root.attribute("name").is_some()
        || matches!(root.attribute("type").as_deref(), Some("bond" | "vlan"))
        || parts.iter().any(|part| root.child(part).is_some())
}

/// The time, in seconds since 1970.
fn now() -> u64 {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    now.map_or(0, |now| now.as_secs())
}
