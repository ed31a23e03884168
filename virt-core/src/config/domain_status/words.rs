//! The words for states and their reasons.

use crate::api::domain::{
    DomainBlockedReason, DomainCrashedReason, DomainNoStateReason, DomainPausedReason,
    DomainPmSuspendedReason, DomainRunningReason, DomainShutdownReason, DomainShutoffReason,
};
use crate::driver::domain::DomainStatus;
use crate::xml::{AttributeShape, Node, Shape, ValueError, Writer, XmlElement, private};
use crate::{ErrorKind, Result};

/// The attributes `state` and `reason`; without a reason it is unknown.
impl XmlElement for DomainStatus {
    fn shape() -> &'static Shape {
        static SHAPE: Shape = Shape {
            attributes: &[
                AttributeShape { name: "state", check: check_state, required: true },
                AttributeShape { name: "reason", check: check_reason, required: false },
            ],
            ..Shape::EMPTY
        };
        &SHAPE
    }

    fn read(node: Node<'_>) -> Result<Self> {
        let state = node.attribute("state");
        let state = state.ok_or_else(|| private::missing_attribute(node, "state"))?;
        let reason = node.attribute("reason");
        let reason = reason.as_deref().unwrap_or("unknown");
        let mut of_state = WORDS.iter().filter(|(word, ..)| *word == state).peekable();
        if of_state.peek().is_none() {
            return Err(private::bad_variant(
                ErrorKind::XmlError,
                node,
                "state",
                &state,
                &states(),
            ));
        }
        match of_state.clone().find(|(_, word, _)| *word == reason) {
            Some((.., status)) => Ok(*status),
            None => {
                let words: Vec<_> = of_state.map(|(_, word, _)| *word).collect();
                Err(private::bad_variant(ErrorKind::XmlError, node, "reason", reason, &words))
            }
        }
    }

    fn write_attributes(&self, writer: &mut Writer) {
        let found = WORDS.iter().find(|(.., status)| status == self);
        // Each status has its line in the table, which a test says.
        let (state, reason) =
            found.map_or(("nostate", "unknown"), |(state, reason, _)| (*state, *reason));
        writer.attribute_text("state", state);
        writer.attribute_text("reason", reason);
    }

    fn write_content(&self, _writer: &mut Writer) {}
}

fn states() -> Vec<&'static str> {
    let mut states: Vec<_> = WORDS.iter().map(|(state, ..)| *state).collect();
    states.dedup();
    states
}

fn check_state(text: &str) -> Result<(), ValueError> {
    match WORDS.iter().any(|(state, ..)| *state == text) {
        true => Ok(()),
        false => Err(ValueError::NoneOf(states())),
    }
}

/// Which of them goes with the state is seen when it is read.
fn check_reason(text: &str) -> Result<(), ValueError> {
    match WORDS.iter().any(|(_, reason, _)| *reason == text) {
        true => Ok(()),
        false => Err(ValueError::Expected("the reason of a state, such as 'unknown'")),
    }
}

macro_rules! words {
    ($($state:literal $variant:ident $kind:ident: $($word:literal $reason:ident),*;)*) => {
        /// State, reason and what they mean.
        const WORDS: &[(&str, &str, DomainStatus)] = &[
            $($(($state, $word, DomainStatus::$variant($kind::$reason)),)*)*
        ];
    };
}

words! {
    "nostate" NoState DomainNoStateReason: "unknown" Unknown;
    "running" Running DomainRunningReason:
        "unknown" Unknown,
        "booted" Booted,
        "migrated" Migrated,
        "restored" Restored,
        "from snapshot" FromSnapshot,
        "unpaused" Unpaused,
        "migration canceled" MigrationCanceled,
        "save canceled" SaveCanceled,
        "wakeup" Wakeup,
        "crashed" Crashed,
        "post-copy" PostCopy,
        "post-copy failed" PostCopyFailed;
    "blocked" Blocked DomainBlockedReason: "unknown" Unknown;
    "paused" Paused DomainPausedReason:
        "unknown" Unknown,
        "user" User,
        "migration" Migration,
        "save" Save,
        "dump" Dump,
        "ioerror" IoError,
        "watchdog" Watchdog,
        "from snapshot" FromSnapshot,
        "shutdown" ShuttingDown,
        "snapshot" Snapshot,
        "panicked" Crashed,
        "starting up" StartingUp,
        "post-copy" PostCopy,
        "post-copy failed" PostCopyFailed,
        "api error" ApiError;
    "shutdown" Shutdown DomainShutdownReason: "unknown" Unknown, "user" User;
    "shutoff" Shutoff DomainShutoffReason:
        "unknown" Unknown,
        "shutdown" Shutdown,
        "destroyed" Destroyed,
        "crashed" Crashed,
        "migrated" Migrated,
        "saved" Saved,
        "failed" Failed,
        "from snapshot" FromSnapshot,
        "daemon" Daemon;
    "crashed" Crashed DomainCrashedReason: "unknown" Unknown, "panicked" Panicked;
    "pmsuspended" PmSuspended DomainPmSuspendedReason: "unknown" Unknown;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::domain::DomainState;

    #[test]
    fn each_status_has_its_words() {
        for state in 0..=7 {
            assert!(DomainState::from_raw(state).is_some());
            let known = (0..64).filter_map(|reason| {
                let status = DomainStatus::from_raw(state, reason)?;
                (status.reason_raw() == reason).then_some(status)
            });
            for status in known {
                let lines = WORDS.iter().filter(|(.., known)| *known == status);
                assert_eq!(lines.count(), 1, "{status:?}");
            }
        }
        assert_eq!(DomainState::from_raw(8), None);
    }
}
