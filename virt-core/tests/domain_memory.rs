//! What a definition takes while it is held. An allocator that counts needs a program of its own.

#![expect(unsafe_code, reason = "only an allocator sees what is allocated")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use virt_core::config::DomainConfig;

struct Counting;

static HELD: AtomicUsize = AtomicUsize::new(0);

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: the system's allocator does the work, with the arguments as they came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size(), Ordering::Relaxed);
        // SAFETY: what the caller promises about `layout` is what the system asks.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Ordering::Relaxed);
        // SAFETY: `pointer` came from `alloc` above with this `layout`, so from the system.
        unsafe { System.dealloc(pointer, layout) }
    }
}

/// Nothing else runs in this program, so what is held more is the definition.
#[test]
fn ten_thousand_definitions_fit_in_two_hundred_megabytes() {
    let text = include_str!("data/domain.xml");
    assert!((55..=65).contains(&text.lines().count()));
    let one = || DomainConfig::parse(text).unwrap();
    drop(one());
    let before = HELD.load(Ordering::Relaxed);
    let configs: Vec<DomainConfig> = (0..100).map(|_| one()).collect();
    let each = (HELD.load(Ordering::Relaxed) - before) / configs.len();
    assert!(each <= 20 * 1024, "a definition takes {each} bytes");
}
