//! What libvirt fills in for `<clock>`, and what it leaves out.

use super::{Clock, ClockAdjustment, ClockBasis, ClockOffset, Timer, TimerCatchup};

impl Clock {
    /// Makes an adjusted clock a variable one, and drops what does not belong to the offset.
    pub(in crate::config::domain) fn fill_defaults(&mut self) {
        let offset = *self.offset.get_or_insert(ClockOffset::Utc);
        let own_basis = match offset {
            ClockOffset::Utc => Some(ClockBasis::Utc),
            ClockOffset::LocalTime => Some(ClockBasis::LocalTime),
            _ => None,
        };
        if let (Some(basis), Some(ClockAdjustment::Seconds(_))) = (own_basis, self.adjustment) {
            (self.offset, self.basis) = (Some(ClockOffset::Variable), Some(basis));
        }
        self.keep_what_belongs();
        self.timers.iter_mut().for_each(Timer::fill_defaults);
    }

    fn keep_what_belongs(&mut self) {
        if self.offset == Some(ClockOffset::Variable) {
            let adjustment = self.adjustment.get_or_insert(ClockAdjustment::Seconds(0));
            if *adjustment == ClockAdjustment::Reset {
                *adjustment = ClockAdjustment::Seconds(0);
            }
            self.basis.get_or_insert(ClockBasis::Utc);
        } else {
            self.basis = None;
        }
        if matches!(self.offset, Some(ClockOffset::TimeZone | ClockOffset::Absolute)) {
            self.adjustment = None;
        }
        if self.offset != Some(ClockOffset::TimeZone) {
            self.timezone = None;
        }
        if self.offset != Some(ClockOffset::Absolute) {
            self.start = None;
        }
    }
}

impl Timer {
    /// Zeros say nothing.
    fn fill_defaults(&mut self) {
        self.frequency.take_if(|frequency| *frequency == 0);
        if let Some(catchup) = &mut self.catchup {
            let numbers = [&mut catchup.threshold, &mut catchup.slew, &mut catchup.limit];
            for number in numbers {
                number.take_if(|number| *number == 0);
            }
        }
        self.catchup.take_if(|catchup| *catchup == TimerCatchup::default());
    }
}
