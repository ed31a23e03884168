//! What the kernel has said of devices and udev has not repeated yet.
//!
//! udev repeats each of the kernel's messages once its rules have run, and only then is everything
//! known about the device. But its word does not come everywhere: it stays in its own network
//! namespace, while a container may see the folder of its database, and it does not come from an
//! udev that hangs. So the kernel's word counts when udev has had its time.

use std::time::{Duration, Instant};

use super::{Notice, Source};

/// How long udev may take to note that it is busy.
const UNTIL_BUSY: Duration = Duration::from_millis(500);
/// How long to wait for an udev that is busy: a slow disk may take its rules many seconds.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often to look whether it is busy still.
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// With more than these nothing is waited for.
const MOST: usize = 4096;

/// The kernel's messages that udev has not repeated yet, the oldest first.
#[derive(Debug, Default)]
pub(crate) struct Unconfirmed {
    waiting: Vec<(Instant, Notice)>,
}

impl Unconfirmed {
    /// Takes what was heard at `now`, and adds to `due` what is to be looked at now.
    pub(crate) fn take(&mut self, notice: Notice, now: Instant, due: &mut Vec<Notice>) {
        match notice.source {
            Source::Kernel => self.waiting.push((now, notice)),
            Source::Udev => {
                self.waiting.retain(|(_, waiting)| waiting.sequence != notice.sequence);
                due.push(notice);
            }
        }
        if self.waiting.len() > MOST {
            due.extend(self.waiting.drain(..).map(|(_, notice)| notice));
        }
    }

    /// Adds to `due` what udev has had its time for at `now`; `is_busy` says whether it has noted
    /// that it is at work.
    pub(crate) fn overdue(
        &mut self,
        now: Instant,
        is_busy: impl FnOnce() -> bool,
        due: &mut Vec<Notice>,
    ) {
        let is_older = |than: Duration| {
            move |(heard, _): &(Instant, Notice)| now.saturating_duration_since(*heard) >= than
        };
        if !self.waiting.first().is_some_and(is_older(UNTIL_BUSY)) {
            return;
        }
        let patience = if is_busy() { PATIENCE } else { UNTIL_BUSY };
        let count = self.waiting.iter().take_while(|waiting| is_older(patience)(waiting)).count();
        due.extend(self.waiting.drain(..count).map(|(_, notice)| notice));
    }

    /// How long to listen before asking for what is [`overdue`](Unconfirmed::overdue); for ever
    /// where nothing is waited for.
    pub(crate) fn next_look(&self, now: Instant) -> Option<Duration> {
        let (heard, _) = self.waiting.first()?;
        let left = UNTIL_BUSY.saturating_sub(now.saturating_duration_since(*heard));
        Some(left.max(LOOK_AGAIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(source: Source, sequence: u64) -> Notice {
        Notice {
            source,
            action: "add".to_owned(),
            path: format!("/devices/{sequence}"),
            old_path: None,
            sequence: Some(sequence),
        }
    }

    /// What is due after `notices`, as (source, sequence), and what is so `later`.
    fn due(
        notices: &[(Source, u64)],
        later: Duration,
        is_busy: bool,
    ) -> [Vec<(Source, Option<u64>)>; 2] {
        let (start, mut unconfirmed) = (Instant::now(), Unconfirmed::default());
        let (mut now, mut then) = (Vec::new(), Vec::new());
        for (source, sequence) in notices {
            unconfirmed.take(notice(*source, *sequence), start, &mut now);
        }
        unconfirmed.overdue(start + later, || is_busy, &mut then);
        [now, then].map(|due| due.iter().map(|one| (one.source, one.sequence)).collect())
    }

    #[test]
    fn what_udev_repeats_counts_once() {
        use Source::{Kernel, Udev};
        let heard = [(Kernel, 1), (Kernel, 2), (Udev, 1), (Udev, 2)];
        let [now, then] = due(&heard, PATIENCE, false);
        assert_eq!(now, [(Udev, Some(1)), (Udev, Some(2))]);
        assert_eq!(then, []);
    }

    #[test]
    fn what_udev_does_not_repeat_counts_when_it_has_had_its_time() {
        use Source::{Kernel, Udev};
        let heard = [(Kernel, 1), (Kernel, 2), (Udev, 2)];
        assert_eq!(due(&heard, UNTIL_BUSY / 2, false)[1], []);
        assert_eq!(due(&heard, UNTIL_BUSY, false)[1], [(Kernel, Some(1))]);
        assert_eq!(due(&heard, PATIENCE / 2, true)[1], []);
        assert_eq!(due(&heard, PATIENCE, true)[1], [(Kernel, Some(1))]);
    }

    #[test]
    fn a_flood_is_not_kept() {
        let heard: Vec<_> = (0..).map(|number| (Source::Kernel, number)).take(MOST + 1).collect();
        assert_eq!(due(&heard, Duration::ZERO, true)[0].len(), MOST + 1);
    }

    #[test]
    fn there_is_no_look_where_nothing_is_waited_for() {
        let (start, mut unconfirmed) = (Instant::now(), Unconfirmed::default());
        assert_eq!(unconfirmed.next_look(start), None);
        unconfirmed.take(notice(Source::Kernel, 1), start, &mut Vec::new());
        assert_eq!(unconfirmed.next_look(start), Some(UNTIL_BUSY));
        assert_eq!(unconfirmed.next_look(start + PATIENCE), Some(LOOK_AGAIN));
    }
}
