//! Metadata in the definitions that a change is meant for.

use std::sync::Arc;

use virt_core::api::domain::DomainModificationImpact as Impact;
use virt_core::config::domain::{DomainConfig, MetadataChange};
use virt_core::event::{DomainEvent, DomainEventKind};
use virt_core::object::DomainRef;
use virt_core::{Result, checks};

use super::{Domain, Domains};

impl Domains {
    /// Makes `change` in the definition that the domain runs with, in the stored one, or both.
    pub(crate) fn set_metadata(
        &mut self,
        reference: &DomainRef,
        change: &MetadataChange,
        impact: Impact,
        events: &mut Vec<DomainEvent>,
    ) -> Result<()> {
        let domain = self.find_mut(reference)?;
        let impact = domain.resolve(impact)?;
        // While it is shut off, the two are one.
        if impact.contains(Impact::LIVE) || !domain.is_active() {
            change.apply(Arc::make_mut(&mut domain.current));
        }
        if impact.contains(Impact::CONFIG)
            && let Some(stored) = &mut domain.stored
        {
            change.apply(Arc::make_mut(stored));
        }
        let namespace = change.namespace().map(str::to_owned);
        let kind = DomainEventKind::MetadataChange { kind: change.kind(), namespace };
        events.push(DomainEvent::new(domain.reference(), kind));
        Ok(())
    }
}

impl Domain {
    /// The definition that a reader of `impact` is meant to see.
    pub(crate) fn affected(&self, impact: Impact) -> Result<&DomainConfig> {
        let impact = self.resolve(impact)?;
        Ok(if impact.contains(Impact::LIVE) { self.current() } else { self.stored() })
    }

    /// What `impact` means for this domain as it is now.
    pub(super) fn resolve(&self, impact: Impact) -> Result<Impact> {
        checks::affected(impact, &self.name, self.is_active(), self.is_persistent())
    }
}
