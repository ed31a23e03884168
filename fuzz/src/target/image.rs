//! The head of a save image.

use virt_core::config::save_image::SaveImage;

pub(super) fn read(mut bytes: &[u8]) {
    let Ok(image) = SaveImage::read(&mut bytes) else { return };
    let written = image.to_bytes().map_err(|err| err.to_string());
    let again = written.and_then(|written| {
        SaveImage::read(&mut written.as_slice()).map_err(|err| err.to_string())
    });
    assert_eq!(again.as_ref(), Ok(&image));
    _ = image.cookie();
    if let Ok(domain) = image.domain() {
        let mut changed = image.clone();
        match changed.set_domain(&domain) {
            Ok(()) => assert_eq!(changed.memory_offset(), image.memory_offset()),
            Err(_) => assert_eq!(changed, image),
        }
    }
}
