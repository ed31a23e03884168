//! What is wrong with a definition: all of it at once, each with the way to it.

use std::collections::HashMap;
use std::fmt;

use crate::xml::{Document, Finding, FindingKind, Node, Places};
use crate::{Error, ErrorKind};

/// One thing in a model that cannot work.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// The way to it from the root, as [`Node::path`](crate::xml::Node::path) writes it:
    /// `/domain/devices/disk[2]/target/@dev`. It may name what is missing.
    pub path: String,
    /// The kind of error that it is.
    pub kind: ErrorKind,
    /// What is wrong and, where that is known, what to do.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (at {})", self.sentence(), self.path)
    }
}

impl Problem {
    /// What is wrong, without the words of its kind; but for a missing name, which has no others.
    fn sentence(&self) -> String {
        match self.kind {
            ErrorKind::NoName => Error::new(self.kind, self.message.as_str()).to_string(),
            _ => self.message.clone(),
        }
    }
}

/// Collects what is wrong while the checks go through a model.
///
/// ```
/// use virt_core::config::Problems;
///
/// let mut problems = Problems::of("domain");
/// problems.within("devices", |problems| {
///     problems.each("disk", &["vda", "vda"], |name, problems| {
///         problems.report_at("target/@dev", format!("'{name}' is taken"));
///     });
/// });
/// let paths: Vec<_> = problems.found().iter().map(|problem| problem.path.as_str()).collect();
/// assert_eq!(paths, ["/domain/devices/disk[1]/target/@dev", "/domain/devices/disk[2]/target/@dev"]);
/// ```
#[derive(Debug, Default)]
pub struct Problems {
    path: String,
    found: Vec<Problem>,
}

impl Problems {
    /// How many problems are kept: nobody reads more, and a document can have millions.
    pub const MOST: usize = 1000;

    /// Starts at the root element `root`, with nothing wrong yet.
    pub fn of(root: &str) -> Self {
        Problems { path: format!("/{root}"), found: Vec::new() }
    }

    /// Checks what is inside of the element `name`.
    pub fn within(&mut self, name: &str, check: impl FnOnce(&mut Problems)) {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(name);
        check(self);
        self.path.truncate(length);
    }

    /// Checks each of the elements called `name`, all there are, in the order of the document.
    pub fn each<'i, T: 'i, I>(
        &mut self,
        name: &str,
        items: I,
        mut check: impl FnMut(&'i T, &mut Problems),
    ) where
        I: IntoIterator<Item = &'i T>,
        I::IntoIter: ExactSizeIterator,
    {
        let items = items.into_iter();
        let single = items.len() == 1;
        for (index, item) in items.enumerate() {
            match single {
                true => self.within(name, |problems| check(item, problems)),
                false => {
                    let step = format!("{name}[{}]", index + 1);
                    self.within(&step, |problems| check(item, problems));
                }
            }
        }
    }

    /// Says what is wrong here, in error kind [`ErrorKind::XmlError`].
    pub fn report(&mut self, message: impl Into<String>) {
        self.report_as(ErrorKind::XmlError, message);
    }

    /// Says what is wrong here, in an error kind of its own. Of thousands of problems the first
    /// [`Problems::MOST`] are kept.
    pub fn report_as(&mut self, kind: ErrorKind, message: impl Into<String>) {
        if self.found.len() < Problems::MOST {
            self.found.push(Problem { path: self.path.clone(), kind, message: message.into() });
        }
    }

    /// Says what is wrong below this place, such as at `target/@dev`.
    pub fn report_at(&mut self, below: &str, message: impl Into<String>) {
        self.within(below, |problems| problems.report(message));
    }

    /// Says what no host can do below this place, in error kind
    /// [`ErrorKind::ConfigUnsupported`].
    pub fn unsupported_at(&mut self, below: &str, message: impl Into<String>) {
        self.report_at_as(below, ErrorKind::ConfigUnsupported, message);
    }

    /// Says what is wrong below this place, in an error kind of its own.
    pub fn report_at_as(&mut self, below: &str, kind: ErrorKind, message: impl Into<String>) {
        self.within(below, |problems| problems.report_as(kind, message));
    }

    /// Checks what is inside of the element `name`, if it is there.
    pub fn within_some<'i, T>(
        &mut self,
        name: &str,
        item: Option<&'i T>,
        check: impl FnOnce(&'i T, &mut Problems),
    ) {
        if let Some(item) = item {
            self.within(name, |problems| check(item, problems));
        }
    }

    /// Checks the element `name`, if it is there, in the way that it knows itself.
    pub fn check_some<T: Validate>(&mut self, name: &str, item: Option<&T>) {
        self.within_some(name, item, Validate::collect_problems);
    }

    /// What was found so far.
    pub fn found(&self) -> &[Problem] {
        &self.found
    }

    /// What was found.
    pub fn into_found(self) -> Vec<Problem> {
        self.found
    }
}

/// A model that knows what cannot work, whichever driver would have to do it.
pub trait Validate {
    /// Reports all that is wrong in the model, from its own element on.
    fn collect_problems(&self, problems: &mut Problems);
}

/// Checks something outside of its document, as an element called `root`.
pub(crate) fn checked(root: &str, check: impl FnOnce(&mut Problems)) -> crate::Result<()> {
    let mut problems = Problems::of(root);
    check(&mut problems);
    into_result(problems.found())
}

/// One error for all that is wrong, of the first one's kind; none where nothing is.
pub(crate) fn into_result(problems: &[Problem]) -> crate::Result<()> {
    let Some((first, others)) = problems.split_first() else { return Ok(()) };
    let mut message = first.message.clone();
    if !others.is_empty() {
        // The error itself has the words of the first one's kind.
        message.push_str(&format!(" (at {})", first.path));
        message.extend(others.iter().map(|problem| format!("\n{problem}")));
    }
    Err(Error::new(first.kind, message))
}

/// The problems as findings in the text that the model was read from, in its order. What is missing
/// there is placed at the nearest element around it.
pub(crate) fn locate(document: &Document<'_>, problems: Vec<Problem>) -> Vec<Finding> {
    let mut finder = Finder::of(document);
    let mut located: Vec<_> =
        problems.into_iter().map(|problem| (finder.find(&problem.path).0, problem)).collect();
    located.sort_by_key(|(offset, _)| *offset);
    let mut places = Places::of(document);
    let locate = |(offset, problem): (usize, Problem)| Finding {
        position: places.position(offset),
        kind: FindingKind::Invalid { kind: problem.kind, message: problem.sentence() },
        path: problem.path,
    };
    located.into_iter().map(locate).collect()
}

/// Finds what paths name, thousands of them in a document with millions of elements.
pub(crate) struct Finder<'d> {
    root: Node<'d>,
    /// The children of each element that was looked into, by their names.
    children: HashMap<usize, HashMap<&'d str, Vec<Node<'d>>>>,
}

impl<'d> Finder<'d> {
    pub(crate) fn of(document: &'d Document<'d>) -> Self {
        Finder { root: document.root(), children: HashMap::new() }
    }

    /// Whether an element or attribute stands at this path.
    pub(crate) fn is_there(&mut self, path: &str) -> bool {
        self.find(path).1
    }

    /// The place of what `path` names, or of the nearest element around it, and which of both it is.
    fn find(&mut self, path: &str) -> (usize, bool) {
        let mut node = self.root;
        for step in path.split('/').skip(2) {
            if let Some(name) = step.strip_prefix('@') {
                let attribute = node.attributes().find(|attribute| attribute.name() == name);
                let found = attribute.map(|attribute| (attribute.offset(), true));
                return found.unwrap_or_else(|| (node.offset(), false));
            }
            let (name, number) = split_step(step);
            match self.children_of(node).get(name).and_then(|named| named.get(number)) {
                Some(child) => node = *child,
                None => return (node.offset(), false),
            }
        }
        (node.offset(), true)
    }

    fn children_of(&mut self, node: Node<'d>) -> &HashMap<&'d str, Vec<Node<'d>>> {
        self.children.entry(node.offset()).or_insert_with(|| {
            let mut named: HashMap<&str, Vec<Node<'d>>> = HashMap::new();
            node.children().for_each(|child| named.entry(child.name()).or_default().push(child));
            named
        })
    }
}

/// `disk[2]` is the child called `disk` with number 1, counted from 0.
fn split_step(step: &str) -> (&str, usize) {
    let numbered = step.strip_suffix(']').and_then(|step| step.split_once('['));
    match numbered.and_then(|(name, number)| Some((name, number.parse::<usize>().ok()?))) {
        Some((name, number)) => (name, number.saturating_sub(1)),
        None => (step, 0),
    }
}
