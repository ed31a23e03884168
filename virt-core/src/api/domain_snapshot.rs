//! Enumerations, flags and parameter names of libvirt's domain_snapshot API. Written by
//! `cargo xtask codegen`.

use bitflags::bitflags;

bitflags! {
    /// libvirt's `virDomainSnapshotCreateFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSnapshotCreateFlags: u32 {
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_REDEFINE`, since 0.9.5.
        const REDEFINE = 1 << 0;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_CURRENT`, since 0.9.5.
        const CURRENT = 1 << 1;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_NO_METADATA`, since 0.9.5.
        const NO_METADATA = 1 << 2;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_HALT`, since 0.9.5.
        const HALT = 1 << 3;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY`, since 0.9.5.
        const DISK_ONLY = 1 << 4;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_REUSE_EXT`, since 0.9.10.
        const REUSE_EXT = 1 << 5;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE`, since 0.9.10.
        const QUIESCE = 1 << 6;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_ATOMIC`, since 0.9.11.
        const ATOMIC = 1 << 7;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_LIVE`, since 1.0.1.
        const LIVE = 1 << 8;
        /// `VIR_DOMAIN_SNAPSHOT_CREATE_VALIDATE`, since 5.6.0.
        const VALIDATE = 1 << 9;
    }
}

bitflags! {
    /// libvirt's `virDomainSnapshotDeleteFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSnapshotDeleteFlags: u32 {
        /// `VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN`, since 0.8.0.
        const CHILDREN = 1 << 0;
        /// `VIR_DOMAIN_SNAPSHOT_DELETE_METADATA_ONLY`, since 0.9.5.
        const METADATA_ONLY = 1 << 1;
        /// `VIR_DOMAIN_SNAPSHOT_DELETE_CHILDREN_ONLY`, since 0.9.5.
        const CHILDREN_ONLY = 1 << 2;
    }
}

bitflags! {
    /// libvirt's `virDomainSnapshotListFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSnapshotListFlags: u32 {
        /// `VIR_DOMAIN_SNAPSHOT_LIST_DESCENDANTS`, since 0.9.7.
        const DESCENDANTS = 1 << 0;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_ROOTS`, since 0.9.5.
        const ROOTS = 1 << 0;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_METADATA`, since 0.9.5.
        const METADATA = 1 << 1;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_LEAVES`, since 0.9.7.
        const LEAVES = 1 << 2;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_NO_LEAVES`, since 0.9.13.
        const NO_LEAVES = 1 << 3;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_NO_METADATA`, since 0.9.13.
        const NO_METADATA = 1 << 4;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_INACTIVE`, since 1.0.1.
        const INACTIVE = 1 << 5;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_ACTIVE`, since 1.0.1.
        const ACTIVE = 1 << 6;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_DISK_ONLY`, since 1.0.1.
        const DISK_ONLY = 1 << 7;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_INTERNAL`, since 1.0.1.
        const INTERNAL = 1 << 8;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_EXTERNAL`, since 1.0.1.
        const EXTERNAL = 1 << 9;
        /// `VIR_DOMAIN_SNAPSHOT_LIST_TOPOLOGICAL`, since 5.2.0.
        const TOPOLOGICAL = 1 << 10;
    }
}

bitflags! {
    /// libvirt's `virDomainSnapshotRevertFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSnapshotRevertFlags: u32 {
        /// `VIR_DOMAIN_SNAPSHOT_REVERT_RUNNING`, since 0.9.5.
        const RUNNING = 1 << 0;
        /// `VIR_DOMAIN_SNAPSHOT_REVERT_PAUSED`, since 0.9.5.
        const PAUSED = 1 << 1;
        /// `VIR_DOMAIN_SNAPSHOT_REVERT_FORCE`, since 0.9.7.
        const FORCE = 1 << 2;
        /// `VIR_DOMAIN_SNAPSHOT_REVERT_RESET_NVRAM`, since 8.1.0.
        const RESET_NVRAM = 1 << 3;
    }
}

bitflags! {
    /// libvirt's `virDomainSnapshotXMLFlags`.
    #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
    pub struct DomainSnapshotXmlFlags: u32 {
        /// `VIR_DOMAIN_SNAPSHOT_XML_SECURE`, since 5.1.0.
        const SECURE = 1;
    }
}
