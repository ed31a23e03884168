//! Reading and writing one sector of the first IDE disk, which i440FX machines have.

use super::asm::{Assembler, If, Reg};
use super::program::{LINE_LIMIT, SECTOR_BUFFER};

/// The first channel: data, sector count, address, drive, command and status from here on.
const IDE: u16 = 0x1f0;
const STATUS: u16 = IDE + 7;
const CONTROL: u16 = 0x3f6;
const BUSY: u8 = 1 << 7;
const WANTS_DATA: u8 = 1 << 3;
const FAILED: u8 = 1 << 0;

const READ: u8 = 0x20;
const WRITE: u8 = 0x30;
const FLUSH: u8 = 0xe7;

/// The sector that is read and written: behind the program on the guest's own disk.
pub(crate) const SECTOR: u32 = 2000;

/// `write TEXT`: the sector becomes the text and zeros.
pub(crate) fn write(asm: &mut Assembler) {
    asm.set(Reg::Edi, SECTOR_BUFFER);
    asm.set(Reg::Ecx, 512 / 4);
    asm.set(Reg::Eax, 0);
    asm.bytes(&[0xf3, 0xab]); // rep stosd
    asm.load(Reg::Esi, "arguments");
    asm.set(Reg::Edi, SECTOR_BUFFER);
    asm.set(Reg::Ecx, LINE_LIMIT);
    asm.label("next byte to write");
    asm.bytes(&[0xac, 0xaa]); // lodsb; stosb
    asm.cmp_al(0);
    asm.jump_if(If::NotEqual, "next byte to write");
    command(asm, WRITE, "write");
    asm.set(Reg::Esi, SECTOR_BUFFER);
    asm.set(Reg::Ecx, 256);
    asm.set(Reg::Edx, u32::from(IDE));
    asm.bytes(&[0x66, 0xf3, 0x6f]); // rep outsw
    asm.call("wait for disk");
    asm.test_al(FAILED);
    asm.jump_if(If::NotEqual, "disk failed");
    asm.write_byte(STATUS, FLUSH);
    asm.call("wait for disk");
    asm.test_al(FAILED);
    asm.jump_if(If::NotEqual, "disk failed");
    asm.say("written\n");
}

/// `read`: prints the sector up to its first zero.
pub(crate) fn read(asm: &mut Assembler) {
    command(asm, READ, "read");
    asm.set(Reg::Edi, SECTOR_BUFFER);
    asm.set(Reg::Ecx, 256);
    asm.set(Reg::Edx, u32::from(IDE));
    asm.bytes(&[0x66, 0xf3, 0x6d]); // rep insw
    asm.set(Reg::Eax, 0);
    asm.store(SECTOR_BUFFER + LINE_LIMIT, Reg::Eax);
    asm.say("read: ");
    asm.set(Reg::Esi, SECTOR_BUFFER);
    asm.call("print");
    asm.say("\n");
}

/// The parts that both share.
pub(crate) fn assemble(asm: &mut Assembler) {
    // Returns the disk's status in al once it is not busy.
    asm.label("wait for disk");
    asm.read_al(STATUS);
    asm.test_al(BUSY);
    asm.jump_if(If::NotEqual, "wait for disk");
    asm.ret();

    asm.label("no disk");
    asm.say("no disk\n");
    asm.ret();
    asm.label("disk failed");
    asm.say("disk error\n");
    asm.ret();
}

/// Gives the disk a command for the sector, and waits until it wants data.
fn command(asm: &mut Assembler, command: u8, name: &str) {
    asm.write_byte(IDE + 6, 0xe0 | (SECTOR >> 24) as u8); // the first drive
    asm.read_al(STATUS);
    for absent in [0, 0xff] {
        asm.cmp_al(absent);
        asm.jump_if(If::Equal, "no disk");
    }
    asm.write_byte(CONTROL, 2); // without interrupts
    asm.call("wait for disk");
    asm.write_byte(IDE + 2, 1);
    asm.write_byte(IDE + 3, SECTOR as u8);
    asm.write_byte(IDE + 4, (SECTOR >> 8) as u8);
    asm.write_byte(IDE + 5, (SECTOR >> 16) as u8);
    asm.write_byte(STATUS, command);
    asm.call("wait for disk");
    asm.test_al(FAILED);
    asm.jump_if(If::NotEqual, "disk failed");
    asm.test_al(WANTS_DATA);
    asm.jump_if(If::NotEqual, &format!("{name} data"));
    asm.jump("no disk");
    asm.label(&format!("{name} data"));
}
