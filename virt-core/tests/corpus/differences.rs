//! What libvirt makes of a definition, beside the definition.

use virt_core::config::{DomainConfig, diff};

use crate::SECURE;
use crate::apply::Tree;
use crate::cases::{Case, cases};
use virt_testkit::needs;

#[test]
fn changes_lead_from_input_to_output() {
    let Some(root) = needs::corpus() else { return };
    let mut pairs = 0;
    for case in cases(&root, "qemuxmlconf") {
        let config =
            |name| case.optional_file(name).and_then(|text| DomainConfig::parse(&text).ok());
        if let (Some(input), Some(output)) = (config("input"), config("output")) {
            check(&case, &input, &output);
            check(&case, &output, &input);
            pairs += 1;
        }
    }
    assert!(pairs > 500, "{pairs} pairs only");
}

fn check(case: &Case, old: &DomainConfig, new: &DomainConfig) {
    let mut tree = Tree::parse(&old.to_xml_as(SECURE));
    tree.apply(&diff(old, new));
    assert_eq!(tree.sorted(), Tree::parse(&new.to_xml_as(SECURE)).sorted(), "{}", case.id);
    assert_eq!(diff(old, old), [], "{}", case.id);
}
