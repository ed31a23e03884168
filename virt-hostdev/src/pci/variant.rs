//! Which driver is the best to hand a device to guests.

use std::fs;

use crate::Places;
use crate::host::text;
use crate::pci::PciView;

/// The driver for devices that have no better one.
pub(crate) const PLAIN: &str = "vfio-pci";

/// The driver that fits the device best: a variant that was made for it, which can move it between
/// hosts for example, or the plain one.
pub(crate) fn best_driver(places: &Places, device: &PciView<'_>) -> String {
    let aliases = fs::read_to_string(places.modules.join("modules.alias")).unwrap_or_default();
    let alias = text(&device.folder().join("modalias")).unwrap_or_default();
    let variant = best_match(&aliases, &alias);
    // Modules have underscores in their names where drivers may have hyphens; only plain vfio-pci
    // needs telling apart.
    variant.filter(|name| name != "vfio_pci").unwrap_or_else(|| PLAIN.to_owned())
}

/// The module in `aliases` (lines `alias PATTERN MODULE`) whose pattern for guests fits the device
/// most closely, by the fewest wildcards.
fn best_match(aliases: &str, alias: &str) -> Option<String> {
    let name = alias.strip_prefix("pci:")?;
    let fitting = aliases.lines().filter_map(|line| {
        let mut words = line.strip_prefix("alias vfio_pci:")?.split_whitespace();
        let (pattern, module) = (words.next()?, words.next()?);
        let wildcards = pattern.matches('*').count();
        fits(pattern.as_bytes(), name.as_bytes()).then_some((wildcards, module))
    });
    fitting.min_by_key(|(wildcards, _)| *wildcards).map(|(_, module)| module.to_owned())
}

/// Whether `text` fits a pattern with `*` for any number of characters.
fn fits(pattern: &[u8], text: &[u8]) -> bool {
    let (mut at, mut from) = (0, 0);
    // Where to go on when what was tried after the last star does not fit.
    let mut retry = None;
    while from < text.len() {
        match pattern.get(at) {
            Some(b'*') => {
                retry = Some((at + 1, from));
                at += 1;
            }
            Some(byte) if *byte == text[from] => (at, from) = (at + 1, from + 1),
            _ => match retry {
                Some((after, tried)) => {
                    retry = Some((after, tried + 1));
                    (at, from) = (after, tried + 1);
                }
                None => return false,
            },
        }
    }
    pattern[at..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALIASES: &str = "# aliases
alias pci:v00008086d000010D3sv*sd*bc*sc*i* e1000e
alias vfio_pci:v*d*sv*sd*bc*sc*i* vfio_pci
alias vfio_pci:v000015B3d0000101Esv*sd*bc*sc*i* mlx5_vfio_pci
";

    #[test]
    fn the_closest_pattern_wins() {
        let mellanox = "pci:v000015B3d0000101Esv000015B3sd00000001bc02sc00i00";
        assert_eq!(best_match(ALIASES, mellanox).as_deref(), Some("mlx5_vfio_pci"));
        let intel = "pci:v00008086d000010D3sv00008086sd00000000bc02sc00i00";
        assert_eq!(best_match(ALIASES, intel).as_deref(), Some("vfio_pci"));
        assert_eq!(best_match("", intel), None);
        assert_eq!(best_match(ALIASES, "usb:v1"), None);
    }

    #[test]
    fn stars_stand_for_anything() {
        for (pattern, text, expected) in [
            ("", "", true),
            ("*", "", true),
            ("a*c", "abbc", true),
            ("a*c", "abcb", false),
            ("*b*", "abc", true),
            ("a", "ab", false),
            ("ab", "a", false),
            ("a*b*c", "aXbYbZc", true),
        ] {
            assert_eq!(fits(pattern.as_bytes(), text.as_bytes()), expected, "{pattern} {text}");
        }
    }
}
