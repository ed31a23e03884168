//! Titles, descriptions, and elements of `<metadata>`: set, found and removed.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use expect_test::expect;
use virt_core::ErrorKind;
use virt_core::api::domain::DomainMetadataType::{self as Kind, Description, Element, Title};
use virt_core::api::domain::DomainModificationImpact as Impact;
use virt_core::checks;
use virt_core::config::DomainConfig;
use virt_core::config::domain::{Defaults, MetadataChange};

const APP: Option<&str> = Some("http://example.com/app");

#[test]
fn the_first_element_of_each_namespace_is_kept() {
    let text = "<domain type='test' xmlns:r='urn:r'><metadata xmlns:q='urn:q'><r:x/><q:x n='1'/><plain/>\
                <a:y xmlns:a='urn:r'/><b:x xmlns:b='urn:b'><plain/></b:x><z xmlns='urn:b'/><q:x n='2'/>\
                </metadata></domain>";
    let mut config = DomainConfig::parse(text).unwrap();
    config.fill_defaults(&Defaults::default());
    let names: Vec<_> = config.metadata.iter().flat_map(|all| all.children()).collect();
    let names: Vec<_> = names.iter().map(|child| child.name()).collect();
    assert_eq!(names, ["r:x", "q:x", "b:x"]);
}

#[test]
fn an_element_goes_into_its_namespace_with_all_that_has_none() {
    let mut config = config();
    let text = "<x><y q='1'>t</y><z:w xmlns:z='http://example.com/z'><v/></z:w><d xmlns='u'/></x>";
    set(&mut config, Element, Some(text), Some("app"), APP);
    expect![[r#"
        <app:x xmlns:app="http://example.com/app">
          <app:y q="1">t</app:y>
          <z:w xmlns:z="http://example.com/z">
            <app:v/>
          </z:w>
          <d xmlns="u"/>
        </app:x>
    "#]]
    .assert_eq(&config.metadata.as_ref().unwrap().children().next().unwrap().to_xml(0));
    expect![[r#"
        <x>
          <y q="1">t</y>
          <z:w xmlns:z="http://example.com/z">
            <v/>
          </z:w>
          <d xmlns="u"/>
        </x>"#]]
    .assert_eq(&config.find_metadata(Element, APP).unwrap());
}

#[test]
fn an_element_replaces_that_of_its_namespace_alone() {
    let mut config = config();
    let other = Some("http://example.com/other");
    set(&mut config, Element, Some("<one/>"), Some("app"), APP);
    set(&mut config, Element, Some("<o:keep xmlns:o='http://example.com/other'/>"), None, other);
    set(&mut config, Element, Some("<two/>"), Some("b"), APP);
    assert_eq!(config.find_metadata(Element, APP).unwrap(), "<two/>");
    assert_eq!(config.find_metadata(Element, other).unwrap(), "<keep/>");
    set(&mut config, Element, None, None, APP);
    let err = config.find_metadata(Element, APP).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::NoDomainMetadata);
    let expected = "domain 'a' has no element of the namespace 'http://example.com/app'";
    assert!(err.to_string().contains(expected), "{err}");
    set(&mut config, Element, None, None, other);
    assert_eq!(config, self::config());
}

#[test]
fn texts_are_set_and_removed() {
    for (kind, text) in [(Title, "one line"), (Description, "several\nlines")] {
        let mut config = config();
        for gone in [None, Some("")] {
            set(&mut config, kind, Some(text), None, None);
            assert_eq!(config.find_metadata(kind, None).unwrap(), text);
            set(&mut config, kind, gone, None, None);
            let err = config.find_metadata(kind, None).unwrap_err();
            assert_eq!(err.kind(), ErrorKind::NoDomainMetadata);
        }
        assert_eq!(config, self::config());
    }
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let refused = |kind, text, key, uri| {
        MetadataChange::new(kind, Some(text), key, uri).map(|_| ()).unwrap_err().kind()
    };
    assert_eq!(refused(Title, "two\nlines", None, None), ErrorKind::InvalidArg);
    assert_eq!(refused(Element, "<x/>", None, APP), ErrorKind::InvalidArg);
    assert_eq!(refused(Element, "<x/>", Some(""), APP), ErrorKind::InvalidArg);
    assert_eq!(refused(Element, "<x/>", Some("app"), None), ErrorKind::InvalidArg);
    assert_eq!(refused(Element, "<x xmlns='u'/>", Some("app"), APP), ErrorKind::InvalidArg);
    assert_eq!(refused(Element, "x", Some("app"), APP), ErrorKind::XmlDetail);
    assert_eq!(config().find_metadata(Element, None).unwrap_err().kind(), ErrorKind::InvalidArg);
}

#[test]
fn a_change_tells_what_it_is_about() {
    let change = MetadataChange::new(Element, None, None, APP).unwrap();
    assert_eq!((change.kind(), change.namespace()), (Element, APP));
    let change = MetadataChange::new(Title, None, None, APP).unwrap();
    assert_eq!((change.kind(), change.namespace()), (Title, None));
}

#[test]
fn a_call_concerns_the_definitions_that_are_there() {
    let affected = |impact, active, persistent| checks::affected(impact, "a", active, persistent);
    let both = Impact::LIVE | Impact::CONFIG;
    assert_eq!(affected(Impact::empty(), true, true).unwrap(), Impact::LIVE);
    assert_eq!(affected(Impact::empty(), false, true).unwrap(), Impact::CONFIG);
    assert_eq!(affected(both, true, true).unwrap(), both);
    for (impact, active, persistent) in
        [(Impact::LIVE, false, true), (both, false, true), (Impact::CONFIG, true, false)]
    {
        let err = affected(impact, active, persistent).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::OperationInvalid);
    }
}

fn config() -> DomainConfig {
    DomainConfig::parse("<domain type='test'><name>a</name></domain>").unwrap()
}

fn set(
    config: &mut DomainConfig,
    kind: Kind,
    text: Option<&str>,
    key: Option<&str>,
    uri: Option<&str>,
) {
    MetadataChange::new(kind, text, key, uri).unwrap().apply(config);
}
