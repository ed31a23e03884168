//! Connection URIs, read and written.

use virt_core::uri::{ConnectUri, Transport};

#[test]
fn canonical_forms_are_written_as_they_were_read() {
    let uris = [
        "test:///default",
        "test:///path/to/host.xml",
        "qemu:///system",
        "qemu:///session",
        "qemu:///embed?root=/var/lib/some%20root",
        "qemu://host/system",
        "qemu+tcp://host:16509/system",
        "qemu+tls://[2001:db8::1]:16514/system?pkipath=/etc/pki",
        "qemu+ssh://root@example.com:2222/system?keyfile=/k&no_verify=1",
        "qemu+unix:///system?socket=/run/virt/sock",
        "qemu+ext:///session?command=/bin/nc",
        "xen:///system",
        "xen+libssh2://h/",
        "vpx://esx%5Cuser@vcenter/dc/cluster/server?no_verify=1",
        "lxc:///system",
        "test+libssh://u@h",
        "qemu+ssh://[fe80::1%25eth0]/system",
    ];
    for uri in uris {
        let parsed: ConnectUri = uri.parse().unwrap_or_else(|err| panic!("{uri}: {err}"));
        assert_eq!(parsed.to_string(), uri);
        assert_eq!(parsed.to_string().parse::<ConnectUri>().unwrap(), parsed);
    }
}

#[test]
fn each_part_is_where_it_belongs() {
    let uri: ConnectUri = "QEMU+SSH://me%40work@[::1]:22/a%20b?x=1&y=%26&x=2#frag".parse().unwrap();
    assert_eq!(uri.scheme(), "qemu");
    assert_eq!(uri.transport(), Some(Transport::Ssh));
    assert_eq!(uri.user(), Some("me@work"));
    assert_eq!(uri.host(), Some("::1"));
    assert_eq!(uri.port(), Some(22));
    assert_eq!(uri.path(), "/a b");
    assert_eq!(uri.params().collect::<Vec<_>>(), [("x", "1"), ("y", "&"), ("x", "2")]);
    assert_eq!(uri.param("x"), Some("2"));
    assert_eq!(uri.param("z"), None);
}

#[test]
fn parameters_can_be_set_and_taken_away() {
    let uri: ConnectUri = "qemu+ssh://h/system?a=1&b=2".parse().unwrap();
    let uri = uri.with_param("a", "x y").with_param("c", "3").without_param("b");
    assert_eq!(uri.to_string(), "qemu+ssh://h/system?a=x%20y&c=3");
    assert_eq!(ConnectUri::new("test", "/my host").unwrap().to_string(), "test:///my%20host");
}

#[test]
fn historic_names_become_todays_form() {
    let rows = [
        ("NULL", "test:///default"),
        ("xen", "xen:///system"),
        ("Xen", "xen:///system"),
        ("xend://host:8000/", "xen://host:8000/system"),
        ("qemu:/system", "qemu:///system"),
    ];
    for (old, new) in rows {
        assert_eq!(old.parse::<ConnectUri>().unwrap().to_string(), new);
    }
}

#[test]
fn an_error_names_the_part_that_is_wrong() {
    let rows = [
        ("", "it has no scheme"),
        ("qemu", "it has no scheme"),
        ("://h/", "its scheme ''"),
        ("9p:///x", "its scheme '9p'"),
        ("qemu+pigeon://h/system", "its transport 'pigeon' is none of unix, tcp, tls, ssh"),
        ("qemu+ssh://@h/system", "its user before '@' is empty"),
        ("qemu://[::1/system", "the '[' of its host has no ']'"),
        ("qemu://[::g]/system", "its host '[::g]' is not an IPv6 address"),
        ("qemu://[::1]x/system", "'x' follows its host"),
        ("qemu://fe80::1/system", "an IPv6 address without brackets"),
        ("qemu://h:99999/system", "its port '99999'"),
        ("qemu://h:0/system", "its port '0'"),
        ("qemu://h:x/system", "its port 'x'"),
        ("qemu://a b/system", "its host 'a b' contains ' '"),
        ("qemu:///a%2", "its path '/a%2' has a '%' without two hex digits"),
        ("qemu:///a%zz", "its path"),
        ("qemu:///a%00b", "contains a null byte"),
        ("qemu:///a%ff", "is not UTF-8"),
        ("qemu:///x?=1", "its parameter '=1' has no name"),
        ("qemu:///x?a=%", "its parameter '%'"),
    ];
    for (uri, expected) in rows {
        let err = uri.parse::<ConnectUri>().unwrap_err();
        assert!(err.message().contains(expected), "{uri}: {err}");
        assert!(err.message().contains(&format!("'{uri}'")), "{err} does not show the URI");
    }
}

#[test]
fn no_text_makes_the_parser_panic() {
    let alphabet =
        ["qemu", "+", "ssh", ":", "/", "//", "@", "[", "]", "%", "2", "é", "?", "&", "=", "#"];
    let mut state = 1_u32;
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..8 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(alphabet[(state >> 16) as usize % alphabet.len()]);
        }
        if let Ok(uri) = text.parse::<ConnectUri>() {
            assert_eq!(uri.to_string().parse::<ConnectUri>().unwrap(), uri, "{text}");
        }
    }
}
