//! Letting a watchdog expire: an i6300esb on the PCI bus, or else an ib700.

use super::asm::{Assembler, If, Math, Reg};

/// Vendor and device of an i6300esb.
const I6300ESB: u32 = 0x25ab_8086;
/// Its registers: in configuration space, and in memory.
const CONFIGURATION: u32 = 0x60;
const LOCK: u32 = 0x68;
const RELOAD: u8 = 0x0c;
/// Count microseconds, tell nobody when half of the time is over, and act at the end.
const MICROSECONDS_WITHOUT_INTERRUPT: u16 = 1 << 2 | 3;
const ENABLE: u8 = 1 << 1;

/// The one port of an ib700; its shortest time is none at all.
const IB700: u16 = 0x443;

pub(crate) fn expire(asm: &mut Assembler) {
    asm.say("the watchdog is set\n");
    asm.set(Reg::Ebx, 0x8000_0000);
    asm.label("next watchdog");
    asm.set(Reg::Ecx, 0);
    asm.call("read configuration");
    asm.math(Math::Cmp, Reg::Eax, I6300ESB);
    asm.jump_if(If::Equal, "i6300esb");
    asm.math(Math::Add, Reg::Ebx, 1 << 8);
    asm.math(Math::Cmp, Reg::Ebx, 0x8000_0000 + (32 << 16));
    asm.jump_if(If::NotEqual, "next watchdog");
    asm.write_byte(IB700, 0x0f);
    asm.ret();

    asm.label("i6300esb");
    asm.set(Reg::Ecx, 0x10); // where its registers are
    asm.call("read configuration");
    asm.math(Math::And, Reg::Eax, 0xffff_fff0);
    asm.copy(Reg::Edi, Reg::Eax);
    for timer in [0, 4] {
        // Each change of a timer has to be unlocked with two words.
        for key in [0x80, 0x86] {
            asm.bytes(&[0x66, 0xc7, 0x47, RELOAD, key, 0]); // mov word [edi + RELOAD], key
        }
        asm.bytes(&[0xc7, 0x47, timer, 1, 0, 0, 0]); // mov dword [edi + timer], 1
    }
    select(asm, CONFIGURATION);
    asm.write_word(0xcfc, MICROSECONDS_WITHOUT_INTERRUPT);
    select(asm, LOCK);
    asm.write_byte(0xcfc, ENABLE);
}

/// Selects a register in the configuration space of the device at ebx.
fn select(asm: &mut Assembler, register: u32) {
    asm.copy(Reg::Eax, Reg::Ebx);
    asm.math(Math::Or, Reg::Eax, register);
    asm.write_eax(0xcf8);
}
