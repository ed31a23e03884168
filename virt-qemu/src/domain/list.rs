//! Which domains a list contains.

use virt_core::api::domain::ConnectListAllDomainsFlags as Filter;
use virt_core::driver::domain::DomainStatus;
use virt_core::object::DomainRef;
use virt_host::ObjectTable;

use super::{Domain, View};

/// The domains of `table` that match `filter`, sorted by name.
pub(crate) fn list(table: &ObjectTable<Domain>, filter: Filter) -> Vec<DomainRef> {
    let views = table.list().into_iter().map(|listed| (listed.uuid, listed.object.view()));
    let matching = views.filter(|(_, view)| view.matches(filter));
    matching.map(|(uuid, view)| view.reference(uuid)).collect()
}

impl View {
    /// Whether one flag of each group applies, or the group has none.
    fn matches(&self, filter: Filter) -> bool {
        let (is, is_not) = (|flag| (flag, true), |flag| (flag, false));
        let groups: [&[(Filter, bool)]; 7] = [
            &[(Filter::ACTIVE, self.is_active()), (Filter::INACTIVE, !self.is_active())],
            &[
                (Filter::PERSISTENT, self.is_persistent()),
                (Filter::TRANSIENT, !self.is_persistent()),
            ],
            &[
                (Filter::RUNNING, matches!(self.status, DomainStatus::Running(_))),
                (Filter::PAUSED, matches!(self.status, DomainStatus::Paused(_))),
                (Filter::SHUTOFF, matches!(self.status, DomainStatus::Shutoff(_))),
                (Filter::OTHER, self.is_in_other_state()),
            ],
            &[(Filter::AUTOSTART, self.autostart), (Filter::NO_AUTOSTART, !self.autostart)],
            &[is_not(Filter::MANAGEDSAVE), is(Filter::NO_MANAGEDSAVE)],
            &[is_not(Filter::HAS_SNAPSHOT), is(Filter::NO_SNAPSHOT)],
            &[is_not(Filter::HAS_CHECKPOINT), is(Filter::NO_CHECKPOINT)],
        ];
        groups.iter().all(|group| {
            let mut asked = group.iter().filter(|(flag, _)| filter.contains(*flag)).peekable();
            asked.peek().is_none() || asked.any(|(_, applies)| *applies)
        })
    }

    fn is_in_other_state(&self) -> bool {
        use DomainStatus::{Paused, Running, Shutoff};
        !matches!(self.status, Running(_) | Paused(_) | Shutoff(_))
    }
}
