//! What serde sees of a model: `to_data` and `from_data`, and serde's traits.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, LitStr};

use crate::field::{Place, Wrapper, XmlField};

/// The methods of a struct's `XmlElement`.
pub(crate) fn of_struct(fields: &[XmlField]) -> TokenStream {
    let next = fields.iter().find(|field| field.chain).map(|field| &field.ident);
    let fields: Vec<_> = fields.iter().filter(|field| !field.chain).collect();
    let names: Vec<_> = fields.iter().map(|field| name(field)).collect();
    let writes = fields.iter().map(|field| write(field));
    let reads = fields.iter().map(|field| read(field));
    let to_object = quote! {
        let mut object = ::virt_core::data::Object::new();
        #(#writes)*
    };
    let to_fields = quote! {
        let mut fields = ::virt_core::data::Fields::new(data, &[#(#names),*])?;
    };
    let (to, from) = match next {
        None => (
            quote! {
                let this = self;
                #to_object
                object.into()
            },
            quote! {
                #to_fields
                Ok(Self { #(#reads),* })
            },
        ),
        Some(next) => (
            quote! {
                let links = ::core::iter::successors(Some(self), |link| link.#next.as_deref());
                ::virt_core::data::Data::List(links.map(|this| {
                    #to_object
                    object.into()
                }).collect())
            },
            quote! {
                let read = |data| {
                    #to_fields
                    Ok(Self { #(#reads,)* #next: None })
                };
                ::virt_core::data::chain(data, read, |link| &mut link.#next)
            },
        ),
    };
    quote! {
        ::virt_core::with_serde! {
            fn to_data(&self) -> ::virt_core::data::Data {
                #to
            }

            fn from_data(
                data: ::virt_core::data::Data,
            ) -> ::core::result::Result<Self, ::virt_core::data::DataError> {
                #from
            }
        }
    }
}

/// A variant of an enum: its name, the word that chooses it, and whether a model is in it.
pub(crate) struct DataVariant<'v> {
    pub(crate) ident: &'v Ident,
    pub(crate) word: &'v LitStr,
    pub(crate) holds: bool,
}

/// The methods of an enum's `XmlElement`.
pub(crate) fn of_enum(
    tag: &str,
    default: Option<&str>,
    variants: &[DataVariant<'_>],
) -> TokenStream {
    let words = variants.iter().map(|variant| variant.word);
    let writes = variants.iter().map(|DataVariant { ident, word, holds }| match holds {
        true => quote! {
            Self::#ident(model) => ::virt_core::data::tagged(
                #tag, #word, ::virt_core::xml::XmlElement::to_data(model),
            ),
        },
        false => quote! {
            Self::#ident => {
                ::virt_core::data::tagged(#tag, #word, ::virt_core::data::Data::Null)
            }
        },
    });
    let reads = variants.iter().map(|DataVariant { ident, word, holds }| match holds {
        true => quote! {
            #word => ::virt_core::xml::XmlElement::from_data(data).map(Self::#ident),
        },
        false => quote! {
            #word => ::virt_core::data::Fields::new(data, &[]).map(|_| Self::#ident),
        },
    });
    let default = match default {
        Some(word) => quote!(Some(#word)),
        None => quote!(None),
    };
    quote! {
        ::virt_core::with_serde! {
            fn to_data(&self) -> ::virt_core::data::Data {
                match self { #(#writes)* }
            }

            fn from_data(
                data: ::virt_core::data::Data,
            ) -> ::core::result::Result<Self, ::virt_core::data::DataError> {
                let (word, data) = ::virt_core::data::untagged(data, #tag, #default)?;
                match &*word {
                    #(#reads)*
                    word => Err(::virt_core::data::not_one_of(word, &[#(#words),*]).in_member(#tag)),
                }
            }
        }
    }
}

/// serde's traits for a model, unless it has its `own`.
pub(crate) fn model_impls(name: &Ident, own: Option<&str>) -> TokenStream {
    if own == Some("own") {
        return quote!();
    }
    quote! {
        ::virt_core::with_serde! {
            ::virt_core::serde_impls!(
                #name,
                ::virt_core::xml::XmlElement::to_data,
                ::virt_core::xml::XmlElement::from_data
            );
        }
    }
}

/// serde's traits for a value, unless it has its `own`.
pub(crate) fn value_impls(name: &Ident, own: Option<&str>) -> TokenStream {
    if own == Some("own") {
        return quote!();
    }
    quote! {
        ::virt_core::with_serde! {
            ::virt_core::serde_impls!(
                #name,
                ::virt_core::xml::XmlValue::to_scalar,
                ::virt_core::xml::XmlValue::from_scalar
            );
        }
    }
}

fn name(field: &XmlField) -> String {
    field.ident.to_string().trim_start_matches("r#").to_owned()
}

/// The functions that write and read what a field holds.
fn functions(field: &XmlField) -> (TokenStream, TokenStream) {
    let ty = &field.ty;
    match &field.place {
        Place::Attribute(_) | Place::Value(_) | Place::Path { .. } | Place::Text => (
            quote!(<#ty as ::virt_core::xml::XmlValue>::to_scalar),
            quote!(<#ty as ::virt_core::xml::XmlValue>::from_scalar),
        ),
        Place::Child(_) | Place::Scaled(_) | Place::Flatten(_) => (
            quote!(<#ty as ::virt_core::xml::XmlElement>::to_data),
            quote!(<#ty as ::virt_core::xml::XmlElement>::from_data),
        ),
        Place::Flag(_) => (quote!(::virt_core::data::flag_of), quote!(::virt_core::data::flag)),
        Place::Any(_) | Place::Others => {
            (quote!(::virt_core::data::element_of), quote!(::virt_core::data::element))
        }
    }
}

fn write(field: &XmlField) -> TokenStream {
    let (ident, name) = (&field.ident, name(field));
    let (to, _) = functions(field);
    match (&field.place, field.wrapper) {
        (Place::Flag(_), _) => quote!(if this.#ident { object.add(#name, #to(&this.#ident)); }),
        (Place::Flatten(None), _) => quote!(object.add_part(#name, #to(&this.#ident));),
        (_, Wrapper::None) => quote!(object.add(#name, #to(&this.#ident));),
        (_, Wrapper::Option) => {
            quote!(object.add_optional(#name, this.#ident.as_ref().map(#to));)
        }
        (_, Wrapper::Vec) => quote!(object.add_list(#name, this.#ident.iter().map(#to));),
    }
}

fn read(field: &XmlField) -> TokenStream {
    let (ident, name) = (&field.ident, name(field));
    let (_, from) = functions(field);
    let method = match (&field.place, field.wrapper) {
        (Place::Flatten(None), _) => quote!(part),
        (Place::Flag(_), _) => quote!(or_default),
        (_, Wrapper::None) if field.default => quote!(or_default),
        (_, Wrapper::None) => quote!(required),
        (_, Wrapper::Option) => quote!(optional),
        (_, Wrapper::Vec) => quote!(list),
    };
    quote!(#ident: fields.#method(#name, #from)?)
}
