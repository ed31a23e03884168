//! Walks through a schema and writes down a document on the way.
//!
//! At every choice the walk takes what it has taken least often at this place of a document: the
//! place is the names of the elements around it, so that a device's address is one thing in a disk
//! and another in a sound card. A budget of elements bounds each document; when it is spent, the
//! shortest way to the end is taken.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::random::Random;
use crate::rules;
use crate::schema::{Id, Name, Pattern, Schema};
use crate::tree::{Content, Element};
use crate::values::Values;

/// Walks a schema again and again.
pub(crate) struct Walker<'s> {
    schema: &'s Schema,
    values: Values,
    random: Random,
    /// How often a pattern was met at a place of documents.
    met: HashMap<(u64, Id), usize>,
    /// For each place of the schemas whether it was met.
    pub(crate) covered: Vec<bool>,
    /// What is to be taken, whatever else is to be had: a pattern, and the part of it.
    forced: HashMap<Id, Id>,
    /// The names of the elements around.
    path: String,
    /// How many elements the document may still have.
    left: usize,
    /// In how many of 100 cases something optional is there.
    eager: usize,
}

/// Where the walk is: hashes of the names of the elements around it, and how many they are.
#[derive(Clone, Copy, Default)]
struct At {
    path: u64,
    name: u64,
    depth: usize,
}

impl At {
    /// The place inside of `name`. An element right in one of its own name, as backing stores are,
    /// is the same place once more.
    fn inside(self, name: &str) -> At {
        let hash = |value: (u64, &str)| {
            let mut hasher = DefaultHasher::new();
            value.hash(&mut hasher);
            hasher.finish()
        };
        let own = hash((0, name));
        let path = if own == self.name { self.path } else { hash((self.path, name)) };
        At { path, name: own, depth: self.depth + 1 }
    }
}

/// Deeper than this, elements end as soon as they can: backing stores nest for ever.
const DEEPEST: usize = 12;

/// What counts of visits are multiplied with before they are divided by a size.
const SCALE: usize = 1_000_000;

impl<'s> Walker<'s> {
    /// A walker whose documents depend on `seed` alone; `places` is how many places there are.
    pub(crate) fn new(schema: &'s Schema, places: usize, seed: u64) -> Self {
        Walker {
            schema,
            values: Values::default(),
            random: Random::new(seed),
            met: HashMap::new(),
            covered: vec![false; places],
            forced: HashMap::new(),
            path: String::new(),
            left: 0,
            eager: 0,
        }
    }

    /// The next document.
    pub(crate) fn document(&mut self) -> Element {
        self.left = 4 + self.random.below(60);
        self.eager = *self.random.pick(&[10, 20, 40, 70]);
        self.make()
    }

    fn make(&mut self) -> Element {
        let mut content = Content::default();
        self.walk(self.schema.start, At::default(), &mut content);
        content.into_root()
    }

    /// A document that meets the last pattern of `way`, which starts at the schema's start.
    pub(crate) fn document_by(&mut self, way: &[Id]) -> Element {
        self.forced = way.windows(2).map(|step| (step[0], step[1])).collect();
        (self.left, self.eager) = (0, 0);
        let document = self.make();
        self.forced.clear();
        document
    }

    fn walk(&mut self, id: Id, at: At, content: &mut Content) {
        self.covered[self.schema.places[id]] = true;
        *self.met.entry((at.path, id)).or_default() += 1;
        let schema = self.schema;
        match &schema.patterns[id] {
            Pattern::Element { name, content: inner } => {
                let element = self.element(name, *inner, at);
                content.add_element(element);
            }
            Pattern::Attribute { name, content: inner } => {
                let name = self.name(name);
                let mut value = Content::default();
                self.walk(*inner, at.inside(&name.1), &mut value);
                content.add_attribute(name, value.into_text());
            }
            Pattern::Group(parts) => parts.iter().for_each(|part| self.walk(*part, at, content)),
            Pattern::Interleave(parts) => self.interleave(parts, at, content),
            Pattern::Choice(parts) => {
                let part = self.choose(id, parts, at);
                self.walk(part, at, content);
            }
            Pattern::Optional(part) => {
                if self.takes(id, *part, at) {
                    self.walk(*part, at, content);
                }
            }
            Pattern::Repeat { content: part, least } => self.repeat(id, *part, *least, at, content),
            Pattern::Ref(to) => self.walk(*to, at, content),
            Pattern::Text => content.add_text(&self.values.text(&mut self.random)),
            Pattern::Value(value) => content.add_text(value),
            Pattern::Data(data) => content.add_text(&self.values.value(data, &mut self.random)),
            Pattern::Empty => {}
            Pattern::NotAllowed => panic!("the walk is where nothing is allowed"),
        }
    }

    fn element(&mut self, name: &Name, inner: Id, at: At) -> Element {
        self.left = self.left.saturating_sub(1);
        let (namespace, local) = self.name(name);
        let mut content = Content::default();
        self.path.push_str(&format!("/{local}"));
        self.walk(inner, at.inside(&local), &mut content);
        self.complete(&mut content);
        self.path.truncate(self.path.len() - local.len() - 1);
        Element { namespace, local, content }
    }

    /// Gives an element what the rules want of it.
    fn complete(&mut self, content: &mut Content) {
        rules::complete(&self.path, content);
        let kind = content.attribute("type").unwrap_or_default().to_owned();
        for (name, value) in content.attributes_mut() {
            let path = &self.path;
            let instead = rules::at_path(&format!("{path}/@{name}"), value)
                .or_else(|| rules::at_path(&format!("{path}[{kind}]/@{name}"), value));
            if let Some(instead) = instead {
                (*self.random.pick(instead)).clone_into(value);
            }
        }
        if let Some(text) = content.sole_text_mut()
            && let Some(instead) = rules::at_path(&self.path, text)
        {
            (*self.random.pick(instead)).clone_into(text);
        }
        content.bound_sizes(&self.path);
    }

    fn name(&mut self, name: &Name) -> (String, String) {
        match name {
            Name::Known { namespace, local } => (namespace.clone(), local.clone()),
            Name::Any => {
                let namespaces = ["", "http://example.org/own", "urn:x"];
                let namespace = (*self.random.pick(&namespaces)).to_owned();
                (namespace, (*self.random.pick(&["a", "own", "name", "Ünder_1"])).to_owned())
            }
        }
    }

    /// Walks all parts, the budget going to them in any order.
    fn interleave(&mut self, parts: &[Id], at: At, content: &mut Content) {
        let mut order: Vec<usize> = (0..parts.len()).collect();
        self.random.shuffle(&mut order);
        let mut found: Vec<Content> = parts.iter().map(|_| Content::default()).collect();
        for index in order {
            self.walk(parts[index], at, &mut found[index]);
        }
        content.add_mixed(found);
    }

    fn choose(&mut self, id: Id, parts: &[Id], at: At) -> Id {
        if let Some(forced) = self.forced(id) {
            return forced;
        }
        let schema = self.schema;
        let mut parts: Vec<Id> =
            parts.iter().copied().filter(|part| schema.least(*part).is_some()).collect();
        self.random.shuffle(&mut parts);
        let known = |part: &Id| self.met(at, *part) * SCALE / schema.size(*part);
        let found = match self.is_spent(at) {
            true => parts.iter().min_by_key(|part| (schema.least(**part), known(part))),
            false => parts.iter().min_by_key(|part| known(part)),
        };
        *found.unwrap()
    }

    /// Whether something optional is there: always when it never was at this place, seldom when it
    /// was there so often that there is nothing new to see.
    fn takes(&mut self, id: Id, part: Id, at: At) -> bool {
        if self.schema.least(part).is_none() {
            return false;
        }
        if self.forced(id).is_some() {
            return true;
        }
        if self.is_spent(at) {
            return false;
        }
        let eager = match self.met(at, part) {
            0 => 100,
            met if met < 4 * self.schema.size(part) => self.eager,
            _ => self.eager / 10,
        };
        self.random.percent(eager)
    }

    /// How often the pattern was met at this place.
    fn met(&self, at: At, id: Id) -> usize {
        self.met.get(&(at.path, id)).copied().unwrap_or_default()
    }

    fn repeat(&mut self, id: Id, part: Id, least: usize, at: At, content: &mut Content) {
        let mut times = 0;
        while times < least || (times < 6 && self.takes(id, part, at)) {
            self.walk(part, at, content);
            times += 1;
        }
    }

    /// The part of `id` that is on the way to what is wanted, once.
    fn forced(&mut self, id: Id) -> Option<Id> {
        self.forced.remove(&id)
    }

    fn is_spent(&self, at: At) -> bool {
        self.left == 0 || at.depth > DEEPEST
    }
}
