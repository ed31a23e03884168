//! What the kernel tells of a process in `/proc/PID/stat`.

use std::fs;
use std::time::Duration;

/// The parts of `/proc/PID/stat` that a guest's process is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stat {
    /// `R` running, `S` sleeping, `T` stopped, `t` traced, `Z` ended…
    pub(crate) state: char,
    /// User and system time of all threads, in clock ticks.
    ticks: u64,
}

impl Stat {
    /// Reads what the kernel tells of the process `pid`; none when there is no such process.
    pub(crate) fn read(pid: u32) -> Option<Stat> {
        Stat::parse(&fs::read(format!("/proc/{pid}/stat")).ok()?)
    }

    /// Whether the process was stopped by a signal or a debugger, and so answers nothing.
    pub(crate) fn is_stopped(self) -> bool {
        matches!(self.state, 'T' | 't')
    }

    /// The processor time that the process has used.
    pub(crate) fn cpu_time(self) -> Duration {
        let per_second = rustix::param::clock_ticks_per_second().max(1);
        Duration::from_nanos(self.ticks.saturating_mul(1_000_000_000 / per_second))
    }

    /// The name in parentheses may contain anything, parentheses too: fields count from the last.
    fn parse(stat: &[u8]) -> Option<Stat> {
        let end = stat.iter().rposition(|byte| *byte == b')')?;
        let fields = std::str::from_utf8(stat.get(end + 1..)?).ok()?;
        let mut fields = fields.split_ascii_whitespace();
        let state = fields.next()?.chars().next()?;
        let mut fields = fields.skip(10);
        let user: u64 = fields.next()?.parse().ok()?;
        let system: u64 = fields.next()?.parse().ok()?;
        Some(Stat { state, ticks: user.saturating_add(system) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_found_behind_any_name() {
        let stat = b"9 (a) 1 (b)) T 1 9 9 0 -1 4194304 1 2 3 4 70 8 7 8 20 0 1 0 777 10 11\n";
        assert_eq!(Stat::parse(stat), Some(Stat { state: 'T', ticks: 78 }));
    }

    #[test]
    fn half_a_line_is_nothing() {
        for text in [&b""[..], b"9 (a", b"9 (a) S 1 9"] {
            assert_eq!(Stat::parse(text), None);
        }
    }
}
