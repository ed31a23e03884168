//! Parts of a document, picked with XPath.

use uppsala::dom::{Document, NodeId, NodeKind, QName, XmlWriteOptions};
use uppsala::xpath::{XPathEvaluator, XPathValue};

/// What `expression` selects of `xml`, a line or more for each node; with `wrap` all of it in one
/// element.
///
/// Every namespace prefix that the document declares can be used in the expression.
pub(crate) fn select(xml: &str, expression: &str, wrap: bool) -> Result<String, String> {
    let cannot = |err: &dyn std::fmt::Display| {
        format!("cannot evaluate the XPath expression '{expression}': {err}")
    };
    let mut document = uppsala::parse(xml).map_err(|err| cannot(&err))?;
    drop_blanks(&mut document);
    document.prepare_xpath();
    let mut evaluator = XPathEvaluator::new();
    for (prefix, uri) in namespaces(&document) {
        evaluator.add_namespace(prefix, uri);
    }
    let found =
        evaluator.evaluate(&document, document.root(), expression).map_err(|err| cannot(&err))?;
    let XPathValue::NodeSet(nodes) = found else {
        return Ok(found.to_string_value(&document) + "\n");
    };
    Ok(match wrap {
        true => wrapped(&mut document, &nodes),
        false => nodes.iter().map(|node| print(&document, *node) + "\n").collect(),
    })
}

/// Removes the white space between elements; the output has its own.
fn drop_blanks(document: &mut Document<'_>) {
    let blanks: Vec<NodeId> = document
        .descendants(document.root())
        .into_iter()
        .filter(|node| match document.node_kind(*node) {
            Some(NodeKind::Text(text)) => text.trim().is_empty(),
            _ => false,
        })
        .collect();
    for blank in blanks {
        document.detach(blank);
    }
}

fn namespaces(document: &Document<'_>) -> Vec<(String, String)> {
    let elements = document.descendants(document.root()).into_iter();
    elements
        .filter_map(|node| document.element(node))
        .flat_map(|element| element.namespace_declarations.iter())
        .map(|(prefix, uri)| (prefix.to_string(), uri.to_string()))
        .filter(|(prefix, _)| !prefix.is_empty())
        .collect()
}

fn print(document: &Document<'_>, node: NodeId) -> String {
    match document.node_kind(node) {
        // As libxml2 prints an attribute that stands alone.
        Some(NodeKind::Attribute(name, value)) => {
            let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            format!(" {}=\"{value}\"", name.prefixed_name())
        }
        _ => document
            .node_to_xml_with_options(node, &XmlWriteOptions::pretty("  "))
            .trim_end()
            .to_owned(),
    }
}

fn wrapped(document: &mut Document<'_>, nodes: &[NodeId]) -> String {
    let parent = document.create_element(QName::local("nodes"));
    for node in nodes {
        document.append_child(parent, *node);
    }
    print(document, parent) + "\n"
}

#[cfg(test)]
mod tests {
    use super::select;

    const XML: &str = "<domain type='test'>\n  <name>web</name>\n  <os>\n    <type>hvm</type>\n    \
                       <boot dev='hd'/>\n  </os>\n  <metadata>\n    <x:a xmlns:x='urn:x'>b</x:a>\n  \
                       </metadata>\n</domain>\n";

    #[test]
    fn each_node_begins_a_line() {
        let rows = [
            ("//name|//boot", "<name>web</name>\n<boot dev=\"hd\"/>\n"),
            ("//os", "<os>\n  <type>hvm</type>\n  <boot dev=\"hd\"/>\n</os>\n"),
            ("//name/text()", "web\n"),
            ("//@*", " type=\"test\"\n dev=\"hd\"\n"),
            ("//x:a", "<x:a xmlns:x=\"urn:x\">b</x:a>\n"),
            ("//nothing", ""),
        ];
        for (expression, expected) in rows {
            assert_eq!(select(XML, expression, false).as_deref(), Ok(expected), "{expression}");
        }
    }

    #[test]
    fn a_value_is_printed_as_it_is() {
        assert_eq!(select(XML, "string(//name)", false).as_deref(), Ok("web\n"));
        assert_eq!(select(XML, "count(//os/*)", false).as_deref(), Ok("2\n"));
    }

    #[test]
    fn all_nodes_fit_into_one_element() {
        assert_eq!(
            select(XML, "//name|//boot", true).as_deref(),
            Ok("<nodes>\n  <name>web</name>\n  <boot dev=\"hd\"/>\n</nodes>\n")
        );
        assert_eq!(select(XML, "//nothing", true).as_deref(), Ok("<nodes/>\n"));
    }

    #[test]
    fn a_mistake_names_the_expression() {
        assert!(select(XML, "///", false).unwrap_err().contains("'///'"));
    }
}
