//! Writing text so that every reader reads the same text back.

/// Where a value is written: text that goes through here is escaped as libvirt escapes it.
pub struct Escaped<'w> {
    out: &'w mut String,
    place: Place,
}

/// What a text stands in.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Attribute,
    Content,
    /// No document at all: nothing is escaped.
    #[cfg(feature = "serde")]
    Nowhere,
}

impl<'w> Escaped<'w> {
    pub(super) fn attribute(out: &'w mut String) -> Self {
        Escaped { out, place: Place::Attribute }
    }

    pub(super) fn text(out: &'w mut String) -> Self {
        Escaped { out, place: Place::Content }
    }

    /// Writes values as they are.
    #[cfg(feature = "serde")]
    pub(crate) fn nothing(out: &'w mut String) -> Self {
        Escaped { out, place: Place::Nowhere }
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
        let mut digits = [0; 20];
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
        self.write_digits(&digits[at..]);
    }

    /// Writes a number as `0x` and at least so many hexadecimal digits.
    #[inline]
    pub fn write_hex(&mut self, number: u64, digits: usize) {
        let mut text = [b'0'; 18];
        let mut at = text.len();
        let mut rest = number;
        while rest != 0 || text.len() - at < digits.clamp(1, 16) {
            at -= 1;
            text[at] = b"0123456789abcdef"[(rest & 0xF) as usize];
            rest >>= 4;
        }
        text[at - 1] = b'x';
        self.write_digits(&text[at - 2..]);
    }

    #[inline]
    fn write_digits(&mut self, digits: &[u8]) {
        self.out.push_str(std::str::from_utf8(digits).unwrap_or_default());
    }

    #[cold]
    fn write_escaped(&mut self, text: &str) {
        #[cfg(feature = "serde")]
        if self.place == Place::Nowhere {
            return self.out.push_str(text);
        }
        let in_attribute = self.place == Place::Attribute;
        for character in text.chars() {
            match character {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\'' => self.out.push_str("&apos;"),
                '"' => self.out.push_str("&quot;"),
                // Readers turn these into blanks unless they are written as references.
                '\t' if in_attribute => self.out.push_str("&#9;"),
                '\n' if in_attribute => self.out.push_str("&#10;"),
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
