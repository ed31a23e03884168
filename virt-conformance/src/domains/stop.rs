//! Domains stop, or begin anew, by force or when asked.

use virt::api::domain::DomainShutoffReason;
use virt::{DestroyMode, DomainStatus, ErrorKind, RebootMode, ShutdownMode};

use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok, refused};
use crate::promise::promises;

promises! { "stop":
    destroy_takes_the_power_away,
    destroy_ends_what_is_paused,
    destroy_can_be_graceful,
    shutdown_ends_the_guest_that_is_asked,
    shutdown_ends_a_transient_domain_for_good,
    reboot_leaves_the_domain_running,
}

fn destroy_takes_the_power_away(host: &Host) -> Outcome {
    let domain = host.running("a");
    ok(domain.destroy(DestroyMode::Forced));
    assert!(!ok(domain.is_active()) && ok(domain.is_persistent()));
    assert_eq!(ok(domain.id()), None);
    assert_eq!(ok(domain.status()), DomainStatus::Shutoff(DomainShutoffReason::Destroyed));
    Ok(())
}

fn destroy_ends_what_is_paused(host: &Host) -> Outcome {
    let domain = host.running("a");
    domain.suspend().if_supported()?;
    ok(domain.destroy(DestroyMode::Forced));
    assert_eq!(ok(domain.status()), DomainStatus::Shutoff(DomainShutoffReason::Destroyed));
    Ok(())
}

fn destroy_can_be_graceful(host: &Host) -> Outcome {
    let domain = host.running("a");
    domain.destroy(DestroyMode::Graceful).if_supported()?;
    assert_eq!(ok(domain.status()), DomainStatus::Shutoff(DomainShutoffReason::Destroyed));
    Ok(())
}

fn shutdown_ends_the_guest_that_is_asked(host: &Host) -> Outcome {
    let domain = host.running("a");
    host.wait_until_ready(&domain);
    domain.shutdown(ShutdownMode::Default).if_supported()?;
    host.wait("the guest ends", || !ok(domain.is_active()));
    assert_eq!(ok(domain.status()), DomainStatus::Shutoff(DomainShutoffReason::Shutdown));
    ok(domain.start());
    Ok(())
}

fn shutdown_ends_a_transient_domain_for_good(host: &Host) -> Outcome {
    let domain = host.transient("a");
    host.wait_until_ready(&domain);
    domain.shutdown(ShutdownMode::Default).if_supported()?;
    host.wait("the guest ends", || domain.is_active().is_err());
    refused(host.connect.domain(domain.name()), &[ErrorKind::NoDomain]);
    Ok(())
}

fn reboot_leaves_the_domain_running(host: &Host) -> Outcome {
    let domain = host.running("a");
    host.wait_until_ready(&domain);
    let id = ok(domain.id());
    domain.reboot(RebootMode::Default).if_supported()?;
    host.wait("the guest runs again", || matches!(ok(domain.status()), DomainStatus::Running(_)));
    assert_eq!(ok(domain.id()), id, "a reboot is not another run");
    Ok(())
}
