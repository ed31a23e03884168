//! Makes the documents of all kinds and has them judged, on all processors.

use std::env;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::kinds::{KINDS, Kind};
use crate::reader::Folder;
use crate::report::Report;
use crate::schema::{Id, Schema};
use crate::tree::Style;
use crate::walk::Walker;

/// What all documents together have shown.
#[derive(Default)]
pub(crate) struct Outcome {
    pub(crate) documents: usize,
    pub(crate) report: Report,
    /// For each place of the schemas whether a document has it.
    covered: Vec<bool>,
    /// Places that documents can have, and none has.
    pub(crate) missed: Vec<String>,
}

/// Makes all documents; or those up to the one that `VIRT_WALK` names, which is printed.
pub(crate) fn run(folder: &Folder) -> Outcome {
    let schemas: Vec<_> = KINDS.iter().map(|kind| (kind, folder.schema(kind))).collect();
    let wanted = env::var("VIRT_WALK").ok();
    let seed = env::var("VIRT_WALK_SEED").map_or(0, |seed| seed.parse().unwrap());
    let mut goes = Vec::new();
    for (kind, schema) in &schemas {
        goes.extend((0..kind.goes).map(|go| Go { kind, schema, go, seed }));
    }
    if let Some((name, _)) = wanted.as_deref().and_then(|wanted| wanted.rsplit_once('/')) {
        goes.retain(|go| go.name() == name);
    }
    let total = Mutex::new(Outcome { covered: vec![false; folder.places()], ..Outcome::default() });
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some(go) = goes.get(next.fetch_add(1, Ordering::Relaxed)) {
            let outcome = go.run(folder, wanted.as_deref());
            total.lock().unwrap().join(outcome);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(work);
        }
    });
    let mut total = total.into_inner().unwrap();
    if wanted.is_none() {
        for (kind, schema) in &schemas {
            total.complete(folder, kind, schema);
        }
    }
    total
}

/// One series of documents, each of which depends on those before.
struct Go<'s> {
    kind: &'static Kind,
    schema: &'s Schema,
    go: u64,
    seed: u64,
}

impl Go<'_> {
    fn name(&self) -> String {
        format!("{}/{}", self.kind.name, self.go)
    }

    fn run(&self, folder: &Folder, wanted: Option<&str>) -> Outcome {
        let mut walker = Walker::new(self.schema, folder.places(), self.seed + self.go + 1);
        let mut outcome = Outcome::default();
        for number in 0..self.kind.documents {
            let document = walker.document();
            let style = Style { mixed: Some(number as u64), at_root: number % 2 == 0 };
            let name = format!("{}/{number}", self.name());
            let is_wanted = wanted.is_none_or(|wanted| wanted == name);
            if is_wanted {
                outcome.judge(self.kind, &name, &document.to_xml(style));
            }
            if is_wanted && wanted.is_some() {
                println!("{}", document.to_xml(style));
            }
        }
        outcome.covered = walker.covered;
        outcome
    }
}

impl Outcome {
    fn judge(&mut self, kind: &'static Kind, name: &str, text: &str) {
        self.documents += 1;
        for gap in (kind.judge)(text) {
            self.report.add(kind.name, name, gap);
        }
    }

    fn join(&mut self, other: Outcome) {
        self.documents += other.documents;
        self.report.join(other.report);
        for (covered, too) in self.covered.iter_mut().zip(other.covered) {
            *covered |= too;
        }
    }

    /// Makes documents that go straight to the places which chance has not found.
    fn complete(&mut self, folder: &Folder, kind: &'static Kind, schema: &Schema) {
        let mut walker = Walker::new(schema, folder.places(), 0);
        let reachable = schema.reachable();
        for (number, id) in reachable.iter().map(|(id, _)| *id).enumerate() {
            let place = schema.places[id];
            if self.covered[place] {
                continue;
            }
            let document = walker.document_by(&way(&reachable, id));
            let style = Style { mixed: None, at_root: true };
            let name = format!("{}/way/{number}", kind.name);
            self.judge(kind, &name, &document.to_xml(style));
            for (covered, too) in self.covered.iter_mut().zip(&walker.covered) {
                *covered |= too;
            }
            if !self.covered[place] {
                self.missed.push(folder.describe(place));
            }
        }
    }
}

/// The patterns from the start to `to`.
fn way(reachable: &[(Id, Option<Id>)], to: Id) -> Vec<Id> {
    let mut way = vec![to];
    let mut at = Some(to);
    while let Some(id) = at {
        at = reachable.iter().find(|(found, _)| *found == id).and_then(|(_, from)| *from);
        way.extend(at);
    }
    way.reverse();
    way
}
