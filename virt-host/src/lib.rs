//! What stateful drivers need of a host: folders, object stores, jobs, child processes.

mod boot;
mod deadline;
mod error;
pub mod folders;
pub mod node;
pub mod process;
pub mod store;
mod time;

pub use deadline::Deadline;
pub use folders::{Folders, RootLock};
pub use process::Process;
pub use store::ObjectStore;
