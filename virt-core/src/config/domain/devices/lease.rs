//! `<lease>`: what a lock manager grants to a running guest.

use crate::config::{Problems, Validate};
use crate::xml::XmlElement;

/// What a lock manager grants to a running guest: `<lease>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Lease {
    /// The space that the key is in.
    #[xml(value)]
    pub lockspace: Option<String>,
    /// The key, unique in its space.
    #[xml(value)]
    pub key: Option<String>,
    /// Where the lease is kept.
    #[xml(child)]
    pub target: Option<LeaseTarget>,
}

impl Lease {
    /// A lease that is kept at the start of a file or device.
    pub fn new(lockspace: impl Into<String>, key: impl Into<String>, path: &str) -> Self {
        Lease {
            lockspace: Some(lockspace.into()),
            key: Some(key.into()),
            target: Some(LeaseTarget { path: path.to_owned(), offset: None }),
        }
    }

    pub(crate) fn fill_defaults(&mut self) {
        if let Some(target) = &mut self.target {
            target.offset.take_if(|offset| *offset == 0);
        }
    }
}

impl Validate for Lease {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.lockspace.is_none() {
            problems.report_at("lockspace", "a <lease> needs the <lockspace> that its key is in");
        }
        if self.key.is_none() {
            problems.report_at("key", "a <lease> needs a <key>");
        }
        if self.target.is_none() {
            problems.report_at("target", "a <lease> needs a <target> with the path of its file");
        }
    }
}

/// Where a lease is kept: `<target path='/leases/web' offset='1024'/>`.
#[derive(Debug, Clone, PartialEq, Eq, XmlElement)]
pub struct LeaseTarget {
    /// A file or device.
    #[xml(attribute)]
    pub path: String,
    /// Its byte in there. Default: 0.
    #[xml(attribute)]
    pub offset: Option<u64>,
}
