//! Digests of descriptions: another one is another state of a device.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};
use virt_core::config::NodeDeviceConfig;
use virt_core::config::node_device::Capability;

use crate::changes::{Key, Realm};
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

/// A digest that programs of other versions come to as well, as long as the description is the
/// same.
fn fingerprint(mut config: NodeDeviceConfig) -> u64 {
    for capability in &mut config.capabilities {
        if let Capability::Net(net) = capability {
            // A cable that is pulled makes no other device, and no message tells of it.
            net.link = None;
        }
    }
    let digest = Sha256::digest(config.to_xml().as_bytes());
    digest.first_chunk().map_or(0, |first| u64::from_be_bytes(*first))
}
