//! The inside of a start tag: names and attributes.

use super::limits::MAX_ATTRIBUTES;
use super::text;

/// Calls `found` for each attribute (name and undecoded value) in `rest`, the part of a start tag
/// behind the element's name.
///
/// # Errors
///
/// The offset in `rest` of what is wrong, and what that is.
#[inline]
pub(super) fn scan<'s>(
    rest: &'s str,
    mut found: impl FnMut(&'s str, &'s str),
) -> Result<(), (usize, String)> {
    let mut names = Names::default();
    let mut at = 0;
    loop {
        let start = skip_space(rest, at);
        if start == rest.len() {
            return Ok(());
        }
        if start == at {
            return Err((at, "white space is missing between attributes".into()));
        }
        let name_end = name_end(rest, start);
        let name = &rest[start..name_end];
        if !is_name(name) {
            return Err((start, "an attribute's name is missing or malformed".into()));
        }
        let (value_start, value_end) = value(rest, name_end)
            .ok_or_else(|| (start, format!("the attribute '{name}' has no quoted value")))?;
        let raw = &rest[value_start..value_end];
        if let Some((offset, message)) = text::bad_in_attribute(raw) {
            return Err((value_start + offset, message));
        }
        names.add(name).map_err(|message| (start, message))?;
        found(name, raw);
        at = value_end + 1;
    }
}

/// Whether `name` can name an element or an attribute; letters beyond ASCII are not told apart.
#[inline]
pub(super) fn is_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|first| {
        is_name_byte(first) && !first.is_ascii_digit() && first != b'-' && first != b'.'
    }) && bytes.all(is_name_byte)
}

#[inline]
fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b':') || byte >= 0x80
}

#[inline]
fn skip_space(text: &str, at: usize) -> usize {
    let space = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_whitespace());
    at + space.count()
}

#[inline]
fn name_end(text: &str, at: usize) -> usize {
    let name = text.as_bytes()[at..].iter().take_while(|byte| is_name_byte(**byte));
    at + name.count()
}

/// Where the quoted value behind the name that ends at `at` starts and ends.
#[inline]
fn value(rest: &str, at: usize) -> Option<(usize, usize)> {
    let bytes = rest.as_bytes();
    let equals = skip_space(rest, at);
    if bytes.get(equals) != Some(&b'=') {
        return None;
    }
    let open = skip_space(rest, equals + 1);
    let quote = *bytes.get(open).filter(|byte| matches!(byte, b'\'' | b'"'))?;
    let len = bytes[open + 1..].iter().position(|byte| *byte == quote)?;
    Some((open + 1, open + 1 + len))
}

/// The attribute names of one element so far, to find repeated ones.
struct Names<'s> {
    few: [&'s str; 8],
    more: Vec<&'s str>,
    count: usize,
}

impl Default for Names<'_> {
    fn default() -> Self {
        Names { few: [""; 8], more: Vec::new(), count: 0 }
    }
}

impl<'s> Names<'s> {
    #[inline]
    fn add(&mut self, name: &'s str) -> Result<(), String> {
        let few = &self.few[..self.count.min(self.few.len())];
        if few.contains(&name) || self.more.contains(&name) {
            return Err(format!("the attribute '{name}' is there twice"));
        }
        if self.count == MAX_ATTRIBUTES {
            return Err(format!("an element has more than {MAX_ATTRIBUTES} attributes"));
        }
        match self.few.get_mut(self.count) {
            Some(slot) => *slot = name,
            None => self.more.push(name),
        }
        self.count += 1;
        Ok(())
    }
}
