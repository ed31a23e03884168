//! The inside of a start tag: names and attributes.

use super::document::AttributeData;
use super::limits::{MAX_ATTRIBUTES, MAX_NAME};
use super::model::private::shorten;
use super::text;

/// Adds each attribute in `rest`, the part of a start tag behind the element's name, to `found`.
///
/// # Errors
///
/// The offset in `rest` of what is wrong, and what that is.
#[inline]
pub(super) fn scan<'s>(
    rest: &'s str,
    found: &mut Vec<AttributeData<'s>>,
) -> Result<(), (usize, String)> {
    let bytes = rest.as_bytes();
    let first = found.len();
    let mut at = 0;
    loop {
        let start = skip(bytes, at, SPACE);
        if start == bytes.len() {
            return Ok(());
        }
        let name_end = skip(bytes, start, NAME);
        let name = &rest[start..name_end];
        if start == at || !is_start(name) {
            return Err((start, no_attribute(start == at)));
        }
        if name.len() > MAX_NAME {
            return Err((start, too_long(name)));
        }
        let Some(Quoted { start: value, end, plain }) = quoted(bytes, name_end) else {
            return Err((start, format!("the attribute '{name}' has no quoted value")));
        };
        let raw = &rest[value..end];
        if !plain && let Some((offset, message)) = text::bad_in_attribute(raw) {
            return Err((value + offset, message));
        }
        if let Some(message) = refuse(&found[first..], name) {
            return Err((start, message));
        }
        found.push(AttributeData { name, raw, plain });
        at = end + 1;
    }
}

#[cold]
pub(super) fn too_long(name: &str) -> String {
    format!("the name '{}' is longer than {MAX_NAME} bytes", shorten(name))
}

/// Whether `name` can name an element or an attribute; letters beyond ASCII are not told apart.
#[inline]
pub(super) fn is_name(name: &str) -> bool {
    is_start(name) && skip(name.as_bytes(), 0, NAME) == name.len()
}

#[inline]
fn is_start(name: &str) -> bool {
    name.as_bytes().first().is_some_and(|first| CLASS[usize::from(*first)] & START != 0)
}

/// A quoted value, without its quotes.
struct Quoted {
    start: usize,
    end: usize,
    /// There is nothing to decode in it.
    plain: bool,
}

/// The quoted value behind the name that ends at `at`.
#[inline]
fn quoted(bytes: &[u8], at: usize) -> Option<Quoted> {
    let equals = skip(bytes, at, SPACE);
    if bytes.get(equals) != Some(&b'=') {
        return None;
    }
    let open = skip(bytes, equals + 1, SPACE);
    let quote = *bytes.get(open).filter(|byte| matches!(byte, b'\'' | b'"'))?;
    let start = open + 1;
    let mut classes = 0;
    let mut end = start;
    loop {
        let byte = *bytes.get(end)?;
        if byte == quote {
            return Some(Quoted { start, end, plain: classes & CODED == 0 });
        }
        classes |= CLASS[usize::from(byte)];
        end += 1;
    }
}

#[cold]
fn no_attribute(glued: bool) -> String {
    match glued {
        true => "white space is missing between attributes".into(),
        false => "an attribute's name is missing or malformed".into(),
    }
}

/// Why there cannot be one more attribute with this name.
#[inline]
fn refuse(known: &[AttributeData<'_>], name: &str) -> Option<String> {
    if known.iter().any(|attribute| attribute.name == name) {
        return Some(format!("the attribute '{name}' is there twice"));
    }
    (known.len() == MAX_ATTRIBUTES)
        .then(|| format!("an element has more than {MAX_ATTRIBUTES} attributes"))
}

/// White space.
const SPACE: u8 = 1;
/// What names consist of.
const NAME: u8 = 2;
/// What names start with.
const START: u8 = 4;
/// What makes a value differ from what it stands for, or wrong.
const CODED: u8 = 8;

/// The classes of each byte.
static CLASS: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b' ' => SPACE,
            b'\t' | b'\n' | b'\r' => SPACE | CODED,
            b'&' | b'<' => CODED,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | b':' | 0x80.. => NAME | START,
            b'0'..=b'9' | b'-' | b'.' => NAME,
            _ => 0,
        };
        byte += 1;
    }
    classes
};

/// The first place from `at` on where a byte is not of `class`.
#[inline]
fn skip(bytes: &[u8], at: usize, class: u8) -> usize {
    let mut end = at;
    while end < bytes.len() && CLASS[usize::from(bytes[end])] & class != 0 {
        end += 1;
    }
    end
}
