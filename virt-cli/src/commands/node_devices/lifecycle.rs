//! Devices that come, go, and change hands between the host and its guests.

use virt::NodeDevice;

use super::{device, done};
use crate::arguments::Arguments;
use crate::output::{Failure, Output};
use crate::session::Session;

/// `nodedev-destroy`.
pub(in crate::commands) fn destroy(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let words = Words {
        failed: |name| format!("Failed to destroy node device '{name}'"),
        done: |name| format!("Destroyed node device '{name}'"),
        result: "destroyed",
    };
    act(session, arguments, &words, NodeDevice::destroy)
}

/// `nodedev-undefine`.
pub(in crate::commands) fn undefine(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let words = Words {
        failed: |name| format!("Failed to undefine node device '{name}'"),
        done: |name| format!("Undefined node device '{name}'"),
        result: "undefined",
    };
    act(session, arguments, &words, NodeDevice::undefine)
}

/// `nodedev-start`.
pub(in crate::commands) fn start(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let words = Words {
        failed: |name| format!("Failed to start device {name}"),
        done: |name| format!("Device {name} started"),
        result: "started",
    };
    act(session, arguments, &words, NodeDevice::start)
}

/// `nodedev-autostart`.
pub(in crate::commands) fn autostart(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let words = match arguments.is_set("disable") {
        true => Words {
            failed: |name| format!("failed to unmark device {name} as autostarted"),
            done: |name| format!("Device {name} unmarked as autostarted"),
            result: "not autostarted",
        },
        false => Words {
            failed: |name| format!("failed to mark device {name} as autostarted"),
            done: |name| format!("Device {name} marked as autostarted"),
            result: "autostarted",
        },
    };
    let value = !arguments.is_set("disable");
    act(session, arguments, &words, |device| device.set_autostart(value))
}

/// `nodedev-detach`.
pub(in crate::commands) fn detach(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let words = Words {
        failed: |name| format!("Failed to detach device {name}"),
        done: |name| format!("Device {name} detached"),
        result: "detached",
    };
    let driver = arguments.text("driver")?;
    let forced = arguments.is_set("force");
    act(session, arguments, &words, |device| match forced {
        true => device.force_detach(driver),
        false => device.detach(driver),
    })
}

/// `nodedev-reattach`.
pub(in crate::commands) fn reattach(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let words = Words {
        failed: |name| format!("Failed to re-attach device {name}"),
        done: |name| format!("Device {name} re-attached"),
        result: "re-attached",
    };
    act(session, arguments, &words, NodeDevice::reattach)
}

/// `nodedev-reset`.
pub(in crate::commands) fn reset(
    session: &mut Session<'_>,
    arguments: &Arguments,
) -> Result<Output, Failure> {
    let words = Words {
        failed: |name| format!("Failed to reset device {name}"),
        done: |name| format!("Device {name} reset"),
        result: "reset",
    };
    act(session, arguments, &words, NodeDevice::reset)
}

/// What is said of a change to a device.
struct Words {
    failed: fn(&str) -> String,
    done: fn(&str) -> String,
    result: &'static str,
}

/// Does `change` to the device that the command names.
fn act(
    session: &mut Session<'_>,
    arguments: &Arguments,
    words: &Words,
    change: impl FnOnce(&NodeDevice) -> virt::Result<()>,
) -> Result<Output, Failure> {
    let device = device(session, arguments)?;
    let name = device.name();
    change(&device).map_err(Failure::because((words.failed)(name)))?;
    Ok(done(&device, (words.done)(name), words.result))
}
