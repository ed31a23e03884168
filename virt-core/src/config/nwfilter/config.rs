//! `<filter>` itself.

use uuid::Uuid;

use super::rule::element_choice;
use super::{FilterReference, FilterRule};
use crate::config::root::root_element;
use crate::xml::{ChildKind, ChildShape, Node, Shape, Writer, XmlElement};

/// The definition of a network filter: `<filter name='no-mail' chain='ipv4'>`.
///
/// ```
/// use virt_core::config::FilterConfig;
/// use virt_core::config::nwfilter::RuleMatch;
///
/// let filter = FilterConfig::parse(
///     "<filter name='no-mail'>
///        <rule action='drop' direction='out'><tcp dstportstart='25'/></rule>
///      </filter>",
/// )?;
/// let rule = filter.rules().next().expect("a rule");
/// assert!(matches!(rule.matches.0.first(), Some(RuleMatch::Tcp(_))));
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, XmlElement)]
pub struct FilterConfig {
    /// The name, unique on its host. A definition without one is refused by
    /// [`FilterConfig::validate`].
    #[xml(attribute)]
    pub name: Option<String>,
    /// Where its rules stand: `root`, or a chain for a protocol such as `arp` or `ipv4-mine`.
    /// Default: root.
    #[xml(attribute)]
    pub chain: Option<String>,
    /// When the chain has its turn: from -1000, which is first, to 1000. Default: what its
    /// protocol has; 0 for root.
    #[xml(attribute)]
    pub priority: Option<i32>,
    /// The identity, unique and unchanged for good. Made up where it is missing.
    #[xml(value)]
    pub uuid: Option<Uuid>,
    /// Rules and other filters, in the author's order.
    #[xml(flatten)]
    pub entries: FilterEntries,
}

root_element!(FilterConfig, "filter", Nwfilter);

impl FilterConfig {
    /// Makes a definition with a name and nothing else.
    pub fn new(name: impl Into<String>) -> Self {
        FilterConfig { name: Some(name.into()), ..FilterConfig::default() }
    }

    /// The same filter with one more rule.
    #[must_use]
    pub fn with_rule(mut self, rule: FilterRule) -> Self {
        self.entries.0.push(FilterEntry::Rule(Box::new(rule)));
        self
    }

    /// The same filter with the rules of another.
    #[must_use]
    pub fn with_reference(mut self, reference: FilterReference) -> Self {
        self.entries.0.push(FilterEntry::Reference(Box::new(reference)));
        self
    }

    /// The rules.
    pub fn rules(&self) -> impl Iterator<Item = &FilterRule> {
        self.entries.0.iter().filter_map(|entry| match entry {
            FilterEntry::Rule(rule) => Some(&**rule),
            FilterEntry::Reference(_) => None,
        })
    }

    /// The other filters.
    pub fn references(&self) -> impl Iterator<Item = &FilterReference> {
        self.entries.0.iter().filter_map(|entry| match entry {
            FilterEntry::Reference(reference) => Some(&**reference),
            FilterEntry::Rule(_) => None,
        })
    }
}

element_choice! {
    /// A part of a filter.
    FilterEntry,
    /// The parts of a filter, in the author's order.
    FilterEntries {
        /// The rules of another filter.
        Reference(FilterReference) = "filterref",
        /// A rule.
        Rule(FilterRule) = "rule",
    }
}
