//! Starting what is marked for it, once a boot.

use std::fs;

use tracing::{info, warn};
use virt_core::Result;
use virt_core::driver::domain::AutostartSetting;
use virt_host::Deadline;
use virt_host::process::ProcessIdentity;

use super::QemuState;
use crate::config::Settings;
use crate::domain::StartOptions;

impl QemuState {
    /// Starts every domain that is marked for it, unless that was done since the host booted.
    pub(super) fn start_marked(&self) -> Result<()> {
        let mark = self.folders.run().join("autostarted");
        let boot = ProcessIdentity::of(std::process::id())?.map(|own| own.boot_id);
        let boot = boot.unwrap_or_default();
        if fs::read(&mark).is_ok_and(|text| text == boot.as_bytes()) {
            return Ok(());
        }
        // Written before: a guest that takes the host down must not do so for ever.
        if let Err(err) = fs::write(&mark, &boot) {
            warn!(path = %mark.display(), %err, "domains may be started again by the next program");
        }
        let Some(state) = self.this.upgrade() else { return Ok(()) };
        for listed in self.domains.list() {
            let (domain, view) = (listed.object, listed.name);
            let published = domain.view();
            if published.is_active() || !(published.autostart || published.autostart_once) {
                continue;
            }
            if published.autostart_once {
                let deadline = Deadline::default();
                let unmarked =
                    domain.set_autostart(&state, AutostartSetting::Once, false, deadline);
                if let Err(err) = unmarked {
                    warn!(domain = %view, "cannot forget that it was to start once: {err}");
                }
            }
            let options = StartOptions::default();
            match domain.start(&state, options, Deadline::after(Settings::default().timeout)) {
                Ok(()) => info!(domain = %view, "started as marked"),
                Err(err) => warn!(domain = %view, "cannot autostart: {err}"),
            }
        }
        Ok(())
    }
}
