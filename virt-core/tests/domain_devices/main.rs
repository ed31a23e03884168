//! Devices: how they are filled in and what is refused. Each row was tried with libvirt 11.3, which
//! notices some of what cannot work only when the guest starts.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod buses;
mod host_devices;
mod interfaces;
mod places;
mod small_devices;

use expect_test::Expect;
use virt_core::config::DomainConfig;
use virt_core::config::domain::Defaults;
use virt_core::xml::Form;

/// A whole machine with these devices.
fn domain(devices: &str) -> virt_core::Result<DomainConfig> {
    machine("<type arch='x86_64'>hvm</type>", devices)
}

/// A machine of this kind with these devices.
fn machine(os_type: &str, devices: &str) -> virt_core::Result<DomainConfig> {
    DomainConfig::parse(&format!(
        "<domain type='test'><name>a</name><memory>4096</memory><os>{os_type}</os>\
         <devices>{devices}</devices></domain>"
    ))
}

/// What filling in makes of `devices` in the definition that is stored. What was filled in stays
/// as it is, and nothing in it is refused.
fn fills(devices: &str, expected: Expect) {
    let mut config = domain(devices).unwrap();
    config.fill_defaults(&Defaults::default());
    let once = config.clone();
    config.fill_defaults(&Defaults::default());
    assert_eq!(config, once);
    assert_eq!(config.problems(), []);
    expected.assert_eq(&inside(&config));
}

/// The devices as they are stored, each line without the indentation of all.
fn inside(config: &DomainConfig) -> String {
    let text = config.to_xml_as(Form { secure: true, inactive: true, migratable: false });
    let (_, inside) = text.split_once("  <devices>\n").unwrap();
    let (inside, _) = inside.split_once("  </devices>\n").unwrap();
    inside.lines().map(|line| format!("{}\n", line.strip_prefix("    ").unwrap())).collect()
}

/// What is wrong with `devices` after filling in, each with its place among the devices; or why
/// they are not read at all.
fn refuses(devices: &str, expected: Expect) {
    let problems = match domain(devices) {
        Ok(mut config) => {
            config.fill_defaults(&Defaults::default());
            let problems = config.problems();
            assert_ne!(problems, [], "{devices}");
            problems.iter().map(|problem| format!("{problem}\n")).collect()
        }
        Err(err) => format!("{err}\n"),
    };
    expected.assert_eq(&problems.replace("/domain/devices/", ""));
}
