//! What cannot work about forwarded ports.

use super::{PortForward, PortRange};
use crate::config::Problems;

/// Reports ranges that are none, and ports that lead to two places.
pub(super) fn check(forwards: &[PortForward], problems: &mut Problems) {
    let mut taken: Vec<(&PortForward, &PortRange)> = Vec::new();
    problems.each("portForward", forwards, |forward, problems| {
        problems.each("range", &forward.ranges, |range, problems| {
            check_range(range, problems);
            if range.exclude == Some(true) {
                return;
            }
            let clash = taken.iter().find(|(other, known)| {
                same_place(other, forward)
                    && known.start <= range.last()
                    && range.start <= known.last()
            });
            if let Some((_, known)) = clash {
                let message = format!(
                    "port {} of the host is forwarded already; a port can lead to one place",
                    known.start.max(range.start)
                );
                problems.unsupported_at("@start", message);
            }
            taken.push((forward, range));
        });
    });
}

/// Whether two sets of ports are of the same protocol, on the same addresses.
fn same_place(one: &PortForward, other: &PortForward) -> bool {
    one.protocol == other.protocol && one.address == other.address && one.dev == other.dev
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
