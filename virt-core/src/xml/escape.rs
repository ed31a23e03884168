//! Writing text so that every reader reads the same text back.

/// Where a value is written: text that goes through here is escaped as libvirt escapes it.
pub struct Escaped<'w> {
    out: &'w mut String,
    in_attribute: bool,
}

impl<'w> Escaped<'w> {
    pub(super) fn attribute(out: &'w mut String) -> Self {
        Escaped { out, in_attribute: true }
    }

    pub(super) fn text(out: &'w mut String) -> Self {
        Escaped { out, in_attribute: false }
    }

    /// Writes `text`, escaping what needs it.
    #[inline]
    pub fn write(&mut self, text: &str) {
        match text.bytes().all(is_plain) {
            true => self.out.push_str(text),
            false => self.write_escaped(text),
        }
    }

    /// Writes `text`, which the caller knows to hold nothing but letters, digits and the like.
    #[inline]
    pub fn write_plain(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Writes a number.
    #[inline]
    pub fn write_number(&mut self, number: u64) {
        let mut digits = [0u8; 20];
        let mut at = digits.len();
        let mut rest = number;
        loop {
            at -= 1;
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.out.extend(digits[at..].iter().map(|digit| char::from(*digit)));
    }

    /// Writes a number as `0x` and at least so many hexadecimal digits.
    pub fn write_hex(&mut self, number: u64, digits: usize) {
        let needed = (64 - number.leading_zeros()).div_ceil(4) as usize;
        self.out.push_str("0x");
        for at in (0..needed.max(digits).max(1)).rev() {
            let digit = number.checked_shr(4 * at as u32).unwrap_or(0) & 0xF;
            self.out.push(char::from_digit(digit as u32, 16).unwrap_or('0'));
        }
    }

    #[cold]
    fn write_escaped(&mut self, text: &str) {
        for character in text.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\'' => self.out.push_str("&apos;"),
                '"' => self.out.push_str("&quot;"),
                // Readers turn these into blanks unless they are written as references.
                '\t' if self.in_attribute => self.out.push_str("&#9;"),
                '\n' if self.in_attribute => self.out.push_str("&#10;"),
                '\r' => self.out.push_str("&#13;"),
                // XML has no way to write the other control characters; libvirt drops them too.
                other if !super::text::is_allowed(other) => {}
                other => self.out.push(other),
            }
        }
    }
}

#[inline]
fn is_plain(byte: u8) -> bool {
    // 0xEF starts the two characters at the end of the first plane that XML does not have.
    byte >= b' ' && !matches!(byte, b'&' | b'<' | b'>' | b'\'' | b'"' | 0xEF)
}
