//! The heads of save images. The one in `data` is what libvirt 11.3 wrote of a guest, without the
//! zeros at its end.

use virt_core::config::save_image::{SaveImage, SaveImageFormat, SaveImageHeader};
use virt_core::config::{DomainConfig, DriverCookie};
use virt_core::xml::Form;
use virt_core::{ErrorKind, ErrorOrigin, Result};

const SAVED: &[u8] = include_bytes!("data/save-image");

/// The head as libvirt wrote it.
fn head() -> Vec<u8> {
    let mut bytes = SAVED.to_vec();
    bytes.resize(SaveImageHeader::LENGTH + 66_977, 0);
    bytes
}

fn read(bytes: &[u8]) -> Result<SaveImage> {
    SaveImage::read(&mut { bytes })
}

/// The head with other numbers in its header, each with its place.
fn with(numbers: &[(usize, u32)]) -> Vec<u8> {
    let mut bytes = head();
    for (place, number) in numbers {
        bytes[*place..place + 4].copy_from_slice(&number.to_le_bytes());
    }
    bytes
}

const VERSION: usize = 16;
const DATA_LENGTH: usize = 20;
const WAS_RUNNING: usize = 24;
const FORMAT: usize = 28;
const COOKIE_OFFSET: usize = 32;

#[test]
fn an_image_of_libvirt_comes_out_byte_by_byte() {
    let mut file = head();
    file.extend(b"QEVM and the guest's memory");
    let mut rest = file.as_slice();
    let image = SaveImage::read(&mut rest).unwrap();
    assert!(rest.starts_with(b"QEVM"), "not at the guest's memory");
    assert!(image.complete && image.was_running);
    assert_eq!(image.format, SaveImageFormat::Raw);
    assert_eq!(image.memory_offset(), head().len());
    assert_eq!(image.to_bytes().unwrap(), head());

    let domain = image.domain().unwrap();
    assert_eq!(domain.name.as_deref(), Some("saved"));
    let form = Form { secure: true, inactive: true, migratable: true };
    assert_eq!(domain.to_xml_as(form), image.definition());
    let cookie = image.cookie().unwrap().unwrap();
    let names: Vec<_> = cookie.elements.iter().map(|element| element.name()).collect();
    assert_eq!(names, ["cpu", "slirpHelper"]);
}

#[test]
fn numbers_are_read_in_both_byte_orders() {
    let image = read(&head()).unwrap();
    let mut swapped = head();
    for number in swapped[16..SaveImageHeader::LENGTH].chunks_exact_mut(4) {
        number.reverse();
    }
    assert_eq!(read(&swapped).unwrap(), image);
    for (numbers, format) in [
        (&[(VERSION, 0)][..], SaveImageFormat::Raw),
        (&[(VERSION, 1), (FORMAT, 1)], SaveImageFormat::Gzip),
        (&[(WAS_RUNNING, 2), (FORMAT, 5)], SaveImageFormat::Zstd),
        (&[(40, 7), (FORMAT, 6)], SaveImageFormat::Sparse),
    ] {
        let found = read(&with(numbers)).unwrap();
        assert!(found.was_running);
        assert_eq!(found.format, format);
    }
    assert!(!read(&with(&[(WAS_RUNNING, 0)])).unwrap().was_running);
    assert_eq!("zstd".parse(), Ok(SaveImageFormat::Zstd));
}

#[test]
fn what_cannot_be_is_refused_before_memory_is_taken() {
    let partial = |magic: &[u8; 16]| [magic, &head()[16..]].concat();
    for (bytes, message) in [
        (head()[..91].to_vec(), "cannot read the save image's header"),
        (head()[..500].to_vec(), "cannot read the save image's definition"),
        (partial(b"LibvirtQemudSavx"), "no save image"),
        (with(&[(VERSION, 3)]), "is of version 3"),
        (with(&[(VERSION, 3 << 24)]), "is of version 3"),
        (with(&[(DATA_LENGTH, 0)]), "has 0 bytes for the definition"),
        (with(&[(DATA_LENGTH, u32::MAX)]), "has 4294967295 bytes for the definition"),
        (with(&[(DATA_LENGTH, 1 << 24)]), "cannot read the save image's definition"),
        // The definition does not end there.
        (with(&[(DATA_LENGTH, 100), (COOKIE_OFFSET, 0)]), "definition is no text"),
        (with(&[(COOKIE_OFFSET, 400)]), "definition is no text"),
        (with(&[(COOKIE_OFFSET, 66_978)]), "beyond the 66977 bytes"),
        (with(&[(COOKIE_OFFSET, 66_977)]), "cookie is no text"),
        (with(&[(FORMAT, 7)]), "format 7 is not known"),
    ] {
        let err = read(&bytes).unwrap_err();
        assert_eq!(err.kind(), ErrorKind::OperationFailed, "{err}");
        assert_eq!(err.origin(), ErrorOrigin::Qemu);
        assert!(err.message().contains(message), "{err}");
    }
    let incomplete = read(&partial(b"LibvirtQemudPart")).unwrap();
    assert!(!incomplete.complete);
    assert_eq!(incomplete.to_bytes().unwrap(), partial(b"LibvirtQemudPart"));
    assert_eq!(read(&with(&[(COOKIE_OFFSET, 66_976)])).unwrap().cookie().unwrap(), None);
    assert_eq!(read(&with(&[(COOKIE_OFFSET, 0)])).unwrap().cookie().unwrap(), None);
}

/// Whatever a byte is replaced by, the head is read or refused, and what was read is written.
#[test]
fn no_byte_makes_anything_panic() {
    let header = 0..SaveImageHeader::LENGTH;
    for place in header.chain((SaveImageHeader::LENGTH..SAVED.len()).step_by(13)) {
        for byte in [0, 1, b'<', 0x80, 0xFF] {
            let mut bytes = head();
            bytes[place] = byte;
            let Ok(image) = read(&bytes) else { continue };
            _ = image.domain();
            _ = image.cookie();
            let written = image.to_bytes().unwrap();
            assert_eq!(written.len(), image.memory_offset());
            assert_eq!(read(&written).unwrap(), image);
        }
    }
}

#[test]
fn a_definition_changes_where_it_is() {
    let mut image = read(&head()).unwrap();
    let offset = image.memory_offset();
    let mut domain = image.domain().unwrap();
    domain.title = Some("Awake".into());
    image.set_domain(&domain).unwrap();
    assert_eq!(image.memory_offset(), offset);
    let again = read(&image.to_bytes().unwrap()).unwrap();
    assert_eq!(again.domain().unwrap().title.as_deref(), Some("Awake"));
    assert_eq!(again.cookie().unwrap(), read(&head()).unwrap().cookie().unwrap());

    domain.description = Some("z".repeat(100_000));
    let err = image.set_domain(&domain).unwrap_err();
    assert!(err.message().contains("has room for 66977"), "{err}");
    assert!(image.set_definition("<domain/>\0".into()).is_err());
    assert_eq!(image, again);
}

#[test]
fn a_new_image_is_like_libvirts() {
    let saved = read(&head()).unwrap();
    let cookie: Option<DriverCookie> = saved.cookie().unwrap();
    let domain: DomainConfig = saved.domain().unwrap();
    let mut image = SaveImage::new(&domain, cookie.as_ref(), SaveImageFormat::Raw).unwrap();
    assert!(!image.complete);
    image.complete = true;
    assert_eq!(image, saved);
    let without = SaveImage::new(&domain, None, SaveImageFormat::Xz).unwrap();
    assert_eq!(without.header().unwrap().cookie_offset, 0);
    assert_eq!(read(&without.to_bytes().unwrap()).unwrap(), without);
}
