//! `<timer>`: one of the guest's timers.

use crate::xml::{XmlElement, XmlValue};

/// One of a guest's timers: `<timer name='rtc' tickpolicy='catchup'/>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, XmlElement)]
pub struct Timer {
    /// Which one.
    #[xml(attribute)]
    pub name: TimerName,
    /// Whether the guest has it. Default: the hypervisor's choice.
    #[xml(attribute)]
    pub present: Option<bool>,
    /// What happens to ticks that came too late. Default: the hypervisor's choice.
    #[xml(attribute = "tickpolicy")]
    pub tick_policy: Option<TimerTickPolicy>,
    /// What the timer follows; for `platform` and `rtc`.
    #[xml(attribute)]
    pub track: Option<TimerTrack>,
    /// How fast it runs, in hertz; for `tsc`.
    #[xml(attribute)]
    pub frequency: Option<u64>,
    /// How it is handed to the guest; for `tsc`.
    #[xml(attribute)]
    pub mode: Option<TimerMode>,
    /// How fast late ticks are made up for.
    #[xml(child)]
    pub catchup: Option<TimerCatchup>,
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

/// How a TSC is handed to a guest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, XmlValue)]
#[non_exhaustive]
pub enum TimerMode {
    /// Natively where that is safe, and emulated otherwise.
    Auto,
    /// It is the host's.
    Native,
    /// Every reading is emulated.
    Emulate,
    /// The guest reads it with the hypervisor's help.
    Paravirt,
    /// It is the same on all processors.
    #[xml(name = "smpsafe")]
    SmpSafe,
}

/// How fast late ticks are made up for: `<catchup threshold='123' slew='120' limit='10000'/>`.
///
/// A zero says nothing, and is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct TimerCatchup {
    /// How many ticks must be late before it starts.
    #[xml(attribute)]
    pub threshold: Option<u32>,
    /// How fast the timer runs then, in percent of its rate.
    #[xml(attribute)]
    pub slew: Option<u32>,
    /// How many late ticks are made up for at most.
    #[xml(attribute)]
    pub limit: Option<u32>,
}
