//! `<capabilities>`: what of the kernel's privileges a container has.

use super::SwitchedFeature;
use crate::xml::{XmlElement, XmlValue};

/// What of the kernel's privileges a container has: `<capabilities policy='default'>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
#[xml(unknown = "capability feature")]
pub struct ContainerCapabilities {
    /// What holds for all that is not listed. Default: default.
    #[xml(attribute)]
    pub policy: Option<CapabilitiesPolicy>,
    /// Turning the kernel's auditing on and off, and changing its rules.
    #[xml(child)]
    pub audit_control: Option<SwitchedFeature>,
    /// Writing records into the kernel's audit log.
    #[xml(child)]
    pub audit_write: Option<SwitchedFeature>,
    /// Keeping the host from going to sleep.
    #[xml(child)]
    pub block_suspend: Option<SwitchedFeature>,
    /// Giving files to other users.
    #[xml(child)]
    pub chown: Option<SwitchedFeature>,
    /// Ignoring the permissions of files.
    #[xml(child)]
    pub dac_override: Option<SwitchedFeature>,
    /// Reading files and searching folders in spite of their permissions.
    #[xml(child)]
    pub dac_read_search: Option<SwitchedFeature>,
    /// Doing to files what only their owners may.
    #[xml(child)]
    pub fowner: Option<SwitchedFeature>,
    /// Keeping the set-user-ID bit of files that are changed.
    #[xml(child)]
    pub fsetid: Option<SwitchedFeature>,
    /// Locking memory.
    #[xml(child)]
    pub ipc_lock: Option<SwitchedFeature>,
    /// Ignoring the permissions of System V's messages and shared memory.
    #[xml(child)]
    pub ipc_owner: Option<SwitchedFeature>,
    /// Signalling any process.
    #[xml(child)]
    pub kill: Option<SwitchedFeature>,
    /// Leases on files of others.
    #[xml(child)]
    pub lease: Option<SwitchedFeature>,
    /// Making files immutable and append-only.
    #[xml(child)]
    pub linux_immutable: Option<SwitchedFeature>,
    /// Changing the rules of mandatory access control.
    #[xml(child)]
    pub mac_admin: Option<SwitchedFeature>,
    /// Ignoring mandatory access control.
    #[xml(child)]
    pub mac_override: Option<SwitchedFeature>,
    /// Making device nodes.
    #[xml(child)]
    pub mknod: Option<SwitchedFeature>,
    /// Configuring networks.
    #[xml(child)]
    pub net_admin: Option<SwitchedFeature>,
    /// Listening on ports below 1024.
    #[xml(child)]
    pub net_bind_service: Option<SwitchedFeature>,
    /// Broadcasts, and listening to multicasts.
    #[xml(child)]
    pub net_broadcast: Option<SwitchedFeature>,
    /// Raw sockets and packet sockets.
    #[xml(child)]
    pub net_raw: Option<SwitchedFeature>,
    /// Becoming members of any group.
    #[xml(child)]
    pub setgid: Option<SwitchedFeature>,
    /// Giving capabilities to files.
    #[xml(child)]
    pub setfcap: Option<SwitchedFeature>,
    /// Changing the capabilities of processes.
    #[xml(child)]
    pub setpcap: Option<SwitchedFeature>,
    /// Becoming any user.
    #[xml(child)]
    pub setuid: Option<SwitchedFeature>,
    /// A great many of the administrator's tasks, such as mounting file systems.
    #[xml(child)]
    pub sys_admin: Option<SwitchedFeature>,
    /// Rebooting, and loading another kernel.
    #[xml(child)]
    pub sys_boot: Option<SwitchedFeature>,
    /// Changing the root folder.
    #[xml(child)]
    pub sys_chroot: Option<SwitchedFeature>,
    /// Loading modules into the kernel.
    #[xml(child)]
    pub sys_module: Option<SwitchedFeature>,
    /// Raising priorities, and choosing schedulers and processors.
    #[xml(child)]
    pub sys_nice: Option<SwitchedFeature>,
    /// Accounting of processes.
    #[xml(child)]
    pub sys_pacct: Option<SwitchedFeature>,
    /// Tracing any process.
    #[xml(child)]
    pub sys_ptrace: Option<SwitchedFeature>,
    /// Ports and memory of the hardware.
    #[xml(child)]
    pub sys_rawio: Option<SwitchedFeature>,
    /// Exceeding limits on resources.
    #[xml(child)]
    pub sys_resource: Option<SwitchedFeature>,
    /// Setting the clock.
    #[xml(child)]
    pub sys_time: Option<SwitchedFeature>,
    /// Configuring terminals, and hanging them up.
    #[xml(child)]
    pub sys_tty_config: Option<SwitchedFeature>,
    /// The kernel's log.
    #[xml(child)]
    pub syslog: Option<SwitchedFeature>,
    /// Timers that wake the host up.
    #[xml(child)]
    pub wake_alarm: Option<SwitchedFeature>,
}

impl ContainerCapabilities {
    pub(super) fn all_mut(&mut self) -> [&mut Option<SwitchedFeature>; 37] {
        [
            &mut self.audit_control,
            &mut self.audit_write,
            &mut self.block_suspend,
            &mut self.chown,
            &mut self.dac_override,
            &mut self.dac_read_search,
            &mut self.fowner,
            &mut self.fsetid,
            &mut self.ipc_lock,
            &mut self.ipc_owner,
            &mut self.kill,
            &mut self.lease,
            &mut self.linux_immutable,
            &mut self.mac_admin,
            &mut self.mac_override,
            &mut self.mknod,
            &mut self.net_admin,
            &mut self.net_bind_service,
            &mut self.net_broadcast,
            &mut self.net_raw,
            &mut self.setgid,
            &mut self.setfcap,
            &mut self.setpcap,
            &mut self.setuid,
            &mut self.sys_admin,
            &mut self.sys_boot,
            &mut self.sys_chroot,
            &mut self.sys_module,
            &mut self.sys_nice,
            &mut self.sys_pacct,
            &mut self.sys_ptrace,
            &mut self.sys_rawio,
            &mut self.sys_resource,
            &mut self.sys_time,
            &mut self.sys_tty_config,
            &mut self.syslog,
            &mut self.wake_alarm,
        ]
    }
}

/// What a container may do of which nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum CapabilitiesPolicy {
    /// What the driver finds safe.
    Default,
    /// Everything.
    Allow,
    /// Nothing.
    Deny,
}
