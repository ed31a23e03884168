//! `<target>` of a volume: where and what it is on the host.

use std::fmt;

use super::{ClusterSize, Permissions};
use crate::config::encryption::Encryption;
use crate::xml::{Escaped, ValueError, XmlElement, XmlValue};

/// Where and what a volume is on the host: `<target>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
#[xml(empty = "open")]
pub struct StorageVolumeTarget {
    /// The path or URI; the driver says it.
    #[xml(value)]
    pub path: Option<String>,
    /// The format. Default: that of volumes in the pool.
    #[xml(path = "format/@type")]
    pub format: Option<StorageVolumeFormat>,
    /// Who may use it. Default: what the driver gives.
    #[xml(child)]
    pub permissions: Option<Permissions>,
    /// When it was used; measured.
    #[xml(child)]
    pub timestamps: Option<Timestamps>,
    /// How it is encrypted. Default: not.
    #[xml(child)]
    pub encryption: Option<Encryption>,
    /// The oldest QEMU that can use a qcow2 image: `0.10` or `1.1`. Default: 1.1 where the
    /// definition has features or a size of clusters, and else the driver's.
    #[xml(value)]
    pub compat: Option<String>,
    /// Whether a new file on Btrfs is not copied on write. A question to the driver that makes
    /// the volume: descriptions of volumes that are there never have it.
    #[xml(flag)]
    pub nocow: bool,
    /// The size of a qcow2 image's clusters. Default: QEMU's.
    #[xml(child = "clusterSize")]
    pub cluster_size: Option<ClusterSize>,
    /// What a qcow2 image can do.
    #[xml(child)]
    pub features: Option<StorageVolumeFeatures>,
}

/// What a qcow2 image can do: `<features>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct StorageVolumeFeatures {
    /// Counting references later, which is faster and needs a repair after a crash.
    #[xml(flag)]
    pub lazy_refcounts: bool,
    /// Allocating parts of clusters.
    #[xml(flag)]
    pub extended_l2: bool,
}

/// The format of a volume: of images in files, of file systems, or of partitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the formats' own names")]
pub enum StorageVolumeFormat {
    Unknown,
    Raw,
    Dir,
    Bochs,
    Cloop,
    Dmg,
    Iso,
    Vpc,
    Vdi,
    Fat,
    Vhd,
    Ploop,
    Luks,
    Cow,
    Qcow,
    Qcow2,
    Qed,
    Vmdk,
    None,
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
    Linux,
    Fat16,
    Fat32,
    LinuxSwap,
    LinuxLvm,
    LinuxRaid,
    Extended,
}

/// When a file was used: `<timestamps>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct Timestamps {
    /// When it was last read.
    #[xml(value)]
    pub atime: Option<Timestamp>,
    /// When its content last changed.
    #[xml(value)]
    pub mtime: Option<Timestamp>,
    /// When anything about it last changed.
    #[xml(value)]
    pub ctime: Option<Timestamp>,
    /// When it was made.
    #[xml(value)]
    pub btime: Option<Timestamp>,
}

/// A point in time: `1341933637.273190990`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp {
    /// Seconds since 1970.
    pub seconds: u64,
    /// Nanoseconds in the second: below a billion.
    pub nanoseconds: u32,
}

/// Seconds, and nine digits behind a dot unless they are zero.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nanoseconds {
            0 => write!(f, "{}", self.seconds),
            nanoseconds => write!(f, "{}.{nanoseconds:09}", self.seconds),
        }
    }
}

impl XmlValue for Timestamp {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        read(text.trim_ascii()).ok_or(ValueError::Expected("seconds such as 1341933637.273190990"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write_plain(&self.to_string());
    }
}

fn read(text: &str) -> Option<Timestamp> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
    if !digits(seconds) || !digits(fraction) || fraction.len() > 9 {
        return None;
    }
    let nanoseconds = format!("{fraction:0<9}").parse().ok()?;
    Some(Timestamp { seconds: seconds.parse().ok()?, nanoseconds })
}
