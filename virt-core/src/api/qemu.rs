//! Enumerations, flags and parameter names of libvirt's qemu API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virConnectDomainQemuMonitorEventRegisterFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct ConnectDomainQemuMonitorEventRegisterFlags: u32 {
        /// `VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_REGEX`, since 1.2.3.
        const REGEX = 1 << 0;
        /// `VIR_CONNECT_DOMAIN_QEMU_MONITOR_EVENT_REGISTER_NOCASE`, since 1.2.3.
        const NOCASE = 1 << 1;
    }
}

enumeration! {
    /// libvirt's `virDomainQemuAgentCommandTimeoutValues`.
    pub enum DomainQemuAgentCommandTimeout {
        /// `VIR_DOMAIN_QEMU_AGENT_COMMAND_BLOCK`, since 0.10.0.
        Block = -2,
        /// `VIR_DOMAIN_QEMU_AGENT_COMMAND_DEFAULT`, since 0.10.0.
        Default = -1,
        /// `VIR_DOMAIN_QEMU_AGENT_COMMAND_NOWAIT`, since 0.10.0.
        NoWait = 0,
        /// `VIR_DOMAIN_QEMU_AGENT_COMMAND_SHUTDOWN`, since 1.2.15.
        Shutdown = 60,
    }
}

bitflags! {
    /// libvirt's `virDomainQemuMonitorCommandFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainQemuMonitorCommandFlags: u32 {
        /// `VIR_DOMAIN_QEMU_MONITOR_COMMAND_HMP`, since 0.8.8.
        const HMP = 1 << 0;
    }
}
