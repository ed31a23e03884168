//! A value that readers take as it was last published, without waiting for whoever changes it.

use std::fmt;
use std::sync::Arc;

use arc_swap::ArcSwap;

/// The latest state of an object, as its last change left it.
///
/// Readers never wait, not even while a change is being published, and keep what they took for as
/// long as they like. Whoever changes the object holds its [job](crate::JobSlot), builds the new
/// state and publishes it whole.
///
/// ```
/// use virt_host::Published;
///
/// let state = Published::new("shut off");
/// let before = state.load();
/// state.publish("running");
/// assert_eq!((*before, *state.load()), ("shut off", "running"));
/// ```
pub struct Published<T>(ArcSwap<T>);

impl<T> Published<T> {
    /// Publishes the first value.
    pub fn new(value: impl Into<Arc<T>>) -> Published<T> {
        Published(ArcSwap::new(value.into()))
    }

    /// Returns the latest value.
    pub fn load(&self) -> Arc<T> {
        self.0.load_full()
    }

    /// Makes `value` the latest one and returns the one before.
    pub fn publish(&self, value: impl Into<Arc<T>>) -> Arc<T> {
        self.0.swap(value.into())
    }

    /// Publishes what `change` makes of the latest value, and returns that.
    ///
    /// For the few changes that need no job, such as noting an event: when two happen at once,
    /// neither is lost, but one `change` is called again with the other's result. It should
    /// therefore do nothing else.
    pub fn update(&self, mut change: impl FnMut(&T) -> T) -> Arc<T> {
        let mut latest = self.0.load_full();
        loop {
            let next = Arc::new(change(&latest));
            let seen = self.0.compare_and_swap(&latest, Arc::clone(&next));
            if Arc::ptr_eq(&seen, &latest) {
                return next;
            }
            latest = Arc::clone(&seen);
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Published<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Published").field(&self.load()).finish()
    }
}
