//! Whether a domain starts with its driver.

use virt_core::Result;
use virt_core::driver::domain::AutostartSetting;
use virt_host::Deadline;

use super::Domain;
use crate::error::invalid;
use crate::state::QemuState;

impl Domain {
    pub(crate) fn autostart(&self, setting: AutostartSetting) -> bool {
        let view = self.view();
        match setting {
            AutostartSetting::Always => view.autostart,
            AutostartSetting::Once => view.autostart_once,
        }
    }

    /// Marks the domain, or takes the mark away.
    pub(crate) fn set_autostart(
        &self,
        state: &QemuState,
        setting: AutostartSetting,
        value: bool,
        deadline: Deadline,
    ) -> Result<()> {
        let _job = self.begin("set autostart", deadline)?;
        let view = self.view();
        if !view.is_persistent() {
            return Err(invalid(format!(
                "cannot set autostart for transient domain '{}'",
                view.name
            )));
        }
        match setting {
            AutostartSetting::Always => {
                state.definitions().set_autostart(&view.name, value)?;
                self.change(state, |view| view.autostart = value);
            }
            AutostartSetting::Once => {
                if value {
                    state.once().save(&view.name, "<once/>\n")?;
                } else {
                    state.once().remove(&view.name)?;
                }
                self.change(state, |view| view.autostart_once = value);
            }
        }
        Ok(())
    }
}
