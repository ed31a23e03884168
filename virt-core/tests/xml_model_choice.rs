//! What the derives make of elements that another attribute decides about.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use virt_core::xml::{self, Document, XmlElement};

/// A plug: which cable it has depends on its kind.
#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Plug {
    #[xml(flatten, tag = "kind")]
    kind: Kind,
    #[xml(child, unless = "kind=borrowed")]
    cable: Option<Cable>,
    #[xml(child, once)]
    lid: Option<Lid>,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
#[xml(tag = "kind", default = "round", unwritten = "round")]
enum Kind {
    Round,
    Flat,
    Borrowed(Borrowed),
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Borrowed {
    #[xml(child)]
    cable: Owner,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Owner {
    #[xml(attribute)]
    owner: String,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Cable {
    #[xml(attribute)]
    length: u32,
}

#[derive(Debug, Clone, PartialEq, XmlElement)]
struct Lid {
    #[xml(attribute)]
    colour: Option<String>,
}

/// Reads and writes `text`, and lists what strict mode finds.
fn check(text: &str, expected: &str, findings: &[&str]) {
    let document = Document::parse(text).unwrap();
    let found = xml::check_root(&document, "plug", Plug::shape()).unwrap();
    let found: Vec<_> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, findings, "{text}");
    match xml::from_str::<Plug>("plug", text) {
        Ok(plug) => assert_eq!(xml::to_string("plug", &plug).trim_end(), expected),
        Err(err) => assert_eq!(err.to_string(), expected),
    }
}

#[test]
fn an_attribute_says_whose_the_element_is() {
    let text = "<plug kind='flat'>\n  <cable length='3'/>\n</plug>";
    check(text, text, &[]);
    let text = "<plug kind='borrowed'>\n  <cable owner='Ann'/>\n</plug>";
    check(text, text, &[]);
    check(
        "<plug kind='flat'><cable owner='Ann'/></plug>",
        "XML error: at line 1, column 19, /plug/cable: the attribute 'length' is missing",
        &[
            "line 1, column 19: /plug/cable/@length: the attribute is missing",
            "line 1, column 26: /plug/cable/@owner: unknown attribute",
        ],
    );
}

#[test]
fn a_default_is_left_out_where_the_format_leaves_it_out() {
    check("<plug kind='round'/>", "<plug/>", &[]);
}

#[test]
fn an_attribute_that_chooses_is_asked_for() {
    check(
        "<plug/>",
        "XML error: at line 1, column 1, /plug: the attribute 'kind' is missing",
        &["line 1, column 1: /plug/@kind: the attribute is missing"],
    );
    check(
        "<plug kind='square'/>",
        "XML error: at line 1, column 7, /plug/@kind: invalid value 'square', expected one of: round, flat, borrowed",
        &[
            "line 1, column 7: /plug/@kind: invalid value 'square', expected one of: round, flat, borrowed",
        ],
    );
}

#[test]
fn what_stands_once_is_refused_twice() {
    check("<plug kind='flat'><lid/></plug>", "<plug kind='flat'>\n  <lid/>\n</plug>", &[]);
    check(
        "<plug kind='flat'><lid/><lid colour='red'/></plug>",
        "XML error: at line 1, column 25, /plug/lid[2]: only one <lid> is allowed here",
        &["line 1, column 25: /plug/lid[2]: the element may be there once only"],
    );
}
