//! Enumerations, flags and parameter names of libvirt's common API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

enumeration! {
    /// libvirt's `virConnectCloseReason`.
    pub enum ConnectCloseReason {
        /// `VIR_CONNECT_CLOSE_REASON_ERROR`, since 0.10.0.
        Error = 0,
        /// `VIR_CONNECT_CLOSE_REASON_EOF`, since 0.10.0.
        Eof = 1,
        /// `VIR_CONNECT_CLOSE_REASON_KEEPALIVE`, since 0.10.0.
        KeepAlive = 2,
        /// `VIR_CONNECT_CLOSE_REASON_CLIENT`, since 0.10.0.
        Client = 3,
    }
}

bitflags! {
    /// libvirt's `virTypedParameterFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct TypedParameterFlags: u32 {
        /// `VIR_TYPED_PARAM_STRING_OKAY`, since 0.9.8.
        const PARAM_STRING_OKAY = 1 << 2;
    }
}

enumeration! {
    /// libvirt's `virTypedParameterType`.
    pub enum TypedParameterType {
        /// `VIR_TYPED_PARAM_INT`, since 0.9.2.
        Int = 1,
        /// `VIR_TYPED_PARAM_UINT`, since 0.9.2.
        UnsignedInt = 2,
        /// `VIR_TYPED_PARAM_LLONG`, since 0.9.2.
        Long = 3,
        /// `VIR_TYPED_PARAM_ULLONG`, since 0.9.2.
        UnsignedLong = 4,
        /// `VIR_TYPED_PARAM_DOUBLE`, since 0.9.2.
        Double = 5,
        /// `VIR_TYPED_PARAM_BOOLEAN`, since 0.9.2.
        Boolean = 6,
        /// `VIR_TYPED_PARAM_STRING`, since 0.9.8.
        String = 7,
    }
}
