//! What stateful drivers need of a host: folders, object stores, jobs, child processes.

mod boot;
mod error;
pub mod folders;
pub mod node;
pub mod store;
mod time;

pub use folders::{Folders, Role, RootLock};
pub use store::ObjectStore;
