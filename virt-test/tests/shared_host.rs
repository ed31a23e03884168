//! Who shares a make-believe host. One test: it is about all connections of the program.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use virt_core::api::domain::{ConnectListAllDomainsFlags as Filter, DomainDestroyFlags};
use virt_core::connection::Connection;
use virt_core::object::DomainRef;
use virt_test as _;

#[test]
fn connections_to_the_default_host_share_it_while_one_is_open() {
    let first = Connection::open("test:///default").unwrap();
    let second = Connection::open("test:///default").unwrap();
    let test = first.domains().unwrap().lookup_by_name("test").unwrap();
    first.domains().unwrap().destroy(&test, DomainDestroyFlags::empty()).unwrap();
    assert_eq!(running(&second), []);

    drop(first);
    assert_eq!(running(&second), []);

    drop(second);
    let fresh = Connection::open("test:///default").unwrap();
    assert_eq!(running(&fresh).len(), 1);
}

fn running(connection: &Connection) -> Vec<DomainRef> {
    connection.domains().unwrap().list(Filter::ACTIVE).unwrap()
}
