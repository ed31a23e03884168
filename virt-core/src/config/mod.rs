//! Object definitions as plain structs: what stands in a document, nothing more.
//!
//! A definition goes through three passes that know nothing of each other:
//!
//! 1. **reading** gives what was written: what the author left out is `None`;
//! 2. **filling in** (`fill_defaults`) adds what libvirt adds for every driver alike;
//! 3. **validating** (`validate`) says what cannot work whichever driver runs it. Drivers add
//!    their own filling and validating behind these.
//!
//! To add an element to a model, add a field that says where it stands; see
//! [`XmlElement`](macro@crate::xml::XmlElement).

mod architecture;
pub mod attachment;
pub mod backup;
pub mod capabilities;
pub mod checkpoint;
mod cookie;
mod date_time;
mod device_label;
mod diff;
mod document_kind;
pub mod domain;
pub mod domain_capabilities;
pub mod domain_status;
pub mod encryption;
mod host_device;
pub mod interface;
mod ip;
mod mac;
pub mod network;
pub mod network_port;
pub mod node_device;
pub mod nwfilter;
pub mod nwfilter_binding;
mod problem;
mod root;
pub mod save_image;
pub mod secret;
pub mod snapshot;
mod spelled;
pub mod storage;
mod zero_one;

pub use architecture::Architecture;
pub use backup::DomainBackupConfig;
pub use capabilities::Capabilities;
pub use checkpoint::DomainCheckpointConfig;
pub use cookie::DriverCookie;
pub use date_time::DateTime;
pub use device_label::DeviceSecurityLabel;
pub use diff::{Change, ChangeKind, diff};
pub use document_kind::{DocumentKind, Rewriting, Rewritten};
pub use domain::DomainConfig;
pub use domain_capabilities::DomainCapabilities;
pub use domain_status::DomainStatusDocument;
pub use host_device::{HandOver, HostDeviceDriver};
pub use interface::InterfaceConfig;
pub use ip::IpFamily;
pub use mac::MacAddress;
pub use network::NetworkConfig;
pub use network_port::NetworkPortConfig;
pub use node_device::NodeDeviceConfig;
pub use nwfilter::FilterConfig;
pub use nwfilter_binding::FilterBindingConfig;
pub use problem::{Problem, Problems, Validate};
pub use root::Configuration;
pub use secret::SecretConfig;
pub use snapshot::DomainSnapshotConfig;
pub use spelled::Spelled;
pub use storage::{StoragePoolConfig, StorageVolumeConfig};
pub use zero_one::ZeroOne;
