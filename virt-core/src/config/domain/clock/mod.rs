//! `<clock>`: the guest's time.

mod defaults;
mod timer;
mod validate;

pub use timer::{Timer, TimerCatchup, TimerMode, TimerName, TimerTickPolicy, TimerTrack};

use crate::xml::{Escaped, ValueError, XmlElement, XmlValue};

/// The guest's time: `<clock offset='utc'>`.
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct Clock {
    /// How the guest's RTC relates to the host's time. Default: utc.
    #[xml(attribute)]
    pub offset: Option<ClockOffset>,
    /// How far the RTC is from its basis, for an offset called `variable`; for `utc` and
    /// `localtime`, that changes which the guest made are forgotten.
    #[xml(attribute, lenient)]
    pub adjustment: Option<ClockAdjustment>,
    /// What an offset called `variable` is relative to. Default: utc.
    #[xml(attribute, blank)]
    pub basis: Option<ClockBasis>,
    /// The time zone, for an offset called `timezone`.
    #[xml(attribute)]
    pub timezone: Option<String>,
    /// The time at boot in seconds since 1970, for an offset called `absolute`.
    #[xml(attribute)]
    pub start: Option<u64>,
    /// The guest's timers.
    #[xml(child = "timer")]
    pub timers: Vec<Timer>,
}

impl From<ClockOffset> for Clock {
    fn from(offset: ClockOffset) -> Self {
        Clock { offset: Some(offset), ..Clock::default() }
    }
}

/// How a guest's RTC relates to the host's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum ClockOffset {
    /// It is in UTC.
    Utc,
    /// It is in the host's time zone.
    #[xml(name = "localtime")]
    LocalTime,
    /// It is as far from its basis as the guest left it.
    Variable,
    /// It is in a given time zone.
    #[xml(name = "timezone")]
    TimeZone,
    /// It starts at a given time.
    Absolute,
}

/// What a variable offset is relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[xml(error = "ConfigUnsupported")]
#[non_exhaustive]
pub enum ClockBasis {
    /// UTC.
    Utc,
    /// The host's time zone.
    #[xml(name = "localtime")]
    LocalTime,
}

/// How far an RTC is from its basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ClockAdjustment {
    /// At each start it is not at all.
    Reset,
    /// It is so many seconds ahead.
    Seconds(i64),
}

/// `reset`, or a number with or without a sign.
impl XmlValue for ClockAdjustment {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        match text {
            "reset" => Ok(ClockAdjustment::Reset),
            _ => text
                .trim_ascii()
                .parse()
                .map(ClockAdjustment::Seconds)
                .map_err(|_| ValueError::Expected("'reset' or a number of seconds")),
        }
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        match self {
            ClockAdjustment::Reset => out.write_plain("reset"),
            ClockAdjustment::Seconds(seconds) => seconds.write_value(out),
        }
    }
}

crate::with_serde! {
    crate::serde_impls!(ClockAdjustment, XmlValue::to_scalar, XmlValue::from_scalar);
}
