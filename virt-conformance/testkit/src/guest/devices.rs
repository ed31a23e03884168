//! The devices that the guest looks at all the time: the serial port and the power button.

use super::asm::{Assembler, If, Math, Reg};
use super::program::{LINE, LINE_LIMIT};

/// The first serial port.
const COM1: u16 = 0x3f8;
/// The line status register, and its bits for "a byte came in" and "a byte can go out".
const LINE_STATUS: u16 = COM1 + 5;
const CAME_IN: u8 = 1 << 0;
const CAN_GO_OUT: u8 = 1 << 5;

/// Where SeaBIOS puts ACPI's registers, on i440FX as on Q35.
const POWER: u16 = 0x600;
/// ACPI's status, enable and control registers of power management 1.
const POWER_STATUS: u16 = POWER;
const POWER_ENABLE: u16 = POWER + 2;
const POWER_CONTROL: u16 = POWER + 4;
/// The power button in the status and enable registers.
const POWER_BUTTON: u16 = 1 << 8;
/// Control bits: "ACPI is in charge" and "sleep now"; the sleep type of "off" is 0 for QEMU.
const ACPI_ON: u16 = 1 << 0;
const SLEEP_NOW: u16 = 1 << 13;

/// Sleep type of "suspend to memory" for QEMU.
const SUSPEND: u16 = 1 << 10;

pub(crate) fn assemble(asm: &mut Assembler) {
    asm.label("set up devices");
    asm.write_byte(COM1 + 3, 0x80); // the divisor, for 115200 bits a second
    asm.write_byte(COM1, 1);
    asm.write_byte(COM1 + 1, 0);
    asm.write_byte(COM1 + 3, 3); // eight bits, no parity, one stop bit
    // The port's buffers stay off: turning them on empties them, of what was typed early too.
    asm.write_byte(COM1 + 4, 0x0b); // ready, and interrupts reach the controller
    asm.write_byte(COM1 + 1, 1); // an interrupt when a byte comes in
    asm.write_word(POWER_ENABLE, POWER_BUTTON);
    asm.write_word(POWER_CONTROL, ACPI_ON);
    asm.ret();

    put(asm);
    serial_port(asm);

    asm.label("look at power button");
    asm.read_ax(POWER_STATUS);
    asm.math(Math::And, Reg::Eax, u32::from(POWER_BUTTON));
    asm.jump_if(If::Equal, "button seen");
    asm.write_word(POWER_STATUS, POWER_BUTTON); // writing a one clears it
    asm.say(concat!("\n", "tiny guest: power button, powering off", "\n"));
    asm.label("power off");
    asm.write_word(POWER_CONTROL, ACPI_ON | SLEEP_NOW);
    asm.label("button seen");
    asm.ret();

    asm.label("suspend");
    asm.write_word(POWER_CONTROL, ACPI_ON | SLEEP_NOW | SUSPEND);
    asm.ret();
}

/// Writes al to the serial port; changes nothing. A port that nobody empties does not stop the
/// guest for good: after a while the byte is dropped.
fn put(asm: &mut Assembler) {
    asm.label("put");
    for register in [Reg::Eax, Reg::Ecx, Reg::Edx] {
        asm.push(register);
    }
    asm.set(Reg::Ecx, 1_000_000);
    asm.label("wait for serial port");
    asm.read_al(LINE_STATUS);
    asm.test_al(CAN_GO_OUT);
    asm.jump_if(If::NotEqual, "serial port ready");
    asm.bytes(&[0x49]); // dec ecx
    asm.jump_if(If::NotEqual, "wait for serial port");
    asm.label("serial port ready");
    for register in [Reg::Edx, Reg::Ecx, Reg::Eax] {
        asm.pop(register);
    }
    asm.push(Reg::Edx);
    asm.write_al(COM1);
    asm.pop(Reg::Edx);
    asm.ret();
}

/// Takes what came in: collects a line with echo, and runs it as a command.
fn serial_port(asm: &mut Assembler) {
    asm.label("look at serial port");
    asm.read_al(LINE_STATUS);
    asm.cmp_al(0xff); // no such port
    asm.jump_if(If::Equal, "nothing came in");
    asm.test_al(CAME_IN);
    asm.jump_if(If::Equal, "nothing came in");
    asm.read_al(COM1);
    for end in *b"\r\n" {
        asm.cmp_al(end);
        asm.jump_if(If::Equal, "line ends");
    }
    for erase in [8, 127] {
        asm.cmp_al(erase);
        asm.jump_if(If::Equal, "erase");
    }
    asm.cmp_al(b' ');
    asm.jump_if(If::Below, "look at serial port");
    asm.load(Reg::Edi, "line length");
    asm.math(Math::Cmp, Reg::Edi, LINE_LIMIT);
    asm.jump_if(If::Equal, "look at serial port");
    asm.call("put");
    asm.increment("line length");
    asm.math(Math::Add, Reg::Edi, LINE);
    asm.bytes(&[0xaa]); // stosb
    asm.jump("look at serial port");

    asm.label("erase");
    asm.load(Reg::Edi, "line length");
    asm.math(Math::Cmp, Reg::Edi, 0);
    asm.jump_if(If::Equal, "look at serial port");
    asm.math(Math::Sub, Reg::Edi, 1);
    asm.store("line length", Reg::Edi);
    asm.say("\u{8} \u{8}");
    asm.jump("look at serial port");

    asm.label("line ends");
    asm.say("\n");
    asm.load(Reg::Edi, "line length");
    asm.math(Math::Add, Reg::Edi, LINE);
    asm.set(Reg::Eax, 0);
    asm.bytes(&[0xaa]); // stosb
    asm.store("line length", Reg::Eax);
    asm.call("run command");
    asm.call("prompt");
    asm.jump("look at serial port");

    asm.label("nothing came in");
    asm.ret();
}
