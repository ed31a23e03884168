//! The second pass: what libvirt fills in.

use uuid::Uuid;

use super::{FilterConfig, FilterEntry, FilterRule};

/// When chains have their turn, by the protocol that their names start with. A chain for the
/// spanning tree protocol has no priority of its own in libvirt 11.3.
const CHAIN_PRIORITIES: [(&str, i32); 6] =
    [("mac", -800), ("vlan", -750), ("ipv4", -700), ("ipv6", -600), ("arp", -500), ("rarp", -400)];

impl FilterConfig {
    /// Adds what the author left out and libvirt adds, and joins what several elements of one rule
    /// say. Filling in twice changes nothing.
    ///
    /// Within a rule the elements of the first protocol count. What they say is joined in one
    /// element with all that must hold and, behind it, one with all that must not. What refines
    /// another condition, such as a mask its address or ports the first source port, goes with it.
    pub fn fill_defaults(&mut self) {
        self.uuid.get_or_insert_with(Uuid::new_v4);
        let chain = self.chain.get_or_insert_with(|| "root".to_owned());
        let known = CHAIN_PRIORITIES.iter().find(|(protocol, _)| chain.starts_with(protocol));
        match (known, self.priority) {
            (Some((_, priority)), None) => self.priority = Some(*priority),
            // The first turn of all but those before the root needs no saying.
            (_, Some(0)) if known.is_none() => self.priority = None,
            _ => {}
        }
        for entry in &mut self.entries.0 {
            match entry {
                FilterEntry::Rule(rule) => rule.fill_defaults(),
                FilterEntry::Reference(reference) => reference.fill_defaults(),
            }
        }
    }
}

impl FilterRule {
    fn fill_defaults(&mut self) {
        // libvirt takes a priority out of bounds for none.
        self.priority.take_if(|priority| !(-1000..=1000).contains(priority));
        self.priority.get_or_insert(FilterRule::DEFAULT_PRIORITY);
        self.state_match.take_if(|state_match| state_match.0);
        self.matches.join();
    }
}
