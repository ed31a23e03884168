//! Whether a guest can have a device, and if not, why not.

use virt_core::Result;
use virt_core::driver::node::{Explanation, Obstacle, Severity};
use virt_core::object::NodeDeviceRef;

use super::HostdevManager;
use crate::HostDevice;
use crate::plan::Want;

impl HostdevManager {
    /// Tells everything that is in the way of giving `device`, which node devices call `name`, to a
    /// guest: in order, each with its remedy. Never waits for a change.
    ///
    /// # Errors
    ///
    /// None at present: what cannot be found out is in the way.
    pub fn explain(&self, name: &NodeDeviceRef, device: &HostDevice) -> Result<Explanation> {
        let mut explanation = Explanation::new(name.clone());
        match Want::of(&self.host, device, false) {
            Ok(Some(want)) => {
                let record = self.host.ledger.peek(&want.id());
                let pci = match &want {
                    Want::Pci(want) => vec![want],
                    _ => Vec::new(),
                };
                let found = want.obstacles(&self.host, record.as_ref(), None, &pci);
                explanation.obstacles = found.into_list();
            }
            Ok(None) => {
                let what = "the host does not have it at the moment";
                explanation.obstacles.push(Obstacle::new(what, Severity::Remediable));
            }
            Err(failure) => {
                let obstacle = Obstacle::new(failure.to_string(), Severity::Remediable);
                explanation.obstacles.push(obstacle);
            }
        }
        Ok(explanation)
    }
}
