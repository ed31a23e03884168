//! `<iotune>` and `<throttlegroup>`: how much a disk may do.

use crate::config::{Problems, Validate};
use crate::xml::XmlElement;

/// How much a disk may do a second: `<iotune>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct IoTune {
    /// The limits.
    #[xml(flatten)]
    pub limits: IoLimits,
    /// The disks of the same name share the limits. Default: each disk has its own.
    #[xml(value)]
    pub group_name: Option<String>,
    /// How long bursts last.
    #[xml(flatten)]
    pub bursts: BurstLengths,
}

/// A group of limits that disks of a domain go through: `<throttlegroup>`. Since libvirt 11.2.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ThrottleGroup {
    /// The limits.
    #[xml(flatten)]
    pub limits: IoLimits,
    /// How long bursts last.
    #[xml(flatten)]
    pub bursts: BurstLengths,
    /// The name, unique in the domain.
    #[xml(value)]
    pub group_name: Option<String>,
}

/// The groups of limits that disks of a domain go through: `<throttlegroups>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct ThrottleGroups {
    /// The groups.
    #[xml(child = "throttlegroup")]
    pub groups: Vec<ThrottleGroup>,
}

/// How much a disk may do a second; 0 is without a limit.
///
/// A total and a limit for reading or writing of the same kind exclude each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct IoLimits {
    /// Bytes, read and written.
    #[xml(value)]
    pub total_bytes_sec: Option<u64>,
    /// Bytes read.
    #[xml(value)]
    pub read_bytes_sec: Option<u64>,
    /// Bytes written.
    #[xml(value)]
    pub write_bytes_sec: Option<u64>,
    /// Requests of both kinds.
    #[xml(value)]
    pub total_iops_sec: Option<u64>,
    /// Requests to read.
    #[xml(value)]
    pub read_iops_sec: Option<u64>,
    /// Requests to write.
    #[xml(value)]
    pub write_iops_sec: Option<u64>,
    /// Bytes of both kinds in a burst.
    #[xml(value)]
    pub total_bytes_sec_max: Option<u64>,
    /// Bytes read in a burst.
    #[xml(value)]
    pub read_bytes_sec_max: Option<u64>,
    /// Bytes written in a burst.
    #[xml(value)]
    pub write_bytes_sec_max: Option<u64>,
    /// Requests of both kinds in a burst.
    #[xml(value)]
    pub total_iops_sec_max: Option<u64>,
    /// Requests to read in a burst.
    #[xml(value)]
    pub read_iops_sec_max: Option<u64>,
    /// Requests to write in a burst.
    #[xml(value)]
    pub write_iops_sec_max: Option<u64>,
    /// The bytes that count as one request; a longer one counts as several. Default: all count as
    /// one.
    #[xml(value)]
    pub size_iops_sec: Option<u64>,
}

/// How many seconds bursts last. Default: 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct BurstLengths {
    /// That of [`IoLimits::total_bytes_sec_max`].
    #[xml(value)]
    pub total_bytes_sec_max_length: Option<u64>,
    /// That of [`IoLimits::read_bytes_sec_max`].
    #[xml(value)]
    pub read_bytes_sec_max_length: Option<u64>,
    /// That of [`IoLimits::write_bytes_sec_max`].
    #[xml(value)]
    pub write_bytes_sec_max_length: Option<u64>,
    /// That of [`IoLimits::total_iops_sec_max`].
    #[xml(value)]
    pub total_iops_sec_max_length: Option<u64>,
    /// That of [`IoLimits::read_iops_sec_max`].
    #[xml(value)]
    pub read_iops_sec_max_length: Option<u64>,
    /// That of [`IoLimits::write_iops_sec_max`].
    #[xml(value)]
    pub write_iops_sec_max_length: Option<u64>,
}

impl Validate for IoLimits {
    fn collect_problems(&self, problems: &mut Problems) {
        let kinds = [
            ("bytes_sec", self.total_bytes_sec, self.read_bytes_sec, self.write_bytes_sec),
            ("iops_sec", self.total_iops_sec, self.read_iops_sec, self.write_iops_sec),
            (
                "bytes_sec_max",
                self.total_bytes_sec_max,
                self.read_bytes_sec_max,
                self.write_bytes_sec_max,
            ),
            (
                "iops_sec_max",
                self.total_iops_sec_max,
                self.read_iops_sec_max,
                self.write_iops_sec_max,
            ),
        ];
        let given = |limit: Option<u64>| limit.is_some_and(|limit| limit > 0);
        for (name, total, read, write) in kinds {
            if given(total) && (given(read) || given(write)) {
                let message =
                    format!("total_{name} excludes read_{name} and write_{name}: choose one way");
                problems.report_at(&format!("total_{name}"), message);
            }
        }
    }
}

impl Validate for ThrottleGroups {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.each("throttlegroup", &self.groups, |group, problems| {
            group.limits.collect_problems(problems);
            let Some(name) = &group.group_name else {
                let message = "a <throttlegroup> needs a <group_name>, by which disks name it";
                return problems.report_at("group_name", message);
            };
            let same = |other: &&ThrottleGroup| other.group_name.as_ref() == Some(name);
            if self.groups.iter().find(same).is_some_and(|first| !std::ptr::eq(first, group)) {
                problems.report_at("group_name", format!("there is a group '{name}' already"));
            }
        });
    }
}
