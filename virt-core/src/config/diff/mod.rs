//! What differs between two definitions of one kind.
//!
//! Definitions are compared in canonical form, so units, quotes and the order of attributes make
//! no difference. Elements that there can be several of are matched by what identifies them, such
//! as a disk's target or an interface's hardware address; see the table in `identity.rs`. A disk
//! more in front of the others is one change, whatever comes behind it. Where nothing identifies
//! an element, equal ones are matched first, and then those that are left over, in their order.
//! Two elements in the other order are a change only where order means something, as for boot
//! devices and rules of filters.

mod change;
mod compare;
mod group;
mod identity;
mod order;
mod pairing;
mod part;

pub use change::{Change, ChangeKind};

use super::root::Configuration;
use crate::xml::{Element, Form};

/// Lists what `new` has in other words than `old`, in the order of the documents. Secrets, such
/// as passwords of displays, are compared and told like anything else.
///
/// ```
/// use virt_core::config::{NetworkConfig, diff};
///
/// let network = |ports: &str| {
///     NetworkConfig::parse(&format!("<network><name>lab</name>{ports}</network>"))
/// };
/// let old = network("<portgroup name='web'/>")?;
/// let new = network("<portgroup name='db'/><portgroup name='web' default='yes'/>")?;
/// let changes: Vec<_> = diff(&old, &new).iter().map(ToString::to_string).collect();
/// assert_eq!(
///     changes,
///     [
///         "/network/portgroup[@name='web']/@default\n+ yes\n",
///         "/network/portgroup[@name='db']\n+ <portgroup name='db'/>\n",
///     ]
/// );
/// # Ok::<(), virt_core::Error>(())
/// ```
pub fn diff<T: Configuration>(old: &T, new: &T) -> Vec<Change> {
    let form = Form { secure: true, ..Form::default() };
    diff_documents(&old.to_xml_as(form), &new.to_xml_as(form))
}

/// The same for documents in canonical form, which one of our models wrote.
pub(crate) fn diff_documents(old: &str, new: &str) -> Vec<Change> {
    match (Element::parse(old), Element::parse(new)) {
        (Ok(mut old), Ok(mut new)) => {
            part::tidy(&mut old);
            part::tidy(&mut new);
            compare::compare(&old, &new)
        }
        // Only a document beyond the limits of a reader cannot be read again.
        _ if old == new => Vec::new(),
        _ => vec![Change::whole(old, new)],
    }
}
