//! Documents as they come: well-formed, broken and hostile.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use expect_test::{Expect, expect};
use virt_core::ErrorKind;
use virt_core::xml::{Content, Document, Element, Position, limits};

/// What is wrong with `text`.
fn check_error(text: &str, expected: Expect) {
    let err = Document::parse(text).map(|_| ()).unwrap_err();
    assert_eq!(err.kind(), ErrorKind::XmlDetail);
    expected.assert_eq(err.message());
}

#[test]
fn elements_attributes_and_text_are_found() {
    let document = Document::parse(
        "<?xml version='1.0' encoding='UTF-8'?>\n\
         <!-- a comment -->\n\
         <a one='1' two = \"t&amp;&#x41;\">\n  <b/>\n  <b>t<!-- no -->e<![CDATA[<x>]]>&lt;xt</b>\n</a>\n",
    )
    .unwrap();
    let root = document.root();
    let attributes: Vec<_> =
        root.attributes().map(|found| (found.name(), found.value().into_owned())).collect();
    assert_eq!(attributes, [("one", "1".to_owned()), ("two", "t&A".to_owned())]);
    let second = root.children().nth(1).unwrap();
    assert_eq!(second.text(), "te<x><xt");
    assert_eq!(second.path(), "/a/b[2]");
    assert_eq!(second.position(), Position { line: 5, column: 3 });
    assert_eq!(root.attributes().nth(1).unwrap().position(), Position { line: 3, column: 12 });
}

#[test]
fn white_space_in_values_is_what_xml_says() {
    let document = Document::parse("<a b='1\t2\r\n3&#10;4'>x\r\ny\rz</a>").unwrap();
    assert_eq!(document.root().attribute("b").unwrap(), "1 2 3\n4");
    assert_eq!(document.root().text(), "x\ny\nz");
}

#[test]
fn a_byte_order_mark_is_no_text() {
    let document = Document::parse("\u{feff}<a/>").unwrap();
    assert_eq!(document.root().name(), "a");
    let error = Document::parse("\u{feff}\u{feff}<a/>").unwrap_err();
    assert!(error.message().contains("a second byte order mark"), "{error}");
}

#[test]
fn columns_count_characters() {
    check_error(
        "<a>\n  <é ü='1' ü='2'/></a>",
        expect!["at line 2, column 12, /a/é: the attribute 'ü' is there twice"],
    );
}

#[test]
fn broken_documents_say_where() {
    check_error("", expect!["at line 1, column 1: the document has no element"]);
    check_error("  \n ", expect!["at line 2, column 2: the document has no element"]);
    check_error("hello", expect!["at line 1, column 1: there is text outside of the root element"]);
    check_error(
        "<a/><b/>",
        expect!["at line 1, column 5: a document has one root element, this is a second one"],
    );
    check_error("<a/>b", expect!["at line 1, column 5: there is text outside of the root element"]);
    check_error(
        "<a>\n<b>\n</a>",
        expect![
            "at line 3, column 1, /a/b: ill-formed document: expected `</b>`, but `</a>` was found"
        ],
    );
    check_error("<a>\n<b>\n", expect!["at line 3, column 1, /a/b: the document ends inside <b>"]);
    check_error(
        "<a b='1",
        expect![
            "at line 1, column 1: syntax error: attribute value not closed: `'` not found before end of input"
        ],
    );
    check_error(
        "<a b=1/>",
        expect!["at line 1, column 4, /a: the attribute 'b' has no quoted value"],
    );
    check_error(
        "<a b/>",
        expect!["at line 1, column 4, /a: the attribute 'b' has no quoted value"],
    );
    check_error(
        "<a b='1'c='2'/>",
        expect!["at line 1, column 9, /a: white space is missing between attributes"],
    );
    check_error(
        "<a b='<'/>",
        expect!["at line 1, column 7, /a: '<' in an attribute's value must be written '&lt;'"],
    );
    check_error("<1/>", expect!["at line 1, column 2, /1: '1' is not a name"]);
    check_error(
        "<a ='1'/>",
        expect!["at line 1, column 4, /a: an attribute's name is missing or malformed"],
    );
    check_error(
        "<a><!-- ",
        expect![
            "at line 1, column 4, /a: syntax error: comment not closed: `-->` not found before end of input"
        ],
    );
    check_error(
        "<a><![CDATA[ ",
        expect![
            "at line 1, column 4, /a: syntax error: CDATA not closed: `]]>` not found before end of input"
        ],
    );
    check_error(
        "<a>& b</a>",
        expect!["at line 1, column 4, /a: a lone '&' must be written '&amp;'"],
    );
}

#[test]
fn every_cut_of_a_document_is_an_error() {
    let text = include_str!("data/domain-live.xml").trim_end();
    for (end, _) in text.char_indices() {
        let err = Document::parse(&text[..end]).map(|_| ()).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::XmlDetail, "cut at {end}");
    }
}

#[test]
fn there_is_no_dtd() {
    let laughs = "<!DOCTYPE lolz [\n <!ENTITY lol \"lol\">\n \
                  <!ENTITY lol1 \"&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;\">\n]>\n<lolz>&lol1;</lolz>";
    check_error(
        laughs,
        expect!["at line 1, column 1: a DOCTYPE is not allowed: remove it and its entities"],
    );
    check_error(
        "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        expect!["at line 1, column 1: a DOCTYPE is not allowed: remove it and its entities"],
    );
    check_error(
        "<a>&lol;</a>",
        expect!["at line 1, column 4, /a: the entity '&lol;' is not allowed"],
    );
    check_error(
        "<a b='&lol;'/>",
        expect!["at line 1, column 7, /a: '&lol;' starts with no entity that is allowed"],
    );
    check_error(
        "<a>&#0;</a>",
        expect!["at line 1, column 4, /a: the entity '&#0;' is not allowed"],
    );
    check_error(
        "<a>&#xD800;</a>",
        expect!["at line 1, column 4, /a: the entity '&#xD800;' is not allowed"],
    );
    check_error(
        "<a>&#x110000;</a>",
        expect!["at line 1, column 4, /a: the entity '&#x110000;' is not allowed"],
    );
    check_error(
        "<a b='&#+65;'/>",
        expect!["at line 1, column 7, /a: '&#+65;' starts with no entity that is allowed"],
    );
}

#[test]
fn characters_that_xml_does_not_have_are_refused() {
    check_error("<a>\n\0</a>", expect!["at line 2, column 1: the character U+0000 is not allowed"]);
    check_error(
        "<a b='\u{1b}'/>",
        expect!["at line 1, column 7: the character U+001B is not allowed"],
    );
    check_error(
        "<a>\u{fffe}</a>",
        expect!["at line 1, column 4: the character U+FFFE is not allowed"],
    );
    Document::parse("<a>\u{feff}\u{ef00}\u{1f600}</a>").unwrap();
}

#[test]
fn bytes_must_be_utf8() {
    let err = Document::parse_bytes(b"<a>\n caf\xe9</a>").map(|_| ()).unwrap_err();
    expect!["at line 2, column 5: the document is not UTF-8 from here on"].assert_eq(err.message());
    let utf16: Vec<u8> = "<a/>".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let err = Document::parse_bytes(&utf16).map(|_| ()).unwrap_err();
    expect!["at line 1, column 2: the character U+0000 is not allowed"].assert_eq(err.message());
}

#[test]
fn another_encoding_matters_where_it_differs() {
    Document::parse("<?xml version='1.0' encoding='ISO-8859-1'?><a>plain</a>").unwrap();
    check_error(
        "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>",
        expect!["at line 1, column 1: the encoding 'ISO-8859-1' is not read, use UTF-8"],
    );
}

#[test]
fn depth_is_bounded() {
    let nest = |depth: usize| format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth));
    Document::parse(&nest(limits::MAX_DEPTH)).unwrap();
    let err = Document::parse(&nest(10_000)).map(|_| ()).unwrap_err();
    assert!(err.message().ends_with(": elements nest deeper than 256"), "{err}");
    // Also where nobody closes what is open.
    Document::parse(&"<a>".repeat(1_000_000)).map(|_| ()).unwrap_err();
}

#[test]
fn attributes_are_bounded() {
    let element = |count: usize| {
        let attributes: String = (0..count).map(|at| format!(" a{at}='{at}'")).collect();
        format!("<x{attributes}/>")
    };
    let most = element(limits::MAX_ATTRIBUTES);
    assert_eq!(Document::parse(&most).unwrap().root().attributes().count(), 256);
    check_error(
        &element(100_000),
        expect!["at line 1, column 2600, /x: an element has more than 256 attributes"],
    );
}

#[test]
fn size_is_bounded() {
    let text = format!("<a>{}</a>", " ".repeat(limits::MAX_SIZE));
    check_error(
        &text,
        expect!["at line 1, column 1: the document has 10485767 bytes, more than 10485760"],
    );
}

#[test]
fn elements_keep_what_they_hold() {
    let source = "<m xmlns:k='urn:k'><k:x a='1&quot;&apos;&lt;&#10;é'>text <b/> &amp; <c>  </c>\
                  <!-- why --><![CDATA[a<b]]></k:x>\n\n <empty></empty><y xmlns='urn:y'>\n<z/> </y></m>";
    let element = Element::parse(source).unwrap();
    expect![[r#"
          <m xmlns:k="urn:k">
            <k:x a="1&quot;'&lt;&#10;é">text <b/> &amp; <c>  </c><!-- why --><![CDATA[a<b]]></k:x>
            <empty/>
            <y xmlns="urn:y">
              <z/>
            </y>
          </m>
    "#]]
    .assert_eq(&element.to_xml(0));
    assert_eq!(Element::parse(&element.to_string()).unwrap(), element);
}

#[test]
fn elements_taken_out_keep_their_namespaces() {
    let document =
        Document::parse("<a xmlns:k='urn:k' xmlns:l='urn:l'><b><k:x k:y='1'/></b></a>").unwrap();
    let element = Element::from(document.root().child("b").unwrap());
    expect![[r#"
        <b xmlns:k="urn:k">
          <k:x k:y="1"/>
        </b>
    "#]]
    .assert_eq(&element.to_xml(0));
}

#[test]
fn a_deep_element_can_be_dropped() {
    let mut element = Element::new("a");
    for _ in 0..1_000_000 {
        let mut parent = Element::new("a");
        parent.content_mut().push(Content::Element(element));
        element = parent;
    }
    drop(element);
}
