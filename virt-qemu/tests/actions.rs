//! What happens when the guest itself powers off, resets, crashes or hangs.

mod support;

use support::{Console, Events, Host, Root};
use virt_core::ErrorKind;
use virt_core::api::domain::{
    DomainCrashedReason, DomainDefineFlags, DomainDestroyFlags, DomainPausedReason,
    DomainRunningReason, DomainShutoffReason,
};
use virt_core::driver::domain::DomainStatus;
use virt_core::object::DomainRef;

/// A guest that runs, and all that is looked at of it.
struct Guest {
    domain: DomainRef,
    console: Console,
    events: Events,
    host: Host,
    _root: Root,
}

const DEVICES: &str = "<panic model='isa'/><watchdog model='ib700' action='pause'/>";

impl Guest {
    fn start(elements: &str) -> Option<Guest> {
        Guest::start_with(elements, DEVICES)
    }

    fn start_with(elements: &str, devices: &str) -> Option<Guest> {
        let root = Root::new()?;
        let host = root.open();
        let domain = host.run(&root.xml_with("tiny", elements, devices));
        let console = host.console(&domain);
        let events = host.events();
        Some(Guest { domain, console, events, host, _root: root })
    }

    fn status(&self) -> DomainStatus {
        self.host.status(&self.domain)
    }

    fn wait_for_status(&self, wanted: DomainStatus) {
        self.host.wait_for_status(&self.domain, wanted);
    }
}

impl Drop for Guest {
    fn drop(&mut self) {
        let _ = self.host.domains.destroy(&self.domain, DomainDestroyFlags::empty());
    }
}

const SHUT_DOWN: [&str; 2] =
    ["lifecycle Shutdown Finished after guest request", "lifecycle Stopped Shutdown"];

#[test]
fn a_power_off_ends_the_guest() {
    let Some(mut guest) = Guest::start("") else { return };
    guest.console.type_line("poweroff");
    guest.events.expect(&SHUT_DOWN);
    assert_eq!(guest.status(), DomainStatus::Shutoff(DomainShutoffReason::Shutdown));
}

#[test]
fn a_power_off_may_start_the_guest_again() {
    let Some(mut guest) = Guest::start("<on_poweroff>restart</on_poweroff>") else { return };
    guest.console.type_line("poweroff");
    guest.events.expect(&["reboot"]);
    guest.console.wait_for(virt_testkit::guest::HELLO);
    assert_eq!(guest.status(), DomainStatus::Running(DomainRunningReason::Booted));
    guest.host.domains.suspend(&guest.domain).unwrap();
    guest.events.wait_for("lifecycle Suspended Paused");
}

#[test]
fn a_reset_is_a_reboot() {
    let Some(mut guest) = Guest::start("") else { return };
    guest.console.type_line("reboot");
    guest.events.expect(&["reboot"]);
    guest.console.wait_for(virt_testkit::guest::HELLO);
    guest.host.domains.reset(&guest.domain).unwrap();
    guest.events.wait_for("reboot");
    assert_eq!(guest.status(), DomainStatus::Running(DomainRunningReason::Booted));
}

#[test]
fn a_reset_may_end_the_guest() {
    let Some(mut guest) = Guest::start("<on_reboot>destroy</on_reboot>") else { return };
    guest.console.type_line("reboot");
    guest.events.expect(&SHUT_DOWN);
    assert_eq!(guest.status(), DomainStatus::Shutoff(DomainShutoffReason::Shutdown));
}

#[test]
fn a_reboot_presses_the_power_button_and_starts_again() {
    let Some(mut guest) = Guest::start("") else { return };
    guest.host.domains.reboot(&guest.domain, Default::default()).unwrap();
    guest.console.wait_for(virt_testkit::guest::POWER_BUTTON);
    guest.events.expect(&["reboot"]);
    guest.console.wait_for(virt_testkit::guest::HELLO);
    assert_eq!(guest.status(), DomainStatus::Running(DomainRunningReason::Booted));
    // The next power-off is one again.
    guest.console.type_line("poweroff");
    guest.events.wait_for("lifecycle Stopped Shutdown");
}

#[test]
fn a_panic_ends_the_guest() {
    let Some(mut guest) = Guest::start("") else { return };
    guest.console.type_line("panic");
    guest.events.expect(&[
        "lifecycle Suspended Paused",
        "lifecycle Crashed Panicked",
        "lifecycle Shutdown Finished after host request",
        "lifecycle Stopped Crashed",
    ]);
    assert_eq!(guest.status(), DomainStatus::Shutoff(DomainShutoffReason::Crashed));
}

#[test]
fn a_panic_may_preserve_the_guest() {
    let Some(mut guest) = Guest::start("<on_crash>preserve</on_crash>") else { return };
    guest.console.type_line("panic");
    guest.events.expect(&["lifecycle Suspended Paused", "lifecycle Crashed Panicked"]);
    guest.wait_for_status(DomainStatus::Crashed(DomainCrashedReason::Panicked));
    assert!(guest.host.domains.is_active(&guest.domain).unwrap());
}

#[test]
fn a_panic_may_start_the_guest_again() {
    let Some(mut guest) = Guest::start("<on_crash>restart</on_crash>") else { return };
    guest.console.type_line("panic");
    guest.events.expect(&["lifecycle Suspended Paused", "lifecycle Crashed Panicked", "reboot"]);
    guest.events.wait_for("lifecycle Resumed Unpaused");
    guest.wait_for_status(DomainStatus::Running(DomainRunningReason::Crashed));
    guest.console.wait_for(virt_testkit::guest::HELLO);
}

#[test]
fn a_panic_may_leave_a_core_dump() {
    let Some(mut guest) = Guest::start("<on_crash>coredump-destroy</on_crash>") else { return };
    guest.console.type_line("panic");
    guest.events.wait_for("lifecycle Stopped Crashed");
    let dumps: Vec<_> =
        std::fs::read_dir(guest._root.path().join("lib/qemu/dump")).unwrap().flatten().collect();
    let [dump] = dumps.as_slice() else { panic!("{dumps:?}") };
    assert!(dump.metadata().unwrap().len() > 16 << 20);
}

#[test]
fn an_expired_watchdog_pauses_the_guest() {
    let Some(mut guest) = Guest::start("") else { return };
    guest.console.type_line("watchdog");
    guest.events.expect(&["watchdog pause", "lifecycle Suspended Watchdog"]);
    assert_eq!(guest.status(), DomainStatus::Paused(DomainPausedReason::Watchdog));
    guest.host.domains.resume(&guest.domain).unwrap();
    guest.events.expect(&["lifecycle Resumed Unpaused"]);
}

#[test]
fn a_guest_that_sets_its_clock_is_noticed() {
    let Some(mut guest) = Guest::start("") else { return };
    guest.console.type_line("rtc");
    assert!(guest.events.next().starts_with("rtc-change"));
}

#[test]
fn what_qemu_cannot_do_is_refused_at_once() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    for element in [
        "<on_poweroff>preserve</on_poweroff>",
        "<on_reboot>rename-restart</on_reboot>",
        "<on_crash>rename-restart</on_crash>",
    ] {
        let xml = root.xml_with("tiny", element, "");
        let err = host.domains.define(&xml, DomainDefineFlags::empty()).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::ConfigUnsupported, "{err}");
    }
    assert!(host.domains.list(Default::default()).unwrap().is_empty());
}
