//! Percent-encoding.

use std::fmt::{self, Write};

/// Decodes `%XX` in the part of a URI that is called `part` in errors.
pub(super) fn decode(part: &str, text: &str) -> Result<String, String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        match (rest.next().and_then(hex), rest.next().and_then(hex)) {
            (Some(0), Some(0)) => return Err(format!("{part} '{text}' contains a zero byte")),
            (Some(high), Some(low)) => bytes.push(high << 4 | low),
            _ => {
                let remedy = "a '%' needs two hexadecimal digits, and is itself written '%25'";
                return Err(format!("{part} '{text}' has an incomplete escape: {remedy}"));
            }
        }
    }
    String::from_utf8(bytes).map_err(|_| format!("{part} '{text}' is not UTF-8 when decoded"))
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// Writes `text`, with `%XX` for all but letters, digits, `-._~` and the bytes of `literal`.
pub(super) fn encode(f: &mut fmt::Formatter<'_>, text: &str, literal: &[u8]) -> fmt::Result {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) || literal.contains(&byte) {
            f.write_char(byte.into())?;
        } else {
            write!(f, "%{byte:02X}")?;
        }
    }
    Ok(())
}
