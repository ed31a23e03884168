//! Enumerations, flags and parameter names of libvirt's domain_checkpoint API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virDomainCheckpointCreateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainCheckpointCreateFlags: u32 {
        /// `VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE`, since 5.6.0.
        const REDEFINE = 1 << 0;
        /// `VIR_DOMAIN_CHECKPOINT_CREATE_QUIESCE`, since 5.6.0.
        const QUIESCE = 1 << 1;
        /// `VIR_DOMAIN_CHECKPOINT_CREATE_REDEFINE_VALIDATE`, since 6.10.0.
        const REDEFINE_VALIDATE = 1 << 2;
    }
}

bitflags! {
    /// libvirt's `virDomainCheckpointDeleteFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainCheckpointDeleteFlags: u32 {
        /// `VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN`, since 5.6.0.
        const CHILDREN = 1 << 0;
        /// `VIR_DOMAIN_CHECKPOINT_DELETE_METADATA_ONLY`, since 5.6.0.
        const METADATA_ONLY = 1 << 1;
        /// `VIR_DOMAIN_CHECKPOINT_DELETE_CHILDREN_ONLY`, since 5.6.0.
        const CHILDREN_ONLY = 1 << 2;
    }
}

bitflags! {
    /// libvirt's `virDomainCheckpointListFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainCheckpointListFlags: u32 {
        /// `VIR_DOMAIN_CHECKPOINT_LIST_DESCENDANTS`, since 5.6.0.
        const DESCENDANTS = 1 << 0;
        /// `VIR_DOMAIN_CHECKPOINT_LIST_ROOTS`, since 5.6.0.
        const ROOTS = 1 << 0;
        /// `VIR_DOMAIN_CHECKPOINT_LIST_TOPOLOGICAL`, since 5.6.0.
        const TOPOLOGICAL = 1 << 1;
        /// `VIR_DOMAIN_CHECKPOINT_LIST_LEAVES`, since 5.6.0.
        const LEAVES = 1 << 2;
        /// `VIR_DOMAIN_CHECKPOINT_LIST_NO_LEAVES`, since 5.6.0.
        const NO_LEAVES = 1 << 3;
    }
}

bitflags! {
    /// libvirt's `virDomainCheckpointXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainCheckpointXmlFlags: u32 {
        /// `VIR_DOMAIN_CHECKPOINT_XML_SECURE`, since 5.6.0.
        const SECURE = 1 << 0;
        /// `VIR_DOMAIN_CHECKPOINT_XML_NO_DOMAIN`, since 5.6.0.
        const NO_DOMAIN = 1 << 1;
        /// `VIR_DOMAIN_CHECKPOINT_XML_SIZE`, since 5.6.0.
        const SIZE = 1 << 2;
    }
}
