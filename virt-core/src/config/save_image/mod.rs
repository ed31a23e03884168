//! The head of the file that `save` makes of a QEMU guest: who the guest is, and how its memory
//! follows.

mod header;
mod image;

pub use header::{SaveImageFormat, SaveImageHeader};
pub use image::SaveImage;
