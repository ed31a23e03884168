//! What of `<clock>` cannot work, whichever driver runs the guest.

use super::{Clock, ClockOffset, Timer, TimerName, TimerTickPolicy};
use crate::config::{Problems, Validate};

impl Validate for Clock {
    fn collect_problems(&self, problems: &mut Problems) {
        if self.offset == Some(ClockOffset::TimeZone) && self.timezone.is_none() {
            let message = "a clock with the offset 'timezone' needs the attribute 'timezone'";
            problems.report_at("@timezone", message);
        }
        if self.offset == Some(ClockOffset::Absolute) && self.start.is_none() {
            let message = "a clock with the offset 'absolute' needs the attribute 'start'";
            problems.report_at("@start", message);
        }
        problems.each("timer", &self.timers, Timer::check);
    }
}

impl Timer {
    fn check(&self, problems: &mut Problems) {
        let Timer { name, .. } = self;
        let follows = matches!(name, TimerName::Platform | TimerName::Rtc);
        let is_tsc = *name == TimerName::Tsc;
        let ticks = !matches!(name, TimerName::KvmClock | TimerName::HypervClock);
        let settings = [
            ("track", self.track.is_some(), follows),
            ("frequency", self.frequency.is_some_and(|frequency| frequency > 0), is_tsc),
            ("mode", self.mode.is_some(), is_tsc),
            ("tickpolicy", self.tick_policy.is_some(), ticks),
        ];
        for (setting, set, allowed) in settings {
            if set && !allowed {
                let message = format!("the timer {name} has no {setting} that could be set");
                problems.unsupported_at(&format!("@{setting}"), message);
            }
        }
        let catchup = self.catchup.is_some_and(|found| found != Default::default());
        if catchup && self.tick_policy != Some(TimerTickPolicy::Catchup) {
            let message = "<catchup> needs tickpolicy='catchup'";
            problems.report_at("catchup", message);
        }
    }
}
