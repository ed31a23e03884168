//! A change of what is published of a domain, and what subscribers are told of it.

use std::ops::{Deref, DerefMut};

use uuid::Uuid;
use virt_core::event::DomainEventKind;
use virt_core::object::DomainRef;

use super::{Domain, View};
use crate::state::QemuState;

/// The next view while it is made. What is told with it is told when everybody can see it.
pub(crate) struct Change {
    uuid: Uuid,
    view: View,
    told: Vec<(DomainRef, DomainEventKind)>,
}

impl Change {
    /// Tells subscribers that `kind` happened to the domain as the view shows it at this moment.
    pub(crate) fn tell(&mut self, kind: impl Into<DomainEventKind>) {
        self.told.push((self.current(), kind.into()));
    }

    /// The reference to the domain as the view shows it at this moment.
    pub(crate) fn current(&self) -> DomainRef {
        self.view.reference(self.uuid)
    }
}

impl Deref for Change {
    type Target = View;

    fn deref(&self) -> &View {
        &self.view
    }
}

impl DerefMut for Change {
    fn deref_mut(&mut self) -> &mut View {
        &mut self.view
    }
}

impl Domain {
    /// Makes the next view with `change`, publishes it, then tells subscribers.
    pub(crate) fn change<R>(&self, state: &QemuState, change: impl FnOnce(&mut Change) -> R) -> R {
        let _changing = self.lock();
        let view = View::clone(&self.view());
        let mut next = Change { uuid: self.uuid(), view, told: Vec::new() };
        let result = change(&mut next);
        self.view.publish(next.view);
        for (domain, kind) in next.told {
            state.publish(domain, kind);
        }
        result
    }
}
