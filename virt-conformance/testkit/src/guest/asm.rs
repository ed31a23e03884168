//! A small assembler for 32-bit x86: bytes are appended, labels are resolved at the end.
//!
//! It knows the instructions that the guest uses and no more. Every jump and call has a 32-bit
//! displacement, so that an instruction's length never depends on where its target is.

use std::collections::BTreeMap;
use std::fmt;

/// A general register, with its number in instruction encodings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reg {
    Eax = 0,
    Ecx = 1,
    Edx = 2,
    Ebx = 3,
    Esp = 4,
    Esi = 6,
    Edi = 7,
}

/// A condition of a jump, with its number in instruction encodings.
#[derive(Debug, Clone, Copy)]
pub(crate) enum If {
    Below = 2,
    Equal = 4,
    NotEqual = 5,
}

/// The operations between a register and a number, with their numbers in instruction encodings.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Math {
    Add = 0,
    Or = 1,
    And = 4,
    Sub = 5,
    Cmp = 7,
}

/// A 32-bit operand: a number, or the address of a label.
#[derive(Debug, Clone)]
pub(crate) enum Operand {
    Number(u32),
    Address(String),
}

impl From<u32> for Operand {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Operand {
    fn from(label: &str) -> Self {
        Self::Address(label.to_owned())
    }
}

/// A label that the program uses and nobody defines, or that it defines twice.
#[derive(Debug)]
pub(crate) struct BadLabel(String);

impl fmt::Display for BadLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "label '{}' of the tiny guest must be defined exactly once", self.0)
    }
}

impl std::error::Error for BadLabel {}

/// Where an address is to be filled in.
#[derive(Debug)]
struct Fixup {
    at: usize,
    label: String,
    relative: bool,
}

/// The bytes of a program so far, its labels, and the addresses still to fill in.
#[derive(Debug)]
pub(crate) struct Assembler {
    base: u32,
    code: Vec<u8>,
    labels: BTreeMap<String, usize>,
    twice: Option<String>,
    fixups: Vec<Fixup>,
    strings: Vec<String>,
}

impl Assembler {
    /// Starts a program whose first byte will be at the physical address `base`.
    pub(crate) fn new(base: u32) -> Self {
        Self {
            base,
            code: Vec::new(),
            labels: BTreeMap::new(),
            twice: None,
            fixups: Vec::new(),
            strings: Vec::new(),
        }
    }

    /// Appends the strings of [`say`](Self::say), fills in all addresses and returns the bytes.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, BadLabel> {
        for (number, string) in std::mem::take(&mut self.strings).into_iter().enumerate() {
            self.text(&string_label(number), &string);
        }
        if let Some(label) = self.twice {
            return Err(BadLabel(label));
        }
        for fixup in self.fixups {
            let Some(&target) = self.labels.get(&fixup.label) else {
                return Err(BadLabel(fixup.label));
            };
            let value = if fixup.relative {
                (target as u32).wrapping_sub(fixup.at as u32 + 4)
            } else {
                self.base + target as u32
            };
            self.code[fixup.at..fixup.at + 4].copy_from_slice(&value.to_le_bytes());
        }
        Ok(self.code)
    }

    // Data.

    /// Gives the next byte a name.
    pub(crate) fn label(&mut self, name: &str) {
        if self.labels.insert(name.to_owned(), self.code.len()).is_some() {
            self.twice = Some(name.to_owned());
        }
    }

    /// Appends bytes as they are; also the way to write an instruction without a method here.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        self.code.extend_from_slice(bytes);
    }

    /// Appends a number or an address, four bytes.
    pub(crate) fn dword(&mut self, value: impl Into<Operand>) {
        match value.into() {
            Operand::Number(number) => self.bytes(&number.to_le_bytes()),
            Operand::Address(label) => {
                self.fixups.push(Fixup { at: self.code.len(), label, relative: false });
                self.bytes(&[0; 4]);
            }
        }
    }

    /// Appends a named variable, four bytes.
    pub(crate) fn variable(&mut self, name: &str, value: u32) {
        self.label(name);
        self.dword(value);
    }

    /// Appends a named string with a closing zero; lines end as a terminal wants it.
    pub(crate) fn text(&mut self, name: &str, text: &str) {
        self.label(name);
        self.bytes(text.replace('\n', "\r\n").as_bytes());
        self.bytes(&[0]);
    }

    // Moving.

    /// `register = value`
    pub(crate) fn set(&mut self, register: Reg, value: impl Into<Operand>) {
        self.bytes(&[0xb8 + register as u8]);
        self.dword(value);
    }

    /// `to = from`
    pub(crate) fn copy(&mut self, to: Reg, from: Reg) {
        self.bytes(&[0x89, 0xc0 | (from as u8) << 3 | to as u8]);
    }

    /// `al = value`
    pub(crate) fn set_al(&mut self, value: u8) {
        self.bytes(&[0xb0, value]);
    }

    /// `register = *variable`
    pub(crate) fn load(&mut self, register: Reg, variable: impl Into<Operand>) {
        self.bytes(&[0x8b, (register as u8) << 3 | 5]);
        self.dword(variable);
    }

    /// `*variable = register`
    pub(crate) fn store(&mut self, variable: impl Into<Operand>, register: Reg) {
        self.bytes(&[0x89, (register as u8) << 3 | 5]);
        self.dword(variable);
    }

    /// `to = *(from + offset)`
    pub(crate) fn load_at(&mut self, to: Reg, from: Reg, offset: u8) {
        self.bytes(&[0x8b, 0x40 | (to as u8) << 3 | from as u8, offset]);
    }

    /// `*variable += 1`
    pub(crate) fn increment(&mut self, variable: &str) {
        self.bytes(&[0xff, 0x05]);
        self.dword(variable);
    }

    /// Saves a register on the stack.
    pub(crate) fn push(&mut self, register: Reg) {
        self.bytes(&[0x50 + register as u8]);
    }

    /// Takes a register back from the stack.
    pub(crate) fn pop(&mut self, register: Reg) {
        self.bytes(&[0x58 + register as u8]);
    }

    // Calculating.

    /// `register = register OPERATION value`; `Cmp` only sets the flags.
    pub(crate) fn math(&mut self, operation: Math, register: Reg, value: impl Into<Operand>) {
        self.bytes(&[0x81, 0xc0 | (operation as u8) << 3 | register as u8]);
        self.dword(value);
    }

    /// `al - value`, only for the flags
    pub(crate) fn cmp_al(&mut self, value: u8) {
        self.bytes(&[0x3c, value]);
    }

    /// `al & bits`, only for the flags
    pub(crate) fn test_al(&mut self, bits: u8) {
        self.bytes(&[0xa8, bits]);
    }

    /// `register <<= bits`
    pub(crate) fn shift_left(&mut self, register: Reg, bits: u8) {
        self.bytes(&[0xc1, 0xe0 | register as u8, bits]);
    }

    /// `register >>= bits`
    pub(crate) fn shift_right(&mut self, register: Reg, bits: u8) {
        self.bytes(&[0xc1, 0xe8 | register as u8, bits]);
    }

    // Going elsewhere.

    /// Goes on at `label`.
    pub(crate) fn jump(&mut self, label: &str) {
        self.bytes(&[0xe9]);
        self.relative(label);
    }

    /// Goes on at `label` if `condition` holds.
    pub(crate) fn jump_if(&mut self, condition: If, label: &str) {
        self.bytes(&[0x0f, 0x80 | condition as u8]);
        self.relative(label);
    }

    /// Calls `label`.
    pub(crate) fn call(&mut self, label: &str) {
        self.bytes(&[0xe8]);
        self.relative(label);
    }

    /// Returns to the caller.
    pub(crate) fn ret(&mut self) {
        self.bytes(&[0xc3]);
    }

    /// Writes `text` to the serial port; changes `esi` and `eax`.
    pub(crate) fn say(&mut self, text: &str) {
        let number = self.strings.iter().position(|known| known == text).unwrap_or_else(|| {
            self.strings.push(text.to_owned());
            self.strings.len() - 1
        });
        self.set(Reg::Esi, string_label(number).as_str());
        self.call("print");
    }

    // Ports.

    /// Writes the byte `value` to `port`; changes `eax` and `edx`.
    pub(crate) fn write_byte(&mut self, port: u16, value: u8) {
        self.set_al(value);
        self.write_al(port);
    }

    /// Writes `al` to `port`; changes `edx`.
    pub(crate) fn write_al(&mut self, port: u16) {
        self.set(Reg::Edx, u32::from(port));
        self.bytes(&[0xee]);
    }

    /// Reads a byte from `port` into `al`; changes `edx`.
    pub(crate) fn read_al(&mut self, port: u16) {
        self.set(Reg::Edx, u32::from(port));
        self.bytes(&[0xec]);
    }

    /// Writes the word `value` to `port`; changes `eax` and `edx`.
    pub(crate) fn write_word(&mut self, port: u16, value: u16) {
        self.set(Reg::Eax, u32::from(value));
        self.set(Reg::Edx, u32::from(port));
        self.bytes(&[0x66, 0xef]);
    }

    /// Reads a word from `port` into `ax`; changes `edx`.
    pub(crate) fn read_ax(&mut self, port: u16) {
        self.set(Reg::Edx, u32::from(port));
        self.bytes(&[0x66, 0xed]);
    }

    /// Writes `eax` to `port`; changes `edx`.
    pub(crate) fn write_eax(&mut self, port: u16) {
        self.set(Reg::Edx, u32::from(port));
        self.bytes(&[0xef]);
    }

    /// Reads `eax` from `port`; changes `edx`.
    pub(crate) fn read_eax(&mut self, port: u16) {
        self.set(Reg::Edx, u32::from(port));
        self.bytes(&[0xed]);
    }

    fn relative(&mut self, label: &str) {
        self.fixups.push(Fixup { at: self.code.len(), label: label.to_owned(), relative: true });
        self.bytes(&[0; 4]);
    }
}

fn string_label(number: usize) -> String {
    format!("string {number}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_displacements_are_filled_in() {
        let mut asm = Assembler::new(0x1000);
        asm.set(Reg::Esi, "word");
        asm.jump("end");
        asm.variable("word", 7);
        asm.label("end");
        asm.ret();
        assert_eq!(
            asm.finish().unwrap(),
            [0xbe, 0x0a, 0x10, 0, 0, 0xe9, 4, 0, 0, 0, 7, 0, 0, 0, 0xc3]
        );
    }

    #[test]
    fn a_label_is_defined_exactly_once() {
        let mut asm = Assembler::new(0);
        asm.jump("nowhere");
        assert!(asm.finish().unwrap_err().to_string().contains("'nowhere'"));

        let mut asm = Assembler::new(0);
        asm.label("twice");
        asm.label("twice");
        assert!(asm.finish().unwrap_err().to_string().contains("'twice'"));
    }
}
