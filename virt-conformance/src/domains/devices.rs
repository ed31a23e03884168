//! Devices that come and go in definitions.

use virt::api::domain::{DomainDeviceModifyFlags as Flags, DomainXmlFlags};
use virt::{Domain, ErrorKind};

use crate::host::Host;
use crate::outcome::{Optional, Outcome, ok, refused_if_supported};
use crate::promise::promises;

promises! { "devices":
    come_to_and_go_from_the_stored_definition,
    that_are_not_there_are_missing,
    are_found_by_the_name_that_a_user_gave,
    of_the_run_are_refused_when_nothing_runs,
    of_the_definition_are_refused_when_there_is_none,
}

/// A device that every driver with devices has.
const DICE: &str = "<rng model='virtio'><backend model='random'>/dev/urandom</backend>\
                    <alias name='ua-dice'/></rng>";

fn stored(domain: &Domain) -> String {
    ok(domain.xml(DomainXmlFlags::INACTIVE))
}

fn come_to_and_go_from_the_stored_definition(host: &Host) -> Outcome {
    let domain = host.defined("a");
    domain.attach_device(DICE, Flags::CONFIG).if_supported()?;
    assert!(stored(&domain).contains("<rng"), "{}", stored(&domain));
    ok(domain.detach_device(DICE, Flags::CONFIG));
    assert!(!stored(&domain).contains("<rng"), "{}", stored(&domain));
    // What is shut off is meant as it is stored.
    ok(domain.attach_device(DICE, Flags::empty()));
    assert!(stored(&domain).contains("<rng"));
    Ok(())
}

fn that_are_not_there_are_missing(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let missing = &[ErrorKind::DeviceMissing];
    refused_if_supported(domain.detach_device(DICE, Flags::CONFIG), missing)?;
    refused_if_supported(domain.detach_device_alias("ua-dice", Flags::CONFIG), missing)?;
    Ok(())
}

fn are_found_by_the_name_that_a_user_gave(host: &Host) -> Outcome {
    let domain = host.defined("a");
    domain.attach_device(DICE, Flags::CONFIG).if_supported()?;
    domain.detach_device_alias("ua-dice", Flags::CONFIG).if_supported()?;
    assert!(!stored(&domain).contains("ua-dice"));
    Ok(())
}

fn of_the_run_are_refused_when_nothing_runs(host: &Host) -> Outcome {
    let domain = host.defined("a");
    let refused = domain.attach_device(DICE, Flags::LIVE);
    refused_if_supported(refused, &[ErrorKind::OperationInvalid])?;
    Ok(())
}

fn of_the_definition_are_refused_when_there_is_none(host: &Host) -> Outcome {
    let domain = host.transient("a");
    let refused = domain.attach_device(DICE, Flags::CONFIG);
    refused_if_supported(refused, &[ErrorKind::OperationInvalid])?;
    Ok(())
}
