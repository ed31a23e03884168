//! `<on_poweroff>` and its kin, and `<pm>`.

use crate::xml::{XmlElement, XmlValue};

/// What happens when a guest powers off or reboots.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum LifecycleAction {
    /// It ends, and all it used is free again.
    Destroy,
    /// It starts again.
    Restart,
    /// It ends, and what it used is kept for a look.
    Preserve,
    /// It starts again under a new name.
    RenameRestart,
}

/// What happens when a guest crashes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum CrashAction {
    /// It ends, and all it used is free again.
    Destroy,
    /// It starts again.
    Restart,
    /// It ends, and what it used is kept for a look.
    Preserve,
    /// It starts again under a new name.
    RenameRestart,
    /// Its memory is dumped, then it ends.
    CoredumpDestroy,
    /// Its memory is dumped, then it starts again.
    CoredumpRestart,
}

/// What happens when a guest's locks on its disks are lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum LockFailureAction {
    /// It is powered off.
    Poweroff,
    /// It is powered off and started again, which takes the locks again.
    Restart,
    /// It is paused, until somebody resumes it.
    Pause,
    /// Nothing: it keeps running.
    Ignore,
}

/// Which sleep states the firmware offers: `<pm>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct PowerManagement {
    /// Sleep in memory (S3). Default: the hypervisor's choice.
    #[xml(path = "suspend-to-mem/@enabled")]
    pub suspend_to_mem: Option<bool>,
    /// Sleep on disk (S4). Default: the hypervisor's choice.
    #[xml(path = "suspend-to-disk/@enabled")]
    pub suspend_to_disk: Option<bool>,
}
