//! Child processes: started through descriptors without a shell, watched through pidfds, taken
//! over after a restart.

mod exit;
mod handle;
mod identity;
mod launch;
mod limits;
mod log;
mod log_watcher;
mod note;
mod orphans;
mod parent_thread;
mod prepared;
mod signals;
mod spawn;

pub use exit::Exit;
pub use handle::Process;
pub use identity::ProcessIdentity;
pub use launch::Launch;
pub use limits::LimitedResource;
pub use log::{BoundedLog, LogLimits};
pub use log_watcher::LogWatcher;

pub(crate) use orphans::add as reap_later;
pub(crate) use prepared::gaps;
pub(crate) use signals::SignalsBlocked;
