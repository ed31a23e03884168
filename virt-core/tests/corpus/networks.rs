//! Networks, and what is about them.

use virt_core::api::network::{NetworkUpdateCommand, NetworkUpdateSection};
use virt_core::config::{
    FilterBindingConfig, FilterConfig, InterfaceConfig, NetworkConfig, NetworkPortConfig,
    SecretConfig,
};
use virt_core::xml::Form;

use super::cases::{judge, same_text};
use virt_testkit::needs;

/// What libvirt makes of a definition when a driver takes it: read, filled in, found to be right.
fn define(text: &str) -> Result<NetworkConfig, String> {
    let mut config = NetworkConfig::parse(text).map_err(say)?;
    config.validate().map_err(say)?;
    config.fill_defaults();
    config.validate().map_err(|err| format!("wrong once filled in: {err}"))?;
    Ok(config)
}

#[test]
fn networks_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "networkxml2xml", 28, |case| {
        let defined = define(&case.file("input"));
        if case.expects("parse-error") {
            return defined.map_or(Ok(()), |_| Err("expected to be refused".into()));
        }
        let form = Form { inactive: case.has_flag("inactive"), ..Form::default() };
        same_text(&case.file("output"), &defined?.to_xml_as(form))
    });
}

/// The expectation is dnsmasq's configuration, which the driver writes. What holds without one: the
/// definition is right, nothing in it is unknown, and it says the same when it is read again.
#[test]
fn networks_of_dnsmasq_are_understood() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "networkxml2conf", 17, |case| {
        let text = case.file("input");
        let unknown = NetworkConfig::check(&text).map_err(say)?;
        if let Some(finding) = unknown.first() {
            return Err(finding.to_string());
        }
        let config = define(&text)?;
        let again = define(&config.to_xml())?;
        same_text(&config.to_xml(), &again.to_xml())
    });
}

/// One case puts a range of the first address into the second one, of another family. libvirt 11.3
/// refuses that when it is asked to, and so does the model.
#[test]
fn networks_are_updated_as_libvirt_updates_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "networkxml2xmlupdate", 26, |case| {
        let mut config = define(&case.file("input"))?;
        let command = match case.argument("command").as_str().unwrap() {
            "MODIFY" => NetworkUpdateCommand::Modify,
            "DELETE" => NetworkUpdateCommand::Delete,
            "ADD_LAST" => NetworkUpdateCommand::AddLast,
            "ADD_FIRST" => NetworkUpdateCommand::AddFirst,
            other => return Err(format!("unknown command {other}")),
        };
        let name = case.argument("section").as_str().unwrap().replace('_', "");
        let mut sections = NetworkUpdateSection::ALL.iter();
        let same =
            |section: &&NetworkUpdateSection| format!("{section:?}").eq_ignore_ascii_case(&name);
        let section = *sections.find(same).ok_or(format!("unknown section {name}"))?;
        let parent = case.argument("parent_index").as_i64().and_then(|at| at.try_into().ok());
        let updated = config.update(command, section, parent, &case.file("update"));
        if case.expects("update-error") {
            return updated.map_or(Ok(()), |()| Err("expected to be refused".into()));
        }
        updated.map_err(say)?;
        same_text(&case.file("output"), &config.to_xml())
    });
}

#[test]
fn interfaces_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "interfacexml2xml", 14, |case| {
        let mut config = InterfaceConfig::parse(&case.file("input")).map_err(say)?;
        config.fill_defaults();
        config.validate().map_err(say)?;
        same_text(&case.file("output"), &config.to_xml())
    });
}

#[test]
fn secrets_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "secretxml2xml", 5, |case| {
        let mut config = SecretConfig::parse(&case.file("input")).map_err(say)?;
        config.fill_defaults();
        same_text(&case.file("output"), &config.to_xml())
    });
}

#[test]
fn filters_are_written_as_libvirt_writes_them() {
    let Some(root) = needs::corpus() else { return };
    judge(&root, "nwfilterxml2xml", 30, |case| {
        let defined =
            FilterConfig::parse(&case.file("input")).map_err(say).and_then(|mut config| {
                config.fill_defaults();
                config.validate().map_err(say)?;
                Ok(config)
            });
        if case.expects("parse-error") {
            return defined.map_or(Ok(()), |_| Err("expected to be refused".into()));
        }
        same_text(&case.file("output"), &defined?.to_xml())
    });
}

/// Tries every model of this kind on a text that may be anything; none may panic.
pub(crate) fn survive(text: &str) {
    macro_rules! survive {
        ($($model:ty),*) => { $(
            let _ = <$model>::check(text);
            if let Ok(mut config) = <$model>::parse(text) {
                let _ = config.validate();
                config.fill_defaults();
                let _ = config.validate();
                <$model>::parse(&config.to_xml()).unwrap();
            }
        )* };
    }
    survive!(NetworkConfig, NetworkPortConfig, InterfaceConfig, FilterConfig, FilterBindingConfig);
    if let Ok(mut config) = SecretConfig::parse(text) {
        config.fill_defaults();
        SecretConfig::parse(&config.to_xml()).unwrap();
    }
}

fn say(err: virt_core::Error) -> String {
    err.to_string()
}
