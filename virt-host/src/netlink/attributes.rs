//! Attributes: a type, a length, a value, nested where the type says so.

/// The bits of a type that are no part of its number.
const TYPE_FLAGS: u16 = 0xC000;
/// Says that an attribute holds attributes.
const NESTED: u16 = 0x8000;
/// The size of an attribute's head, in bytes.
const HEAD: usize = 4;

/// An attribute of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attribute<'a> {
    /// The type's number.
    pub kind: u16,
    /// The value.
    pub value: &'a [u8],
}

impl<'a> Attribute<'a> {
    /// The attributes inside.
    pub fn nested(&self) -> Attributes<'a> {
        Attributes::of(self.value)
    }

    /// The value as text, up to its zero byte.
    pub fn text(&self) -> Option<&'a str> {
        let bytes = self.value.split(|byte| *byte == 0).next()?;
        std::str::from_utf8(bytes).ok()
    }

    /// The value as a number of 8 bits.
    pub fn u8(&self) -> Option<u8> {
        self.value.first().copied()
    }

    /// The value as a number of 16 bits.
    pub fn u16(&self) -> Option<u16> {
        self.value.first_chunk().map(|bytes| u16::from_ne_bytes(*bytes))
    }

    /// The value as a number of 32 bits.
    pub fn u32(&self) -> Option<u32> {
        self.value.first_chunk().map(|bytes| u32::from_ne_bytes(*bytes))
    }
}

/// The attributes in a piece of an answer, in their order; ends where lengths make no sense.
#[derive(Debug, Clone)]
pub struct Attributes<'a>(&'a [u8]);

impl<'a> Attributes<'a> {
    /// The attributes in `bytes`.
    pub fn of(bytes: &'a [u8]) -> Attributes<'a> {
        Attributes(bytes)
    }

    /// The first attribute of type `kind`.
    pub fn find(mut self, kind: u16) -> Option<Attribute<'a>> {
        Iterator::find(&mut self, |attribute| attribute.kind == kind)
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = Attribute<'a>;

    fn next(&mut self) -> Option<Attribute<'a>> {
        let head: &[u8; HEAD] = self.0.first_chunk()?;
        let length = usize::from(u16::from_ne_bytes([head[0], head[1]]));
        let kind = u16::from_ne_bytes([head[2], head[3]]) & !TYPE_FLAGS;
        let value = self.0.get(HEAD..length)?;
        self.0 = self.0.get(length.next_multiple_of(4)..).unwrap_or_default();
        Some(Attribute { kind, value })
    }
}

/// An attribute of a question with bytes that mean something to the kernel.
pub fn bytes(kind: u16, value: &[u8]) -> Vec<u8> {
    attribute(kind, value)
}

/// An attribute of a question, with any value.
fn attribute(kind: u16, value: &[u8]) -> Vec<u8> {
    let length = u16::try_from(HEAD + value.len()).unwrap_or(u16::MAX);
    let mut bytes = Vec::with_capacity(usize::from(length).next_multiple_of(4));
    bytes.extend(length.to_ne_bytes());
    bytes.extend(kind.to_ne_bytes());
    bytes.extend(&value[..usize::from(length) - HEAD]);
    bytes.resize(bytes.len().next_multiple_of(4), 0);
    bytes
}

/// An attribute of a question that holds `inside`.
pub fn nested(kind: u16, inside: &[Vec<u8>]) -> Vec<u8> {
    attribute(kind | NESTED, &inside.concat())
}

/// An attribute of a question with a text, which the kernel ends by a zero byte.
pub fn text(kind: u16, value: &str) -> Vec<u8> {
    let mut bytes = value.as_bytes().to_vec();
    bytes.push(0);
    attribute(kind, &bytes)
}

/// An attribute of a question with a number of 8 bits.
pub fn u8(kind: u16, value: u8) -> Vec<u8> {
    attribute(kind, &[value])
}

/// An attribute of a question with a number of 16 bits.
pub fn u16(kind: u16, value: u16) -> Vec<u8> {
    attribute(kind, &value.to_ne_bytes())
}

/// An attribute of a question with a number of 32 bits.
pub fn u32(kind: u16, value: u32) -> Vec<u8> {
    attribute(kind, &value.to_ne_bytes())
}
