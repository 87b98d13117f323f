//! The availability service's gRPC contract. Translates, and nothing else.

use holdfast_domain::{Cursor, Problem};
use holdfast_rpc::availability::availability_service_server::{
    AvailabilityService, AvailabilityServiceServer,
};
use holdfast_rpc::availability::{
    AddTimeOffRequest, AddTimeOffResponse, DoctorSlotsRequest, GenerateSlotsRequest, GetTemplateRequest,
    ListTemplatesRequest, ListTemplatesResponse, ListTimeOffRequest, ListTimeOffResponse,
    OffersChangedRequest, OffersChangedResponse, RemoveTimeOffRequest, Schedule, SearchSlotsRequest,
    SetTemplateRequest, SlotChanges, SlotPage, WithdrawTemplateRequest,
};
use holdfast_rpc::{convert, detached, to_status};
use tonic::{Request, Response, Status};

use crate::Availability;
use crate::search::{Query, Window};
use crate::time_off::Block;

impl Availability {
    /// The gRPC server of this service.
    pub fn server(self) -> AvailabilityServiceServer<Self> {
        AvailabilityServiceServer::new(self)
    }

    /// Runs one use case to its end, whatever becomes of the caller.
    async fn run<T, F>(&self, use_case: impl FnOnce(Self) -> F) -> Result<Response<T>, Status>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Problem>> + Send + 'static,
    {
        detached(use_case(self.clone())).await.map(Response::new)
    }
}

fn window(from_us: Option<i64>, to_us: Option<i64>) -> Result<Window, Problem> {
    Window::new(convert::optional_instant("from", from_us)?, convert::optional_instant("to", to_us)?)
}

#[tonic::async_trait]
impl AvailabilityService for Availability {
    async fn set_template(
        &self,
        request: Request<SetTemplateRequest>,
    ) -> Result<Response<SlotChanges>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let doctor_id = convert::id("id", &message.doctor_id)?;
            availability.set_template(&caller, key.as_ref(), doctor_id, &message.template_json).await
        })
        .await
    }

    async fn get_template(&self, request: Request<GetTemplateRequest>) -> Result<Response<Schedule>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            availability.get_template(convert::id("id", &message.doctor_id)?).await
        })
        .await
    }

    async fn list_templates(
        &self,
        request: Request<ListTemplatesRequest>,
    ) -> Result<Response<ListTemplatesResponse>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            availability.list_templates(&caller, convert::id("id", &message.doctor_id)?, after, limit).await
        })
        .await
    }

    async fn withdraw_template(
        &self,
        request: Request<WithdrawTemplateRequest>,
    ) -> Result<Response<SlotChanges>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let doctor_id = convert::id("id", &message.doctor_id)?;
            let template_id = convert::id("template_id", &message.template_id)?;
            availability.withdraw_template(&caller, doctor_id, template_id).await
        })
        .await
    }

    async fn add_time_off(
        &self,
        request: Request<AddTimeOffRequest>,
    ) -> Result<Response<AddTimeOffResponse>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let block = Block {
                doctor_id: convert::id("id", &message.doctor_id)?,
                starts_at: convert::instant("starts_at", message.starts_at_us)?,
                ends_at: convert::instant("ends_at", message.ends_at_us)?,
                reason: message.reason,
            };
            availability.add_time_off(&caller, key.as_ref(), &block).await
        })
        .await
    }

    async fn list_time_off(
        &self,
        request: Request<ListTimeOffRequest>,
    ) -> Result<Response<ListTimeOffResponse>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            let doctor_id = convert::id("id", &message.doctor_id)?;
            let (items, next) = availability.list_time_off(&caller, doctor_id, after, limit).await?;
            Ok(ListTimeOffResponse { items, next_cursor: next.map(Cursor::encode).unwrap_or_default() })
        })
        .await
    }

    async fn remove_time_off(
        &self,
        request: Request<RemoveTimeOffRequest>,
    ) -> Result<Response<SlotChanges>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let doctor_id = convert::id("id", &message.doctor_id)?;
            availability
                .remove_time_off(&caller, doctor_id, convert::id("time_off_id", &message.time_off_id)?)
                .await
        })
        .await
    }

    async fn generate_slots(
        &self,
        request: Request<GenerateSlotsRequest>,
    ) -> Result<Response<SlotChanges>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            availability.generate_slots(&caller, key.as_ref(), clinic_id).await
        })
        .await
    }

    async fn offers_changed(
        &self,
        request: Request<OffersChangedRequest>,
    ) -> Result<Response<OffersChangedResponse>, Status> {
        let message = request.into_inner();
        self.run(|availability| async move {
            availability.offers_changed(convert::id("clinic_id", &message.clinic_id)?).await?;
            Ok(OffersChangedResponse {})
        })
        .await
    }

    // Questions change nothing, so they may stop with whoever asked them.

    async fn doctor_slots(&self, request: Request<DoctorSlotsRequest>) -> Result<Response<SlotPage>, Status> {
        let message = request.into_inner();
        let answer = async {
            let doctor_id = convert::id("id", &message.doctor_id)?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            let window = window(message.from_us, message.to_us)?;
            let caller = convert::caller(message.caller.as_ref())?;
            self.doctor_slots(&caller, doctor_id, window, after, limit, &message.if_version).await
        };
        answer.await.map(Response::new).map_err(|p: Problem| to_status(&p))
    }

    async fn search_slots(&self, request: Request<SearchSlotsRequest>) -> Result<Response<SlotPage>, Status> {
        let message = request.into_inner();
        let answer = async {
            let (after, limit) = convert::page(message.page.as_ref())?;
            let query = Query {
                specialization: Some(message.specialization).filter(|s| !s.is_empty()),
                clinic_id: convert::optional_id("clinic_id", &message.clinic_id)?,
                doctor_id: convert::optional_id("doctor_id", &message.doctor_id)?,
                window: window(message.from_us, message.to_us)?,
            };
            let caller = convert::caller(message.caller.as_ref())?;
            self.search_slots(&caller, &query, after, limit).await
        };
        answer.await.map(Response::new).map_err(|p: Problem| to_status(&p))
    }
}
