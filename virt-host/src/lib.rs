//! What stateful drivers need of a host: folders, object stores, jobs, child processes.

mod boot;
mod deadline;
mod error;
pub mod folders;
mod job;
pub mod kernel_call;
pub mod netlink;
pub mod node;
mod object_table;
pub mod pci;
pub mod process;
mod published;
pub mod store;
mod time;

pub use boot::boot_id;
pub use deadline::Deadline;
pub use folders::{Folders, RootLock};
pub use job::{Job, JobGuard, JobSlot};
pub use kernel_call::{KernelCall, kernel_write};
pub use object_table::{Listed, ObjectTable};
pub use process::Process;
pub use published::Published;
pub use store::ObjectStore;
