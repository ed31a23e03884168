//! `-rtc` and the other timers.

use virt_core::Result;
use virt_core::config::domain::{
    Clock, ClockAdjustment, ClockOffset, Timer, TimerName, TimerTickPolicy, TimerTrack,
};

use super::argv::CommandLine;
use super::build::Plan;
use super::error::{refuse_if, unsupported};

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    let fallback = Clock::from(ClockOffset::Utc);
    let clock = plan.config.clock.as_ref().unwrap_or(&fallback);
    line.option("rtc", rtc(clock)?);
    for timer in &clock.timers {
        write_timer(timer, line)?;
    }
    Ok(())
}

fn rtc(clock: &Clock) -> Result<String> {
    let base = match clock.offset.unwrap_or(ClockOffset::Utc) {
        ClockOffset::Utc => "utc".to_owned(),
        ClockOffset::LocalTime => "localtime".to_owned(),
        ClockOffset::Absolute => date(i64::try_from(clock.start.unwrap_or(0)).unwrap_or(i64::MAX)),
        other => {
            return Err(unsupported(format!(
                "the offset '{}' of <clock> is not supported by this driver yet",
                other.as_str()
            )));
        }
    };
    let kept = [None, Some(ClockAdjustment::Reset), Some(ClockAdjustment::Seconds(0))];
    refuse_if(!kept.contains(&clock.adjustment), "adjustment", "<clock>")?;
    let mut value = format!("base={base}");
    for timer in clock.timers.iter().filter(|timer| timer.name == TimerName::Rtc) {
        match timer.track {
            None | Some(TimerTrack::Wall) => {}
            Some(TimerTrack::Guest) => value.push_str(",clock=vm"),
            Some(TimerTrack::Realtime) => value.push_str(",clock=rt"),
            Some(other) => {
                return Err(unsupported(format!("track='{}' of the timer rtc", other.as_str())));
            }
        }
        match timer.tick_policy {
            None | Some(TimerTickPolicy::Delay) => {}
            Some(TimerTickPolicy::Catchup) => value.push_str(",driftfix=slew"),
            Some(other) => {
                let word = other.as_str();
                return Err(unsupported(format!("tickpolicy='{word}' of the timer rtc")));
            }
        }
    }
    Ok(value)
}

fn write_timer(timer: &Timer, line: &mut CommandLine) -> Result<()> {
    match (timer.name, timer.tick_policy) {
        (TimerName::Pit, Some(policy @ (TimerTickPolicy::Delay | TimerTickPolicy::Discard))) => {
            line.option("global", format!("kvm-pit.lost_tick_policy={}", policy.as_str()));
        }
        // Ticks that are caught up with are what TCG does.
        (TimerName::Pit, None | Some(TimerTickPolicy::Catchup)) => {}
        (TimerName::Hpet, None | Some(TimerTickPolicy::Delay)) => {}
        (TimerName::Pit | TimerName::Hpet, Some(policy)) => {
            return Err(unsupported(format!(
                "tickpolicy='{}' of the timer {}",
                policy.as_str(),
                timer.name.as_str()
            )));
        }
        (TimerName::Platform | TimerName::ArmVTimer, _) => {
            return Err(unsupported(format!("the timer '{}'", timer.name.as_str())));
        }
        // The others are features of the processor.
        _ => {}
    }
    Ok(())
}

/// Whether the definition says that there is an HPET, or that there is none.
pub(super) fn hpet(plan: &Plan<'_>) -> Option<bool> {
    let mut timers = plan.config.clock.as_ref()?.timers.iter();
    timers.find(|timer| timer.name == TimerName::Hpet)?.present
}

/// Seconds since 1970 as QEMU reads a date: `2009-02-13T23:31:30`.
fn date(seconds: i64) -> String {
    let (days, rest) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Days are counted in eras of 400 years that start in March, so that a leap day ends a year.
    let shifted = days + 719_468;
    let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600, rest % 3_600 / 60, rest % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_are_in_utc() {
        assert_eq!(date(0), "1970-01-01T00:00:00");
        assert_eq!(date(951_782_400), "2000-02-29T00:00:00");
        assert_eq!(date(1_234_567_890), "2009-02-13T23:31:30");
        assert_eq!(date(-1), "1969-12-31T23:59:59");
    }
}
