//! Devices below those that they are part of, drawn as virsh draws them.

use std::collections::HashMap;

use serde_json::{Value, json};
use virt::NodeDevice;

use crate::output::Output;

/// The devices in the order of the list, by the device above.
type Below<'d> = HashMap<Option<String>, Vec<&'d str>>;

/// How many levels are drawn. A device of a host is nowhere near.
const MOST_LEVELS: usize = 128;

/// The tree of `devices`. One that goes meanwhile is left out, with what is part of it.
pub(super) fn of(devices: &[NodeDevice]) -> Output {
    let mut below = Below::new();
    for device in devices {
        if let Ok(parent) = device.parent() {
            let parent = parent.map(|parent| parent.name().to_owned());
            below.entry(parent).or_default().push(device.name());
        }
    }
    let roots = below.get(&None).map_or(&[][..], Vec::as_slice);
    let mut text = String::new();
    for root in roots {
        text.push_str(&format!("{root}\n"));
        draw(&below, root, "  ", MOST_LEVELS, &mut text);
    }
    let json: Vec<Value> = roots.iter().map(|root| as_json(&below, root, MOST_LEVELS)).collect();
    Output::text(text, json!(json))
}

/// Draws what is below `name`, behind `indent`.
fn draw(below: &Below<'_>, name: &str, indent: &str, levels: usize, text: &mut String) {
    let parts = parts(below, name, levels);
    let Some((last, others)) = parts.split_last() else { return };
    text.push_str(&format!("{indent}|\n"));
    for part in others {
        text.push_str(&format!("{indent}+- {part}\n"));
        draw(below, part, &format!("{indent}|   "), levels - 1, text);
    }
    text.push_str(&format!("{indent}+- {last}\n"));
    match self::parts(below, last, levels - 1).is_empty() {
        // The end of a branch is set off.
        true => text.push_str(&format!("{indent}  \n")),
        false => draw(below, last, &format!("{indent}    "), levels - 1, text),
    }
}

fn as_json(below: &Below<'_>, name: &str, levels: usize) -> Value {
    let parts = parts(below, name, levels).iter();
    let parts: Vec<Value> = parts.map(|part| as_json(below, part, levels - 1)).collect();
    json!({ "name": name, "devices": parts })
}

fn parts<'b, 'd>(below: &'b Below<'d>, name: &str, levels: usize) -> &'b [&'d str] {
    match below.get(&Some(name.to_owned())) {
        Some(parts) if levels > 0 => parts,
        _ => &[],
    }
}
