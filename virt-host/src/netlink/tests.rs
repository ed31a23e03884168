//! Messages made up, and the kernel's own answers.

use super::*;

#[test]
fn attributes_are_read_as_they_were_written() {
    let bytes = [text(2, "eth0"), nested(5, &[u32(1, 7), u8(3, 1)]), u16(4, 0x1234)].concat();
    let found: Vec<_> = Attributes::of(&bytes).map(|attribute| attribute.kind).collect();
    assert_eq!(found, [2, 5, 4]);
    assert_eq!(Attributes::of(&bytes).find(2).unwrap().text(), Some("eth0"));
    let inside = Attributes::of(&bytes).find(5).unwrap().nested();
    assert_eq!(inside.clone().find(1).unwrap().u32(), Some(7));
    assert_eq!(inside.find(3).unwrap().u8(), Some(1));
    assert_eq!(Attributes::of(&bytes).find(4).unwrap().u16(), Some(0x1234));
}

#[test]
fn lengths_that_make_no_sense_end_the_list() {
    for bytes in [&[0, 0, 1, 0][..], &[3, 0, 1, 0], &[255, 0, 1, 0, 9], &[8, 0, 1]] {
        assert_eq!(Attributes::of(bytes).count(), 0, "{bytes:?}");
    }
    let cut = &Request { kind: 1, flags: RequestFlags::DUMP, body: vec![0; 8] }.encode(1)[..20];
    assert!(Message::decode_all(cut).is_empty());
}

#[test]
fn the_kernel_knows_the_loopback_interface() {
    // RTM_GETLINK of the interface called lo.
    let mut body = vec![0; 16];
    body.extend(text(3, "lo"));
    let mut route = NetlinkSocket::open(Protocol::Route).unwrap();
    let answers = route.ask(&Request { kind: 18, flags: RequestFlags::empty(), body }).unwrap();
    let attributes = Attributes::of(&answers[0].body[16..]);
    assert_eq!(attributes.find(3).unwrap().text(), Some("lo"));
}

#[test]
fn a_family_that_is_not_there_is_an_error() {
    assert!(GenericFamily::open("no such family").is_err());
    assert!(GenericFamily::open("nlctrl").is_ok());
}
