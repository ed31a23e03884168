//! The files that a virtual machine boots the program from: a kernel, and a disk.

use super::program::{BASE, MEMORY};

/// Size of the disk image in bytes.
const DISK_SIZE: usize = 1 << 20;
const SECTOR: usize = 512;
/// Where the boot sector reads the program to before it is moved to its place.
const LOW: u32 = 0x8000;

/// An ELF file with the note by which QEMU and Xen recognise a PVH kernel: it starts in 32-bit
/// protected mode, with its start information in `ebx`.
pub(crate) fn kernel(program: &[u8]) -> Vec<u8> {
    const HEADERS: u32 = 52 + 2 * 32;
    const NOTE: u32 = 20;
    const CODE: u32 = 0x1000;
    let mut out = Vec::new();
    let words = |out: &mut Vec<u8>, words: &[u32]| {
        words.iter().for_each(|word| out.extend_from_slice(&word.to_le_bytes()));
    };
    out.extend_from_slice(b"\x7fELF\x01\x01\x01\0\0\0\0\0\0\0\0\0"); // 32 bits, little-endian
    words(&mut out, &[3 << 16 | 2, 1, BASE, 52, 0, 0]); // executable, i386; program headers
    words(&mut out, &[32 << 16 | 52, 40 << 16 | 2, 0]);
    let size = program.len() as u32;
    words(&mut out, &[1, CODE, BASE, BASE, size, MEMORY, 7, 0x1000]); // load
    words(&mut out, &[4, HEADERS, 0, 0, NOTE, NOTE, 4, 4]); // note
    words(&mut out, &[4, 4, 18, u32::from_le_bytes(*b"Xen\0"), BASE]); // PHYS32_ENTRY
    out.resize(CODE as usize, 0);
    out.extend_from_slice(program);
    out
}

/// A raw disk whose boot sector loads the program, with `text` as its command line.
pub(crate) fn disk(program: &[u8], text: &str) -> Vec<u8> {
    let sectors = program.len().div_ceil(SECTOR) as u16;
    let mut out = boot_sector(sectors);
    // The start information for the program, as far as it looks at it, and the command line, in the
    // boot sector's own memory.
    const INFORMATION: usize = 0x100;
    const TEXT: usize = 0x120;
    let limit = 510 - TEXT - 1;
    let text = &text.as_bytes()[..text.len().min(limit)];
    out[INFORMATION + 24..INFORMATION + 28].copy_from_slice(&(0x7c00 + TEXT as u32).to_le_bytes());
    out[TEXT..TEXT + text.len()].copy_from_slice(text);
    out.extend_from_slice(program);
    out.resize(DISK_SIZE, 0);
    out
}

/// The first sector: real-mode code that the firmware runs at 0x7c00.
fn boot_sector(sectors: u16) -> Vec<u8> {
    let [low, high] = sectors.to_le_bytes();
    let dwords = (u32::from(sectors) * SECTOR as u32 / 4).to_le_bytes();
    let base = BASE.to_le_bytes();
    let from = LOW.to_le_bytes();
    let mut out = Vec::new();
    // cli; cld; xor ax, ax; mov ds, ax; mov es, ax; mov ss, ax; mov sp, 0x7c00
    out.extend_from_slice(&[
        0xfa, 0xfc, 0x31, 0xc0, 0x8e, 0xd8, 0x8e, 0xc0, 0x8e, 0xd0, 0xbc, 0x00, 0x7c,
    ]);
    // mov si, 0x7c80 (what to read); mov ah, 0x42; int 0x13; jc $ (nothing to boot)
    out.extend_from_slice(&[0xbe, 0x80, 0x7c, 0xb4, 0x42, 0xcd, 0x13, 0x72, 0xfe]);
    // cli; lgdt [0x7c90]; mov eax, cr0; or al, 1; mov cr0, eax
    out.extend_from_slice(&[
        0xfa, 0x0f, 0x01, 0x16, 0x90, 0x7c, 0x0f, 0x20, 0xc0, 0x0c, 0x01, 0x0f, 0x22, 0xc0,
    ]);
    // jmp 0x08:0x7c40
    out.extend_from_slice(&[0xea, 0x40, 0x7c, 0x08, 0x00]);

    out.resize(0x40, 0);
    // In 32 bits: mov ax, 0x10; mov ds, es, ss
    out.extend_from_slice(&[0x66, 0xb8, 0x10, 0x00, 0x8e, 0xd8, 0x8e, 0xc0, 0x8e, 0xd0]);
    // mov esi, LOW; mov edi, BASE; mov ecx, dwords; rep movsd
    for (opcode, value) in [(0xbe, from), (0xbf, base), (0xb9, dwords)] {
        out.push(opcode);
        out.extend_from_slice(&value);
    }
    out.extend_from_slice(&[0xf3, 0xa5]);
    // mov ebx, 0x7d00 (start information); mov eax, BASE; jmp eax
    out.extend_from_slice(&[0xbb, 0x00, 0x7d, 0x00, 0x00, 0xb8]);
    out.extend_from_slice(&base);
    out.extend_from_slice(&[0xff, 0xe0]);

    out.resize(0x80, 0);
    // What to read: so many sectors from the second one on, to LOW.
    out.extend_from_slice(&[16, 0, low, high, 0, 0, (LOW >> 4) as u8, (LOW >> 12) as u8]);
    out.extend_from_slice(&[1, 0, 0, 0, 0, 0, 0, 0]);
    // The segment table's size and address, then the table.
    out.extend_from_slice(&[23, 0, 0x98, 0x7c, 0, 0, 0, 0]);
    out.extend_from_slice(&[0; 8]);
    out.extend_from_slice(&[0xff, 0xff, 0, 0, 0, 0x9a, 0xcf, 0]);
    out.extend_from_slice(&[0xff, 0xff, 0, 0, 0, 0x92, 0xcf, 0]);

    out.resize(510, 0);
    out.extend_from_slice(&[0x55, 0xaa]);
    out
}
