//! `<domain>`: reading, filling in, validating, writing.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::thread;

use expect_test::{Expect, expect};
use virt_core::api::domain::DomainXmlFlags;
use virt_core::config::domain::devices::{CharacterBackend, Disk, DiskMedium, InterfaceSource};
use virt_core::config::domain::{Address, Defaults, DomainType, PciAddress};
use virt_core::config::{DomainConfig, MacAddress};
use virt_core::units::MemorySize;
use virt_core::xml::{Document, FindingKind, Form, XmlElement};
use virt_core::{Error, ErrorKind, ErrorOrigin};

const LIVE: &str = include_str!("data/domain-live.xml");

/// A definition with `inside` beside what every one has.
fn domain(inside: &str) -> String {
    format!(
        "<domain type='test'><name>a</name><uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>\
         <memory>1024</memory><os><type>hvm</type></os>{inside}</domain>"
    )
}

/// What `text` becomes with defaults.
fn filled(text: &str) -> String {
    let mut config = DomainConfig::parse(text).unwrap();
    config.fill_defaults(&Defaults::default());
    config.to_xml()
}

fn check(text: &str, expected: Expect) {
    let written = filled(text);
    expected.assert_eq(&written);
    assert_eq!(filled(&written), written, "filling in twice changes something");
}

fn error(text: &str) -> Error {
    let result = DomainConfig::parse(text).and_then(|config| config.validate());
    result.unwrap_err()
}

#[test]
fn a_running_domain_comes_out_letter_by_letter() {
    let config = DomainConfig::parse(LIVE).unwrap();
    assert_eq!(config.to_xml(), LIVE);
    assert!(DomainConfig::check(LIVE).unwrap().is_empty());
    config.validate().unwrap();
}

#[test]
fn the_model_answers_what_drivers_ask() {
    let config = DomainConfig::parse(LIVE).unwrap();
    let devices = config.devices.unwrap();
    assert_eq!(config.memory.unwrap().size, "8GiB".parse::<MemorySize>().unwrap());
    let media: Vec<_> = devices.disks.iter().map(Disk::medium).collect();
    let file = DiskMedium::File("/var/lib/virt/images/web-01.qcow2");
    assert_eq!(media, [file, DiskMedium::Block("/dev/vg0/web-01-data"), DiskMedium::Empty]);
    let mac: MacAddress = "52:54:00:6b:3c:58".parse().unwrap();
    assert_eq!(devices.interfaces[0].mac_address(), Some(mac));
    let InterfaceSource::Network(network) = &devices.interfaces[0].source else { panic!() };
    assert_eq!(network.network, "default");
    let CharacterBackend::Pty(pty) = &devices.serials[0].backend else { panic!() };
    assert_eq!(pty.source.as_ref().unwrap().path.as_deref(), Some("/dev/pts/3"));
    let address = Address::Pci(PciAddress::new(4, 0, 0));
    assert_eq!(devices.disks[0].info.address, Some(address));
    assert_eq!(devices.infos().count(), 26);
}

#[test]
fn the_least_there_is_gets_defaults() {
    check(
        &domain(""),
        expect![[r#"
        <domain type='test'>
          <name>a</name>
          <uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>
          <memory unit='KiB'>1024</memory>
          <currentMemory unit='KiB'>1024</currentMemory>
          <vcpu placement='static'>1</vcpu>
          <os>
            <type>hvm</type>
            <boot dev='hd'/>
          </os>
          <clock offset='utc'/>
          <on_poweroff>destroy</on_poweroff>
          <on_reboot>restart</on_reboot>
          <on_crash>destroy</on_crash>
          <devices>
          </devices>
        </domain>
    "#]],
    );
}

#[test]
fn devices_get_defaults() {
    check(
        &domain(
            "<vcpu current='2'>2</vcpu><currentMemory>2048</currentMemory>
             <devices>
               <disk><source file='/a'/><target dev='sda'/></disk>
               <disk device='cdrom'><target dev='hdc'/></disk>
               <disk device='floppy'><target dev='fda'/></disk>
               <interface type='user'><mac address='52:54:0:6B:3C:58'/></interface>
               <controller type='scsi'/><controller type='scsi' index='1'/><controller type='scsi'/>
               <serial type='tcp'><source host='::1' service='23'/></serial>
               <serial type='pty'/>
               <console type='pty'/>
               <input type='tablet'/><input type='keyboard'/>
               <graphics type='vnc' passwd='secret'/>
             </devices>",
        ),
        expect![[r#"
            <domain type='test'>
              <name>a</name>
              <uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>
              <memory unit='KiB'>1024</memory>
              <currentMemory unit='KiB'>1024</currentMemory>
              <vcpu placement='static'>2</vcpu>
              <os>
                <type>hvm</type>
                <boot dev='hd'/>
              </os>
              <clock offset='utc'/>
              <on_poweroff>destroy</on_poweroff>
              <on_reboot>restart</on_reboot>
              <on_crash>destroy</on_crash>
              <devices>
                <disk type='file' device='disk'>
                  <source file='/a'/>
                  <target dev='sda' bus='scsi'/>
                  <address type='drive' controller='0' bus='0' target='0' unit='0'/>
                </disk>
                <disk type='file' device='cdrom'>
                  <target dev='hdc' bus='ide'/>
                  <readonly/>
                  <address type='drive' controller='0' bus='1' target='0' unit='0'/>
                </disk>
                <disk type='file' device='floppy'>
                  <target dev='fda' bus='fdc'/>
                  <address type='drive' controller='0' bus='0' target='0' unit='0'/>
                </disk>
                <controller type='scsi' index='0'/>
                <controller type='scsi' index='1'/>
                <controller type='scsi' index='2'/>
                <interface type='user'>
                  <mac address='52:54:00:6b:3c:58'/>
                </interface>
                <serial type='tcp'>
                  <source mode='connect' host='::1' service='23'/>
                  <protocol type='raw'/>
                  <target port='0'/>
                </serial>
                <serial type='pty'>
                  <target port='1'/>
                </serial>
                <console type='tcp'>
                  <source mode='connect' host='::1' service='23'/>
                  <protocol type='raw'/>
                  <target type='serial' port='0'/>
                </console>
                <input type='tablet' bus='usb'/>
                <input type='keyboard' bus='ps2'/>
                <graphics type='vnc' port='-1' autoport='yes'>
                  <listen type='address'/>
                </graphics>
                <video>
                  <model type='cirrus' vram='16384' heads='1' primary='yes'/>
                </video>
              </devices>
            </domain>
        "#]],
    );
}

#[test]
fn what_is_missing_is_made_up() {
    let text = "<domain type='qemu'><devices><interface type='user'/></devices></domain>";
    let fill = || {
        let mut config = DomainConfig::parse(text).unwrap();
        config.fill_defaults(&Defaults { mac_prefix: [0, 0x16, 0x3e], ..Defaults::default() });
        let mac = config.devices.unwrap().interfaces[0].mac_address().unwrap();
        (config.uuid.unwrap(), mac)
    };
    let ((uuid, mac), (other_uuid, other_mac)) = (fill(), fill());
    assert!(uuid != other_uuid && mac != other_mac);
    assert_eq!(mac.bytes()[..3], [0, 0x16, 0x3e]);
    assert_eq!(uuid.get_version_num(), 4);
}

#[test]
fn the_inactive_form_has_nothing_of_the_running_domain() {
    let config = DomainConfig::parse(LIVE).unwrap();
    let inactive = config.to_xml_as(Form::from(DomainXmlFlags::INACTIVE));
    for live in [
        "id='12'",
        "<alias",
        "/dev/pts",
        "vnet3",
        "virbr0",
        "portid",
        "web-01.qcow2' index",
        "imagelabel",
    ] {
        assert!(LIVE.contains(live) && !inactive.contains(live), "{live}: {inactive}");
    }
    assert_eq!(config.to_inactive().unwrap().to_xml(), inactive);
}

#[test]
fn a_users_alias_is_part_of_the_definition() {
    let text = domain(
        "<devices><disk><source file='/a'/><target dev='sda'/><alias name='ua-root'/></disk></devices>",
    );
    let config = DomainConfig::parse(&text).unwrap();
    let inactive = config.to_xml_as(Form::from(DomainXmlFlags::INACTIVE));
    assert!(inactive.contains("<alias name='ua-root'/>"), "{inactive}");
}

#[test]
fn secrets_are_written_for_those_who_may_see_them() {
    let text = domain("<devices><graphics type='vnc' passwd='secret'/></devices>");
    let config = DomainConfig::parse(&text).unwrap();
    assert!(!config.to_xml().contains("secret"));
    assert!(config.to_xml_as(DomainXmlFlags::SECURE.into()).contains("passwd='secret'"));
}

#[test]
fn metadata_is_kept_verbatim() {
    check(
        &domain(
            "<metadata><app:x xmlns:app='urn:app' a=\"'\">some <b>text</b></app:x><!-- note -->
             <y xmlns='urn:y'><z/></y></metadata>",
        ),
        expect![[r#"
            <domain type='test'>
              <name>a</name>
              <uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>
              <metadata>
                <app:x xmlns:app="urn:app" a="'">some <b>text</b></app:x>
                <!-- note -->
                <y xmlns="urn:y">
                  <z/>
                </y>
              </metadata>
              <memory unit='KiB'>1024</memory>
              <currentMemory unit='KiB'>1024</currentMemory>
              <vcpu placement='static'>1</vcpu>
              <os>
                <type>hvm</type>
                <boot dev='hd'/>
              </os>
              <clock offset='utc'/>
              <on_poweroff>destroy</on_poweroff>
              <on_reboot>restart</on_reboot>
              <on_crash>destroy</on_crash>
              <devices>
              </devices>
            </domain>
        "#]],
    );
}

#[test]
fn arguments_for_qemu_are_known_by_their_namespace() {
    check(
        "<domain type='qemu' xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'>
           <name>a</name><uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>
           <q:commandline><q:arg value='-s'/><q:env name='A' value='1'/><q:env name='B'/></q:commandline>
           <q:deprecation behavior='crash'/>
           <qemu:commandline xmlns:qemu='urn:other'><qemu:arg value='-S'/></qemu:commandline>
         </domain>",
        expect![[r#"
            <domain type='qemu' xmlns:qemu='http://libvirt.org/schemas/domain/qemu/1.0'>
              <name>a</name>
              <uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>
              <vcpu placement='static'>1</vcpu>
              <clock offset='utc'/>
              <on_poweroff>destroy</on_poweroff>
              <on_reboot>restart</on_reboot>
              <on_crash>destroy</on_crash>
              <devices>
              </devices>
              <qemu:commandline>
                <qemu:arg value='-s'/>
                <qemu:env name='A' value='1'/>
                <qemu:env name='B'/>
              </qemu:commandline>
              <qemu:deprecation behavior='crash'/>
            </domain>
        "#]],
    );
}

#[test]
fn what_libvirt_knows_and_the_model_does_not_is_kept() {
    check(
        &domain(
            "<memtune><hard_limit unit='G'>1</hard_limit></memtune>
             <devices>
               <hub type='usb'/>
               <tpm model='tpm-crb'><backend type='emulator' version='2.0'/></tpm>
             </devices>",
        ),
        expect![[r#"
            <domain type='test'>
              <name>a</name>
              <uuid>c7a5fdbd-edaf-9455-926a-d65c16db1809</uuid>
              <memory unit='KiB'>1024</memory>
              <currentMemory unit='KiB'>1024</currentMemory>
              <memtune>
                <hard_limit unit='KiB'>1048576</hard_limit>
              </memtune>
              <vcpu placement='static'>1</vcpu>
              <os>
                <type>hvm</type>
                <boot dev='hd'/>
              </os>
              <clock offset='utc'/>
              <on_poweroff>destroy</on_poweroff>
              <on_reboot>restart</on_reboot>
              <on_crash>destroy</on_crash>
              <devices>
                <tpm model='tpm-crb'>
                  <backend type='emulator' version='2.0'/>
                </tpm>
                <hub type='usb'/>
              </devices>
            </domain>
        "#]],
    );
}

#[test]
fn what_nobody_knows_is_dropped_and_listed() {
    let text = domain(
        "\n<memroy>3</memroy>\n<devices>\n<disk tpye='file' device='dsk'>\n\
         <sorce file='/a'/><target dev='sda' buss='scsi'/>\n</disk>\n\
         <tpm modell='tpm-crb'><backend type='emulator'/></tpm>\n<hub type='usb'><x/></hub></devices>",
    );
    let findings: Vec<_> =
        DomainConfig::check(&text).unwrap().iter().map(|found| format!("{found}\n")).collect();
    expect![[r#"
        line 2, column 1: /domain/memroy: unknown element; did you mean 'memory'?
        line 4, column 7: /domain/devices/disk/@tpye: unknown attribute; did you mean 'type'?
        line 4, column 19: /domain/devices/disk/@device: invalid value 'dsk', expected one of: disk, cdrom, floppy, lun; did you mean 'disk'?
        line 5, column 1: /domain/devices/disk/sorce: unknown element; did you mean 'source'?
        line 5, column 37: /domain/devices/disk/target/@buss: unknown attribute; did you mean 'bus'?
        line 7, column 6: /domain/devices/tpm/@modell: unknown attribute; did you mean 'model'?
        line 8, column 17: /domain/devices/hub/x: unknown element
    "#]].assert_eq(&findings.concat());
    let text = text.replace("device='dsk'", "");
    let written = DomainConfig::parse(&text).unwrap().to_xml();
    for dropped in ["memroy", "tpye", "sorce", "buss"] {
        assert!(!written.contains(dropped), "{written}");
    }
    let err = DomainConfig::parse_strict(&text).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::XmlInvalidSchema);
    assert_eq!(err.message().lines().count(), 6, "{err}");
    DomainConfig::parse_strict(&domain("")).unwrap();
}

#[test]
fn strict_mode_sees_bad_values_all_at_once() {
    let text = domain("<vcpu>many</vcpu><on_reboot>sleep</on_reboot><cpu mode='hots-model'/>");
    let bad = DomainConfig::check(&text).unwrap();
    let bad = bad.iter().filter(|found| matches!(found.kind, FindingKind::BadValue { .. }));
    assert_eq!(bad.count(), 3);
}

#[test]
fn a_type_that_is_not_libvirts_is_kept_for_the_driver_to_judge() {
    let text = "<domain type='process'><name>a</name></domain>";
    let config = DomainConfig::parse(text).unwrap();
    assert!(matches!(&config.domain_type, DomainType::Other(word) if word.as_str() == "process"));
    assert!(config.to_xml().starts_with("<domain type='process'>"), "{}", config.to_xml());
    assert_eq!("kvm".parse(), Ok(DomainType::Kvm));

    config.domain_type.require(&["test", "process"]).unwrap();
    let err = config.domain_type.require(&["qemu", "kvm"]).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
    assert_eq!(err.message(), "domain type 'process' is not served here (have: qemu, kvm)");
}

#[test]
fn strict_mode_lists_a_type_that_is_not_libvirts() {
    let typo = "<domain type='kvmm'><name>a</name></domain>";
    let err = DomainConfig::parse_strict(typo).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::XmlInvalidSchema);
    expect!["line 1, column 9: /domain/@type: invalid value 'kvmm', expected one of: qemu, kqemu, kvm, xen, lxc, uml, openvz, test, vmware, hyperv, vbox, phyp, parallels, bhyve, vz, hvf, nvmm; did you mean 'kvm'?"]
    .assert_eq(err.message());
    let own = "<domain type='process'><name>a</name></domain>";
    assert!(DomainConfig::parse_strict(own).is_err());
    let config = DomainConfig::parse_strict_with(own, &["process"]).unwrap();
    assert_eq!(config.domain_type.as_str(), "process");
    let wrong = "<domain type='process'><nmae>a</nmae></domain>";
    let err = DomainConfig::parse_strict_with(wrong, &["process"]).unwrap_err();
    assert!(!err.message().contains("@type") && err.message().contains("nmae"), "{err}");
}

#[test]
fn a_domain_keeps_the_same_wherever_it_stands() {
    let domain = "<domain type='qemu'><name>a</name><bogus/>\
                  <blkiotune><weight>800</weight></blkiotune>\
                  <cputune><shares>2048</shares></cputune></domain>";
    let alone = DomainConfig::parse(domain).unwrap();
    assert!(alone.blkio_tune.is_some() && alone.cpu_tune.is_some());
    for around in ["node", "domstatus", "domainsnapshot", "domain"] {
        let text = format!("<{around}><deeper>{domain}</deeper>{domain}</{around}>");
        let document = Document::parse(&text).unwrap();
        let root = document.root();
        for node in [
            root.child("domain").unwrap(),
            root.children().next().unwrap().child("domain").unwrap(),
        ] {
            assert_eq!(DomainConfig::read(node).unwrap(), alone, "{around}");
            let findings = virt_core::xml::check(node, DomainConfig::shape());
            let paths: Vec<_> = findings.iter().map(|finding| &finding.path).collect();
            assert_eq!(paths, [&format!("{}/bogus", node.path())]);
        }
    }
}

#[test]
fn errors_have_libvirts_kinds_and_name_the_place() {
    let check = |text: &str, kind: ErrorKind, expected: Expect| {
        let err = error(text);
        assert_eq!(err.kind(), kind, "{err}");
        assert!(matches!(err.origin(), ErrorOrigin::Domain | ErrorOrigin::Xml));
        expected.assert_eq(&err.to_string());
    };
    check(
        "<domain",
        ErrorKind::XmlDetail,
        expect![
            "at line 1, column 1: syntax error: tag not closed: `>` not found before end of input"
        ],
    );
    check(
        "<network/>",
        ErrorKind::XmlError,
        expect![
            "XML error: at line 1, column 1, /network: expecting root element of 'domain', not 'network'"
        ],
    );
    check(
        "<domain/>",
        ErrorKind::XmlError,
        expect!["XML error: at line 1, column 1, /domain: the attribute 'type' is missing"],
    );
    check(
        "<domain type='b l a h'/>",
        ErrorKind::ConfigUnsupported,
        expect![
            "unsupported configuration: at line 1, column 9, /domain/@type: invalid value 'b l a h', expected one of: qemu, kqemu, kvm, xen, lxc, uml, openvz, test, vmware, hyperv, vbox, phyp, parallels, bhyve, vz, hvf, nvmm"
        ],
    );
    check(
        "<domain type='test'/>",
        ErrorKind::NoName,
        expect![[r#"
            missing name information in <domain> (at /domain/name)
            an os <type> must be specified (at /domain/os/type)
            a domain needs <memory> above zero (at /domain/memory)"#]],
    );
    check(
        "<domain type='test'><name>a</name></domain>",
        ErrorKind::XmlError,
        expect![[r#"
            XML error: an os <type> must be specified (at /domain/os/type)
            a domain needs <memory> above zero (at /domain/memory)"#]],
    );
    check(
        &domain("<on_reboot>x</on_reboot>"),
        ErrorKind::ConfigUnsupported,
        expect![
            "unsupported configuration: at line 1, column 130, /domain/on_reboot: invalid value 'x', expected one of: destroy, restart, preserve, rename-restart"
        ],
    );
    check(
        &domain("<currentMemory>x</currentMemory>"),
        ErrorKind::XmlError,
        expect![
            "XML error: at line 1, column 130, /domain/currentMemory: invalid value 'x', expected a whole number from 0 to 18446744073709551615"
        ],
    );
    check(
        &domain("<currentMemory unit='x'>1</currentMemory>"),
        ErrorKind::XmlError,
        expect![
            "XML error: at line 1, column 130, /domain/currentMemory: invalid size '1 x', expected a unit such as bytes, KB, KiB, MB, MiB, GB, GiB, TB, TiB, PB, PiB, EB, EiB"
        ],
    );
    check(
        &domain("<devices><disk/><disk device='x'/></devices>"),
        ErrorKind::XmlError,
        expect![
            "XML error: at line 1, column 152, /domain/devices/disk[2]/@device: invalid value 'x', expected one of: disk, cdrom, floppy, lun"
        ],
    );
}

#[test]
fn clashes_are_found() {
    let check =
        |inside: &str, expected: Expect| expected.assert_eq(error(&domain(inside)).message());
    let disk = |inside: &str| format!("<disk><source file='/a'/>{inside}</disk>");
    let devices = |inside: String| format!("<devices>{inside}</devices>");
    check("<vcpu>0</vcpu>", expect!["a domain needs at least one <vcpu>"]);
    check("<vcpu current='3'>2</vcpu>", expect!["current vcpus (3) are more than the maximum (2)"]);
    check(&devices(disk("")), expect!["a <disk> has no <target>, which names it"]);
    check(
        &devices("<disk><target dev='vda'/></disk>".into()),
        expect!["vda: only drives of type cdrom and floppy can be empty"],
    );
    check(
        &devices(disk("<target dev='vda'/>").repeat(2)),
        expect!["two disks have the target 'vda'"],
    );
    let boot = disk("<target dev='vda'/><boot order='1'/>")
        + &disk("<target dev='vdb'/><boot order='1'/>");
    check(&devices(boot), expect!["the disk[1] has this place in the order of booting already"]);
    let alias = disk("<target dev='vda'/><alias name='ua-a'/>")
        + &disk("<target dev='vdb'/><alias name='ua-a'/>");
    check(&devices(alias), expect!["the disk[1] has this alias already; make up another one"]);
}

#[test]
fn a_chain_of_images_as_deep_as_allowed_fits_on_a_small_stack() {
    let depth = 250;
    let chain = format!(
        "{}{}",
        "<backingStore type='file'><format type='raw'/><source file='/x'/>".repeat(depth),
        "</backingStore>".repeat(depth)
    );
    let text = domain(&format!("<devices><disk>{chain}</disk></devices>"));
    let work = move || {
        let config = DomainConfig::parse(&text).unwrap();
        assert_eq!(DomainConfig::parse(&config.to_xml()).unwrap(), config);
        DomainConfig::check(&text).unwrap()
    };
    let thread = thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(work).unwrap();
    assert_eq!(thread.join().unwrap(), []);
}

#[test]
fn the_kind_of_a_variable_store_says_what_counts_of_it() {
    let written = |nvram: &str| {
        let text = format!(
            "<domain type='test'><name>a</name><memory>1024</memory><os><type>hvm</type>{nvram}</os>\
             </domain>"
        );
        let written = DomainConfig::parse(&text).unwrap().to_xml();
        let start = written.find("<nvram").unwrap();
        written[start..written.find("</os>").unwrap()].to_owned()
    };
    let both = "/a <source file='/b'/>";
    assert_eq!(written(&format!("<nvram>{both}</nvram>")).trim(), "<nvram>/a </nvram>");
    let with_type = written(&format!("<nvram type='file'>{both}</nvram>"));
    assert!(with_type.contains("<source file='/b'/>") && !with_type.contains("/a"), "{with_type}");
}

#[test]
fn digits_behind_a_zero_are_octal_where_libvirt_reads_them_so() {
    let config = DomainConfig::parse(&domain(
        "<devices><hostdev mode='subsystem' type='usb'><source><vendor id='010'/>\
         <product id='0x10'/></source><address type='usb' bus='010' port='1'/></hostdev>\
         <hostdev mode='subsystem' type='pci'><source><address bus='011' slot='8'/></source>\
         </hostdev></devices>",
    ));
    let written = config.unwrap().to_xml();
    let has = |text: &str| assert!(written.contains(text), "{text}: {written}");
    has("<vendor id='0x0008'/>");
    has("<product id='0x0010'/>");
    has("<address type='usb' bus='10' port='1'/>");
    has("<address domain='0x0000' bus='0x09' slot='0x08' function='0x0'/>");
    let err = DomainConfig::parse(&domain(
        "<devices><hostdev mode='subsystem' type='pci'><source><address bus='08'/></source></hostdev>\
         </devices>",
    ))
    .unwrap_err();
    assert!(err.message().contains("/address/@bus: invalid value '08'"), "{err}");
}

#[test]
fn no_size_is_beyond_what_can_be_written() {
    let largest = u64::MAX;
    let text = domain("").replace("<memory>1024", &format!("<memory unit='b'>{largest}"));
    assert!(DomainConfig::parse(&text).unwrap_err().message().contains("below 16 EiB"));
}

#[test]
fn what_libvirt_itself_writes_otherwise_the_second_time_settles() {
    let settles = |inside: &str, once: &str, twice: &str| {
        let first = filled(&domain(&format!("<devices>{inside}</devices>")));
        let second = filled(&first);
        assert!(first.contains(once), "{inside}: {first}");
        assert!(second.contains(twice), "{inside}: {second}");
        assert_eq!(filled(&second), second, "{inside}");
    };
    let file = "<disk type='file' device='cdrom'>";
    let block = "<disk type='block' device='cdrom'>";
    for (source, once) in [("", file), ("<source/>", block), ("<source dev=''/>", block)] {
        let drive = format!("<disk type='block' device='cdrom'>{source}<target dev='sda'/></disk>");
        settles(&drive, once, file);
    }
    settles(
        "<controller type='usb'/><controller type='ide' index='0'/><controller type='usb' index='0'/>",
        "<controller type='usb' index='1'/>\n    <controller type='usb' index='0'/>",
        "<controller type='usb' index='0'/>\n    <controller type='usb' index='1'/>",
    );
}
