//! The canonical writer: libvirt's form of a document.

use super::escape::Escaped;
use super::model::XmlElement;
use super::value::XmlValue;
use crate::units::MemorySize;

/// What of a model is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Form {
    /// Writes secrets, such as a console's password; they are left out otherwise.
    pub secure: bool,
    /// Leaves out what only a running object has: ids, aliases, the paths of its ptys.
    pub inactive: bool,
    /// Writes what another host needs to take over the object, and nothing newer than that.
    pub migratable: bool,
}

/// Writes elements: two blanks of indentation a level, single quotes, `<x/>` for empty elements,
/// an element with nothing but text on one line.
pub struct Writer {
    out: String,
    form: Form,
    depth: usize,
    /// The start tag is not closed yet.
    in_tag: bool,
    /// The innermost element holds text, so its end tag follows at once.
    inline: bool,
}

impl Writer {
    /// Makes an empty writer.
    pub fn new(form: Form) -> Self {
        Writer { out: String::with_capacity(4096), form, depth: 0, in_tag: false, inline: false }
    }

    /// What is written.
    #[inline]
    pub fn form(&self) -> Form {
        self.form
    }

    /// The text so far.
    pub fn finish(self) -> String {
        self.out
    }

    /// Opens the element `name`; attributes come next, then content, then [`Writer::end`].
    #[inline]
    pub fn start(&mut self, name: &str) {
        self.close_tag();
        self.indent();
        self.out.reserve(name.len() + 1);
        self.out.push('<');
        self.out.push_str(name);
        self.in_tag = true;
        self.depth += 1;
    }

    /// Closes the element `name`, which is the innermost open one.
    #[inline]
    pub fn end(&mut self, name: &str) {
        self.depth -= 1;
        if self.in_tag {
            self.out.push_str("/>\n");
        } else {
            if !self.inline {
                self.indent();
            }
            self.out.push_str("</");
            self.out.push_str(name);
            self.out.push_str(">\n");
        }
        self.in_tag = false;
        self.inline = false;
    }

    /// Writes an attribute of the element just opened.
    #[inline]
    pub fn attribute<T: XmlValue>(&mut self, name: &str, value: &T) {
        self.attribute_with(name, |out| value.write_value(out));
    }

    /// Writes an attribute whose value is `text`.
    pub fn attribute_text(&mut self, name: &str, text: &str) {
        self.attribute_with(name, |out| out.write(text));
    }

    /// Writes an attribute as `0x` and at least so many hexadecimal digits.
    pub fn attribute_hex(&mut self, name: &str, value: impl Into<u64>, digits: usize) {
        let value = value.into();
        self.attribute_with(name, |out| out.write_hex(value, digits));
    }

    /// Writes an amount of memory with its unit in the attribute `unit`: in KiB or, where it has to
    /// be exact, in the largest unit that gives a whole number.
    pub fn attribute_scaled(&mut self, name: &str, size: MemorySize, exact: bool) {
        let (number, unit) = if exact { size.largest_unit() } else { (size.kib(), "KiB") };
        self.attribute(name, &number);
        self.attribute_text("unit", unit);
    }

    #[inline]
    fn attribute_with(&mut self, name: &str, write: impl FnOnce(&mut Escaped<'_>)) {
        debug_assert!(self.in_tag, "attribute '{name}' behind its element's content");
        // One look at the room that is left, for all the pieces but a long value.
        self.out.reserve(name.len() + 32);
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("='");
        write(&mut Escaped::attribute(&mut self.out));
        self.out.push('\'');
    }

    /// Writes the text of the element just opened.
    #[inline]
    pub fn text<T: XmlValue>(&mut self, value: &T) {
        if self.in_tag {
            self.out.push('>');
            self.in_tag = false;
            self.inline = true;
        }
        value.write_value(&mut Escaped::text(&mut self.out));
    }

    /// Writes an element that holds nothing but `value`.
    #[inline]
    pub fn value<T: XmlValue>(&mut self, name: &str, value: &T) {
        self.start(name);
        self.text(value);
        self.end(name);
    }

    /// Writes an empty element.
    #[inline]
    pub fn flag(&mut self, name: &str) {
        self.start(name);
        self.end(name);
    }

    /// Writes `element` under `name`, unless this form leaves it out. A document is never without
    /// its outermost element.
    #[inline]
    pub fn element<T: XmlElement>(&mut self, name: &str, element: &T) {
        if !self.out.is_empty() && !element.is_written(self.form) {
            return;
        }
        self.start(name);
        element.write_attributes(self);
        element.write_content(self);
        self.end(name);
    }

    /// Writes what `write` appends, as lines of their own at the present depth.
    pub(super) fn verbatim(&mut self, write: impl FnOnce(&mut String, usize)) {
        self.close_tag();
        write(&mut self.out, self.depth);
    }

    /// Ends the start tag, so that the element has two tags even if nothing follows.
    pub fn open(&mut self) {
        self.close_tag();
    }

    #[inline]
    fn close_tag(&mut self) {
        if self.in_tag {
            self.out.push_str(">\n");
            self.in_tag = false;
        }
    }

    #[inline]
    fn indent(&mut self) {
        indent(&mut self.out, self.depth);
    }
}

#[inline]
pub(super) fn indent(out: &mut String, depth: usize) {
    const BLANKS: &str = "                                ";
    let mut blanks = depth * 2;
    while blanks > BLANKS.len() {
        out.push_str(BLANKS);
        blanks -= BLANKS.len();
    }
    out.push_str(&BLANKS[..blanks]);
}
