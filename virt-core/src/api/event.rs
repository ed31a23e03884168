//! Enumerations, flags and parameter names of libvirt's event API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virEventHandleType`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct EventHandleType: u32 {
        /// `VIR_EVENT_HANDLE_READABLE`, since 0.5.0.
        const READABLE = 1 << 0;
        /// `VIR_EVENT_HANDLE_WRITABLE`, since 0.5.0.
        const WRITABLE = 1 << 1;
        /// `VIR_EVENT_HANDLE_ERROR`, since 0.5.0.
        const ERROR = 1 << 2;
        /// `VIR_EVENT_HANDLE_HANGUP`, since 0.5.0.
        const HANGUP = 1 << 3;
    }
}
