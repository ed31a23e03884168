//! Which domains a list shows.

use virt_core::api::domain::ConnectListAllDomainsFlags as Filter;
use virt_core::driver::domain::{AutostartSetting, DomainStatus};

use super::Domain;

/// Whether `domain` has, of each group with a flag in `filter`, one of the properties asked for.
pub(super) fn matches(domain: &Domain, filter: Filter) -> bool {
    let groups = [
        either(Filter::ACTIVE, Filter::INACTIVE, domain.is_active()),
        either(Filter::PERSISTENT, Filter::TRANSIENT, domain.is_persistent()),
        (Filter::RUNNING | Filter::PAUSED | Filter::SHUTOFF | Filter::OTHER, state(domain.status)),
        either(Filter::MANAGEDSAVE, Filter::NO_MANAGEDSAVE, domain.managed_save),
        either(Filter::AUTOSTART, Filter::NO_AUTOSTART, domain.autostart(AutostartSetting::Always)),
        // This host has neither snapshots nor checkpoints yet.
        either(Filter::HAS_SNAPSHOT, Filter::NO_SNAPSHOT, false),
        either(Filter::HAS_CHECKPOINT, Filter::NO_CHECKPOINT, false),
    ];
    groups.into_iter().all(|(group, has)| !filter.intersects(group) || filter.intersects(has))
}

/// The group of two flags, and which of them the domain has.
fn either(yes: Filter, no: Filter, has: bool) -> (Filter, Filter) {
    (yes | no, if has { yes } else { no })
}

fn state(status: DomainStatus) -> Filter {
    match status {
        DomainStatus::Running(_) => Filter::RUNNING,
        DomainStatus::Paused(_) => Filter::PAUSED,
        DomainStatus::Shutoff(_) => Filter::SHUTOFF,
        _ => Filter::OTHER,
    }
}
