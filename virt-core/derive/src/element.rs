//! `XmlElement` for structs.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DataStruct, DeriveInput, Fields, Result};

use crate::data;
use crate::field::{Place, Wrapper, XmlField};
use crate::group::{group_arm, write_group};
use crate::read::{attribute_arm, child_arm, declare_variable, finish_field, variable};
use crate::shape::{child_shape, flattened_shape, group_shape, scaled_shape, tag_shape};
use crate::value::words;

pub(crate) fn derive(input: &DeriveInput, data: &DataStruct) -> Result<TokenStream> {
    let fields = match &data.fields {
        Fields::Named(fields) => {
            fields.named.iter().map(XmlField::parse).collect::<Result<Vec<_>>>()?
        }
        Fields::Unit => Vec::new(),
        Fields::Unnamed(fields) => {
            return Err(syn::Error::new_spanned(fields, "fields need names"));
        }
    };
    let known = ["empty", "unknown", "written_if", "serde"];
    let mut words = words(&input.attrs, &known)?;
    let written = match words.remove("written_if") {
        Some(method) => {
            let method = format_ident!("{method}");
            quote! {
                fn is_written(&self, form: ::virt_core::xml::Form) -> bool {
                    self.#method(form)
                }
            }
        }
        None => quote!(),
    };
    // Two tags where others have one.
    let open = words.remove("empty").map(|_| quote!(writer.open();));
    let unknown = words.remove("unknown");
    let model = Model { fields: &fields, unknown };
    let name = &input.ident;
    let (shape, read, knows) = (model.shape(), model.read(), model.knows());
    let (attributes, content) = (model.write_attributes(), model.write_content());
    let (data, serde) =
        (data::of_struct(&fields), data::model_impls(name, words.get("serde").map(String::as_str)));
    Ok(quote! {
        #[automatically_derived]
        #[allow(unused_variables, unused_mut, clippy::all, clippy::pedantic)]
        impl ::virt_core::xml::XmlElement for #name {
            fn shape() -> &'static ::virt_core::xml::Shape {
                #shape
            }

            fn read(node: ::virt_core::xml::Node<'_>) -> ::virt_core::Result<Self> {
                #read
            }

            fn write_attributes(&self, writer: &mut ::virt_core::xml::Writer) {
                #attributes
            }

            fn write_content(&self, writer: &mut ::virt_core::xml::Writer) {
                #open
                #content
            }

            #knows

            #written

            #data
        }

        #serde
    })
}

struct Model<'f> {
    fields: &'f [XmlField],
    /// What a child is called that nobody knows, where it is an error.
    unknown: Option<String>,
}

/// The elements that `path` fields stand on, each with its fields, in order.
type Groups<'f> = Vec<(&'f str, Vec<(&'f XmlField, &'f str)>)>;

impl<'f> Model<'f> {
    /// The variable for the child elements that no other field takes.
    fn others(&self) -> Option<TokenStream> {
        self.fields.iter().find(|field| field.place == Place::Others).map(variable)
    }

    fn flattened(&self) -> impl Iterator<Item = &'f XmlField> {
        self.fields.iter().filter(|field| matches!(field.place, Place::Flatten(_)))
    }

    fn groups(&self) -> Groups<'f> {
        let mut groups: Groups<'f> = Vec::new();
        for field in self.fields {
            let Place::Path { element, attribute } = &field.place else { continue };
            match groups.iter_mut().find(|(name, _)| name == element) {
                Some((_, fields)) => fields.push((field, attribute)),
                None => groups.push((element, vec![(field, attribute)])),
            }
        }
        groups
    }

    fn shape(&self) -> TokenStream {
        let mut attributes = Vec::new();
        let mut children = Vec::new();
        let mut flattened = Vec::new();
        let mut text = quote!(None);
        for field in self.fields {
            let ty = &field.ty;
            let check = if field.bare_hex {
                quote!(::virt_core::xml::private::check_hex::<#ty>)
            } else if field.octal {
                quote!(::virt_core::xml::private::check_octal::<#ty>)
            } else {
                quote!(::virt_core::xml::private::check_value::<#ty>)
            };
            let required = field.is_required();
            let child = |name: &str, kind: TokenStream| child_shape(field, name, &kind);
            match &field.place {
                Place::Attribute(name) => attributes.push(quote! {
                    ::virt_core::xml::AttributeShape {
                        name: #name,
                        check: #check,
                        required: #required,
                    }
                }),
                Place::Scaled(name) => attributes.push(scaled_shape(name, required)),
                Place::Child(name) => children.push(child(
                    name,
                    quote!(Element(<#ty as ::virt_core::xml::XmlElement>::shape)),
                )),
                Place::Value(name) => children.push(child(name, quote!(Value(#check)))),
                Place::Flag(name) => children.push(child(name, quote!(Flag))),
                Place::Any(name) => children.push(child(name, quote!(Any))),
                Place::Text => text = quote!(Some(#check)),
                Place::Flatten(with) => {
                    flattened.push(flattened_shape(ty, with.as_deref()));
                    attributes.extend(field.tag.as_ref().map(|tag| tag_shape(ty, tag)));
                }
                Place::Path { .. } | Place::Others => {}
            }
        }
        let open = self.others().is_some();
        children.extend(self.groups().iter().map(|(name, fields)| group_shape(name, fields)));
        quote! {
            static SHAPE: ::virt_core::xml::Shape = ::virt_core::xml::Shape {
                attributes: &[#(#attributes),*],
                children: &[#(#children),*],
                text: #text,
                flattened: &[#(#flattened),*],
                variants: None,
                open: #open,
            };
            &SHAPE
        }
    }

    /// What a lookup in the shape would answer too, as a `match` of constants.
    fn knows(&self) -> TokenStream {
        let attributes = self.fields.iter().filter_map(|field| match &field.place {
            Place::Attribute(name) => Some(quote!(#name)),
            Place::Scaled(name) => Some(quote!(#name || name == "unit")),
            _ => None,
        });
        let children = self.fields.iter().filter_map(|field| match &field.place {
            Place::Child(name) | Place::Value(name) | Place::Flag(name) | Place::Any(name)
                if field.namespace.is_none() =>
            {
                Some(name)
            }
            Place::Path { element, .. } => Some(element),
            _ => None,
        });
        let flattened: Vec<_> = self.flattened().map(|field| &field.ty).collect();
        quote! {
            fn knows_attribute(name: &str) -> bool {
                false #(|| name == #attributes)*
                    #(|| <#flattened as ::virt_core::xml::XmlElement>::knows_attribute(name))*
            }

            fn knows_child(name: &str) -> bool {
                false #(|| name == #children)*
                    #(|| <#flattened as ::virt_core::xml::XmlElement>::knows_child(name))*
            }
        }
    }

    fn read(&self) -> TokenStream {
        let declare = self.fields.iter().filter_map(declare_variable);
        let attributes = self.read_attributes();
        let children = self.read_children();
        let fields = self.fields.iter().map(finish_field);
        quote! {
            #(#declare)*
            #attributes
            #children
            Ok(Self { #(#fields),* })
        }
    }

    fn read_attributes(&self) -> TokenStream {
        let mut arms: Vec<_> = self.fields.iter().filter_map(attribute_arm).collect();
        if self.fields.iter().any(|field| matches!(field.place, Place::Scaled(_))) {
            arms.push(quote!("unit" => {}));
        }
        if arms.is_empty() {
            return quote!();
        }
        quote! {
            for attribute in node.attributes() {
                match attribute.name() {
                    #(#arms)*
                    _ => {}
                }
            }
        }
    }

    fn read_children(&self) -> TokenStream {
        let mut arms: Vec<_> = self.fields.iter().filter_map(child_arm).collect();
        arms.extend(self.groups().iter().map(|(name, fields)| group_arm(name, fields)));
        let others = self
            .others()
            .map(|others| quote!(#others.push(::virt_core::xml::Element::from(child))));
        let unknown = others.map(|keep| {
            let known = self.flattened().map(|field| {
                let ty = &field.ty;
                quote!(<#ty as ::virt_core::xml::XmlElement>::knows_child(name))
            });
            quote!(if !(false #(|| #known)*) { #keep; })
        });
        let unknown = unknown.or_else(|| self.refuse_unknown());
        if arms.is_empty() && unknown.is_none() {
            return quote!();
        }
        quote! {
            for child in node.children() {
                match child.name() {
                    #(#arms)*
                    name => { #unknown }
                }
            }
        }
    }

    /// An element of the format that no field takes is an error, where the struct says so.
    fn refuse_unknown(&self) -> Option<TokenStream> {
        let what = self.unknown.as_ref()?;
        Some(quote! {
            if !name.contains(':') {
                return Err(::virt_core::xml::private::unknown_child(child, #what));
            }
        })
    }

    fn write_attributes(&self) -> TokenStream {
        let is_first =
            |field: &&XmlField| field.namespace.as_ref().is_some_and(|found| found.first);
        let first = self.fields.iter().filter(is_first);
        let first = first.filter_map(|field| declare_namespace(self.fields, field));
        let writes = self.fields.iter().filter_map(|field| {
            let write = match &field.place {
                Place::Attribute(name) => write_attribute(field, name),
                Place::Scaled(name) => {
                    let exact = field.exact;
                    optional(field, &quote!(writer.attribute_scaled(#name, *value, #exact);))
                }
                Place::Flatten(_) => optional(
                    field,
                    &quote!(::virt_core::xml::XmlElement::write_attributes(value, writer);),
                ),
                _ if is_first(&field) => return None,
                _ => return declare_namespace(self.fields, field),
            };
            Some(only_in_form(field, write))
        });
        quote!(#(#first)* #(#writes)*)
    }

    fn write_content(&self) -> TokenStream {
        let groups = self.groups();
        let writes = self.fields.iter().filter_map(|field| write_child(field, &groups));
        quote!(#(#writes)*)
    }
}

/// Writes what of the element's content is the field's.
fn write_child(field: &XmlField, groups: &Groups<'_>) -> Option<TokenStream> {
    let ident = &field.ident;
    let write = match &field.place {
        Place::Child(name) => {
            let name = field.written(name);
            write_as(field, &quote!(writer.element(#name, value);))
        }
        Place::Value(name) => {
            let name = field.written(name);
            write_as(field, &quote!(writer.value(#name, value);))
        }
        Place::Flag(name) => quote!(if self.#ident { writer.flag(#name); }),
        Place::Any(_) => optional(field, &quote!(value.write_verbatim(writer);)),
        Place::Others => optional(field, &quote!(value.write_canonical(writer);)),
        Place::Text => write_as(field, &quote!(writer.text(value);)),
        Place::Flatten(_) => {
            optional(field, &quote!(::virt_core::xml::XmlElement::write_content(value, writer);))
        }
        Place::Path { element, .. } => {
            let (_, fields) = groups.iter().find(|(name, _)| name == element)?;
            // The group is written where its first field stands.
            let first = fields.first().is_some_and(|(first, _)| first.ident == *ident);
            return first.then(|| write_group(element, fields));
        }
        Place::Attribute(_) | Place::Scaled(_) => return None,
    };
    Some(only_in_form(field, write))
}

/// Runs `write` with `value` for each value that the field holds.
pub(crate) fn optional(field: &XmlField, write: &TokenStream) -> TokenStream {
    let ident = &field.ident;
    match field.wrapper {
        Wrapper::None => quote! {
            let value = &self.#ident;
            #write
        },
        Wrapper::Option => quote!(if let Some(value) = &self.#ident { #write }),
        Wrapper::Vec => quote!(for value in &self.#ident { #write }),
    }
}

fn write_attribute(field: &XmlField, name: &str) -> TokenStream {
    let write = match field.hex {
        Some(digits) => quote!(writer.attribute_hex(#name, *value, #digits);),
        None => quote!(writer.attribute(#name, value);),
    };
    write_as(field, &write)
}

/// Runs `write` with `value` for what is written of the field: what a method says, or what is there.
fn write_as(field: &XmlField, write: &TokenStream) -> TokenStream {
    match &field.written_as {
        Some(method) => {
            let method = format_ident!("{method}");
            let ty = &field.ty;
            // The method may give the value or a reference to it.
            quote! {
                if let Some(value) = self.#method(writer.form()) {
                    let value = ::core::borrow::Borrow::<#ty>::borrow(&value);
                    #write
                }
            }
        }
        None => optional(field, write),
    }
}

pub(crate) fn only_in_form(field: &XmlField, write: TokenStream) -> TokenStream {
    match (field.live, field.secret) {
        (false, false) => write,
        (true, false) => quote!(if !writer.form().inactive { #write }),
        (false, true) => quote!(if writer.form().secure { #write }),
        (true, true) => {
            quote!(if !writer.form().inactive && writer.form().secure { #write })
        }
    }
}

/// Declares the namespace of `field`, if anything of it is there; the first field of a namespace
/// does that for all.
fn declare_namespace(all: &[XmlField], field: &XmlField) -> Option<TokenStream> {
    let namespace = field.namespace.as_ref().filter(|namespace| namespace.declare)?;
    let same = |other: &&XmlField| {
        let found = other.namespace.as_ref().filter(|found| found.declare);
        found.is_some_and(|found| found.uri == namespace.uri)
    };
    let mut fields = all.iter().filter(same).peekable();
    if fields.peek().is_none_or(|first| first.ident != field.ident) {
        return None;
    }
    let present = fields.map(|field| {
        let ident = &field.ident;
        match field.wrapper {
            Wrapper::None => quote!(true),
            Wrapper::Option => quote!(self.#ident.is_some()),
            Wrapper::Vec => quote!(!self.#ident.is_empty()),
        }
    });
    let (uri, name) = (&namespace.uri, format!("xmlns:{}", namespace.prefix));
    Some(quote!(if false #(|| #present)* { writer.attribute_text(#name, #uri); }))
}
