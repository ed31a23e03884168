//! The commands that the guest takes on its serial port.

use super::asm::{Assembler, If, Math, Reg};
use super::disk;
use super::program::LINE;
use super::watchdog;
use super::{HELLO, PROMPT};

/// A command. What its code changes of the registers is nobody's concern; it returns unless the
/// guest ends there.
struct Command {
    name: &'static str,
    /// What it does, for `help`.
    help: &'static str,
    code: fn(&mut Assembler),
}

const COMMANDS: &[Command] = &[
    Command { name: "help", help: "list the commands", code: help },
    Command { name: "info", help: "print uuid, memory, cpus and command line", code: info },
    Command { name: "pci", help: "list the devices on the PCI buses", code: pci },
    Command { name: "echo", help: "print the rest of the line", code: echo },
    Command { name: "read", help: "print a sector of the IDE disk", code: disk::read },
    Command { name: "write", help: "write the rest of the line to that sector", code: disk::write },
    Command { name: "ticks", help: "print a line every second, or stop that", code: ticks },
    Command { name: "uptime", help: "print the seconds since the start", code: uptime },
    Command { name: "rtc", help: "set the real-time clock", code: rtc },
    Command {
        name: "watchdog",
        help: "let an i6300esb or ib700 watchdog expire",
        code: watchdog::expire,
    },
    Command { name: "panic", help: "report a panic through pvpanic, then halt", code: panic },
    Command { name: "crash", help: "triple fault", code: crash },
    Command { name: "halt", help: "stop the cpu for good", code: halt },
    Command { name: "spin", help: "keep the cpu busy for good", code: spin },
    Command { name: "suspend", help: "suspend to memory", code: |asm| asm.jump("suspend") },
    Command { name: "reboot", help: "reset the machine", code: reboot },
    Command { name: "poweroff", help: "power off through ACPI", code: |asm| asm.jump("power off") },
];

pub(crate) fn assemble(asm: &mut Assembler) {
    greeting(asm);
    disk::assemble(asm);
    dispatch(asm);
    for Command { name, code, .. } in COMMANDS {
        asm.label(&format!("command {name}"));
        code(asm);
        asm.ret();
    }
}

fn greeting(asm: &mut Assembler) {
    asm.label("hello");
    asm.say(&format!("\n{HELLO}\n"));
    asm.label("print command line");
    asm.say("command line: ");
    asm.load(Reg::Ebx, "start information");
    asm.load_at(Reg::Esi, Reg::Ebx, 24); // its address, in PVH start information
    asm.math(Math::Cmp, Reg::Esi, 0);
    asm.jump_if(If::Equal, "no command line");
    asm.call("print");
    asm.label("no command line");
    asm.say("\n");
    asm.ret();

    asm.label("prompt");
    asm.say(PROMPT);
    asm.ret();
}

/// Finds the command that the line starts with in a table of names and code. An empty line is
/// answered with the greeting, for those who came too late for it.
fn dispatch(asm: &mut Assembler) {
    asm.label("run command");
    asm.load(Reg::Eax, LINE);
    asm.cmp_al(0);
    asm.jump_if(If::Equal, "hello");
    asm.set(Reg::Ebx, "command table");
    asm.label("next command");
    asm.load_at(Reg::Edi, Reg::Ebx, 0);
    asm.math(Math::Cmp, Reg::Edi, 0);
    asm.jump_if(If::Equal, "unknown command");
    asm.set(Reg::Esi, LINE);
    asm.label("next letter");
    asm.bytes(&[0x8a, 0x07]); // mov al, [edi]
    asm.cmp_al(0);
    asm.jump_if(If::Equal, "name ends");
    asm.bytes(&[0x47, 0x3a, 0x06, 0x8d, 0x76, 0x01]); // inc edi; cmp al, [esi]; lea esi, [esi + 1]
    asm.jump_if(If::Equal, "next letter");
    asm.label("other command");
    asm.math(Math::Add, Reg::Ebx, 8);
    asm.jump("next command");
    asm.label("name ends");
    asm.bytes(&[0xac]); // lodsb
    asm.cmp_al(b' ');
    asm.jump_if(If::Equal, "command found");
    asm.cmp_al(0);
    asm.jump_if(If::NotEqual, "other command");
    asm.math(Math::Sub, Reg::Esi, 1); // no arguments: an empty string
    asm.label("command found");
    asm.store("arguments", Reg::Esi);
    asm.load_at(Reg::Eax, Reg::Ebx, 4);
    asm.bytes(&[0xff, 0xe0]); // jmp eax
    asm.label("unknown command");
    asm.say("unknown command, try help\n");
    asm.ret();

    for Command { name, .. } in COMMANDS {
        asm.text(&format!("name {name}"), name);
    }
    asm.label("command table");
    for Command { name, .. } in COMMANDS {
        asm.dword(format!("name {name}").as_str());
        asm.dword(format!("command {name}").as_str());
    }
    asm.dword(0);
}

fn help(asm: &mut Assembler) {
    for Command { name, help, .. } in COMMANDS {
        asm.say(&format!("{name:10}{help}\n"));
    }
}

/// QEMU tells its firmware about the machine through two ports; a number selects what to read.
fn info(asm: &mut Assembler) {
    asm.say("uuid: ");
    asm.write_word(0x510, 2);
    for byte in 0..16 {
        if matches!(byte, 4 | 6 | 8 | 10) {
            asm.say("-");
        }
        asm.read_al(0x511);
        asm.call("print byte");
    }
    asm.say("\nmemory: ");
    asm.write_word(0x510, 3);
    asm.set(Reg::Ebx, 0);
    for byte in 0..6 {
        asm.set(Reg::Eax, 0);
        asm.read_al(0x511);
        if byte < 2 {
            continue; // less than a MiB is not shown
        }
        asm.shift_left(Reg::Eax, (byte - 2) * 8);
        asm.bytes(&[0x09, 0xc3]); // or ebx, eax
    }
    asm.copy(Reg::Eax, Reg::Ebx);
    asm.shift_right(Reg::Eax, 4);
    asm.call("print number");
    asm.say(" MiB\ncpus: ");
    asm.write_word(0x510, 5);
    asm.set(Reg::Eax, 0);
    asm.read_al(0x511);
    asm.copy(Reg::Ebx, Reg::Eax);
    asm.read_al(0x511);
    asm.shift_left(Reg::Eax, 8);
    asm.bytes(&[0x09, 0xd8]); // or eax, ebx
    asm.math(Math::And, Reg::Eax, 0xffff);
    asm.call("print number");
    asm.say("\n");
    asm.jump("print command line");
}

/// Configuration space through its two ports: ebx is the address `BUS:DEVICE.FUNCTION` as bits,
/// the buses are those that firmware has numbered.
fn pci(asm: &mut Assembler) {
    asm.set(Reg::Ebx, 0x8000_0000);
    asm.label("next function");
    asm.set(Reg::Ecx, 0);
    asm.call("read configuration");
    asm.math(Math::Cmp, Reg::Eax, 0xffff_ffff);
    asm.jump_if(If::Equal, "no function");
    asm.push(Reg::Eax);
    asm.copy(Reg::Eax, Reg::Ebx);
    asm.shift_right(Reg::Eax, 16);
    asm.call("print byte");
    asm.say(":");
    asm.copy(Reg::Eax, Reg::Ebx);
    asm.shift_right(Reg::Eax, 11);
    asm.math(Math::And, Reg::Eax, 31);
    asm.call("print byte");
    asm.say(".");
    asm.copy(Reg::Eax, Reg::Ebx);
    asm.shift_right(Reg::Eax, 8);
    asm.math(Math::And, Reg::Eax, 7);
    asm.call("print digit");
    asm.say(" ");
    asm.pop(Reg::Eax);
    asm.push(Reg::Eax);
    asm.call("print word");
    asm.say(":");
    asm.pop(Reg::Eax);
    asm.shift_right(Reg::Eax, 16);
    asm.call("print word");
    asm.say(" class ");
    asm.set(Reg::Ecx, 8);
    asm.call("read configuration");
    asm.shift_right(Reg::Eax, 16);
    asm.call("print word");
    asm.say("\n");
    asm.label("no function");
    asm.math(Math::Add, Reg::Ebx, 1 << 8);
    asm.math(Math::Cmp, Reg::Ebx, 0x8000_0000 + (32 << 16));
    asm.jump_if(If::NotEqual, "next function");
    asm.ret();

    asm.label("read configuration");
    asm.copy(Reg::Eax, Reg::Ebx);
    asm.bytes(&[0x09, 0xc8]); // or eax, ecx
    asm.write_eax(0xcf8);
    asm.read_eax(0xcfc);
}

fn echo(asm: &mut Assembler) {
    asm.load(Reg::Esi, "arguments");
    asm.call("print");
    asm.say("\n");
}

fn ticks(asm: &mut Assembler) {
    asm.load(Reg::Eax, "ticking");
    asm.bytes(&[0x83, 0xf0, 1]); // xor eax, 1
    asm.store("ticking", Reg::Eax);
}

fn uptime(asm: &mut Assembler) {
    asm.load(Reg::Eax, "seconds");
    asm.call("print number");
    asm.say(" s\n");
}

/// Writes the year 2040, and ends an update that firmware may have left half done.
fn rtc(asm: &mut Assembler) {
    asm.write_byte(0x70, 0x0b);
    asm.write_byte(0x71, 0x02);
    asm.write_byte(0x70, 0x09);
    asm.write_byte(0x71, 0x40);
    asm.say("the clock is set\n");
}

fn panic(asm: &mut Assembler) {
    asm.say("tiny guest: panic\n");
    asm.write_byte(0x505, 1);
    halt(asm);
}

/// A fault without an interrupt table resets the machine.
fn crash(asm: &mut Assembler) {
    asm.set(Reg::Eax, 0);
    asm.store(LINE, Reg::Eax);
    asm.store(LINE + 4, Reg::Eax);
    asm.bytes(&[0x0f, 0x01, 0x1d]); // lidt
    asm.dword(LINE);
    asm.bytes(&[0xcc]); // int3
}

fn halt(asm: &mut Assembler) {
    asm.bytes(&[0xfa, 0xf4, 0xeb, 0xfd]); // cli; again: hlt; jmp again
}

fn spin(asm: &mut Assembler) {
    asm.bytes(&[0xfa, 0xeb, 0xfe]); // cli; again: jmp again
}

/// The reset register of both chipsets.
fn reboot(asm: &mut Assembler) {
    asm.write_byte(0xcf9, 6);
}
