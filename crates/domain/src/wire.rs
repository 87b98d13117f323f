//! How values of this crate travel between processes. In `proto/` each is a message of one field (`holdfast.common.v1`), so that a
//! message has the value itself, whether it was sent or handed over in one process.

use prost::bytes::{Buf, BufMut};
use prost::encoding::{self, DecodeContext, WireType};
use prost::{DecodeError, Message};
use uuid::Uuid;

use crate::appointment::{Action, Status};
use crate::caller::Role;
use crate::cursor::{Cursor, Page};
use crate::opening::{NewOpenings, Opening};
use crate::patient::{PatientDetails, PatientDetailsChange};
use crate::people_cursor::PeopleCursor;
use crate::scope::Scope;
use crate::template::{Mode, Template};

#[expect(deprecated, reason = "there is no other error for messages that are not generated")]
fn refused(why: &'static str) -> DecodeError {
    DecodeError::new(why)
}

/// An id as a message: `{ bytes value = 1; }`, 16 of them.
macro_rules! id_message {
    ($id:ty) => {
        impl ::prost::Message for $id {
            fn encode_raw(&self, buf: &mut impl ::prost::bytes::BufMut) {
                $crate::wire::write_id(self.0, buf);
            }

            fn merge_field(
                &mut self,
                tag: u32,
                wire_type: ::prost::encoding::WireType,
                buf: &mut impl ::prost::bytes::Buf,
                ctx: ::prost::encoding::DecodeContext,
            ) -> Result<(), ::prost::DecodeError> {
                $crate::wire::read_id(&mut self.0, tag, wire_type, buf, ctx)
            }

            fn encoded_len(&self) -> usize {
                1 + 1 + 16
            }

            fn clear(&mut self) {
                *self = Self::default();
            }
        }
    };
}
pub(crate) use id_message;

pub(crate) fn write_id(id: Uuid, buf: &mut impl BufMut) {
    encoding::encode_key(1, WireType::LengthDelimited, buf);
    encoding::encode_varint(16, buf);
    buf.put_slice(id.as_bytes());
}

pub(crate) fn read_id(
    id: &mut Uuid,
    tag: u32,
    wire_type: WireType,
    buf: &mut impl Buf,
    ctx: DecodeContext,
) -> Result<(), DecodeError> {
    if tag != 1 {
        return encoding::skip_field(wire_type, tag, buf, ctx);
    }
    let mut bytes = Vec::new();
    encoding::bytes::merge(wire_type, &mut bytes, buf, ctx)?;
    *id = Uuid::from_slice(&bytes).map_err(|_| refused("an id has 16 bytes"))?;
    Ok(())
}

/// `{ string text = 1; }`
macro_rules! texts {
    ($($type:ty: $write:expr, $read:expr, $why:literal;)*) => {$(
        impl Message for $type {
            fn encode_raw(&self, buf: &mut impl BufMut) {
                let write: fn(&$type) -> String = $write;
                encoding::string::encode(1, &write(self), buf);
            }

            fn merge_field(
                &mut self,
                tag: u32,
                wire_type: WireType,
                buf: &mut impl Buf,
                ctx: DecodeContext,
            ) -> Result<(), DecodeError> {
                if tag != 1 {
                    return encoding::skip_field(wire_type, tag, buf, ctx);
                }
                let mut text = String::new();
                encoding::string::merge(wire_type, &mut text, buf, ctx)?;
                let read: fn(&str) -> Option<$type> = $read;
                *self = read(&text).ok_or_else(|| refused($why))?;
                Ok(())
            }

            fn encoded_len(&self) -> usize {
                let write: fn(&$type) -> String = $write;
                encoding::string::encoded_len(1, &write(self))
            }

            fn clear(&mut self) {
                *self = Self::default();
            }
        }
    )*};
}

texts! {
    Action: |action| action.name().to_owned(), Action::parse, "an unknown action";
    Status: |status| status.as_str().to_owned(), Status::parse, "an unknown status";
    Mode: |mode| mode.as_str().to_owned(), Mode::parse, "an unknown mode";
    Role: |role| role.as_str().to_owned(), Role::parse, "an unknown role";
    Scope: |scope| scope.as_str().to_owned(), Scope::parse, "an unknown scope";
    Cursor: |cursor| cursor.to_text(), Cursor::parse, "no cursor";
    NewOpenings: |openings| serde_json::to_string(openings).unwrap_or_default(), |text| serde_json::from_str(text).ok(), "no openings";
    Opening: |opening| serde_json::to_string(opening).unwrap_or_default(), |text| serde_json::from_str(text).ok(), "no opening";
    PatientDetails: |details| details.to_text(), PatientDetails::parse, "no details";
    PatientDetailsChange: |change| serde_json::to_string(change).unwrap_or_default(), |text| serde_json::from_str(text).ok(), "no change";
    PeopleCursor: |cursor| cursor.to_text(), PeopleCursor::parse, "no cursor";
    Template: |template| serde_json::to_string(template).unwrap_or_default(), |text| serde_json::from_str(text).ok(), "no template";
}

/// `{ Cursor after = 1; uint32 limit = 2; }`
impl Message for Page {
    fn encode_raw(&self, buf: &mut impl BufMut) {
        encoding::message::encode(1, &self.after, buf);
        encoding::uint32::encode(2, &self.limit, buf);
    }

    fn merge_field(
        &mut self,
        tag: u32,
        wire_type: WireType,
        buf: &mut impl Buf,
        ctx: DecodeContext,
    ) -> Result<(), DecodeError> {
        match tag {
            1 => encoding::message::merge(wire_type, &mut self.after, buf, ctx),
            2 => encoding::uint32::merge(wire_type, &mut self.limit, buf, ctx),
            _ => encoding::skip_field(wire_type, tag, buf, ctx),
        }
    }

    fn encoded_len(&self) -> usize {
        encoding::message::encoded_len(1, &self.after) + encoding::uint32::encoded_len(2, &self.limit)
    }

    fn clear(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::SlotId;

    fn travels<M: Message + Default + PartialEq + std::fmt::Debug>(value: &M) {
        let bytes = value.encode_to_vec();
        assert_eq!(bytes.len(), value.encoded_len());
        assert_eq!(M::decode(bytes.as_slice()).unwrap(), *value);
    }

    #[test]
    fn values_arrive_as_they_were_sent() {
        travels(&SlotId(Uuid::from_u128(u128::MAX - 7)));
        for status in Status::ALL {
            travels(&status);
        }
        for action in Action::ALL {
            travels(&action);
        }
        for role in Role::ALL {
            travels(&role);
        }
        for mode in Mode::ALL {
            travels(&mode);
        }
        for scope in Scope::ALL {
            travels(&scope);
        }
        travels(&Page { after: Cursor::after_id(Uuid::from_u128(9)), limit: 20 });
    }

    #[test]
    fn what_is_not_known_is_refused() {
        assert!(SlotId::decode(&b"\x0a\x02ab"[..]).is_err());
        assert!(Role::decode(&b"\x0a\x04root"[..]).is_err());
        // a field of a later version
        assert_eq!(Role::decode(&b"\x0a\x05staff\x12\x01x"[..]).unwrap(), Role::Staff);
    }
}
