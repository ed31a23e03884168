//! The marks of domains that start with the host.

use virt::api::domain::DomainUndefineFlags;
use virt::{AutostartSetting, ErrorKind};

use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok, refused_if_supported};
use crate::promise::promises;

promises! { "autostart":
    is_off_until_it_is_set,
    can_be_set_and_taken_back,
    stays_while_the_domain_runs,
    of_transient_is_refused,
    goes_with_the_definition,
}

const ALWAYS: AutostartSetting = AutostartSetting::Always;

fn is_off_until_it_is_set(host: &Host) -> Outcome {
    assert!(!host.defined("a").autostart(ALWAYS).if_supported()?);
    Ok(())
}

fn can_be_set_and_taken_back(host: &Host) -> Outcome {
    let domain = host.defined("a");
    for value in [true, true, false, false] {
        domain.set_autostart(ALWAYS, value).if_supported()?;
        assert_eq!(ok(domain.autostart(ALWAYS)), value);
    }
    Ok(())
}

fn stays_while_the_domain_runs(host: &Host) -> Outcome {
    let domain = host.defined("a");
    domain.set_autostart(ALWAYS, true).if_supported()?;
    ok(domain.start());
    assert!(ok(domain.autostart(ALWAYS)));
    ok(domain.set_autostart(ALWAYS, false));
    assert!(!ok(domain.autostart(ALWAYS)));
    Ok(())
}

fn of_transient_is_refused(host: &Host) -> Outcome {
    let domain = host.transient("a");
    refused_if_supported(domain.set_autostart(ALWAYS, true), &[ErrorKind::OperationInvalid])?;
    Ok(())
}

fn goes_with_the_definition(host: &Host) -> Outcome {
    let domain = host.defined("a");
    domain.set_autostart(ALWAYS, true).if_supported()?;
    ok(domain.undefine(DomainUndefineFlags::empty()));
    assert!(!ok(host.defined("a").autostart(ALWAYS)));
    Ok(())
}
