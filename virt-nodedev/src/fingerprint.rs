//! Digests of descriptions: another one is another state of a device.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::Capability;

use crate::changes::{Key, Realm};
use crate::definitions;
use crate::describe::describe;
use crate::host::Host;
use crate::table::DeviceTable;

/// Every device with a digest of its description. Those that go meanwhile are left out.
pub(crate) fn fingerprints(host: &Host, table: &DeviceTable) -> BTreeMap<Key, u64> {
    let digests = table.devices().iter().filter_map(|device| {
        let parent = table.parent(device).map(|parent| &*parent.name);
        let config = describe(host, device, parent).ok()?;
        let key = Key { realm: Realm::Active, name: device.name.to_string() };
        Some((key, fingerprint(config)))
    });
    digests.collect()
}

/// Every definition with a digest of what it says.
pub(crate) fn fingerprints_of_definitions(
    table: &definitions::Table,
) -> impl Iterator<Item = (Key, u64)> {
    table.iter().map(|(name, defined)| {
        let key = Key { realm: Realm::Defined, name: name.clone() };
        (key, digest(&defined.definition.to_text()))
    })
}

/// A digest that programs of other versions come to as well, as long as the description is the
/// same.
fn fingerprint(mut config: NodeDeviceConfig) -> u64 {
    for capability in &mut config.capabilities {
        if let Capability::Net(net) = capability {
            // A cable that is pulled makes no other device, and no message tells of it.
            net.link = None;
        }
    }
    digest(&config.to_xml())
}

fn digest(text: &str) -> u64 {
    let digest = Sha256::digest(text.as_bytes());
    digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}
