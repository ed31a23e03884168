//! `<clock>`: the guest's time.

use crate::xml::{Unmodelled, XmlElement, XmlValue};

/// The guest's time: `<clock offset='utc'>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Clock {
    /// How the guest's RTC relates to the host's time.
    #[xml(attribute)]
    pub offset: ClockOffset,
    /// How far the RTC is from its basis, in seconds; or `reset`.
    #[xml(attribute)]
    pub adjustment: Option<String>,
    /// What an offset called `variable` is relative to: `utc` or `localtime`.
    #[xml(attribute)]
    pub basis: Option<String>,
    /// The time zone, for an offset called `timezone`.
    #[xml(attribute)]
    pub timezone: Option<String>,
    /// The time at boot in seconds since 1970, for an offset called `absolute`.
    #[xml(attribute)]
    pub start: Option<i64>,
    /// The guest's timers.
    #[xml(child = "timer")]
    pub timers: Vec<Timer>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

impl From<ClockOffset> for Clock {
    fn from(offset: ClockOffset) -> Self {
        Clock {
            offset,
            adjustment: None,
            basis: None,
            timezone: None,
            start: None,
            timers: Vec::new(),
            other: Unmodelled::default(),
        }
    }
}

/// How a guest's RTC relates to the host's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
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

/// One of a guest's timers: `<timer name='rtc' tickpolicy='catchup'/>`.
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct Timer {
    /// Which one.
    #[xml(attribute)]
    pub name: TimerName,
    /// Whether the guest has it. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub present: Option<bool>,
    /// What happens to ticks that came too late.
    #[xml(attribute = "tickpolicy")]
    pub tick_policy: Option<TimerTickPolicy>,
    /// What the timer follows.
    #[xml(attribute)]
    pub track: Option<TimerTrack>,
    /// How fast it runs, in hertz; for tsc.
    #[xml(attribute)]
    pub frequency: Option<u64>,
    /// How it is handed to the guest: `auto`, `native`, `emulate`, `paravirt` or `smpsafe`.
    #[xml(attribute)]
    pub mode: Option<String>,
    /// What libvirt knows here and this model does not yet.
    #[xml(rest)]
    pub other: Unmodelled,
}

/// A timer of the machine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
#[expect(missing_docs, reason = "the words are the timers' own names")]
pub enum TimerName {
    Platform,
    Pit,
    Rtc,
    Hpet,
    Tsc,
    #[xml(name = "kvmclock")]
    KvmClock,
    #[xml(name = "hypervclock")]
    HypervClock,
    #[xml(name = "armvtimer")]
    ArmVTimer,
}

/// What happens to ticks that came too late.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum TimerTickPolicy {
    /// They come at the usual rate, so the guest stays behind.
    Delay,
    /// They come faster until none is missing.
    Catchup,
    /// They become one.
    Merge,
    /// They are lost.
    Discard,
}

/// What a timer follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum TimerTrack {
    /// The time at boot.
    Boot,
    /// The guest's time.
    Guest,
    /// The host's time.
    Wall,
    /// The time since the host booted.
    Realtime,
}
