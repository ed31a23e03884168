//! What a pool's source holds, in a pool of each type.

use super::StoragePoolType;
use crate::xml::XmlValue;

/// What a pool's source holds: `<format type='ext4'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the formats' own names")]
pub enum StoragePoolFormat {
    /// Whatever it turns out to be.
    Auto,
    Ext2,
    Ext3,
    Ext4,
    Ufs,
    Iso9660,
    Udf,
    Gfs,
    Gfs2,
    Vfat,
    #[xml(name = "hfs+")]
    HfsPlus,
    Xfs,
    Ocfs2,
    Vmfs,
    Nfs,
    #[xml(name = "glusterfs")]
    GlusterFs,
    Cifs,
    /// A partition table that the driver has to find out.
    Unknown,
    Dos,
    Dvh,
    Gpt,
    Mac,
    Bsd,
    Pc98,
    Sun,
    Lvm2,
}

impl StoragePoolFormat {
    /// The formats that a pool of this type can have, the default first; none where a pool of
    /// the type says nothing about formats.
    pub fn of(pool_type: StoragePoolType) -> &'static [StoragePoolFormat] {
        use StoragePoolFormat::*;

        match pool_type {
            StoragePoolType::Fs => &[
                Auto, Ext2, Ext3, Ext4, Ufs, Iso9660, Udf, Gfs, Gfs2, Vfat, HfsPlus, Xfs, Ocfs2,
                Vmfs,
            ],
            StoragePoolType::Netfs => &[Auto, Nfs, GlusterFs, Cifs],
            StoragePoolType::Disk => &[Unknown, Dos, Dvh, Gpt, Mac, Bsd, Pc98, Sun, Lvm2],
            StoragePoolType::Logical => &[Lvm2, Unknown],
            _ => &[],
        }
    }
}
