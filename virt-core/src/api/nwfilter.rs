//! Enumerations, flags and parameter names of libvirt's nwfilter API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virNWFilterBindingCreateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NwFilterBindingCreateFlags: u32 {
        /// `VIR_NWFILTER_BINDING_CREATE_VALIDATE`, since 7.8.0.
        const NWFILTER_BINDING_CREATE_VALIDATE = 1 << 0;
    }
}

bitflags! {
    /// libvirt's `virNWFilterDefineFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct NwFilterDefineFlags: u32 {
        /// `VIR_NWFILTER_DEFINE_VALIDATE`, since 7.7.0.
        const NWFILTER_DEFINE_VALIDATE = 1 << 0;
    }
}
