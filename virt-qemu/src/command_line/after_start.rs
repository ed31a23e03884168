//! What a definition asks for that no command line can say: told to QEMU through its monitor,
//! before the guest's processors run.

use serde_json::json;
use virt_core::config::DomainConfig;
use virt_core::config::domain::devices::{
    Graphics, MemoryBalloonModel, PasswordChange, VncGraphics,
};

use super::interfaces::unplugged;
use crate::qmp::Command;

/// The commands for a guest that has been started and not run yet, in one batch.
pub(crate) fn after_start(config: &DomainConfig) -> Vec<Command> {
    let mut commands = Vec::new();
    let Some(devices) = &config.devices else { return commands };
    for graphics in &devices.graphics {
        if let Graphics::Vnc(vnc) = graphics {
            vnc_password(vnc, &mut commands);
        }
    }
    for interface in devices.interfaces.iter().filter(|interface| unplugged(interface)) {
        if let Some(alias) = &interface.info.alias {
            let link = json!({ "name": alias.name, "up": false });
            commands.push(Command::new("set_link").arguments(link));
        }
    }
    let balloon = devices.memory_balloon.as_ref();
    let Some(balloon) = balloon.filter(|balloon| balloon.model != MemoryBalloonModel::None) else {
        return commands;
    };
    if let (Some(period), Some(alias)) = (balloon.stats_period, &balloon.info.alias) {
        let polling = json!({
            "path": format!("/machine/peripheral/{}", alias.name),
            "property": "guest-stats-polling-interval",
            "value": period,
        });
        commands.push(Command::new("qom-set").arguments(polling));
    }
    let all = config.memory.as_ref().map(|memory| memory.size);
    if let Some(current) = config.current_memory.filter(|current| Some(*current) != all) {
        let target = json!({ "value": current.bytes() });
        commands.push(Command::new("balloon").arguments(target));
    }
    commands
}

fn vnc_password(vnc: &VncGraphics, commands: &mut Vec<Command>) {
    let Some(password) = &vnc.passwd else { return };
    let connected = vnc.connected.unwrap_or(PasswordChange::Keep).as_str();
    let set = json!({ "protocol": "vnc", "password": password, "connected": connected });
    commands.push(Command::new("set_password").arguments(set));
    let until = match vnc.passwd_valid_to {
        Some(time) => time.unix_seconds().to_string(),
        None => "never".to_owned(),
    };
    let expire = json!({ "protocol": "vnc", "time": until });
    commands.push(Command::new("expire_password").arguments(expire));
}
