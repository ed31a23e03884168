//! What is kept on the disk: definitions, marks, and what becomes of broken ones.

mod support;

use support::Root;
use virt_core::ErrorKind;
use virt_core::api::domain::{
    ConnectListAllDomainsFlags as Filter, DomainDefineFlags, DomainDestroyFlags,
    DomainMetadataType, DomainModificationImpact, DomainUndefineFlags, DomainXmlFlags,
};
use virt_core::driver::domain::AutostartSetting;

#[test]
fn definitions_outlive_their_program() {
    let Some(root) = Root::new() else { return };
    let names = ["a", "b c", "d\\e", "ünï", &"long".repeat(60)];
    let before: Vec<_> = {
        let host = root.open();
        let xml = |name: &str| root.xml(name);
        names.map(|name| host.define(&xml(name))).to_vec()
    };
    let host = root.open();
    let mut after = host.domains.list(Filter::empty()).unwrap();
    after.sort_by_key(|domain| before.iter().position(|known| known == domain));
    assert_eq!(after, before);
    for domain in &before {
        host.domains.undefine(domain, DomainUndefineFlags::empty()).unwrap();
    }
    drop(host);
    assert!(root.open().domains.list(Filter::empty()).unwrap().is_empty());
}

#[test]
fn names_and_uuids_are_unique() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let first = host.define(&root.xml("first"));
    let with_uuid = |name: &str, uuid: &str| {
        let xml = root.xml_with(name, &format!("<uuid>{uuid}</uuid>"), "");
        host.domains.define(&xml, DomainDefineFlags::empty())
    };
    let err = with_uuid("second", &first.uuid.to_string()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationFailed);
    let uuid = first.uuid;
    assert_eq!(err.message(), format!("domain 'first' is already defined with uuid {uuid}"));
    let err = with_uuid("first", "9d6ca1a5-1f9c-4b9d-8a5c-0b0e4d7a1c11").unwrap_err();
    assert_eq!(err.kind(), ErrorKind::OperationFailed);
    assert_eq!(err.message(), format!("domain 'first' already exists with uuid {uuid}"));
    let events = host.events();
    assert_eq!(with_uuid("first", &uuid.to_string()).unwrap(), first);
    events.expect(&["lifecycle Defined Updated"]);
}

#[test]
fn a_bad_definition_changes_nothing() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let domain = host.define(&root.xml("tiny"));
    let before = host.domains.xml(&domain, DomainXmlFlags::empty()).unwrap();
    for bad in ["", "<domain", "<network/>", "<domain type='qemu'/>", "<domain type='dos'/>"] {
        assert!(host.domains.define(bad, DomainDefineFlags::empty()).is_err(), "{bad}");
    }
    let xml = root.xml_with("tiny", "<nonsense/>", "");
    let err = host.domains.define(&xml, DomainDefineFlags::VALIDATE).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::XmlInvalidSchema);
    assert_eq!(host.domains.xml(&domain, DomainXmlFlags::empty()).unwrap(), before);
}

#[test]
fn what_qemu_cannot_do_is_refused_when_it_is_new() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let refused = |xml: &str| {
        let err = host.domains.define(xml, DomainDefineFlags::empty()).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::ConfigUnsupported);
        err.message().to_owned()
    };
    let features = "<firmware><feature enabled='no' name='enrolled-keys'/></firmware><kernel>";
    let message = refused(&root.xml("tiny").replace("<kernel>", features));
    assert!(message.contains("<os firmware='efi'>"), "{message}");
    let interface = "<interface type='user'><model type='virtio'/><driver rx_queue_size='511'/>\
                     </interface>";
    let message = refused(&root.xml_with("tiny", "", interface));
    assert_eq!(message, "rx_queue_size is a power of two, which 511 is not");
}

#[test]
fn half_a_file_is_set_aside_and_the_others_are_loaded() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    host.define(&root.xml("whole"));
    host.define(&root.xml("half"));
    drop(host);
    let folder = root.path().join("etc/qemu");
    let text = std::fs::read(folder.join("half.xml")).unwrap();
    std::fs::write(folder.join("half.xml"), &text[..text.len() / 2]).unwrap();
    std::fs::write(folder.join("other.xml"), std::fs::read(folder.join("whole.xml")).unwrap())
        .unwrap();

    let host = root.open();
    let names: Vec<_> =
        host.domains.list(Filter::empty()).unwrap().into_iter().map(|d| d.name).collect();
    assert_eq!(names, ["whole"]);
    assert!(folder.join("half.xml.unreadable-1").exists());
    assert!(folder.join("other.xml.unreadable-1").exists());
}

#[test]
fn what_cannot_be_written_is_an_error_and_loses_nothing() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let domain = host.define(&root.xml("tiny"));
    let before = host.domains.xml(&domain, DomainXmlFlags::empty()).unwrap();
    let folder = root.path().join("etc/qemu");
    let kept = folder.with_extension("kept");
    std::fs::rename(&folder, &kept).unwrap();
    std::fs::write(&folder, "no folder").unwrap();
    let changed =
        root.xml_with("tiny", &format!("<uuid>{}</uuid><title>x</title>", domain.uuid), "");
    assert!(host.domains.define(&changed, DomainDefineFlags::empty()).is_err());
    assert!(host.domains.define(&root.xml("new"), DomainDefineFlags::empty()).is_err());
    assert!(host.domains.lookup_by_name("new").is_err());
    assert_eq!(host.domains.xml(&domain, DomainXmlFlags::empty()).unwrap(), before);
    std::fs::remove_file(&folder).unwrap();
    std::fs::rename(&kept, &folder).unwrap();
    drop(host);
    let host = root.open();
    assert_eq!(host.domains.xml(&domain, DomainXmlFlags::empty()).unwrap(), before);
}

#[test]
fn a_renamed_domain_keeps_everything_else() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let old = host.define(&root.xml("old"));
    host.define(&root.xml("taken"));
    host.domains.set_autostart(&old, AutostartSetting::Always, true).unwrap();
    assert!(host.domains.rename(&old, "taken").is_err());
    let events = host.events();
    let new = host.domains.rename(&old, "new").unwrap();
    assert_eq!((new.name.as_str(), new.uuid), ("new", old.uuid));
    events.expect(&["lifecycle Undefined Renamed", "lifecycle Defined Renamed"]);
    assert!(host.domains.lookup_by_name("old").is_err());
    drop(host);
    let host = root.open();
    assert_eq!(host.domains.lookup_by_name("new").unwrap().uuid, old.uuid);
    assert!(host.domains.autostart(&new, AutostartSetting::Always).unwrap());
    assert!(host.domains.lookup_by_name("old").is_err());
}

#[test]
fn marked_domains_start_once_a_boot() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let always = host.define(&root.xml("always"));
    let once = host.define(&root.xml("once"));
    host.define(&root.xml("never"));
    host.domains.set_autostart(&always, AutostartSetting::Always, true).unwrap();
    host.domains.set_autostart(&once, AutostartSetting::Once, true).unwrap();
    let names = |host: &support::Host, filter| -> Vec<String> {
        host.domains.list(filter).unwrap().into_iter().map(|domain| domain.name).collect()
    };
    assert_eq!(names(&host, Filter::AUTOSTART), ["always"]);
    drop(host);

    let host = root.open();
    assert_eq!(names(&host, Filter::ACTIVE), [""; 0]);
    drop(host);
    // As if the host had been booted.
    std::fs::remove_file(root.path().join("run/qemu/autostarted")).unwrap();
    let host = root.open();
    assert_eq!(names(&host, Filter::ACTIVE), ["always", "once"]);
    assert!(host.domains.autostart(&always, AutostartSetting::Always).unwrap());
    assert!(!host.domains.autostart(&once, AutostartSetting::Once).unwrap());
    for domain in [&always, &once] {
        host.domains.destroy(domain, DomainDestroyFlags::empty()).unwrap();
    }
}

#[test]
fn metadata_belongs_to_the_live_definition_or_the_stored_one() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let domain = host.run(&root.xml("tiny"));
    let (live, config) = (DomainModificationImpact::LIVE, DomainModificationImpact::CONFIG);
    let set = |kind, text, impact| {
        let (key, uri) = (Some("app"), Some("http://example.org/app"));
        host.domains.set_metadata(&domain, kind, text, key, uri, impact).unwrap();
    };
    let get =
        |kind, impact| host.domains.metadata(&domain, kind, Some("http://example.org/app"), impact);
    let events = host.events();
    set(DomainMetadataType::Title, Some("now"), live);
    assert_eq!(events.next(), "metadata-change type title, uri <null>");
    assert_eq!(get(DomainMetadataType::Title, live).unwrap(), "now");
    let err = get(DomainMetadataType::Title, config).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoDomainMetadata);
    assert!(host.domains.is_updated(&domain).unwrap());

    set(DomainMetadataType::Element, Some("<note from='me'>hi</note>"), live | config);
    for impact in [live, config] {
        let note = get(DomainMetadataType::Element, impact).unwrap();
        assert_eq!(note, "<note from=\"me\">hi</note>");
    }
    let xml = host.domains.xml(&domain, DomainXmlFlags::empty()).unwrap();
    assert!(
        xml.contains("<app:note xmlns:app=\"http://example.org/app\" from=\"me\">hi</app:note>"),
        "{xml}"
    );
    set(DomainMetadataType::Element, None, live);
    assert!(get(DomainMetadataType::Element, live).is_err());
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();
    assert!(get(DomainMetadataType::Element, DomainModificationImpact::empty()).is_ok());
}

#[test]
fn another_host_needs_no_more_than_this() {
    let Some(root) = Root::new() else { return };
    let host = root.open();
    let devices = "<channel type='unix'><target type='virtio' name='org.example.a'/></channel>
        <graphics type='vnc' autoport='yes' passwd='secret'/>";
    let domain = host.define(&root.xml_with("tiny", "", devices));
    let xml = |flags| host.domains.xml(&domain, flags).unwrap();
    let stored = xml(DomainXmlFlags::MIGRATABLE);
    let everything = xml(DomainXmlFlags::SECURE);
    assert!(everything.contains("'pci-root'") && everything.contains("type='keyboard'"));
    assert!(!stored.contains("'pci-root'") && !stored.contains("type='keyboard'"));
    assert!(stored.contains("passwd='secret'") && stored.contains("type='mouse'"));

    host.start(&domain);
    assert_eq!(xml(DomainXmlFlags::MIGRATABLE), stored);
    assert_eq!(xml(DomainXmlFlags::MIGRATABLE | DomainXmlFlags::INACTIVE), stored);
    // A CPU that is named exactly is the same for every host.
    let update = DomainXmlFlags::UPDATE_CPU;
    assert_eq!(xml(update), xml(DomainXmlFlags::empty()));
    assert_eq!(xml(update | DomainXmlFlags::INACTIVE), xml(DomainXmlFlags::INACTIVE));
    host.domains.destroy(&domain, DomainDestroyFlags::empty()).unwrap();

    // Who defines it there gets all that was left out; only the order of controllers can differ.
    let lines = |xml: &str| {
        let mut lines: Vec<_> = xml.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    };
    host.domains.undefine(&domain, DomainUndefineFlags::empty()).unwrap();
    host.domains.define(&stored, DomainDefineFlags::empty()).unwrap();
    assert_eq!(lines(&xml(DomainXmlFlags::SECURE)), lines(&everything));
}
