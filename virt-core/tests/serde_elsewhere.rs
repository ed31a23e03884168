//! serde's traits for models from elsewhere, whose crate knows nothing of the feature.

use expect_test::expect;
use serde::Serialize;
use virt_core::data::Data;
use virt_core::xml::{Escaped, Node, Shape, ValueError, Writer, XmlElement, XmlValue, from_str};

/// A model from elsewhere, whose types say nothing of serde.
#[derive(Debug, PartialEq, XmlElement)]
struct Sauna {
    #[xml(attribute = "degrees")]
    heat: Degrees,
    #[xml(attribute)]
    steam: Option<Steam>,
    #[xml(child)]
    bench: Vec<Bench>,
    #[xml(flatten)]
    stove: Stove,
}

#[derive(Debug, Clone, Copy, PartialEq, XmlValue)]
enum Steam {
    Dry,
    Wet,
}

#[derive(Debug, PartialEq, XmlElement)]
#[xml(tag = "of", default = "oak")]
enum Stove {
    Oak,
    Birch(Logs),
}

#[derive(Debug, PartialEq, XmlElement)]
struct Logs {
    #[xml(path = "logs/@count")]
    r#match: Option<u8>,
}

#[derive(Debug, PartialEq)]
struct Degrees(f32);

impl XmlValue for Degrees {
    fn parse_value(text: &str) -> Result<Self, ValueError> {
        text.parse().map(Degrees).map_err(|_| ValueError::Expected("degrees"))
    }

    fn write_value(&self, out: &mut Escaped<'_>) {
        out.write(&self.0.to_string());
    }
}

#[derive(Debug, PartialEq)]
struct Bench(u64);

impl XmlElement for Bench {
    fn shape() -> &'static Shape {
        u64_shape()
    }

    fn read(node: Node<'_>) -> virt_core::Result<Self> {
        Ok(Bench(node.text().len() as u64))
    }

    fn write_attributes(&self, _: &mut Writer) {}

    fn write_content(&self, writer: &mut Writer) {
        writer.text(&"x".repeat(self.0 as usize));
    }
}

fn u64_shape() -> &'static Shape {
    #[derive(XmlElement)]
    struct Open {}
    Open::shape()
}

/// A type with serde's traits of its own.
#[derive(Debug, PartialEq, XmlElement, Serialize)]
#[xml(serde = "own")]
struct Own {
    #[xml(attribute)]
    a: u8,
}

#[test]
fn models_from_elsewhere_need_nothing_more() {
    let sauna =
        "<sauna degrees='84.5' steam='wet' of='birch'><bench>xxx</bench><logs count='3'/></sauna>";
    let sauna: Sauna = from_str("sauna", sauna).unwrap();
    let json = serde_json::to_string(&sauna).unwrap();
    expect![[r#"{"heat":"84.5","steam":"wet","bench":["<model>xxx</model>"],"stove":{"of":"birch","match":3}}"#]].assert_eq(&json);
    assert_eq!(serde_json::from_str::<Sauna>(&json).unwrap(), sauna);
    assert_eq!(serde_json::to_string(&Own { a: 1 }).unwrap(), r#"{"a":1}"#);
    assert_eq!(Own { a: 1 }.to_data(), Data::from_iter([("a", Data::Unsigned(1))]));
}
