//! `<domstatus>` itself.

use super::{DomainTaint, RunningDomain};
use crate::config::problem::{Problems, Validate};
use crate::config::root::root_element;
use crate::driver::domain::DomainStatus;
use crate::xml::{Element, XmlElement};

/// What a driver writes down of a running domain, to find it again after a restart: `<domstatus>`.
///
/// State, process and definition are the same for all drivers. The rest is the driver's own and
/// kept as it is. It is written with [`Form::secure`](crate::xml::Form::secure), since the running
/// guest has the passwords too.
///
/// ```
/// use virt_core::config::DomainStatusDocument;
/// use virt_core::api::domain::DomainState;
///
/// let text = "<domstatus state='paused' reason='user' pid='4711'>
///               <taint flag='custom-argv'/>
///               <monitor path='/run/web.monitor' type='unix'/>
///               <domain type='kvm' id='3'><name>web</name></domain>
///             </domstatus>";
/// let document = DomainStatusDocument::parse(text)?;
/// assert_eq!(document.status.state(), DomainState::Paused);
/// assert_eq!(document.domain.id, Some(3));
/// assert_eq!(document.private[0].name(), "monitor");
/// # Ok::<(), virt_core::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, XmlElement)]
pub struct DomainStatusDocument {
    /// What the domain is doing, and why.
    #[xml(flatten)]
    pub status: DomainStatus,
    /// The process that runs it.
    #[xml(attribute)]
    pub pid: i32,
    /// What was done to the domain that makes it hard to say why it behaves as it does.
    #[xml(path = "taint/@flag")]
    pub taints: Vec<DomainTaint>,
    /// What the driver keeps for itself.
    #[xml(others)]
    pub private: Vec<Element>,
    /// The definition as it runs.
    #[xml(child)]
    pub domain: Box<RunningDomain>,
}

root_element!(DomainStatusDocument, "domstatus", Domain);

impl Validate for DomainStatusDocument {
    fn collect_problems(&self, problems: &mut Problems) {
        problems.within("domain", |problems| self.domain.collect_problems(problems));
    }
}
