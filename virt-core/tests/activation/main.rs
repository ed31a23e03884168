//! How a URI becomes a connection: which driver opens it, which fill the slots that it leaves
//! empty, and how the states of stateful drivers come and go.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

mod drivers;

use std::path::Path;
use std::sync::Arc;

use drivers::{HYPERVISOR, NETWORKS, NETWORKS_LATE, NETWORKS_STATEFUL, REMOTE, STATEFUL, said};
use expect_test::{Expect, expect};
use virt_core::ErrorKind;
use virt_core::connection::{Connection, OpenOptions, Settings, States};
use virt_core::driver::facet;
use virt_core::driver::state::{Role, StateContext};
use virt_core::registry::{DriverEntry, Registry, SlotKind};

fn registry(entries: &[&DriverEntry]) -> Registry {
    entries.iter().fold(Registry::new(), |registry, entry| registry.with((*entry).clone()))
}

fn options(entries: &[&DriverEntry]) -> OpenOptions {
    OpenOptions::new().registry(registry(entries)).settings(Settings::default())
}

fn open(entries: &[&DriverEntry], uri: &str) -> Connection {
    options(entries).open(Some(uri)).unwrap()
}

fn check_error(entries: &[&DriverEntry], uri: &str, expected: Expect) {
    let err = options(entries).open(Some(uri)).unwrap_err();
    expected.assert_eq(&format!("{:?}: {}", err.kind(), err.message()));
}

fn networks(connection: &Connection) -> &'static str {
    connection.slots().networks().unwrap().name()
}

#[test]
fn a_hypervisor_fills_its_own_slots() {
    let connection = open(&[&HYPERVISOR, &NETWORKS], "alpha:///own-networks");
    assert_eq!(connection.node().unwrap().name(), "alpha");
    assert_eq!(networks(&connection), "alpha");
}

#[test]
fn the_service_of_lowest_rank_fills_an_empty_slot() {
    let connection = open(&[&NETWORKS_LATE, &HYPERVISOR, &NETWORKS], "alpha:///");
    assert_eq!(networks(&connection), "networks");
}

#[test]
fn a_service_that_declines_leaves_the_slot_to_the_next() {
    let connection = open(&[&HYPERVISOR, &NETWORKS, &NETWORKS_LATE], "alpha:///declined");
    assert_eq!(networks(&connection), "networks-late");
}

#[test]
fn a_service_fills_no_slot_but_its_own() {
    // The offer of this driver holds filters too, which nobody asked it for.
    let connection = open(&[&HYPERVISOR, &NETWORKS], "alpha:///");
    assert!(connection.slots().is_filled(SlotKind::Network));
    assert!(!connection.slots().is_filled(SlotKind::Filter));
}

#[test]
fn a_slot_without_a_driver_is_one_error() {
    let connection = open(&[&HYPERVISOR], "alpha:///");
    let err = connection.slots().networks().err().unwrap();
    assert_eq!(err.kind(), ErrorKind::NoSupport);
    assert_eq!(err.message(), "no driver of this connection serves virtual networks");
}

#[test]
fn a_facet_that_is_not_handed_out_is_one_error() {
    let connection = open(&[&HYPERVISOR, &NETWORKS], "alpha:///");
    let networks = connection.slots().networks().unwrap();
    let err = facet(networks.ports(), &**networks, "virNetworkPortCreateXML").err().unwrap();
    assert_eq!(err.kind(), ErrorKind::NoSupport);
    assert!(err.message().contains("virNetworkPortCreateXML"), "{err}");
    assert!(err.message().contains("'networks'"), "{err}");
}

#[test]
fn an_unknown_scheme_lists_the_drivers() {
    check_error(
        &[&STATEFUL, &HYPERVISOR, &NETWORKS],
        "bhyve:///system",
        expect![
            "NoConnect: bhyve:///system: no driver for 'bhyve' in this build (have: alpha, beta)"
        ],
    );
    check_error(
        &[],
        "bhyve:///system",
        expect!["NoConnect: bhyve:///system: no driver for 'bhyve' in this build (have: none)"],
    );
}

#[test]
fn a_declined_uri_is_an_error() {
    check_error(
        &[&HYPERVISOR],
        "alpha:///none",
        expect!["NoConnect: alpha:///none: driver 'alpha' declined it"],
    );
}

#[test]
fn without_a_uri_the_first_usable_driver_is_picked() {
    let connection = options(&[&STATEFUL, &HYPERVISOR]).open(None).unwrap();
    assert_eq!(connection.uri().to_string(), "alpha:///default");

    let err = options(&[&STATEFUL]).open(None).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoConnect);
    assert!(err.message().contains("(have: beta)"), "{err}");
}

#[test]
fn hosts_transports_and_daemons_are_reached_through_the_remote_driver() {
    for uri in ["alpha://host/", "alpha+ssh://host/system", "beta:///system", "bhyve:///system"] {
        let connection = open(&[&HYPERVISOR, &STATEFUL, &REMOTE], uri);
        assert_eq!(connection.node().unwrap().name(), "remote", "{uri}");
    }
    let connection = open(&[&HYPERVISOR, &STATEFUL, &REMOTE], "alpha:///default");
    assert_eq!(connection.node().unwrap().name(), "alpha");
}

#[test]
fn without_a_remote_driver_the_error_tells_the_way_out() {
    check_error(
        &[&STATEFUL],
        "beta:///system",
        expect![[r#"
            NoConnect: beta:///system: it is served by a daemon, and this build has no remote driver; 'beta:///embed?root=/some/folder' runs a driver inside the program"#]],
    );
    check_error(
        &[&HYPERVISOR],
        "alpha://host/",
        expect![[r#"
        NoConnect: alpha://host/: it names another host or transport, and this build has no remote driver; 'alpha:///embed?root=/some/folder' runs a driver inside the program"#]],
    );
}

#[test]
fn a_client_gets_no_service_whose_state_lives_elsewhere() {
    let connection = open(&[&HYPERVISOR, &NETWORKS_STATEFUL], "alpha:///");
    assert!(!connection.slots().is_filled(SlotKind::Network));
}

#[test]
fn an_embedded_root_has_to_be_named() {
    check_error(
        &[&STATEFUL],
        "beta:///embed",
        expect![
            "InvalidArg: root: 'beta:///embed' needs the folder of its state; add '?root=/some/folder'"
        ],
    );
    check_error(
        &[&STATEFUL],
        "beta:///embed?root=here",
        expect!["InvalidArg: root: 'here' in 'beta:///embed?root=here' is not an absolute path"],
    );
}

#[test]
fn connections_to_one_embedded_root_share_its_state() {
    let root = tempfile::tempdir().unwrap();
    let uri = embedded(root.path());
    let entries = [&STATEFUL, &NETWORKS_STATEFUL];

    let one = open(&entries, &uri);
    let other = open(&entries, &uri);
    assert_eq!(
        said(),
        ["beta starts", "networks starts", "networks autostarts", "beta autostarts"]
    );

    drop(one);
    assert!(said().is_empty());
    drop(other);
    assert_eq!(
        said(),
        [
            "networks is told to end",
            "beta is told to end",
            "networks has ended",
            "networks lets go",
            "beta has ended",
            "beta lets go"
        ]
    );

    let _again = open(&entries, &uri);
    assert_eq!(said()[0], "beta starts");
}

#[test]
fn two_roots_have_two_states() {
    let (one, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let _one = open(&[&STATEFUL], &embedded(one.path()));
    let _other = open(&[&STATEFUL], &embedded(other.path()));
    assert_eq!(said().len(), 4);
}

#[test]
fn a_state_gets_the_root_and_the_parameters_of_its_uri() {
    let root = tempfile::tempdir().unwrap();
    let connection = open(&[&STATEFUL], &format!("{}&colour=blue", embedded(root.path())));
    let state = drivers::state_of(&connection);
    assert_eq!(state.context.role, Role::Embedded { root: root.path().canonicalize().unwrap() });
    assert_eq!(state.context.parameter("colour"), Some("blue"));
}

#[test]
fn a_daemon_starts_services_before_hypervisors_and_stops_them_after() {
    let registry = registry(&[&STATEFUL, &NETWORKS_STATEFUL, &HYPERVISOR]);
    let states = Arc::new(States::new(StateContext { role: Role::System, parameters: Vec::new() }));
    states.start_all(&registry).unwrap();
    assert_eq!(states.names(), ["networks", "beta"]);
    assert_eq!(
        said(),
        ["networks starts", "beta starts", "networks autostarts", "beta autostarts"]
    );

    let open = |uri| {
        let options = OpenOptions::new().registry(registry.clone()).settings(Settings::default());
        options.states(states.clone()).open(Some(uri)).unwrap()
    };
    let connection = open("beta:///system");
    assert_eq!(connection.node().unwrap().name(), "beta");
    assert_eq!(networks(&connection), "networks");
    assert_eq!(networks(&open("alpha:///")), "networks");
    // No driver starts a second time.
    assert_eq!(said(), ["alpha sees nobody while it opens"]);

    states.reload().unwrap();
    assert_eq!(said(), ["networks reloads", "beta reloads"]);
    states.stop().unwrap();
    assert_eq!(said(), ["beta stops", "networks stops"]);
}

#[test]
fn one_failure_keeps_no_other_driver_from_its_turn() {
    let registry = registry(&[&drivers::BROKEN, &STATEFUL]);
    let states = States::new(StateContext { role: Role::System, parameters: Vec::new() });
    let err = states.start_all(&registry).unwrap_err();
    assert_eq!(err.message(), "broken autostarts");
    assert_eq!(said(), ["broken starts", "beta starts", "broken autostarts", "beta autostarts"]);
}

#[test]
fn drivers_of_one_connection_see_each_other_once_it_is_open() {
    let connection = open(&[&HYPERVISOR, &NETWORKS], "alpha:///");
    let siblings = drivers::siblings_of(&connection);
    assert_eq!(siblings.slots().unwrap().networks().unwrap().name(), "networks");
    assert_eq!(said(), ["alpha sees nobody while it opens"]);

    drop(connection);
    assert_eq!(siblings.slots().unwrap_err().kind(), ErrorKind::OperationInvalid);
}

#[test]
fn a_read_only_connection_says_so_to_its_drivers() {
    let connection = options(&[&HYPERVISOR]).read_only(true).open(Some("alpha:///")).unwrap();
    assert!(connection.is_read_only());
    let err = connection.require_writable("virDomainCreate").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationDenied);
    assert_eq!(err.message(), "read only access prevents virDomainCreate");
}

#[test]
fn an_entry_of_the_same_name_takes_the_place_of_another() {
    let replaced = registry(&[&NETWORKS]).with(NETWORKS.rank(7));
    assert_eq!(replaced.entries().len(), 1);
    // A driver of another kind may have the name all the same.
    let both = replaced.with(DriverEntry::hypervisor("networks", &["networks"], drivers::none));
    assert_eq!(both.entries().len(), 2);
}

fn embedded(root: &Path) -> String {
    format!("beta:///embed?root={}", root.display())
}
