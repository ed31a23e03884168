//! What drivers write down of running domains.

use virt_core::api::domain::{DomainPausedReason, DomainShutoffReason};
use virt_core::config::{DomainConfig, DomainStatusDocument};
use virt_core::driver::domain::DomainStatus;
use virt_core::xml::Form;

const RUNNING: &str = include_str!("data/fixtures/status/running.xml");

#[test]
fn states_and_reasons_are_words() {
    for (state, reason, status) in [
        ("paused", "shutdown", DomainStatus::Paused(DomainPausedReason::ShuttingDown)),
        ("paused", "panicked", DomainStatus::Paused(DomainPausedReason::Crashed)),
        ("shutoff", "from snapshot", DomainStatus::Shutoff(DomainShutoffReason::FromSnapshot)),
    ] {
        let text = RUNNING.replace("state='running'", &format!("state='{state}'"));
        let text = text.replace("migration canceled", reason);
        let document = DomainStatusDocument::parse(&text).unwrap();
        assert_eq!(document.status, status);
        assert_eq!(document.to_xml(), text);
    }
    let without = RUNNING.replace(" reason='migration canceled'", "");
    let document = DomainStatusDocument::parse(&without).unwrap();
    assert!(document.to_xml().starts_with("<domstatus state='running' reason='unknown' pid="));
}

#[test]
fn what_makes_no_status_is_refused_with_what_would() {
    for (from, to, message) in [
        ("state='running'", "state='asleep'", "/domstatus/@state: invalid value 'asleep'"),
        ("state='running' ", "", "the attribute 'state' is missing"),
        // It is a reason, but for another state.
        ("migration canceled", "ioerror", "/domstatus/@reason: invalid value 'ioerror'"),
        (" pid='4711'", "", "the attribute 'pid' is missing"),
        ("host-cpu", "hots-cpu", "did you mean 'host-cpu'?"),
    ] {
        let text = RUNNING.replace(from, to);
        let strict = DomainStatusDocument::parse_strict(&text).unwrap_err();
        let plain = DomainStatusDocument::parse(&text).unwrap_err();
        let both = format!("{plain}\n{strict}");
        assert!(both.contains(message), "{both}");
    }
    let text = RUNNING.replace("<vcpu placement='static'>1<", "<vcpu placement='static'>0<");
    let problems = DomainStatusDocument::parse(&text).unwrap().problems();
    assert_eq!(problems[0].path, "/domstatus/domain/vcpu");
}

/// The lines of `text` that are internals of the fixture.
fn internals(text: &str) -> Vec<&str> {
    text.lines()
        .map(str::trim)
        .filter(|line| line.contains("inner") || *line == "<second/>")
        .collect()
}

#[test]
fn internals_go_with_their_devices() {
    let mut document = DomainStatusDocument::parse(RUNNING).unwrap();
    let all = [
        "<controller type='usb' index='0' model='ich9-uhci1' inner='2'>",
        "<inner type='bridge'>",
        "</inner>",
        "<second/>",
    ];
    assert_eq!(internals(&document.to_xml()), all);
    assert!(!document.domain.config.to_xml().contains("inner"));

    let devices = document.domain.devices.as_mut().unwrap();
    let interface = devices.interfaces[0].clone();
    devices.interfaces.clear();
    assert_eq!(internals(&document.to_xml()), all[..1]);

    // Another device at the same place is another device.
    let devices = document.domain.devices.as_mut().unwrap();
    devices.interfaces.push(interface);
    devices.interfaces[0].info.alias.as_mut().unwrap().name = "net1".into();
    assert_eq!(internals(&document.to_xml()), all[..1]);

    // They belong to the domain as it runs.
    let inactive = Form { secure: true, inactive: true, ..Form::default() };
    assert_eq!(internals(&document.to_xml_as(inactive)), [""; 0]);

    document.domain.internals.clear();
    assert_eq!(internals(&document.to_xml()), [""; 0]);
}

#[test]
fn an_alias_where_no_device_has_one_is_an_internal() {
    let boot = "<boot dev='hd'>\n        <alias name='boot0'/>\n      </boot>";
    let text = RUNNING.replace("<boot dev='hd'/>", boot);
    assert_ne!(text, RUNNING);
    assert_eq!(DomainStatusDocument::parse(&text).unwrap().to_xml(), text);
}

#[test]
fn internals_are_put_where_others_have_changed_nothing() {
    let more = "<alias name='a'>\n        <alias name='b'/>\n      </alias>";
    let text = RUNNING.replace("<boot dev='hd'/>", &format!("<boot dev='hd'>{more}{more}</boot>"));
    let written = DomainStatusDocument::parse(&text).unwrap().to_xml();
    assert_eq!(written.matches("<alias name='b'/>").count(), 2, "{written}");
    assert_eq!(DomainStatusDocument::parse(&written).unwrap().to_xml(), written);
}

#[test]
fn what_is_there_twice_stays_behind_what_counts() {
    let text =
        RUNNING.replace("    <os>", "    <devices>\n      <inner/>\n    </devices>\n    <os>");
    assert_ne!(text, RUNNING);
    let written = DomainStatusDocument::parse(&text).unwrap().to_xml();
    assert_eq!(DomainStatusDocument::parse(&written).unwrap().to_xml(), written);
}

#[test]
fn a_definition_becomes_a_running_domain() {
    let config = DomainConfig::parse("<domain type='test' id='1'><name>a</name></domain>").unwrap();
    let document = DomainStatusDocument {
        status: DomainStatus::Paused(DomainPausedReason::User),
        pid: 1,
        taints: Vec::new(),
        private: Vec::new(),
        domain: Box::new(config.into()),
    };
    let text = document.to_xml_as(Form { secure: true, ..Form::default() });
    assert_eq!(DomainStatusDocument::parse_strict(&text).unwrap(), document);
}
