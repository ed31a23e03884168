//! What the guest prints, on the standard output.

use std::io::{self, Write};

use serde_json::json;
use virt::stream::{Stream, Transfer};

/// Prints pieces of what a guest prints, and tells of each.
pub(super) struct Printer<F> {
    json: bool,
    /// The start of a character whose end has not come yet.
    rest: Vec<u8>,
    printed: F,
}

/// Prints all that the guest prints. Ends without an error when nobody reads it any more.
pub(super) fn all(stream: &Stream, mut printer: Printer<impl FnMut()>) -> virt::Result<()> {
    let mut buffer = vec![0; 64 * 1024];
    loop {
        match stream.receive(&mut buffer)? {
            Transfer::Bytes(count) if printer.print(&buffer[..count]).is_ok() => {}
            _ => return Ok(()),
        }
    }
}

impl<F: FnMut()> Printer<F> {
    pub(super) fn new(json: bool, printed: F) -> Self {
        Printer { json, rest: Vec::new(), printed }
    }

    fn print(&mut self, piece: &[u8]) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match self.json {
            true => {
                self.rest.extend_from_slice(piece);
                let text = whole_characters(&mut self.rest);
                if !text.is_empty() {
                    writeln!(out, "{}", json!({ "output": text }))?;
                }
            }
            false => out.write_all(piece)?,
        }
        out.flush()?;
        (self.printed)();
        Ok(())
    }
}

/// Takes the text of `bytes`, but for a character at its end that is not whole.
fn whole_characters(bytes: &mut Vec<u8>) -> String {
    let mut text = String::new();
    let mut taken = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        taken += chunk.valid().len();
        let invalid = chunk.invalid();
        let at_end = taken + invalid.len() == bytes.len();
        let unfinished =
            at_end && std::str::from_utf8(invalid).is_err_and(|err| err.error_len().is_none());
        if invalid.is_empty() || unfinished {
            continue;
        }
        text.push(char::REPLACEMENT_CHARACTER);
        taken += invalid.len();
    }
    bytes.drain(..taken);
    text
}

#[cfg(test)]
mod tests {
    use super::whole_characters;

    #[test]
    fn a_character_in_two_pieces_is_one() {
        let mut bytes = "gr\u{fc}n".as_bytes()[..3].to_vec();
        assert_eq!(whole_characters(&mut bytes), "gr");
        bytes.extend_from_slice(&"\u{fc}n".as_bytes()[1..]);
        assert_eq!(whole_characters(&mut bytes), "\u{fc}n");
        assert!(bytes.is_empty());
    }

    #[test]
    fn what_is_no_text_is_replaced() {
        let mut bytes = b"a\xffb\xff".to_vec();
        assert_eq!(whole_characters(&mut bytes), "a\u{fffd}b\u{fffd}");
        assert!(bytes.is_empty());
    }
}
