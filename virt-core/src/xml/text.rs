//! Decoding: references, CDATA and white space.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

/// Decodes an attribute's value and turns its white space into blanks, as XML asks.
#[cold]
pub(super) fn attribute(raw: &str) -> String {
    decode(&raw.replace("\r\n", " ").replace(['\t', '\n', '\r'], " "))
}

/// Decodes what stands between an element's tags, leaving out comments and child elements.
#[inline]
pub(super) fn content(raw: &str) -> Cow<'_, str> {
    match raw.bytes().any(|byte| matches!(byte, b'&' | b'<' | b'\r')) {
        false => Cow::Borrowed(raw),
        true => Cow::Owned(mixed_content(raw)),
    }
}

fn mixed_content(raw: &str) -> String {
    let mut out = String::new();
    let mut reader = Reader::from_str(raw);
    let mut depth = 0usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Text(text)) if depth == 0 => out.push_str(&newlines(&text)),
            Ok(Event::CData(text)) if depth == 0 => out.push_str(&newlines(&text)),
            Ok(Event::GeneralRef(name)) if depth == 0 => out.extend(entity(&name)),
            // The document was read once already, so there are no errors left to find.
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}

/// Turns every kind of line end into a newline.
pub(super) fn newlines(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        false => Cow::Borrowed(text),
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

fn decode(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after.split_once(';').and_then(|(name, behind)| Some((entity(name)?, behind))) {
            Some((character, behind)) => {
                out.push(character);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character that `&name;` stands for: one of the five predefined entities or a number.
pub(super) fn entity(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number(name.strip_prefix('#')?).filter(|character| is_allowed(*character)),
    }
}

fn number(text: &str) -> Option<char> {
    let (digits, radix) = match text.strip_prefix('x') {
        Some(digits) => (digits, 16),
        None => (text, 10),
    };
    // Signs are the parser's idea, not XML's.
    let plain = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    plain.then(|| u32::from_str_radix(digits, radix).ok()).flatten().and_then(char::from_u32)
}

/// What is wrong in an attribute's undecoded value, and at which offset.
#[cold]
pub(super) fn bad_in_attribute(raw: &str) -> Option<(usize, String)> {
    for (at, character) in raw.char_indices() {
        match character {
            '<' => return Some((at, "'<' in an attribute's value must be written '&lt;'".into())),
            '&' => {
                let name = raw[at + 1..].split_once(';').map(|(name, _)| name);
                if name.and_then(entity).is_none() {
                    let shown: String = raw[at..].chars().take(20).collect();
                    return Some((at, format!("'{shown}' starts with no entity that is allowed")));
                }
            }
            _ => {}
        }
    }
    None
}

/// Finds the first character that XML 1.0 forbids, such as NUL: its offset and its name.
pub(super) fn first_forbidden(source: &str) -> Option<(usize, String)> {
    // Most texts have nothing below a blank but line ends, and no byte 0xEF. Whole chunks without
    // a way out in between are what compilers turn into vector instructions.
    let suspect = |byte: u8| {
        (byte < b' ') & (byte != b'\t') & (byte != b'\n') & (byte != b'\r') | (byte == 0xEF)
    };
    let chunk = source
        .as_bytes()
        .chunks(256)
        .position(|chunk| chunk.iter().fold(false, |found, byte| found | suspect(*byte)))?;
    let start = source.floor_char_boundary(chunk * 256);
    let bad = source[start..].char_indices().find(|(_, character)| !is_allowed(*character))?;
    Some((start + bad.0, format!("U+{:04X}", u32::from(bad.1))))
}

/// Whether XML 1.0 has the character at all.
pub(super) fn is_allowed(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => character >= ' ',
    }
}
