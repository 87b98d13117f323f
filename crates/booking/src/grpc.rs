//! The booking service's gRPC contract. Translates, and nothing else.

use holdfast_domain::text::birth_date;
use holdfast_domain::{Problem, Status as State};
use holdfast_rpc::booking::book_request::Who;
use holdfast_rpc::booking::booking_service_server::{BookingService, BookingServiceServer};
use holdfast_rpc::booking::{
    Appointment, BookRequest, GetAppointmentRequest, GuestSecretRequest, ListAppointmentsRequest,
    ListAppointmentsResponse, RescheduleRequest, RevokeGuestSecretsResponse, TransitionRequest,
};
use holdfast_rpc::{convert, detached, to_status};
use holdfast_vault::Person;
use tonic::{Request, Response, Status};

use crate::Booking;
use crate::book::{For, Request as BookingRequest};
use crate::change::{Request as ChangeRequest, Step};
use crate::look_up::Filter;
use crate::record::Record;

impl Booking {
    /// The gRPC server of this service.
    pub fn server(self) -> BookingServiceServer<Self> {
        BookingServiceServer::new(self)
    }

    fn booking_request(&self, message: BookRequest) -> Result<BookingRequest, Problem> {
        let caller = convert::caller(message.caller.as_ref())?;
        let patient = match message.who {
            Some(Who::PatientId(id)) => For::Known(convert::id("patient_id", &id)?),
            Some(Who::Patient(new)) => {
                let today = self.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
                For::New(Person {
                    birth_date: birth_date(&new.birth_date, today)
                        .map_err(|problem| Problem::field("patient.birth_date", problem))?,
                    name: new.name,
                    phone: new.phone,
                    email: new.email,
                })
            }
            None => return Err(Problem::field("patient_id", "give patient_id or patient")),
        };
        Ok(BookingRequest {
            key: convert::key_use(&caller, message.idempotency.as_ref()),
            caller,
            slot_id: convert::id("slot_id", &message.slot_id)?,
            clinic_id: convert::optional_id("clinic_id", &message.clinic_id)?,
            patient,
            mode: Some(message.mode).filter(|mode| !mode.is_empty()),
            reason: message.reason,
            hold: message.hold,
            expected_version: version("expected_version", message.expected_version)?,
        })
    }

    async fn step(&self, message: TransitionRequest, step: Step) -> Result<Response<Appointment>, Status> {
        let request = change_request(message, step).map_err(|p| to_status(&p))?;
        self.answer(detached(self.clone().change(request)).await?).await
    }

    async fn answer(&self, record: Record) -> Result<Response<Appointment>, Status> {
        self.message(record).await.map(Response::new).map_err(|p| to_status(&p))
    }
}

fn change_request(message: TransitionRequest, step: Step) -> Result<ChangeRequest, Problem> {
    let caller = convert::caller(message.caller.as_ref())?;
    Ok(ChangeRequest {
        key: convert::key_use(&caller, message.idempotency.as_ref()),
        caller,
        appointment_id: convert::id("id", &message.appointment_id)?,
        expected_version: version("If-Match", message.expected_version)?,
        step,
    })
}

fn version(field: &str, number: Option<u32>) -> Result<Option<i32>, Problem> {
    number.map(|n| i32::try_from(n).map_err(|_| Problem::field(field, "is out of range"))).transpose()
}

#[tonic::async_trait]
impl BookingService for Booking {
    async fn book(&self, request: Request<BookRequest>) -> Result<Response<Appointment>, Status> {
        let request = self.booking_request(request.into_inner()).map_err(|p| to_status(&p))?;
        self.answer(detached(self.clone().book(request)).await?).await
    }

    async fn confirm(&self, request: Request<TransitionRequest>) -> Result<Response<Appointment>, Status> {
        self.step(request.into_inner(), Step::Confirm).await
    }

    async fn cancel(&self, request: Request<TransitionRequest>) -> Result<Response<Appointment>, Status> {
        let message = request.into_inner();
        let reason = message.reason.clone();
        self.step(message, Step::Cancel { reason }).await
    }

    async fn check_in(&self, request: Request<TransitionRequest>) -> Result<Response<Appointment>, Status> {
        self.step(request.into_inner(), Step::CheckIn).await
    }

    async fn complete(&self, request: Request<TransitionRequest>) -> Result<Response<Appointment>, Status> {
        self.step(request.into_inner(), Step::Complete).await
    }

    async fn no_show(&self, request: Request<TransitionRequest>) -> Result<Response<Appointment>, Status> {
        self.step(request.into_inner(), Step::NoShow).await
    }

    async fn reschedule(&self, request: Request<RescheduleRequest>) -> Result<Response<Appointment>, Status> {
        let message = request.into_inner();
        let slot_id = convert::id("slot_id", &message.slot_id).map_err(|p| to_status(&p))?;
        let transition = TransitionRequest {
            caller: message.caller,
            idempotency: message.idempotency,
            appointment_id: message.appointment_id,
            expected_version: message.expected_version,
            reason: String::new(),
        };
        self.step(transition, Step::Reschedule { slot_id }).await
    }

    async fn replace_guest_secret(
        &self,
        request: Request<GuestSecretRequest>,
    ) -> Result<Response<Appointment>, Status> {
        let message = request.into_inner();
        let booking = self.clone();
        let replaced = async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let id = convert::id("id", &message.appointment_id)?;
            booking.replace_guest_secret(&caller, key.as_ref(), id).await
        };
        self.answer(detached(replaced).await?).await
    }

    async fn revoke_guest_secrets(
        &self,
        request: Request<GuestSecretRequest>,
    ) -> Result<Response<RevokeGuestSecretsResponse>, Status> {
        let message = request.into_inner();
        let booking = self.clone();
        let revoked = async move {
            let caller = convert::caller(message.caller.as_ref())?;
            booking.revoke_guest_secrets(&caller, convert::id("id", &message.appointment_id)?).await
        };
        detached(revoked).await?;
        Ok(Response::new(RevokeGuestSecretsResponse {}))
    }

    async fn get_appointment(
        &self,
        request: Request<GetAppointmentRequest>,
    ) -> Result<Response<Appointment>, Status> {
        let message = request.into_inner();
        let found = async {
            let caller = convert::caller(message.caller.as_ref())?;
            self.get_appointment(&caller, convert::id("id", &message.id)?).await
        };
        self.answer(found.await.map_err(|p: Problem| to_status(&p))?).await
    }

    async fn list_appointments(
        &self,
        request: Request<ListAppointmentsRequest>,
    ) -> Result<Response<ListAppointmentsResponse>, Status> {
        let message = request.into_inner();
        let page = async {
            let caller = convert::caller(message.caller.as_ref())?;
            let filter = Filter {
                clinic_id: convert::optional_id("clinic_id", &message.clinic_id)?,
                doctor_id: convert::optional_id("doctor_id", &message.doctor_id)?,
                patient_id: convert::optional_id("patient_id", &message.patient_id)?,
                status: match message.status.as_str() {
                    "" => None,
                    name => {
                        Some(State::parse(name).ok_or_else(|| Problem::field("status", "is not a status"))?)
                    }
                },
                from: convert::optional_instant("from", message.from_us)?,
                to: convert::optional_instant("to", message.to_us)?,
            };
            let (after, limit) = convert::page(message.page.as_ref())?;
            let (records, next) = self.list_appointments(&caller, filter, after, limit).await?;
            let mut items = Vec::with_capacity(records.len());
            for record in records {
                items.push(self.message(record).await?);
            }
            Ok((items, next))
        };
        let (items, next) = page.await.map_err(|p: Problem| to_status(&p))?;
        Ok(Response::new(ListAppointmentsResponse {
            items,
            next_cursor: next.map(holdfast_domain::Cursor::encode).unwrap_or_default(),
        }))
    }
}
