//! Texts that stand in documents.

use std::collections::{BTreeSet, HashSet};

use fastrand::Rng;
use virt_core::xml::{AttributeShape, Check, ChildKind, Shape};

/// Values that some reader could stumble over: ends of ranges, and each form of address.
const VALUES: &[&str] = &[
    "",
    " ",
    "0",
    "1",
    "2",
    "-1",
    "7",
    "31",
    "32",
    "63",
    "64",
    "127",
    "128",
    "255",
    "256",
    "4095",
    "4096",
    "16383",
    "16384",
    "65535",
    "65536",
    "2147483647",
    "-2147483648",
    "4294967295",
    "4294967296",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "0x0",
    "0x1f",
    "0xffff",
    "0xffffffffffffffff",
    "+1",
    "01",
    "1.5",
    "1e9",
    "yes",
    "no",
    "on",
    "off",
    "default",
    "none",
    "auto",
    "a",
    "vda",
    "hda",
    "sda",
    "fd",
    "vnet0",
    "0-3,^2",
    "0-16383",
    "^1",
    "1,3,5,7",
    "0-4294967295",
    "0,1,2-9",
    "KiB",
    "b",
    "EiB",
    "GB",
    "/",
    "/dev/null",
    "/a/../b",
    "//",
    "c7a5fdbd-edaf-9455-926a-d65c16db1809",
    "c7a5fdbdedaf9455926ad65c16db1809",
    "52:54:00:12:34:56",
    "ff:ff:ff:ff:ff:ff",
    "0000:00:1f.2",
    "pci_0000_00_1f_2",
    "192.168.122.1",
    "255.255.255.0",
    "0.0.0.0",
    "fe80::1",
    "::",
    "2001:db8::/32",
    "10.0.0.0/8",
    "ff02::1",
    "0xfe",
    "0xC0A87A01",
    "http://h:1/p?q=1",
    "2026-11-29T18:00:00",
    "03/14/2026",
    "qemu:///system",
    "user:secret",
    "%41",
    "$A",
    "&",
    "<",
    "'\"",
    "\t\n",
    "é😀",
    "\u{fffd}",
    "a,b,c",
    "a=b",
    "a/b",
    "a.b.c",
    "1.2.3.4.5",
    "-",
    ".",
    "..",
];

/// A text that could stand where `check` looks; most often one that it accepts.
pub(crate) fn value(check: Option<Check>, rng: &mut Rng) -> String {
    let known = check.map(words_of).unwrap_or_default();
    if !known.is_empty() && rng.u8(..10) < 8 {
        return known[rng.usize(..known.len())].to_owned();
    }
    let mut any = || VALUES[rng.usize(..VALUES.len())];
    let mut value = any();
    for _ in 0..16 {
        match check {
            Some(check) if check(value).is_err() => value = any(),
            _ => break,
        }
    }
    match rng.u8(..64) {
        0 => value.repeat(rng.usize(..200)),
        1 => format!("{value}{}", VALUES[rng.usize(..VALUES.len())]),
        2 => rng.u64(..).to_string(),
        3 => rng.u32(..300).to_string(),
        _ => value.to_owned(),
    }
}

/// The words that `check` accepts, where they are a closed set.
fn words_of(check: Check) -> Vec<&'static str> {
    let refused = check("\u{1}").err();
    refused.as_ref().and_then(|refused| refused.words()).unwrap_or_default().to_vec()
}

/// What shapes name and accept, for libFuzzer's own changes: a line each in the form of its
/// dictionaries.
pub(crate) fn dictionary(shape: &'static Shape) -> String {
    let mut words = BTreeSet::from(MARKUP.map(str::to_owned));
    words.extend(VALUES.iter().map(|value| (*value).to_owned()));
    let mut seen = HashSet::new();
    let mut waiting = vec![shape];
    while let Some(shape) = waiting.pop() {
        if !seen.insert(std::ptr::from_ref(shape)) {
            continue;
        }
        words.extend(shape.attributes.iter().flat_map(attribute));
        waiting.extend(shape.flattened.iter().map(|flattened| (flattened.shape)()));
        if let Some(variants) = &shape.variants {
            let all = variants.shapes.iter();
            words.extend(all.clone().map(|(word, _)| format!("{}='{word}'", variants.attribute)));
            waiting.extend(all.map(|(_, shape)| shape()));
        }
        for child in shape.children {
            words.insert(format!("<{}>", child.name));
            words.insert(format!("</{}>", child.name));
            if let ChildKind::Element(shape) = child.kind {
                waiting.push(shape());
            }
        }
    }
    words.iter().filter(|word| !word.is_empty()).map(|word| line(word)).collect()
}

/// An attribute with each value that is known for it.
fn attribute(known: &AttributeShape) -> Vec<String> {
    let mut words: Vec<_> = words_of(known.check).into_iter().map(str::to_owned).collect();
    words.iter_mut().for_each(|word| *word = format!("{}='{word}'", known.name));
    words.push(format!("{}='", known.name));
    words
}

/// What XML has beside elements and attributes.
const MARKUP: [&str; 14] = [
    "<![CDATA[",
    "]]>",
    "<!--",
    "-->",
    "<?a",
    "?>",
    "<!DOCTYPE a [",
    "&amp;",
    "&#10;",
    "&#0;",
    "&#x10ffff;",
    "&a;",
    " xmlns:a='http://a/'",
    "<?xml version='1.0' encoding='utf-8'?>",
];

fn line(word: &str) -> String {
    let escape = |byte: u8| match byte {
        b'"' | b'\\' => format!("\\{}", char::from(byte)),
        b' '..=b'~' => char::from(byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    };
    format!("\"{}\"\n", word.bytes().map(escape).collect::<String>())
}
