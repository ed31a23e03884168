//! A program that does not name the driver does not have it, and says what it has instead.

use virt::{Connect, ErrorKind};

#[test]
fn the_uri_of_a_driver_that_is_not_linked_lists_those_that_are() {
    let err = Connect::open("process:///default").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoConnect);
    assert!(err.message().contains("no driver for 'process'"), "{err}");
    assert!(err.message().contains("have: test"), "{err}");
}
