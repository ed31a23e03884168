//! What cannot work about forwarded ports.

use std::collections::{BTreeMap, HashMap};

use super::{PortForward, PortRange};
use crate::config::Problems;

/// Reports ranges that are none, and ports that lead to two places.
pub(super) fn check(forwards: &[PortForward], problems: &mut Problems) {
    // The ranges of each place by their first ports; none of them meets another one.
    let mut taken: HashMap<_, BTreeMap<u16, &PortRange>> = HashMap::new();
    problems.each("portForward", forwards, |forward, problems| {
        problems.each("range", &forward.ranges, |range, problems| {
            check_range(range, problems);
            if range.exclude == Some(true) {
                return;
            }
            let place = (forward.protocol, forward.address, &forward.dev);
            let known = taken.entry(place).or_default();
            let below = known.range(..=range.last()).next_back();
            if let Some((_, known)) = below.filter(|(_, known)| range.start <= known.last()) {
                let message = format!(
                    "port {} of the host is forwarded already; a port can lead to one place",
                    known.start.max(range.start)
                );
                problems.unsupported_at("@start", message);
            } else if range.start <= range.last() {
                known.insert(range.start, range);
            }
        });
    });
}

fn check_range(range: &PortRange, problems: &mut Problems) {
    if range.start == 0 {
        problems.report_at("@start", "ports start at 1");
    }
    if range.last() < range.start {
        let message = format!("the range ends at {}, before its start", range.last());
        problems.report_at("@end", message);
    }
    let Some(to) = range.to else { return };
    let length = range.last().saturating_sub(range.start);
    if to == 0 {
        problems.report_at("@to", "ports start at 1");
    } else if to.checked_add(length).is_none() {
        let message = format!("so many ports do not fit behind {to}; the last one is 65535");
        problems.report_at("@to", message);
    }
}
