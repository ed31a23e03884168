//! `<idmap>`: which of the host's users and groups those of a container are.

use crate::ErrorKind;
use crate::config::{Problems, Validate};
use crate::xml::XmlElement;

/// Which of the host's users and groups those of a container are: `<idmap>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct IdMap {
    /// The users.
    #[xml(child = "uid")]
    pub users: Vec<IdRange>,
    /// The groups.
    #[xml(child = "gid")]
    pub groups: Vec<IdRange>,
}

/// A range of users or groups: `<uid start='0' target='100000' count='65536'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, XmlElement)]
pub struct IdRange {
    /// The first one's number in the container.
    #[xml(attribute)]
    pub start: u32,
    /// The first one's number on the host.
    #[xml(attribute)]
    pub target: u32,
    /// How many there are.
    #[xml(attribute)]
    pub count: u32,
}

impl IdMap {
    /// Ranges are sorted by their start.
    pub(super) fn fill_defaults(&mut self) {
        self.users.sort_by_key(|range| range.start);
        self.groups.sort_by_key(|range| range.start);
    }
}

impl Validate for IdMap {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.users.is_empty() != self.groups.is_empty() {
            let message = "users and groups are mapped both or not at all";
            return problems.report_as(ErrorKind::ConfigUnsupported, message);
        }
        for (name, ranges) in [("uid", &self.users), ("gid", &self.groups)] {
            if !ranges.is_empty() && !ranges.iter().any(|range| range.start == 0) {
                let message = format!("no <{name}> starts at 0, which is the container's root");
                problems.report_as(ErrorKind::ConfigUnsupported, message);
            }
        }
    }
}
