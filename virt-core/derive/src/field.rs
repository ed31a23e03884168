//! What `#[xml(…)]` says about a field.

use syn::{Field, GenericArgument, Ident, LitStr, PathArguments, Result, Type};

/// A field and where it stands in the document.
pub(crate) struct XmlField {
    pub(crate) ident: Ident,
    /// The type without its `Option` or `Vec`.
    pub(crate) ty: Type,
    pub(crate) wrapper: Wrapper,
    pub(crate) place: Place,
    pub(crate) default: bool,
    pub(crate) live: bool,
    pub(crate) secret: bool,
    /// How many hexadecimal digits the number is written with, at least.
    pub(crate) hex: Option<usize>,
    /// Its digits are hexadecimal without `0x` too.
    pub(crate) bare_hex: bool,
    /// Its digits are octal behind a zero.
    pub(crate) octal: bool,
    /// A value that cannot be read is none.
    pub(crate) lenient: bool,
    /// An empty value is none.
    pub(crate) blank: bool,
    /// The attribute without which the child is nothing.
    pub(crate) nothing_without: Option<String>,
    /// Whether a repetition of the child element is an error.
    pub(crate) once: bool,
    /// Whether the element that a `path` leads to is nothing without the attribute.
    pub(crate) needed: bool,
    /// The method that says what is written, if that is not what the field holds.
    pub(crate) written_as: Option<String>,
    /// The attribute that chooses the variant of a flattened model must be there.
    pub(crate) tag: Option<String>,
    /// The attribute, and its value, with which the element is not this field's.
    pub(crate) unless: Option<(String, String)>,
    /// The size is kept to the byte.
    pub(crate) exact: bool,
    /// The next of a chain, which is data of its own kind: a list.
    pub(crate) chain: bool,
    pub(crate) namespace: Option<Namespace>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wrapper {
    None,
    Option,
    Vec,
}

#[derive(PartialEq, Eq)]
pub(crate) enum Place {
    Attribute(String),
    /// A number whose unit is in the attribute `unit`.
    Scaled(String),
    Child(String),
    Value(String),
    Flag(String),
    Path {
        element: String,
        attribute: String,
    },
    Text,
    /// On this same element; only where this attribute is there.
    Flatten(Option<String>),
    Any(String),
    /// All other child elements.
    Others,
}

pub(crate) struct Namespace {
    pub(crate) uri: String,
    pub(crate) prefix: String,
    pub(crate) declare: bool,
    /// The declaration stands before all attributes.
    pub(crate) first: bool,
}

impl XmlField {
    pub(crate) fn parse(field: &Field) -> Result<Self> {
        let Some(ident) = field.ident.clone() else {
            return Err(syn::Error::new_spanned(field, "fields need names"));
        };
        let (wrapper, ty) = unwrap(&field.ty);
        let mut words = Words::default();
        for attribute in field.attrs.iter().filter(|attribute| attribute.path().is_ident("xml")) {
            words.parse(attribute, &ident)?;
        }
        let Some(place) = words.place else {
            let message = "say where the field stands: #[xml(attribute)], #[xml(child)], …";
            return Err(syn::Error::new_spanned(&ident, message));
        };
        let namespace = match (words.uri, words.prefix) {
            (Some(uri), Some(prefix)) => {
                Some(Namespace { uri, prefix, declare: words.declare, first: words.first })
            }
            (None, None) => None,
            _ => return Err(syn::Error::new_spanned(&ident, "namespace and prefix go together")),
        };
        let optional = wrapper == Wrapper::Option;
        if matches!(&place, Place::Flatten(with) if with.is_some() != optional) {
            let message = "an optional model on the same element needs the attribute that it comes \
                           with: #[xml(flatten = \"type\")] and Option<…> go together";
            return Err(syn::Error::new_spanned(&ident, message));
        }
        Ok(XmlField {
            ident,
            ty,
            wrapper,
            place,
            default: words.default,
            live: words.live,
            secret: words.secret,
            hex: words.hex,
            bare_hex: words.bare_hex,
            octal: words.octal,
            lenient: words.lenient,
            blank: words.blank,
            nothing_without: words.nothing_without,
            once: words.once,
            needed: words.needed,
            written_as: words.written,
            tag: words.tag,
            unless: words.unless,
            exact: words.exact,
            chain: words.chain,
            namespace,
        })
    }

    /// Whether the model cannot be read without it.
    pub(crate) fn is_required(&self) -> bool {
        self.wrapper == Wrapper::None && !self.default && !matches!(self.place, Place::Flag(_))
    }

    /// The name that is written, with its prefix.
    pub(crate) fn written(&self, name: &str) -> String {
        match &self.namespace {
            Some(namespace) => format!("{}:{name}", namespace.prefix),
            None => name.to_owned(),
        }
    }
}

#[derive(Default)]
struct Words {
    place: Option<Place>,
    default: bool,
    live: bool,
    secret: bool,
    hex: Option<usize>,
    bare_hex: bool,
    octal: bool,
    lenient: bool,
    blank: bool,
    nothing_without: Option<String>,
    once: bool,
    needed: bool,
    written: Option<String>,
    tag: Option<String>,
    unless: Option<(String, String)>,
    exact: bool,
    chain: bool,
    declare: bool,
    first: bool,
    uri: Option<String>,
    prefix: Option<String>,
}

impl Words {
    fn parse(&mut self, attribute: &syn::Attribute, ident: &Ident) -> Result<()> {
        attribute.parse_nested_meta(|meta| {
            let Some(word) = meta.path.get_ident().map(Ident::to_string) else {
                return Err(meta.error("unknown word"));
            };
            let given = match meta.input.peek(syn::Token![=]) {
                true => Some(meta.value()?.parse::<LitStr>()?.value()),
                false => None,
            };
            let own = || ident.to_string().trim_start_matches("r#").to_owned();
            let place = match (word.as_str(), given) {
                ("attribute", name) => Place::Attribute(name.unwrap_or_else(own)),
                ("scaled", name) => Place::Scaled(name.unwrap_or_else(own)),
                ("child", name) => Place::Child(name.unwrap_or_else(own)),
                ("value", name) => Place::Value(name.unwrap_or_else(own)),
                ("flag", name) => Place::Flag(name.unwrap_or_else(own)),
                ("any", name) => Place::Any(name.unwrap_or_else(own)),
                ("path", Some(path)) => match path.split_once("/@") {
                    Some((element, attribute)) => {
                        Place::Path { element: element.into(), attribute: attribute.into() }
                    }
                    None => return Err(meta.error("a path looks like \"element/@attribute\"")),
                },
                ("text", None) => Place::Text,
                ("flatten", with) => Place::Flatten(with),
                ("others", None) => Place::Others,
                (_, given) => return self.modifier(&meta, &word, given),
            };
            match self.place.replace(place) {
                None => Ok(()),
                Some(_) => Err(meta.error("the field has a place already")),
            }
        })
    }

    fn modifier(
        &mut self,
        meta: &syn::meta::ParseNestedMeta<'_>,
        word: &str,
        given: Option<String>,
    ) -> Result<()> {
        match (word, given.as_deref()) {
            ("default", None) => self.default = true,
            ("live", None) => self.live = true,
            ("secret", None) => self.secret = true,
            ("once", None) => self.once = true,
            ("needed", None) => self.needed = true,
            ("written", Some(method)) => self.written = Some(method.to_owned()),
            ("exact", None) => self.exact = true,
            ("chain", None) => self.chain = true,
            ("declare", None) => self.declare = true,
            ("declare", Some("first")) => (self.declare, self.first) = (true, true),
            ("hex", Some(digits)) => {
                let digits = digits.parse().map_err(|_| meta.error("how many digits?"))?;
                self.hex = Some(digits);
            }
            ("bare_hex", None) => self.bare_hex = true,
            ("octal", None) => self.octal = true,
            ("lenient", None) => self.lenient = true,
            ("blank", None) => self.blank = true,
            ("nothing_without", Some(name)) => self.nothing_without = Some(name.to_owned()),
            ("tag", Some(attribute)) => self.tag = Some(attribute.to_owned()),
            ("unless", Some(condition)) => match condition.split_once('=') {
                Some((name, value)) => self.unless = Some((name.into(), value.into())),
                None => return Err(meta.error("a condition looks like \"attribute=value\"")),
            },
            ("namespace", Some(uri)) => self.uri = Some(uri.to_owned()),
            ("prefix", Some(prefix)) => self.prefix = Some(prefix.to_owned()),
            _ => return Err(meta.error("unknown word, or a value where none belongs")),
        }
        Ok(())
    }
}

/// Takes `Option<…>` or `Vec<…>` off a type.
fn unwrap(ty: &Type) -> (Wrapper, Type) {
    let Type::Path(path) = ty else { return (Wrapper::None, ty.clone()) };
    let Some(last) = path.path.segments.last() else { return (Wrapper::None, ty.clone()) };
    let wrapper = match last.ident.to_string().as_str() {
        "Option" => Wrapper::Option,
        "Vec" => Wrapper::Vec,
        _ => return (Wrapper::None, ty.clone()),
    };
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return (Wrapper::None, ty.clone());
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(inner)) => (wrapper, inner.clone()),
        _ => (Wrapper::None, ty.clone()),
    }
}
