//! Values of data types: at the bounds of numbers, and of every shape that a pattern has.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use regex::Regex;
use regex_syntax::hir::{Class, Hir, HirKind};

use crate::random::Random;
use crate::rules;
use crate::schema::Data;

/// Makes values; keeps the patterns that it has read.
#[derive(Default)]
pub(crate) struct Values {
    patterns: RefCell<HashMap<String, Rc<(Hir, Regex)>>>,
}

/// What stands where a schema allows any text.
const TEXTS: &[&str] = &[
    "word",
    "two words",
    "name-1",
    "vda",
    "0",
    "1",
    "42",
    "/dev/null",
    "a/b",
    "<&>",
    "it's \"so\"",
    "größer 漢 😀",
    "x,y=z",
    "-",
    "1.5",
    "0x10",
    "yes",
];

impl Values {
    /// A text where any may stand; an empty one or one with blanks around it now and then.
    pub(crate) fn text(&self, random: &mut Random) -> String {
        (*random.pick(TEXTS)).to_owned()
    }

    /// A value of the type `data`.
    ///
    /// # Panics
    ///
    /// Panics if a thousand attempts find none.
    pub(crate) fn value(&self, data: &Data, random: &mut Random) -> String {
        let patterns = data.facets.iter().filter(|(name, _)| name == "pattern");
        let patterns: Vec<_> = patterns.map(|(_, pattern)| self.pattern(pattern)).collect();
        for _ in 0..1000 {
            let found = match (bounds(data), patterns.first()) {
                (Some(_), Some(pattern)) if random.percent(30) => shape(&pattern.0, random),
                (Some((least, most)), _) => number(least, most, random),
                (None, Some(pattern)) => shape(&pattern.0, random),
                (None, None) => self.plain(data, random),
            };
            if patterns.iter().all(|pattern| pattern.1.is_match(&found)) && is_in(data, &found) {
                let patterns = data.facets.iter().map(|(_, pattern)| pattern);
                let mut instead = patterns.filter_map(|pattern| rules::of_pattern(pattern, &found));
                return match instead.next() {
                    Some(instead) => (*random.pick(instead)).to_owned(),
                    None => found,
                };
            }
        }
        panic!("no value of {data:?} is found");
    }

    fn plain(&self, data: &Data, random: &mut Random) -> String {
        let some = |all: &[&str], random: &mut Random| (*random.pick(all)).to_owned();
        match data.base.as_str() {
            "string" => self.text(random),
            "NCName" => some(&["name", "_x", "no-ip-spoofing", "a.b", "ä"], random),
            "anyURI" => some(&["http://example.org/a?b=c#d", "urn:a:b", "x"], random),
            "dateTime" => some(&["2024-02-29T12:00:00", "1999-12-31T23:59:59Z"], random),
            "double" => some(&["0", "1.5", "15", "0.0", "3e2"], random),
            other => panic!("the type '{other}' is not known here"),
        }
    }

    fn pattern(&self, pattern: &str) -> Rc<(Hir, Regex)> {
        let mut patterns = self.patterns.borrow_mut();
        let make = || {
            let anchored = format!("^(?:{})$", translate(pattern));
            let hir = regex_syntax::parse(&translate(pattern)).unwrap();
            Rc::new((hir, Regex::new(&anchored).unwrap()))
        };
        Rc::clone(patterns.entry(pattern.to_owned()).or_insert_with(make))
    }
}

/// In XML Schema's patterns a dollar is a letter like others.
fn translate(pattern: &str) -> String {
    pattern.replace('$', "\\$")
}

/// The bounds of a type of whole numbers, narrowed by facets.
fn bounds(data: &Data) -> Option<(i128, i128)> {
    // Numbers without bounds are tried as far as 64 bits go.
    let (least, most) = match data.base.as_str() {
        "int" => (i32::MIN.into(), i32::MAX.into()),
        "integer" | "long" => (i64::MIN.into(), i64::MAX.into()),
        "short" => (i16::MIN.into(), i16::MAX.into()),
        "positiveInteger" => (1, u64::MAX.into()),
        "unsignedShort" => (0, u16::MAX.into()),
        "unsignedInt" => (0, u32::MAX.into()),
        "unsignedLong" => (0, u64::MAX.into()),
        _ => return None,
    };
    let facet = |name: &str| data.facet(name).map(|value| value.parse::<i128>().unwrap());
    Some((facet("minInclusive").unwrap_or(least), facet("maxInclusive").unwrap_or(most)))
}

/// A whole number from `least` to `most`, often one of them.
fn number(least: i128, most: i128, random: &mut Random) -> String {
    let near = [least, most, least + 1, most - 1, 0, 1, 2, 7, 10, 64, 100, 1024, 65535];
    let fitting: Vec<_> = near.into_iter().filter(|n| (least..=most).contains(n)).collect();
    random.pick(&fitting).to_string()
}

/// Whether the facets that are no patterns allow `value`.
fn is_in(data: &Data, value: &str) -> bool {
    let within = bounds(data).is_none_or(|(least, most)| {
        value.parse::<i128>().is_ok_and(|number| (least..=most).contains(&number))
    });
    let longest = data.facet("maxLength").map(|most| most.parse::<usize>().unwrap());
    within
        && longest.is_none_or(|most| value.chars().count() <= most)
        && !data.except.iter().any(|other| other == value)
}

/// A text of the shape `hir`.
fn shape(hir: &Hir, random: &mut Random) -> String {
    let mut text = String::new();
    add(hir, random, &mut text);
    text
}

fn add(hir: &Hir, random: &mut Random, text: &mut String) {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(str::from_utf8(&literal.0).unwrap()),
        HirKind::Class(class) => text.push(letter(class, random)),
        HirKind::Repetition(repeated) => {
            let least = repeated.min as usize;
            let most = repeated.max.map_or(least + 8, |most| most as usize);
            for _ in 0..count(least, most, random) {
                add(&repeated.sub, random, text);
            }
        }
        HirKind::Capture(capture) => add(&capture.sub, random, text),
        HirKind::Concat(parts) => parts.iter().for_each(|part| add(part, random, text)),
        HirKind::Alternation(parts) => add(random.pick(parts), random, text),
    }
}

/// A number from `least` to `most`: one of them, or a low one.
fn count(least: usize, most: usize, random: &mut Random) -> usize {
    match random.below(8) {
        0 => least,
        1 => most,
        _ => least + random.below((most - least).min(12) + 1),
    }
}

/// A letter of `class`, mostly one of ASCII.
fn letter(class: &Class, random: &mut Random) -> char {
    let Class::Unicode(class) = class else { panic!("a class of bytes") };
    let holds = |letter: &char| class.iter().any(|r| (r.start()..=r.end()).contains(letter));
    let strange: Vec<char> = ['é', '漢', '😀', '&', '<', '\''].into_iter().filter(holds).collect();
    if !strange.is_empty() && random.percent(3) {
        return *random.pick(&strange);
    }
    let plain: Vec<char> = (' '..='~').filter(holds).collect();
    *random.pick(&plain)
}
