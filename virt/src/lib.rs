//! Manage virtual machines through one API, whatever the hypervisor.
//!
//! ```
//! use virt::Connect;
//!
//! # fn main() -> virt::Result<()> {
//! let connect = Connect::open("test:///default")?;
//! for domain in connect.domains(Default::default())? {
//!     println!("{}: {:?}", domain.name(), domain.status()?);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Which drivers a program contains is a matter of cargo features, one a driver; which of them
//! serves a connection is decided by the scheme of its URI at run time. Calls block their thread
//! and no other; [`Events`] can be iterated, polled, or waited for on its descriptor. Async
//! programs find their way in with the features `tokio` and `stream`.

#[cfg(feature = "tokio")]
pub mod asynchronous;
mod connect;
mod domain;
mod domain_devices;
mod drivers;
mod events;
mod node;
mod node_device;
mod node_devices;
mod options;

pub use connect::Connect;
pub use domain::Domain;
#[cfg(feature = "stream")]
pub use events::EventStream;
pub use events::Events;
pub use node::Node;
pub use node_device::NodeDevice;
pub use options::{DestroyMode, RebootMode, ShutdownMode};

pub use virt_core::connection::{OpenOptions, Settings};
#[cfg(feature = "serde")]
pub use virt_core::data;
pub use virt_core::driver::domain::{AutostartSetting, DomainInfo, DomainStatus, SecurityLabel};
pub use virt_core::driver::node::{Explanation, NodeInfo, Obstacle, SecurityModel, Severity};
pub use virt_core::driver::node_device::{ChangeToken, Changes, NodeDeviceKey};
pub use virt_core::event::{DomainEvent, DomainEventKind, Event, EventFilter};
pub use virt_core::registry::{DriverEntry, Registry};
pub use virt_core::{Error, ErrorKind, ErrorOrigin, Result};
pub use virt_core::{
    api, config, cpu_set, event, event_loop, object, selector, stream, units, uri, xml,
};

// What the READMEs show has to work.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
#[cfg(all(doctest, feature = "qemu", feature = "test"))]
#[doc = include_str!("../../README.md")]
struct WorkspaceReadme;
