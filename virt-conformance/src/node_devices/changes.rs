//! What became of devices since a token.

use virt::{Changes, ErrorKind};

use super::{all, is_gone};
use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok, refused};
use crate::promise::promises;

promises! { "node_device":
    changes_start_anew_without_a_token,
    changes_go_on_from_their_token,
    changes_refuse_a_token_of_nobody,
}

fn changes_start_anew_without_a_token(host: &Host) -> Outcome {
    let changes = host.connect.node_device_changes(None).if_supported()?;
    assert!(changes.starts_anew);
    for device in all(host)? {
        let told = tells(&changes, device.name());
        assert!(told || is_gone(host, &device), "{} is not told", device.name());
    }
    Ok(())
}

fn changes_go_on_from_their_token(host: &Host) -> Outcome {
    let first = host.connect.node_device_changes(None).if_supported()?;
    let next = ok(host.connect.node_device_changes(Some(&first.token)));
    assert!(!next.starts_anew);
    // Once more from the same token: it is not used up.
    assert!(!ok(host.connect.node_device_changes(Some(&first.token))).starts_anew);
    Ok(())
}

fn changes_refuse_a_token_of_nobody(host: &Host) -> Outcome {
    host.connect.node_device_changes(None).if_supported()?;
    let token = ok("no-token-of-any-driver".parse());
    refused(host.connect.node_device_changes(Some(&token)), &[ErrorKind::InvalidArg]);
    Ok(())
}

/// Whether the device is one that came.
pub(super) fn tells(changes: &Changes, name: &str) -> bool {
    changes.created.iter().chain(&changes.defined).any(|device| device.name == name)
}
