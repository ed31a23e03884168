//! `-vnc`.

use virt_core::Result;
use virt_core::config::domain::devices::{Graphics, GraphicsListen, VncGraphics};

use super::argv::{CommandLine, escaped};
use super::build::Plan;
use super::error::{invalid, refuse_if, unsupported};
use super::machine::on_off;

/// The port of VNC's display 0.
const FIRST_PORT: i32 = 5900;

pub(super) fn write(plan: &Plan<'_>, line: &mut CommandLine) -> Result<()> {
    for graphics in &plan.devices.graphics {
        let kind = match graphics {
            Graphics::Vnc(vnc) => {
                line.option("vnc", value(plan, vnc)?);
                if let Some(keymap) = &vnc.keymap {
                    line.option("k", keymap.clone());
                }
                continue;
            }
            Graphics::Sdl(_) => "sdl",
            Graphics::Spice(_) => "spice",
            _ => "its kind",
        };
        return Err(unsupported(format!(
            "<graphics> of type '{kind}' is not supported by this driver yet; type 'vnc' is"
        )));
    }
    Ok(())
}

fn value(plan: &Plan<'_>, vnc: &VncGraphics) -> Result<String> {
    refuse_if(vnc.listeners.len() > 1, "more than one <listen>", "<graphics type='vnc'>")?;
    let mut value = address(plan, vnc)?;
    if let Some(websocket) = vnc.websocket {
        match u16::try_from(websocket) {
            Ok(port) => value.push_str(&format!(",websocket={port}")),
            Err(_) => value.push_str(",websocket=on"),
        }
    }
    if let Some(policy) = vnc.share_policy {
        value.push_str(&format!(",share={}", policy.as_str()));
    }
    // The password itself is told through the monitor, where no list of processes shows it.
    if vnc.passwd.is_some() {
        value.push_str(",password=on");
    }
    if let Some(on) = vnc.power_control {
        value.push_str(&format!(",power-control={}", on_off(on)));
    }
    value.push_str(",audiodev=audio1");
    Ok(value)
}

fn address(plan: &Plan<'_>, vnc: &VncGraphics) -> Result<String> {
    let listen = match vnc.listeners.first() {
        Some(GraphicsListen::Socket(socket)) => {
            let path = socket.socket.as_ref().or(vnc.socket.as_ref());
            let path = path.ok_or_else(|| unsupported("a VNC socket without a path"))?;
            return Ok(format!("vnc=unix:{}", escaped(path)));
        }
        Some(GraphicsListen::Network(_)) => {
            return Err(unsupported("<listen type='network'> is not supported by this driver yet"));
        }
        Some(GraphicsListen::None) => return Ok("none".to_owned()),
        Some(GraphicsListen::Address(listen)) => listen.address.as_ref(),
        _ => None,
    };
    if let Some(path) = &vnc.socket {
        return Ok(format!("vnc=unix:{}", escaped(path)));
    }
    let host = listen.or(vnc.listen.as_ref()).unwrap_or(&plan.options.vnc_listen);
    let port = vnc.port.filter(|port| *port != -1).ok_or_else(|| {
        invalid("<graphics type='vnc'> has no port: it is chosen before the command line is made")
    })?;
    let display = port - FIRST_PORT;
    if !(0..=65_535 - FIRST_PORT).contains(&display) {
        return Err(invalid(format!("VNC port {port} is not between {FIRST_PORT} and 65535")));
    }
    Ok(match host.contains(':') {
        true => format!("[{host}]:{display}"),
        false => format!("{host}:{display}"),
    })
}
