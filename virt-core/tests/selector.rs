//! Expressions that choose objects: what is read, what holds, and what is said of mistakes.

#![allow(clippy::panic, reason = "a test may fail anywhere")]

use virt_core::ErrorKind;
use virt_core::selector::{Properties, Selector};

fn network_card() -> Properties {
    Properties::from_iter([
        ("name", "net_eth0_52_54_00_6b_3c_58"),
        ("bus", "pci"),
        ("cap", "net"),
        ("cap", "80203"),
        ("link_speed", "1000"),
        ("vendor_id", "0x8086"),
        ("mac", "52:54:00:6b:3c:58"),
        ("product", "Joe's card"),
    ])
}

fn holds(text: &str) -> bool {
    let selector: Selector = text.parse().unwrap_or_else(|err| panic!("{text}: {err}"));
    selector.matches(&network_card())
}

#[test]
fn what_holds_is_chosen() {
    for text in [
        "bus='pci' and cap='net'",
        "cap=80203",
        "not bus=usb",
        "bus=usb or bus=pci",
        "bus=usb and bus=pci or cap=net",
        "not (bus=usb or bus=scsi)",
        "link_speed >= 1000 and link_speed < 0x3e9",
        "vendor_id = 32902",
        "numa_node != 0",
        "not numa_node",
        "mac",
        "mac=52:54:00:6b:3c:58",
        "name ~ net_eth*",
        "name!~'*wlan*'",
        "product='Joe''s card'",
        "product=\"Joe's card\"",
        "BUS or NOT bus=usb AND cap='net'",
    ] {
        assert!(holds(text), "{text}");
    }
}

#[test]
fn what_does_not_hold_is_not_chosen() {
    for text in [
        "cap='pci'",
        "cap != 'net'",
        "numa_node = 0",
        "numa_node < 1",
        "bus=usb and (bus=pci or cap=net)",
        "link_speed > 1000",
        "not not bus=usb",
        "name ~ eth*",
        "bus=PCI",
    ] {
        assert!(!holds(text), "{text}");
    }
}

#[test]
fn the_canonical_form_is_read_as_the_same() {
    for (text, canonical) in [
        ("bus=pci", "bus = 'pci'"),
        ("a and(b or not(c))", "a and (b or not c)"),
        ("(a and b) or c", "a and b or c"),
        ("not (a and b)", "not (a and b)"),
        ("((a))", "a"),
        ("a<=1 or b~'*' or c!~\"x'y\"", "a <= '1' or b ~ '*' or c !~ 'x''y'"),
        ("x='and'", "x = 'and'"),
        ("(a or b) or c", "(a or b) or c"),
    ] {
        let selector: Selector = text.parse().unwrap();
        assert_eq!(selector.to_string(), canonical);
        assert_eq!(canonical.parse::<Selector>().unwrap(), selector);
    }
}

#[test]
fn a_mistake_is_told_with_its_column() {
    let rows = [
        ("", "column 1: expected a property, 'not' or '(', found the end"),
        ("bus=", "column 5: expected a value, found the end"),
        ("bus='pci' cap", "column 11: expected 'and', 'or' or the end, found 'cap'"),
        ("(bus=pci", "column 9: expected 'and', 'or' or ')', found the end"),
        ("bus='pci", "column 5: the value has no closing '"),
        ("größe = $", "column 9: '$' needs quotes"),
        ("a = and", "column 5: expected a value, found 'and'"),
        ("'a' = b", "column 1: expected a property, 'not' or '(', found a quoted value"),
        ("a == b", "column 4: expected a value, found an operator"),
        ("a)", "column 2: expected 'and', 'or' or the end, found ')'"),
    ];
    for (text, expected) in rows {
        let err = text.parse::<Selector>().unwrap_err();
        assert_eq!(err.kind(), ErrorKind::InvalidArg, "{text}");
        assert_eq!(err.message(), format!("selector: {expected}"), "{text}");
    }
}

#[test]
fn depth_and_length_are_bounded() {
    let nested = |depth| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
    assert!(nested(Selector::MOST_DEPTH).parse::<Selector>().is_ok());
    let err = nested(Selector::MOST_DEPTH + 1).parse::<Selector>().unwrap_err();
    assert!(err.message().contains("nests deeper than 64"), "{err}");
    let err = format!("{}a", "not ".repeat(10_000)).parse::<Selector>().unwrap_err();
    assert!(err.message().contains("column 257"), "{err}");

    let long = vec!["a"; 10_000].join(" and ");
    assert!(long.parse::<Selector>().is_ok());
    let err = "a ".repeat(Selector::MOST_BYTES).parse::<Selector>().unwrap_err();
    assert!(err.message().contains("longer than"), "{err}");
}

#[test]
fn the_properties_that_decide_are_named() {
    let selector: Selector = "a=1 and not (b or c<2) and a".parse().unwrap();
    assert_eq!(selector.property_names(), ["a", "b", "c", "a"]);
}
