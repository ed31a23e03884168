//! `<genid>`: what tells a guest that it is a copy.

use uuid::Uuid;

use crate::xml::XmlElement;

/// What tells the guest that it is a copy, or was set back to an earlier state:
/// `<genid>d9099c9f-5ad3-435d-aceb-794a18684627</genid>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, XmlElement)]
pub struct GenerationId {
    /// A number that nothing else has. Default: a new one.
    #[xml(text)]
    pub id: Option<Uuid>,
}

impl GenerationId {
    /// Makes up the number, where the author leaves that to us.
    pub(super) fn fill_defaults(&mut self) {
        self.id.get_or_insert_with(Uuid::new_v4);
    }
}
