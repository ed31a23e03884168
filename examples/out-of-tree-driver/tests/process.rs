//! What is this driver's own: domains are processes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use std::time::{Duration, Instant};

use virt::api::domain::{DomainCreateFlags, DomainDefineFlags, DomainShutoffReason};
use virt::event::DomainLifecycle;
use virt::{
    Connect, DestroyMode, Domain, DomainEventKind, DomainStatus, ErrorKind, Event, EventFilter,
};
// The driver registers itself; naming it keeps it linked.
use virt_process as _;

/// How long anything may take before a test fails.
const PATIENCE: Duration = Duration::from_secs(30);

#[test]
fn the_process_is_what_the_definition_says() {
    let connect = open();
    let domain = create(&connect, "says", "/bin/sleep", &["3601"]);
    // The kernel shows the arguments a moment after the program has taken over the process.
    let deadline = Instant::now() + PATIENCE;
    while process_of(&["/bin/sleep", "3601"]).is_empty() {
        assert!(Instant::now() < deadline, "no such process");
        std::thread::yield_now();
    }
    domain.destroy(DestroyMode::Forced).unwrap();
    assert_eq!(process_of(&["/bin/sleep", "3601"]), [""; 0]);
}

#[test]
fn a_process_that_ends_by_itself_is_seen_with_how_it_went() {
    let connect = open();
    for (code, reason) in
        [("0", DomainShutoffReason::Shutdown), ("3", DomainShutoffReason::Crashed)]
    {
        let name = format!("ends-{code}");
        let xml = xml(&name, "/bin/sh", &["-c", &format!("exit {code}")]);
        let domain = connect.define_domain(&xml, DomainDefineFlags::empty()).unwrap();
        let events = connect.domain_events(EventFilter::all()).unwrap();
        domain.start().unwrap();
        loop {
            let event = events.next_timeout(PATIENCE).expect("an event");
            let Event::Domain(event) = event else { continue };
            let stopped =
                matches!(event.kind, DomainEventKind::Lifecycle(DomainLifecycle::Stopped(_)));
            if event.domain.uuid == domain.uuid() && stopped {
                break;
            }
        }
        assert_eq!(domain.status().unwrap(), DomainStatus::Shutoff(reason));
    }
}

#[test]
fn a_program_that_is_not_there_is_an_error_that_names_it() {
    let connect = open();
    let xml = xml("nothing", "/no/such/program", &[]);
    let err = connect.create_domain(&xml, DomainCreateFlags::empty()).unwrap_err();
    assert!(err.to_string().contains("/no/such/program"), "{err}");
    assert_eq!(connect.domain("nothing").unwrap_err().kind(), ErrorKind::NoDomain);
}

#[test]
fn another_kind_of_guest_is_refused() {
    let machine = "<domain type='kvm'><name>m</name><memory>1024</memory>\
                   <os><type>hvm</type></os></domain>";
    let err = open().define_domain(machine, DomainDefineFlags::empty()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    assert!(err.message().contains("'kvm' is not served here (have: process)"), "{err}");
}

#[test]
fn a_strict_reader_knows_the_drivers_own_type() {
    let connect = open();
    let strict = DomainDefineFlags::VALIDATE;
    connect.define_domain(&xml("strict", "/bin/sleep", &["1"]), strict).unwrap();
    let typo = xml("typo", "/bin/sleep", &["1"]).replace("'process'", "'proces'");
    let err = connect.define_domain(&typo, strict).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::XmlInvalidSchema);
}

fn open() -> Connect {
    Connect::open("process:///default").unwrap()
}

fn create(connect: &Connect, name: &str, init: &str, arguments: &[&str]) -> Domain {
    let xml = xml(name, init, arguments);
    connect.create_domain(&xml, DomainCreateFlags::empty()).unwrap()
}

fn xml(name: &str, init: &str, arguments: &[&str]) -> String {
    let arguments: String =
        arguments.iter().map(|text| format!("<initarg>{text}</initarg>")).collect();
    format!(
        "<domain type='process'><name>{name}</name><memory unit='MiB'>16</memory>\
         <os><type>exe</type><init>{init}</init>{arguments}</os></domain>"
    )
}

/// The processes with this command line.
fn process_of(command: &[&str]) -> Vec<String> {
    let expected = format!("{}\0", command.join("\0"));
    let all = std::fs::read_dir("/proc").unwrap().flatten();
    all.filter(|process| {
        std::fs::read_to_string(process.path().join("cmdline")).is_ok_and(|line| line == expected)
    })
    .map(|process| process.file_name().to_string_lossy().into_owned())
    .collect()
}
