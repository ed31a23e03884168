//! Enumerations, flags and parameter names of libvirt's stream API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virStreamEventType`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StreamEventType: u32 {
        /// `VIR_STREAM_EVENT_READABLE`, since 0.7.2.
        const READABLE = 1 << 0;
        /// `VIR_STREAM_EVENT_WRITABLE`, since 0.7.2.
        const WRITABLE = 1 << 1;
        /// `VIR_STREAM_EVENT_ERROR`, since 0.7.2.
        const ERROR = 1 << 2;
        /// `VIR_STREAM_EVENT_HANGUP`, since 0.7.2.
        const HANGUP = 1 << 3;
    }
}

bitflags! {
    /// libvirt's `virStreamFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StreamFlags: u32 {
        /// `VIR_STREAM_NONBLOCK`, since 0.7.2.
        const NONBLOCK = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virStreamRecvFlagsValues`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct StreamRecvFlags: u32 {
        /// `VIR_STREAM_RECV_STOP_AT_HOLE`, since 3.4.0.
        const STOP_AT_HOLE = 1 << 0;
    }
}
