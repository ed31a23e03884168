//! The third pass: what cannot work.

use super::FilterConfig;
use crate::ErrorKind;
use crate::config::{Problems, Validate};

/// What the names of chains start with, but for `root`.
const PROTOCOLS: [&str; 7] = ["mac", "vlan", "stp", "arp", "rarp", "ipv4", "ipv6"];

/// How long the name of a chain may be; the host's tools allow no more.
const LONGEST_CHAIN: usize = 12;

impl Validate for FilterConfig {
    fn collect_problems(&self, problems: &mut Problems) {
        let name = self.name.as_deref().unwrap_or_default();
        if name.is_empty() {
            problems.report_at_as("@name", ErrorKind::NoName, "<filter>");
        }
        self.check_priority(problems);
        self.check_chain(problems);
        let references: Vec<_> = self.references().collect();
        problems.each("filterref", &references, |reference, problems| {
            if !name.is_empty() && reference.filter == name {
                let message = format!("the filter '{name}' has a <filterref> to itself; drop it");
                problems.report_at("@filter", message);
            }
        });
    }
}

impl FilterConfig {
    fn check_priority(&self, problems: &mut Problems) {
        if let Some(priority) = self.priority
            && !(-1000..=1000).contains(&priority)
        {
            let message = format!("the chain priority {priority} is not from -1000 to 1000");
            problems.report_at_as("@priority", ErrorKind::InvalidArg, message);
        }
    }

    fn check_chain(&self, problems: &mut Problems) {
        let Some(chain) = self.chain.as_deref().filter(|chain| *chain != "root") else { return };
        let known = |byte: u8| byte.is_ascii_alphanumeric() || b"_.:-".contains(&byte);
        let named = PROTOCOLS.iter().any(|protocol| chain.starts_with(protocol));
        let message = if chain.len() > LONGEST_CHAIN {
            format!("the chain '{chain}' has more than {LONGEST_CHAIN} characters")
        } else if !named {
            let protocols = PROTOCOLS.join(", ");
            format!("the chain '{chain}' is not called 'root' and does not start with {protocols}")
        } else if !chain.bytes().all(known) {
            format!("the chain '{chain}' has more than letters, digits and '_', '.', ':', '-'")
        } else {
            return;
        };
        problems.report_at_as("@chain", ErrorKind::InvalidArg, message);
    }
}
