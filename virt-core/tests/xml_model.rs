//! What the derives make of fields, one row a word of their vocabulary.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use expect_test::{Expect, expect};
use virt_core::units::MemorySize;
use virt_core::xml::{self, Document, Element, Form, Switch, XmlElement, XmlValue};

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Shelf {
    #[xml(attribute)]
    id: u32,
    #[xml(attribute = "maxWeight")]
    max_weight: Option<u64>,
    #[xml(attribute, default)]
    shade: Shade,
    #[xml(attribute, live)]
    state: Option<String>,
    #[xml(attribute, secret)]
    pin: Option<String>,
    #[xml(attribute, hex = "4")]
    port: Option<u32>,
    #[xml(scaled = "space")]
    room: Option<MemorySize>,
    #[xml(value)]
    label: Option<String>,
    #[xml(value = "tag")]
    tags: Vec<String>,
    #[xml(flag)]
    locked: bool,
    #[xml(path = "place/@row")]
    row: Option<u32>,
    #[xml(path = "place/@column")]
    column: Option<u32>,
    #[xml(path = "lamp/@state")]
    lamps: Vec<Switch>,
    #[xml(child = "book")]
    books: Vec<Book>,
    #[xml(child)]
    shelf: Option<Box<Shelf>>,
    #[xml(any)]
    notes: Option<Element>,
    #[xml(child = "ghost", namespace = "urn:ghosts", prefix = "g", declare)]
    ghost: Option<Ghost>,
    #[xml(flatten)]
    wood: Wood,
}

#[derive(Debug, Clone, Copy, PartialEq, Default, XmlValue)]
enum Shade {
    #[default]
    Dark,
    VeryLight,
    #[xml(name = "none at all")]
    None,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Book {
    #[xml(attribute)]
    lent: Option<bool>,
    #[xml(scaled, exact)]
    size: Option<MemorySize>,
    #[xml(text)]
    title: String,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Ghost {
    #[xml(attribute)]
    name: String,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "wood", default = "oak")]
enum Wood {
    Oak,
    Veneer(Veneer),
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Veneer {
    #[xml(attribute)]
    thickness: u8,
    #[xml(path = "glue/@kind")]
    glue: Option<String>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Lock {
    #[xml(attribute, written = "code_in")]
    code: Option<u32>,
    #[xml(child, once)]
    book: Option<Book>,
    #[xml(value, once)]
    label: Option<String>,
    #[xml(path = "key/@shape", needed)]
    key: Option<String>,
}

impl Lock {
    fn code_in(&self, form: Form) -> Option<u32> {
        if form.inactive { Some(0) } else { self.code }
    }
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "wood", error = "ConfigUnsupported")]
enum Frame {
    Oak,
}

/// Reads and writes `text`.
fn check(text: &str, expected: Expect) {
    let shelf: Shelf = xml::from_str("shelf", text).unwrap();
    let form = Form { secure: true, ..Form::default() };
    let written = xml::to_string_as("shelf", &shelf, form);
    expected.assert_eq(&written);
    let again: Shelf = xml::from_str("shelf", &written).unwrap();
    assert_eq!(again, shelf, "what was written reads as something else");
}

fn check_error(text: &str, expected: Expect) {
    let err = xml::from_str::<Shelf>("shelf", text).unwrap_err();
    expected.assert_eq(&err.to_string());
}

#[test]
fn the_least_there_is() {
    check(
        "<shelf id='1'/>",
        expect![[r#"
        <shelf id='1' shade='dark' wood='oak'/>
    "#]],
    );
}

#[test]
fn everything_in_any_order() {
    check(
        "<shelf pin='12' wood='veneer' thickness='2' id='0x10' state='full' port='31' shade='very-light' space='2' unit='MiB'
                maxWeight='9' xmlns:x='urn:ghosts'>
           <x:ghost name='Ann'/> <x:other/>
           <book unit='KB' size='2048'>A</book> <tag>one</tag> <glue kind='bone'/> <lamp state='on'/>
           <place column='2' row='1'/>
           <shelf id='2'><locked/></shelf>
           <notes><n xmlns='urn:n'>free <b/></n></notes>
           <locked/> <book lent='yes' size='1536' unit='k'>B &amp; &lt;C&gt;</book> <label>it's</label> <tag>two</tag>
           <lamp state='off'/>
         </shelf>",
        expect![[r#"
            <shelf id='16' maxWeight='9' shade='very-light' state='full' pin='12' port='0x001f' space='2048' unit='KiB' xmlns:g='urn:ghosts' wood='veneer' thickness='2'>
              <label>it&apos;s</label>
              <tag>one</tag>
              <tag>two</tag>
              <locked/>
              <place row='1' column='2'/>
              <lamp state='on'/>
              <lamp state='off'/>
              <book size='2000' unit='KiB'>A</book>
              <book lent='yes' size='1536' unit='KiB'>B &amp; &lt;C&gt;</book>
              <shelf id='2' shade='dark' wood='oak'>
                <locked/>
              </shelf>
              <notes>
                <n xmlns="urn:n">free <b/></n>
              </notes>
              <g:ghost name='Ann'/>
              <glue kind='bone'/>
            </shelf>
        "#]],
    );
}

#[test]
fn the_first_of_repeated_elements_counts() {
    check(
        "<shelf id='1'><label>a</label><label>b</label></shelf>",
        expect![[r#"
        <shelf id='1' shade='dark' wood='oak'>
          <label>a</label>
        </shelf>
    "#]],
    );
}

#[test]
fn empty_text_is_no_text() {
    check(
        "<shelf id='1'><label/><tag></tag></shelf>",
        expect![[r#"
        <shelf id='1' shade='dark' wood='oak'/>
    "#]],
    );
}

#[test]
fn forms_leave_out_what_is_live_or_secret() {
    let shelf: Shelf =
        xml::from_str("shelf", "<shelf id='1' state='full' pin='12' wood='oak'/>").unwrap();
    let write = |form| xml::to_string_as("shelf", &shelf, form);
    assert_eq!(write(Form::default()), "<shelf id='1' shade='dark' state='full' wood='oak'/>\n");
    assert_eq!(
        write(Form { secure: true, inactive: true, migratable: false }),
        "<shelf id='1' shade='dark' pin='12' wood='oak'/>\n"
    );
}

#[test]
fn a_method_chooses_what_is_written() {
    let lock: Lock = xml::from_str("lock", "<lock code='7'/>").unwrap();
    let write = |form| xml::to_string_as("lock", &lock, form);
    assert_eq!(write(Form::default()), "<lock code='7'/>\n");
    assert_eq!(write(Form { inactive: true, ..Form::default() }), "<lock code='0'/>\n");
}

#[test]
fn what_may_be_there_once_is_not_repeated() {
    let error = |text| xml::from_str::<Lock>("lock", text).unwrap_err().to_string();
    expect!["XML error: at line 1, column 21, /lock/book[2]: only one <book> is allowed here"]
        .assert_eq(&error("<lock><book>A</book><book>A</book></lock>"));
    expect!["XML error: at line 1, column 23, /lock/label[2]: only one <label> is allowed here"]
        .assert_eq(&error("<lock><label>a</label><label/></lock>"));
}

#[test]
fn an_element_with_a_path_can_need_its_attribute() {
    let error = xml::from_str::<Lock>("lock", "<lock><key/></lock>").unwrap_err();
    expect!["XML error: at line 1, column 7, /lock/key: the attribute 'shape' is missing"]
        .assert_eq(&error.to_string());
    assert!(xml::from_str::<Lock>("lock", "<lock/>").unwrap().key.is_none());
    let document = Document::parse("<lock><key/></lock>").unwrap();
    assert_eq!(xml::check(document.root(), Lock::shape()).len(), 1);
}

#[test]
fn variants_choose_their_kind_of_error() {
    let err = xml::from_str::<Frame>("frame", "<frame wood='ash'/>").unwrap_err();
    assert_eq!(err.kind(), virt_core::ErrorKind::ConfigUnsupported);
}

#[test]
fn errors_name_place_value_and_what_would_do() {
    check_error(
        "<box/>",
        expect![
            "XML error: at line 1, column 1, /box: expecting root element of 'shelf', not 'box'"
        ],
    );
    check_error(
        "<shelf/>",
        expect!["XML error: at line 1, column 1, /shelf: the attribute 'id' is missing"],
    );
    check_error(
        "<shelf id='-1'/>",
        expect![
            "XML error: at line 1, column 8, /shelf/@id: invalid value '-1', expected a whole number from 0 to 4294967295"
        ],
    );
    check_error(
        "<shelf\n  id='4294967296'/>",
        expect![
            "XML error: at line 2, column 3, /shelf/@id: invalid value '4294967296', expected a whole number from 0 to 4294967295"
        ],
    );
    check_error(
        "<shelf id='1' shade='light'/>",
        expect![
            "XML error: at line 1, column 15, /shelf/@shade: invalid value 'light', expected one of: dark, very-light, none at all"
        ],
    );
    check_error(
        "<shelf id='1' space='1' unit='acre'/>",
        expect![
            "XML error: at line 1, column 1, /shelf: invalid size '1 acre', expected a unit such as bytes, KB, KiB, MB, MiB, GB, GiB, TB, TiB, PB, PiB, EB, EiB"
        ],
    );
    check_error(
        "<shelf id='1' wood='pine'/>",
        expect![
            "XML error: at line 1, column 15, /shelf/@wood: invalid value 'pine', expected one of: oak, veneer"
        ],
    );
    check_error(
        "<shelf id='1' wood='veneer'/>",
        expect!["XML error: at line 1, column 1, /shelf: the attribute 'thickness' is missing"],
    );
    check_error(
        "<shelf id='1'>\n <book/>\n <book lent='maybe'/></shelf>",
        expect![
            "XML error: at line 3, column 8, /shelf/book[2]/@lent: invalid value 'maybe', expected one of: yes, no"
        ],
    );
    check_error(
        "<shelf id='1'><lamp state='dim'/></shelf>",
        expect![
            "XML error: at line 1, column 21, /shelf/lamp/@state: invalid value 'dim', expected one of: on, off"
        ],
    );
    let long = "x".repeat(1_000_000);
    let err = xml::from_str::<Shelf>("shelf", &format!("<shelf id='{long}'/>")).unwrap_err();
    assert!(err.to_string().len() < 300, "{err}");
}

#[test]
fn strict_mode_lists_everything() {
    let text = "<shelf id='x' maxweight='3' colour='red' wood='oak' thickness='3' xmlns:y='urn:z'>
  <lable>a</lable>
  <book lend='yes'>A<page/></book>
  stray
  <place row='1' colum='2'/>
  <label size='3'>a</label>
  <label>b</label>
  <locked>yes</locked>
  <lamp state='dim'/>
  <notes><anything goes='here'/></notes>
  <y:ghost name='Bob'/>
  <shelf id='2'><bok/></shelf>
</shelf>";
    let document = Document::parse(text).unwrap();
    let findings: Vec<_> = xml::check_root(&document, "shelf", Shelf::shape())
        .unwrap()
        .iter()
        .map(|finding| format!("{finding}\n"))
        .collect();
    expect![[r#"
        line 1, column 1: /shelf: unexpected text
        line 1, column 8: /shelf/@id: invalid value 'x', expected a whole number from 0 to 4294967295
        line 1, column 15: /shelf/@maxweight: unknown attribute; did you mean 'maxWeight'?
        line 1, column 29: /shelf/@colour: unknown attribute
        line 1, column 53: /shelf/@thickness: unknown attribute
        line 2, column 3: /shelf/lable: unknown element; did you mean 'label'?
        line 3, column 9: /shelf/book/@lend: unknown attribute; did you mean 'lent'?
        line 3, column 21: /shelf/book/page: unknown element
        line 5, column 18: /shelf/place/@colum: unknown attribute; did you mean 'column'?
        line 6, column 10: /shelf/label[1]/@size: unknown attribute
        line 7, column 3: /shelf/label[2]: the element may be there once only
        line 8, column 3: /shelf/locked: unexpected text
        line 9, column 9: /shelf/lamp/@state: invalid value 'dim', expected one of: on, off
        line 11, column 3: /shelf/y:ghost: unknown element
        line 12, column 17: /shelf/shelf/bok: unknown element; did you mean 'book'?
    "#]].assert_eq(&findings.concat());
}

#[test]
fn words_know_themselves() {
    assert_eq!(Shade::ALL, [Shade::Dark, Shade::VeryLight, Shade::None]);
    assert_eq!("none at all".parse(), Ok(Shade::None));
    assert_eq!(format!("{:>12}|", Shade::VeryLight), "  very-light|");
    let err = "light".parse::<Shade>().unwrap_err();
    assert_eq!(err.to_string(), "expected one of: dark, very-light, none at all");
    assert_eq!(Wood::Oak.word(), "oak");
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Crate {
    #[xml(value)]
    label: Option<String>,
    #[xml(others)]
    others: Vec<Element>,
    #[xml(child)]
    book: Option<Book>,
}

#[test]
fn others_are_kept_and_strict_mode_lets_them_pass() {
    let text = "<crate><pear colour=\"green\"/><book>A</book><label>x</label><apple><stalk/> y</apple></crate>";
    let crate_: Crate = xml::from_str("crate", text).unwrap();
    expect![[r#"
        <crate>
          <label>x</label>
          <pear colour='green'/>
          <apple><stalk/> y</apple>
          <book>A</book>
        </crate>
    "#]]
    .assert_eq(&xml::to_string("crate", &crate_));
    let text = text.replace("<book>", "<book lend='yes'>").replace("<crate>", "<crate wood='oak'>");
    let document = Document::parse(&text).unwrap();
    let findings = xml::check_root(&document, "crate", Crate::shape()).unwrap();
    let paths: Vec<_> = findings.iter().map(|finding| finding.path.as_str()).collect();
    assert_eq!(paths, ["/crate/@wood", "/crate/book/@lend"]);
}
