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

pub mod attachment;
pub mod capabilities;
pub mod domain;
mod ip;
mod mac;
pub mod network;
mod root;
mod spelled;

pub use capabilities::Capabilities;
pub use domain::DomainConfig;
pub use ip::IpFamily;
pub use mac::MacAddress;
pub use network::NetworkConfig;
pub use spelled::Spelled;
