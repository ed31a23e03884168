//! Lists show what their filter says, sorted by name.

use virt::api::domain::ConnectListAllDomainsFlags as Filter;
use virt::{AutostartSetting, Domain};

use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok};
use crate::promise::promises;

promises! { "list":
    is_sorted_by_name,
    shows_active_and_inactive_apart,
    shows_persistent_and_transient_apart,
    shows_states_apart,
    shows_autostart_apart,
    needs_one_match_in_each_group,
}

fn is_sorted_by_name(host: &Host) -> Outcome {
    for name in ["b", "c", "a", "ab"] {
        host.defined(name);
    }
    assert_eq!(host.list(Filter::empty()), ["a", "ab", "b", "c"]);
    let all = ok(host.connect.domains(Filter::empty()));
    let names: Vec<_> = all.iter().map(Domain::name).collect();
    assert!(names.is_sorted(), "{names:?}");
    Ok(())
}

fn shows_active_and_inactive_apart(host: &Host) -> Outcome {
    host.running("on");
    host.defined("off");
    assert_eq!(host.list(Filter::ACTIVE), ["on"]);
    assert_eq!(host.list(Filter::INACTIVE), ["off"]);
    assert_eq!(host.list(Filter::ACTIVE | Filter::INACTIVE), ["off", "on"]);
    Ok(())
}

fn shows_persistent_and_transient_apart(host: &Host) -> Outcome {
    host.defined("kept");
    host.transient("passing");
    assert_eq!(host.list(Filter::PERSISTENT), ["kept"]);
    assert_eq!(host.list(Filter::TRANSIENT), ["passing"]);
    Ok(())
}

fn shows_states_apart(host: &Host) -> Outcome {
    host.defined("off");
    host.running("on");
    let paused = host.running("paused");
    paused.suspend().if_supported()?;
    assert_eq!(host.list(Filter::RUNNING), ["on"]);
    assert_eq!(host.list(Filter::PAUSED), ["paused"]);
    assert_eq!(host.list(Filter::SHUTOFF), ["off"]);
    assert_eq!(host.list(Filter::PAUSED | Filter::SHUTOFF), ["off", "paused"]);
    Ok(())
}

fn shows_autostart_apart(host: &Host) -> Outcome {
    host.defined("by-hand");
    let alone = host.defined("alone");
    alone.set_autostart(AutostartSetting::Always, true).if_supported()?;
    assert_eq!(host.list(Filter::AUTOSTART), ["alone"]);
    assert_eq!(host.list(Filter::NO_AUTOSTART), ["by-hand"]);
    Ok(())
}

fn needs_one_match_in_each_group(host: &Host) -> Outcome {
    host.defined("off");
    host.running("on");
    host.transient("passing");
    assert_eq!(host.list(Filter::ACTIVE | Filter::PERSISTENT), ["on"]);
    assert_eq!(host.list(Filter::INACTIVE | Filter::TRANSIENT), [""; 0]);
    let either = Filter::PERSISTENT | Filter::TRANSIENT;
    assert_eq!(host.list(Filter::ACTIVE | either), ["on", "passing"]);
    Ok(())
}
