//! The guest's program: starting up, waiting, and the parts that everything else uses.
//!
//! It runs in 32-bit protected mode without paging, all in one segment, and sleeps in `hlt` between
//! the interrupts of the timer (100 a second) and of the serial port, so that an idle guest costs
//! next to nothing.

use super::asm::{Assembler, BadLabel, If, Math, Reg};
use super::{commands, devices};

/// Where the program is in memory: above everything that firmware uses.
pub(crate) const BASE: u32 = 0x10_0000;
/// Memory that the program uses beside its own bytes.
const INTERRUPT_TABLE: u32 = BASE + 0x1_0000;
pub(crate) const LINE: u32 = BASE + 0x1_1000;
pub(crate) const SECTOR_BUFFER: u32 = BASE + 0x1_2000;
const STACK_TOP: u32 = BASE + 0x2_0000;
/// What the program needs in memory, from [`BASE`] on.
pub(crate) const MEMORY: u32 = STACK_TOP - BASE;

/// Longest command line from the terminal that is kept; the rest of a longer one is dropped.
pub(crate) const LINE_LIMIT: u32 = 120;

/// Interrupts a second of the timer.
const TICKS_PER_SECOND: u32 = 100;

/// Assembles the program. It starts at its first byte, with the address of PVH start information
/// in `ebx`; only the command line is read of it.
pub(crate) fn assemble() -> Result<Vec<u8>, BadLabel> {
    let mut asm = Assembler::new(BASE);
    start(&mut asm);
    main_loop(&mut asm);
    interrupts(&mut asm);
    ticks(&mut asm);
    printing(&mut asm);
    devices::assemble(&mut asm);
    commands::assemble(&mut asm);
    variables(&mut asm);
    asm.finish()
}

fn start(asm: &mut Assembler) {
    asm.bytes(&[0xfa, 0xfc]); // cli; cld
    asm.set(Reg::Esp, STACK_TOP);
    asm.store("start information", Reg::Ebx);
    // Own segments: those of the loader may be gone.
    asm.bytes(&[0x0f, 0x01, 0x15]); // lgdt
    asm.dword("segment table pointer");
    asm.bytes(&[0xea]); // far jump
    asm.dword("own segments");
    asm.bytes(&[0x08, 0x00]);
    asm.label("own segments");
    asm.set(Reg::Eax, 0x10);
    asm.bytes(&[0x8e, 0xd8, 0x8e, 0xc0, 0x8e, 0xd0]); // mov ds, es, ss
    asm.call("set up interrupts");
    asm.call("set up devices");
    asm.call("hello");
    asm.call("prompt");
}

/// Everything happens here, one thing at a time. Interrupts only end the sleep: they are off while
/// work is looked for, so that one which comes in between ends the next sleep at once.
fn main_loop(asm: &mut Assembler) {
    asm.label("main");
    asm.bytes(&[0xfa]); // cli
    asm.call("look at serial port");
    asm.call("look at power button");
    asm.call("look at ticks");
    asm.bytes(&[0xfb]); // sti
    asm.label("asleep");
    asm.bytes(&[0xf4]); // hlt
    asm.jump("asleep");
}

fn interrupts(asm: &mut Assembler) {
    asm.label("set up interrupts");
    // Sixteen gates from vector 32 on, the others stay absent: a fault is a triple fault.
    asm.set(Reg::Edi, INTERRUPT_TABLE);
    asm.set(Reg::Ecx, 48 * 2);
    asm.set(Reg::Eax, 0);
    asm.bytes(&[0xf3, 0xab]); // rep stosd
    asm.set(Reg::Edi, INTERRUPT_TABLE + 32 * 8);
    asm.set(Reg::Ecx, 16);
    asm.label("next gate");
    asm.set(Reg::Eax, "other interrupt");
    asm.math(Math::Cmp, Reg::Ecx, 16);
    asm.jump_if(If::NotEqual, "gate known");
    asm.set(Reg::Eax, "timer interrupt");
    asm.label("gate known");
    asm.copy(Reg::Edx, Reg::Eax);
    asm.math(Math::And, Reg::Eax, 0xffff);
    asm.math(Math::Or, Reg::Eax, 0x08_0000); // the code segment
    asm.bytes(&[0xab]); // stosd
    asm.copy(Reg::Eax, Reg::Edx);
    asm.math(Math::And, Reg::Eax, 0xffff_0000);
    asm.math(Math::Or, Reg::Eax, 0x8e00); // present, 32-bit interrupt gate
    asm.bytes(&[0xab]); // stosd
    asm.bytes(&[0x49]); // dec ecx
    asm.jump_if(If::NotEqual, "next gate");
    asm.bytes(&[0x0f, 0x01, 0x1d]); // lidt
    asm.dword("interrupt table pointer");

    // Both interrupt controllers: vectors from 32 and 40 on, all masked but timer and COM1.
    for (port, value) in [
        (0x20, 0x11),
        (0xa0, 0x11),
        (0x21, 32),
        (0xa1, 40),
        (0x21, 4),
        (0xa1, 2),
        (0x21, 1),
        (0xa1, 1),
        (0x21, !(1 << 0 | 1 << 4)),
        (0xa1, 0xff),
    ] {
        asm.write_byte(port, value);
    }
    // The timer: channel 0, mode 2, so many of its 1193182 counts a second.
    let divisor = (1_193_182 / TICKS_PER_SECOND) as u16;
    asm.write_byte(0x43, 0x34);
    asm.write_byte(0x40, divisor as u8);
    asm.write_byte(0x40, (divisor >> 8) as u8);
    asm.ret();

    // Interrupts are on only while the main loop sleeps, so that going on there is all it takes; the
    // return instruction is one that some hosts' KVM cannot run where they lack hardware for it.
    asm.label("timer interrupt");
    asm.increment("ticks");
    asm.label("other interrupt");
    asm.write_byte(0x20, 0x20); // end of interrupt
    asm.set(Reg::Esp, STACK_TOP);
    asm.jump("main");
}

/// Prints a line a second while that is wanted.
fn ticks(asm: &mut Assembler) {
    asm.label("look at ticks");
    asm.load(Reg::Eax, "ticks");
    asm.set(Reg::Edx, 0);
    asm.set(Reg::Ecx, TICKS_PER_SECOND);
    asm.bytes(&[0xf7, 0xf1]); // div ecx
    asm.load(Reg::Ebx, "seconds");
    asm.bytes(&[0x39, 0xd8]); // cmp eax, ebx
    asm.jump_if(If::Equal, "ticks seen");
    asm.store("seconds", Reg::Eax);
    asm.load(Reg::Eax, "ticking");
    asm.math(Math::Cmp, Reg::Eax, 0);
    asm.jump_if(If::Equal, "ticks seen");
    asm.say("tick ");
    asm.load(Reg::Eax, "seconds");
    asm.call("print number");
    asm.say("\n");
    asm.label("ticks seen");
    asm.ret();
}

fn printing(asm: &mut Assembler) {
    // Writes the zero-ended string at esi; changes esi and eax.
    asm.label("print");
    asm.bytes(&[0xac]); // lodsb
    asm.cmp_al(0);
    asm.jump_if(If::Equal, "printed");
    asm.call("put");
    asm.jump("print");
    asm.label("printed");
    asm.ret();

    // Writes eax as a decimal number; changes eax, ecx and edx.
    asm.label("print number");
    asm.set(Reg::Ecx, 10);
    asm.set(Reg::Edx, 0);
    asm.bytes(&[0xf7, 0xf1]); // div ecx
    asm.push(Reg::Edx);
    asm.math(Math::Cmp, Reg::Eax, 0);
    asm.jump_if(If::Equal, "last digit");
    asm.call("print number");
    asm.label("last digit");
    asm.pop(Reg::Eax);
    asm.bytes(&[0x04, b'0']); // add al
    asm.jump("put");

    // Writes al as two hexadecimal digits; changes eax.
    asm.label("print byte");
    asm.push(Reg::Eax);
    asm.shift_right(Reg::Eax, 4);
    asm.call("print digit");
    asm.pop(Reg::Eax);
    asm.label("print digit");
    asm.math(Math::And, Reg::Eax, 15);
    asm.bytes(&[0x04, b'0']); // add al
    asm.cmp_al(b'9' + 1);
    asm.jump_if(If::Below, "put");
    asm.bytes(&[0x04, b'a' - b'9' - 1]); // add al
    asm.jump("put");

    // Writes ax as four hexadecimal digits; changes eax.
    asm.label("print word");
    asm.push(Reg::Eax);
    asm.shift_right(Reg::Eax, 8);
    asm.call("print byte");
    asm.pop(Reg::Eax);
    asm.jump("print byte");
}

fn variables(asm: &mut Assembler) {
    for name in ["start information", "ticks", "seconds", "ticking", "line length", "arguments"] {
        asm.variable(name, 0);
    }
    asm.label("segment table");
    asm.bytes(&[0; 8]);
    asm.bytes(&[0xff, 0xff, 0, 0, 0, 0x9a, 0xcf, 0]); // all memory, code
    asm.bytes(&[0xff, 0xff, 0, 0, 0, 0x92, 0xcf, 0]); // all memory, data
    asm.label("segment table pointer");
    asm.bytes(&[23, 0]);
    asm.dword("segment table");
    asm.label("interrupt table pointer");
    asm.bytes(&(48u16 * 8 - 1).to_le_bytes());
    asm.dword(INTERRUPT_TABLE);
}
