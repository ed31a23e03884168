//! Connection URIs, read and written.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may fail anywhere")]

use expect_test::{Expect, expect};
use virt_core::uri::{Aliases, ConnectUri, Transport, is_alias_name};
use virt_core::{ErrorKind, ErrorOrigin};

fn parse(text: &str) -> ConnectUri {
    text.parse().unwrap()
}

/// The parts of a URI in one line, so that many fit on a page.
fn parts(text: &str) -> String {
    let uri = parse(text);
    let mut parts = vec![uri.scheme().to_owned()];
    let mut add = |name: &str, value: Option<String>| {
        parts.extend(value.map(|value| format!("{name}={value}")));
    };
    add("transport", uri.transport().map(|transport| transport.to_string()));
    add("user", uri.user().map(str::to_owned));
    add("host", uri.host().map(str::to_owned));
    add("port", uri.port().map(|port| port.to_string()));
    add("path", Some(uri.path().to_owned()));
    for (name, value) in uri.params() {
        add(&format!("?{name}"), Some(value.to_owned()));
    }
    add("fragment", uri.fragment().map(str::to_owned));
    parts.join(" ")
}

#[test]
fn canonical_uris_print_as_they_were_written() {
    for text in [
        "test:///default",
        "test:///home/me/host.xml",
        "test://",
        "test:///",
        "test:host.xml",
        "test+unix:///default",
        "test+tcp://localhost/default",
        "test+tcp://localhost:16509/default",
        "qemu:///system",
        "qemu:///session",
        "qemu:///embed?root=/x",
        "qemu:///embed?root=/home/me/my%20vms&lifetime=program",
        "qemu://example.com/system",
        "qemu+tls://10.0.0.1/system?no_verify=1&pkipath=/tmp/pki",
        "qemu+ssh://root@example.com/system",
        "qemu+ssh://root@example.com:2222/system?keyfile=/root/.ssh/id&no_tty=1",
        "qemu+ssh://root@/system",
        "qemu+ssh://user%40domain@example.com/system",
        "qemu+libssh://user@example.com/session?known_hosts_verify=auto",
        "qemu+libssh2://user@example.com/session",
        "qemu+ext://host/system?command=/usr/bin/tunnel",
        "qemu+unix:///system?socket=/run/libvirt/libvirt-sock&mode=direct",
        "qemu+tcp://[::1]/system",
        "qemu+tcp://[::1]:16509/system",
        "qemu+tcp://[fe80::1%25eth0]:16509/system",
        "xen:///",
        "xen:///system",
        "esx://root@vcenter.example.com/Folder/DC%201/cluster/host?no_verify=1",
        "vpx://admin@vcenter/dc/host?auto_answer=1&proxy=socks://10.0.0.1:1080",
        "hyperv://administrator@hv/",
        "vbox:///session",
        "lxc:///system",
        "ch:///session",
        "vz:///system",
        "bhyve:///system",
        "vmwareplayer:///session",
        "test:///default#part",
        "test:////double",
        "test:///a%3Fb%23c%25d",
        "test:///%C3%BC",
    ] {
        assert_eq!(parse(text).to_string(), text);
    }
}

#[test]
fn the_parts_are_what_they_look_like() {
    let rows = [
        "qemu+ssh://root@example.com:2222/system?keyfile=/k%20ey&no_tty=1",
        "qemu+ssh://user:secret@host/system",
        "qemu+tcp://[2001:db8::1]:16509/system",
        "qemu+tcp://[fe80::1%25eth0]/system",
        "qemu+tcp://[fe80::1%eth0]/system",
        "qemu+unix://@/system",
        "qemu://host",
        "qemu://host:/system",
        "qemu://host:0/system",
        "qemu:///embed?root=/x",
        "test:/absolute",
        "test:relative/path.xml",
        "test:",
        "test:///default?a=1;b=2&c&d==&&e=+",
        "test:///default?name=qemu%3A%2F%2F%2Fsystem",
        "test:///ü/%C3%BC",
        "test:///default#over",
        "TEST+TCP://HOST/Default",
        "test://under_score/x",
    ]
    .map(|text| format!("{text}\n    {}\n", parts(text)));
    expect![[r#"
        qemu+ssh://root@example.com:2222/system?keyfile=/k%20ey&no_tty=1
            qemu transport=ssh user=root host=example.com port=2222 path=/system ?keyfile=/k ey ?no_tty=1
        qemu+ssh://user:secret@host/system
            qemu transport=ssh user=user:secret host=host path=/system
        qemu+tcp://[2001:db8::1]:16509/system
            qemu transport=tcp host=2001:db8::1 port=16509 path=/system
        qemu+tcp://[fe80::1%25eth0]/system
            qemu transport=tcp host=fe80::1%eth0 path=/system
        qemu+tcp://[fe80::1%eth0]/system
            qemu transport=tcp host=fe80::1%eth0 path=/system
        qemu+unix://@/system
            qemu transport=unix user= path=/system
        qemu://host
            qemu host=host path=
        qemu://host:/system
            qemu host=host path=/system
        qemu://host:0/system
            qemu host=host path=/system
        qemu:///embed?root=/x
            qemu path=/embed ?root=/x
        test:/absolute
            test path=/absolute
        test:relative/path.xml
            test path=relative/path.xml
        test:
            test path=
        test:///default?a=1;b=2&c&d==&&e=+
            test path=/default ?a=1 ?b=2 ?c= ?d== ?e=+
        test:///default?name=qemu%3A%2F%2F%2Fsystem
            test path=/default ?name=qemu:///system
        test:///ü/%C3%BC
            test path=/ü/ü
        test:///default#over
            test path=/default fragment=over
        TEST+TCP://HOST/Default
            test transport=tcp host=HOST path=/Default
        test://under_score/x
            test host=under_score path=/x
    "#]].assert_eq(&rows.concat());
}

#[test]
fn historic_names_keep_working() {
    for (historic, modern) in [
        ("NULL", "test:///default"),
        ("xen", "xen:///system"),
        ("Xen", "xen:///system"),
        ("xend://old.example.com:8000/", "xen://old.example.com:8000/system"),
        ("xend:///", "xen:///system"),
        ("xen:///", "xen:///"),
    ] {
        assert_eq!(parse(historic).to_string(), modern, "{historic}");
    }
}

fn check_errors(texts: &[&str], expected: Expect) {
    let mut lines = String::new();
    for text in texts {
        let err = text.parse::<ConnectUri>().unwrap_err();
        assert_eq!((err.kind(), err.origin()), (ErrorKind::InvalidArg, ErrorOrigin::Uri));
        let start = format!("connection URI '{text}': ");
        let reason = err.message().strip_prefix(&start).unwrap();
        lines += &format!("{text:?}\n    {reason}\n");
    }
    expected.assert_eq(&lines);
}

#[test]
fn errors_show_the_part_that_is_wrong() {
    check_errors(
        &["", "qemu", "://host/", "+ssh://host/", "1st:///x", "q/emu:///x"],
        expect![[r#"
        ""
            there is no driver name, write 'driver:///path' or a configured alias
        "qemu"
            there is no driver name, write 'driver:///path' or a configured alias
        "://host/"
            the driver's name is empty
        "+ssh://host/"
            the driver's name is empty
        "1st:///x"
            '1st' is not a driver's name: it has a letter first, then letters, digits, '-' and '.'
        "q/emu:///x"
            'q/emu' is not a driver's name: it has a letter first, then letters, digits, '-' and '.'
    "#]],
    );
    check_errors(
        &["qemu+:///x", "qemu+rsh://h/x", "qemu+ssh+tls://h/x"],
        expect![[r#"
        "qemu+:///x"
            there is no transport '' (have: unix, tcp, tls, ssh, libssh, libssh2, ext)
        "qemu+rsh://h/x"
            there is no transport 'rsh' (have: unix, tcp, tls, ssh, libssh, libssh2, ext)
        "qemu+ssh+tls://h/x"
            there is no transport 'ssh+tls' (have: unix, tcp, tls, ssh, libssh, libssh2, ext)
    "#]],
    );
    check_errors(
        &["qemu://h:ssh/x", "qemu://h:65536/x", "qemu://h:+22/x", "qemu://h:-1/x"],
        expect![[r#"
            "qemu://h:ssh/x"
                the port 'ssh' is not a number up to 65535
            "qemu://h:65536/x"
                the port '65536' is not a number up to 65535
            "qemu://h:+22/x"
                the port '+22' is not a number up to 65535
            "qemu://h:-1/x"
                the port '-1' is not a number up to 65535
        "#]],
    );
    check_errors(
        &[
            "qemu://::1/x",
            "qemu://[::1/x",
            "qemu://[::g]/x",
            "qemu://[::1%]/x",
            "qemu://[::1]x/x",
            "qemu://a%2Fb/x",
            "qemu://a b/x",
        ],
        expect![[r#"
            "qemu://::1/x"
                the host '::1' is an IPv6 address, write '[::1]'
            "qemu://[::1/x"
                the host '[::1' lacks its ']'
            "qemu://[::g]/x"
                '[::g]' is not an IPv6 address
            "qemu://[::1%]/x"
                '[::1%]' is not an IPv6 address
            "qemu://[::1]x/x"
                'x' after the host '[::1]' is not a port
            "qemu://a%2Fb/x"
                the host 'a/b' cannot contain '/'
            "qemu://a b/x"
                there is a space in it, write '%20'
        "#]],
    );
    check_errors(
        &[
            "test:///a\tb",
            "test:///a%2",
            "test:///a%00b",
            "test:///%ff",
            "test:///x?a=%zz",
            "test:///x?=1",
            "test+tcp://u%@h/x",
        ],
        expect![[r#"
            "test:///a\tb"
                the character '\t' has to be escaped with '%'
            "test:///a%2"
                the path '/a%2' has an incomplete escape: a '%' needs two hexadecimal digits, and is itself written '%25'
            "test:///a%00b"
                the path '/a%00b' contains a zero byte
            "test:///%ff"
                the path '/%ff' is not UTF-8 when decoded
            "test:///x?a=%zz"
                the parameter's value '%zz' has an incomplete escape: a '%' needs two hexadecimal digits, and is itself written '%25'
            "test:///x?=1"
                the parameter '=1' has no name
            "test+tcp://u%@h/x"
                the user 'u%' has an incomplete escape: a '%' needs two hexadecimal digits, and is itself written '%25'
        "#]],
    );
}

#[test]
fn parameters_can_be_changed() {
    let uri = parse("qemu+ssh://host/system?keyfile=/a&no_tty=1&KeyFile=/b");
    assert_eq!(uri.param("KEYFILE"), Some("/b"));
    assert_eq!(uri.param("command"), None);

    let uri = uri.with_param("no_tty", "0").with_param("command", "a&b=c d");
    assert_eq!(uri.param("command"), Some("a&b=c d"));
    assert_eq!(
        uri.to_string(),
        "qemu+ssh://host/system?keyfile=/a&no_tty=0&KeyFile=/b&command=a%26b=c%20d"
    );
    assert_eq!(parse(&uri.to_string()), uri);

    let uri = uri.without_param("keyfile").without_param("absent");
    assert_eq!(uri.to_string(), "qemu+ssh://host/system?no_tty=0&command=a%26b=c%20d");
    assert_eq!(uri.without_params().to_string(), "qemu+ssh://host/system");
}

#[test]
fn parts_can_be_changed() {
    let uri = ConnectUri::new("qemu", "/system").unwrap();
    assert_eq!(uri.to_string(), "qemu:///system");
    let uri = uri.with_transport(Transport::Tcp).with_host("::1").unwrap().with_port(1);
    assert_eq!(uri.to_string(), "qemu+tcp://[::1]:1/system");
    let uri = uri.with_host("[fe80::1%eth0]").unwrap().with_user("me@home");
    assert_eq!(uri.to_string(), "qemu+tcp://me%40home@[fe80::1%25eth0]:1/system");
    let uri = uri.with_host(None).unwrap().with_user(None).with_port(None).with_path("/session");
    assert_eq!(uri.with_transport(None).to_string(), "qemu:///session");

    let uri = ConnectUri::new("test", "host.xml").unwrap();
    assert_eq!(uri.clone().with_host("there").unwrap().to_string(), "test://there/host.xml");
    assert_eq!(uri.with_host("a/b").unwrap_err().kind(), ErrorKind::InvalidArg);
    assert_eq!(ConnectUri::new("te st", "/").unwrap_err().kind(), ErrorKind::InvalidArg);
}

/// Every combination of parts that matter survives printing and reading.
#[test]
fn what_is_printed_reads_back_the_same() {
    const AWKWARD: &str = "ü %&;=?#/:@[]\"'<>+\\^`{|}";
    let transports = Transport::ALL.iter().copied().map(Some).chain([None]);
    for transport in transports {
        for user in [None, Some(""), Some("root"), Some(AWKWARD)] {
            for host in [None, Some("host"), Some("10.0.0.1"), Some("::1"), Some("fe80::1%eth0")] {
                for port in [None, Some(1), Some(65535)] {
                    let uri = ConnectUri::new("qemu", "").unwrap().with_transport(transport);
                    let uri = uri.with_user(user).with_port(port).with_host(host).unwrap();
                    paths_and_params_read_back(&uri, AWKWARD);
                }
            }
        }
    }
}

fn paths_and_params_read_back(uri: &ConnectUri, awkward: &str) {
    for path in ["", "/", "/system", "//", "/a//b/", &format!("/{awkward}")] {
        for value in [None, Some(""), Some("/x"), Some(awkward)] {
            let mut uri = uri.clone().with_path(path);
            if let Some(value) = value {
                uri = uri.with_param("root", value).with_param(awkward, value);
            }
            let printed = uri.to_string();
            assert_eq!(parse(&printed), uri, "{printed}");
            assert_eq!(parse(&printed).to_string(), printed);
        }
    }
}

/// Reading any text at all ends in an error, or in a URI that prints and reads back.
#[test]
fn no_input_is_too_odd() {
    let pieces = [
        "", "a", "1", "%", "%2", "%41", "%00", ":", "/", "//", "[", "]", "@", "?", "#", "+", "=",
        "&", ";", "ü", " ", "\0", "::1", "65536",
    ];
    for a in pieces {
        for b in pieces {
            for c in pieces {
                for frame in ["", "test:", "test+tcp://"] {
                    let text = format!("{frame}{a}{b}{c}");
                    if let Ok(uri) = text.parse::<ConnectUri>() {
                        assert_eq!(parse(&uri.to_string()), uri, "{text:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn aliases_stand_for_uris() {
    let aliases = Aliases::from_entries([
        "hail=qemu+ssh://root@hail.example.com/system?no_tty=1",
        "sleet-2_x=qemu+tcp://sleet/system",
        "hail=test:///default",
    ])
    .unwrap();
    let resolve = |text: &str| aliases.resolve(text).unwrap().to_string();
    assert_eq!(resolve("hail"), "qemu+ssh://root@hail.example.com/system?no_tty=1");
    assert_eq!(resolve("sleet-2_x"), "qemu+tcp://sleet/system");
    assert_eq!(resolve("test:///default"), "test:///default");
    assert_eq!(aliases.resolve("Hail").unwrap_err().kind(), ErrorKind::InvalidArg);
    let names: Vec<_> = aliases.iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["hail", "sleet-2_x"]);
    assert!(is_alias_name("a-Z_9"));
    assert!(["", "ä", "a:", "a b"].iter().all(|name| !is_alias_name(name)));
}

#[test]
fn wrong_aliases_are_named() {
    let entries = ["hail", "ha il=test:///default", "hail=x+y:///"];
    let messages =
        entries.map(|entry| format!("{}\n", Aliases::from_entries([entry]).unwrap_err()));
    expect![[r#"
        configuration file syntax error: URI alias 'hail': there is no '=', write 'name=uri'
        configuration file syntax error: URI alias 'ha il=test:///default': a name has letters, digits, '_' and '-', write 'name=uri'
        invalid argument: URI alias 'hail': connection URI 'x+y:///': there is no transport 'y' (have: unix, tcp, tls, ssh, libssh, libssh2, ext)
    "#]].assert_eq(&messages.concat());
}
