//! The instant by which a call gives an answer.

use std::time::{Duration, Instant};

/// When to stop waiting. Several steps of one call share one deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(Instant);

impl Deadline {
    /// How long a change waits for what it needs when its caller does not say: 30 seconds.
    pub const DEFAULT: Duration = Duration::from_secs(30);

    /// The deadline `time` from now.
    pub fn after(time: Duration) -> Deadline {
        let now = Instant::now();
        let century = Duration::from_secs(100 * 365 * 86_400);
        Deadline(now.checked_add(time).or_else(|| now.checked_add(century)).unwrap_or(now))
    }

    /// The time that is left; zero when the deadline has passed.
    pub fn remaining(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    /// Whether the deadline has passed.
    pub fn has_passed(self) -> bool {
        self.remaining().is_zero()
    }
}

/// The default time from now.
impl Default for Deadline {
    fn default() -> Deadline {
        Deadline::after(Deadline::DEFAULT)
    }
}
