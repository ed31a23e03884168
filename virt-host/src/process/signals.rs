//! Signals held back while a child is made.

#![expect(unsafe_code, reason = "the C library's sets of signals")]

use std::mem::MaybeUninit;
use std::ptr;

/// All signals of this thread, held back while the value lives.
pub(crate) struct SignalsBlocked(libc::sigset_t);

impl SignalsBlocked {
    pub(crate) fn all() -> SignalsBlocked {
        // SAFETY: the first call fills one set, the second reads it and fills the other; it
        // cannot fail with these arguments.
        unsafe {
            let mut all = MaybeUninit::<libc::sigset_t>::uninit();
            let mut before = MaybeUninit::<libc::sigset_t>::zeroed();
            libc::sigfillset(all.as_mut_ptr());
            libc::pthread_sigmask(libc::SIG_SETMASK, all.as_ptr(), before.as_mut_ptr());
            SignalsBlocked(before.assume_init())
        }
    }
}

impl Drop for SignalsBlocked {
    fn drop(&mut self) {
        // SAFETY: reads the set that `all` filled.
        unsafe {
            libc::pthread_sigmask(libc::SIG_SETMASK, &self.0, ptr::null_mut());
        }
    }
}
