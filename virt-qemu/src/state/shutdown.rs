//! The end of the program, as far as it is orderly.

use std::sync::Arc;
use std::thread;

use tracing::warn;

use super::QemuState;
use crate::domain::{Domain, Ending};

impl QemuState {
    /// Ends the guests that do not outlive the program, and lets go of the others.
    pub(super) fn let_go(&self) {
        let domains: Vec<_> = self.domains.list().into_iter().map(|listed| listed.object).collect();
        thread::scope(|scope| {
            for domain in &domains {
                let ends = |live: &crate::domain::Live| live.run.dies_with_program;
                if domain.view().live.as_ref().is_some_and(ends) {
                    scope.spawn(|| self.end_with_program(domain));
                }
            }
        });
        for domain in domains {
            if let Some(live) = &domain.view().live {
                live.run.drop_watches();
                live.run.monitor.close();
            }
            self.domains.remove(domain.uuid(), &domain);
        }
        self.takeovers.join();
        self.logs.let_go();
    }

    fn end_with_program(&self, domain: &Arc<Domain>) {
        let Some(live) = domain.view().live.clone() else { return };
        live.run.ends_by(Ending::DESTROYED);
        if let Err(err) = domain.end(self, &live.run) {
            warn!(domain = %domain.view().name, "the guest outlives the program: {err}");
        }
    }
}
