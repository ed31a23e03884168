//! Documents that somebody wrote to take a reader's time, memory or stack. Each is done with in a
//! moment; where something takes the square of what it should, that is minutes, or hours.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::thread;

use virt_core::config::{DocumentKind, Rewriting};
use virt_core::xml::limits::{MAX_ATTRIBUTES, MAX_DEPTH, MAX_NAME};
use virt_core::xml::{Document, Element, Form};

const SECURE: Form = Form { secure: true, inactive: false, migratable: false };

/// How long documents are. It shows the square of what should be, and tests without optimisation end
/// soon.
const LENGTH: usize = 256 * 1024;

/// `piece` again and again, between `head` and `tail`, to the length that is tried.
fn filled(head: &str, piece: impl Fn(usize) -> String, tail: &str) -> String {
    let mut text = head.to_owned();
    let mut number = 0;
    while text.len() < LENGTH {
        text += &piece(number);
        number += 1;
    }
    text + tail
}

/// Everything that is done with documents of a stranger, with the stack of a thread.
fn endure(text: String) {
    let work = move || {
        let document = Document::parse(&text).unwrap();
        let kind = DocumentKind::of(document.root()).unwrap();
        let findings = kind.diagnose(&text);
        assert!(findings.is_ok_and(|findings| findings.len() <= 2000));
        let how = Rewriting { form: SECURE, fill_defaults: false };
        if let Ok(written) = kind.rewrite(&text, how) {
            assert!(written.left_out.len() <= 3000);
            assert!(written.text.len() < 20 * text.len(), "{}", written.text.len());
        }
    };
    thread::Builder::new().stack_size(2 << 20).spawn(work).unwrap().join().unwrap();
}

#[test]
fn many_elements() {
    for piece in ["<x/>", "<name/>", "<devices/>", "<disk/>", "<q:commandline/>", "<!-- -->"] {
        endure(filled("<domain type='kvm'>", |_| piece.to_owned(), "</domain>"));
    }
    for piece in ["<disk/>", "<disk type='file'/>", "<interface type='user'/>", "<x/>"] {
        let head = "<domain type='kvm'><devices>";
        endure(filled(head, |_| piece.to_owned(), "</devices></domain>"));
    }
}

/// Where `#` is, there is a number.
#[test]
fn many_distinct_devices() {
    let devices = [
        "<disk type='file'><source file='/#'/><target dev='vd#' bus='virtio'/></disk>",
        "<disk><target dev='sd#' bus='scsi'/><address type='drive' controller='#'/></disk>",
        "<interface type='user'><alias name='ua-#'/><teaming type='transient' persistent='#'/>\
         </interface>",
        "<interface type='user'><teaming type='persistent'/><alias name='ua-#'/></interface>",
        "<controller type='scsi'/>",
        "<controller type='usb' model='ich9-uhci1'/>",
        "<controller type='pci' index='#' model='pcie-root-port'/>",
        "<hostdev mode='subsystem' type='mdev' model='vfio-pci'>\
         <source><address uuid='c7a5fdbd-edaf-9455-926a-#'/></source></hostdev>",
        "<memory model='dimm'><target><size>1</size></target>\
         <address type='dimm' slot='#' base='0x#'/></memory>",
        "<channel type='pty'><target type='virtio' name='#'/>\
         <address type='virtio-serial' controller='#'/></channel>",
    ];
    for device in devices {
        let device = |number: usize| device.replace('#', &format!("{number:012}"));
        endure(filled("<domain type='kvm'><name>a</name><devices>", device, "</devices></domain>"));
    }
}

/// The same for what is no device.
#[test]
fn many_distinct_parts() {
    let parts = [
        ("cpu/numa", "<cell id='#' cpus='#' memory='1'/>"),
        ("cpu/numa", "<cell memory='1'><distances><sibling id='#' value='20'/></distances></cell>"),
        ("numatune", "<memnode cellid='#' mode='strict' nodeset='0'/>"),
        ("", "<seclabel type='dynamic' model='#'/>"),
        ("devices/interface/portForward", "<range start='#'/>"),
        ("devices/disk/source/cookies", "<cookie name='#'>a</cookie>"),
        ("devices/disk/source", "<seclabel model='#'/>"),
        ("devices/disk/throttlefilters", "<throttlefilter group='#'/>"),
        ("throttlegroups", "<throttlegroup><group_name>#</group_name></throttlegroup>"),
        ("cputune", "<vcpupin vcpu='#' cpuset='#'/>"),
    ];
    for (way, part) in parts {
        let steps: Vec<_> = way.split('/').filter(|step| !step.is_empty()).collect();
        let open: String = steps.iter().map(|step| format!("<{step}>")).collect();
        let close: String = steps.iter().rev().map(|step| format!("</{step}>")).collect();
        let part = |number: usize| part.replace('#', &number.to_string());
        let head = format!("<domain type='kvm'><name>a</name>{open}");
        endure(filled(&head, part, &format!("{close}</domain>")));
    }
}

#[test]
fn many_addresses() {
    let address = |number: usize| format!("10.{}.{}.1", number / 256 % 256, number % 256);
    let host = |number| {
        format!("<host mac='52:54:00:00:00:01' name='{number}' ip='{}'/>", address(number))
    };
    let head = "<network><name>a</name><ip address='10.0.0.1'><dhcp>";
    endure(filled(head, host, "</dhcp></ip></network>"));
    let both = |number| {
        let address = address(number);
        format!(
            "<ip address='{address}' prefix='24'/>\
                 <route address='192.168.0.0' prefix='16' gateway='{address}'/>"
        )
    };
    endure(filled("<network><name>a</name>", both, "</network>"));
}

/// Names and prefixes of one's own, where everything is kept as it is.
#[test]
fn much_metadata() {
    let head = "<domain type='kvm'><name>a</name><metadata><a xmlns='http://a/'>";
    let tail = "</a></metadata></domain>";
    endure(filled(head, |_| "<x/>".to_owned(), tail));
    endure(filled(head, |number| format!("<p{number}:x/>"), tail));
    endure(filled(head, |number| format!("<x xmlns:p{number}='{number}' p{number}:y=''/>"), tail));

    let name = "x".repeat(MAX_NAME);
    let levels = MAX_DEPTH - 4;
    let (open, close) = (format!("<{name}>").repeat(levels), format!("</{name}>").repeat(levels));
    endure(filled(&format!("{head}{open}"), |_| "<y z=''/>".to_owned(), &format!("{close}{tail}")));
    let comment = |_| "<!-- -->".to_owned();
    endure(filled(&format!("{head}{open}"), comment, &format!("{close}{tail}")));

    let prefix: String =
        (0..MAX_ATTRIBUTES).map(|number| format!(" xmlns:p{number}='{number}'")).collect();
    let open = format!("<x{prefix}>").repeat(levels);
    let close = "</x>".repeat(levels);
    endure(filled(&format!("{head}{open}"), |_| "<p:y/>".to_owned(), &format!("{close}{tail}")));
    let namespace = format!("<n:x xmlns:n='http://{}&amp;'>", "n".repeat(1 << 20));
    endure(filled(
        &format!("{head}{namespace}"),
        |_| "<n:y/>".to_owned(),
        &format!("</n:x>{tail}"),
    ));
}

/// A level of a backing chain inside of the other, each with the whole rest in it.
#[test]
fn deep_elements() {
    let levels = MAX_DEPTH - 4;
    let head = "<domain type='kvm'><name>a</name><devices><disk type='file'>";
    let open = "<backingStore type='file'>".repeat(levels);
    let close = "</backingStore>".repeat(levels);
    let tail = format!("{close}</disk></devices></domain>");
    endure(filled(
        &format!("{head}{open}<source file='"),
        |_| "/a".to_owned(),
        &format!("'/>{tail}"),
    ));
    endure(format!("{head}{open}{tail}"));
    let open = "<a>".repeat(MAX_DEPTH);
    let close = "</a>".repeat(MAX_DEPTH);
    assert_eq!(
        Element::parse(&format!("{open}{close}")).unwrap().to_canonical().lines().count(),
        511
    );
    assert!(Document::parse(&format!("<a>{open}{close}</a>")).is_err());
}

#[test]
fn long_values() {
    for (head, piece, tail) in [
        ("<domain type='kvm'><name>", "a", "</name></domain>"),
        ("<domain type='kvm'><vcpu cpuset='0", ",1-16383", "'>1</vcpu></domain>"),
        ("<domain type='kvm'><vcpu cpuset='0", ",^2,2", "'>1</vcpu></domain>"),
        ("<domain type='kvm'><uuid>", "0-", "</uuid></domain>"),
        ("<domain type='", "k", "'/>"),
        ("<domain type='kvm'><description>", "&amp;", "</description></domain>"),
        ("<domain type='kvm'><description>", "&#13;", "</description></domain>"),
        ("<domain type='kvm'><description>", "<![CDATA[&]]>", "</description></domain>"),
        ("<domain type='kvm'><description>", "a<x/>", "</description></domain>"),
        (
            "<domain type='kvm'><features><hyperv><vendor_id value='",
            "é",
            "'/></hyperv></features></domain>",
        ),
        ("<network><name>a</name><dns><txt name='a' value='", "a ", "'/></dns></network>"),
        (
            "<filter name='a'><rule action='accept' direction='in'><tcp comment='",
            "$A",
            "'/></rule></filter>",
        ),
    ] {
        endure(filled(head, |_| piece.to_owned(), tail));
    }
}

#[test]
fn names_are_bounded() {
    let name = "x".repeat(MAX_NAME + 1);
    for text in [format!("<{name}/>"), format!("<a {name}=''/>")] {
        let err = Document::parse(&text).unwrap_err();
        assert!(err.message().contains("is longer than 1024 bytes"), "{err}");
        assert!(err.message().len() < 2 * MAX_NAME + 200, "{err}");
    }
    assert!(Document::parse(&format!("<{0}></{0}>", "x".repeat(MAX_NAME))).is_ok());
}
