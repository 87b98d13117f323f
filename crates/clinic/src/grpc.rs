//! The clinic service's gRPC contract. Translates, and nothing else.

use holdfast_domain::{Cursor, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::clinic::clinic_service_server::{ClinicService, ClinicServiceServer};
use holdfast_rpc::clinic::{
    Clinic, CreateClinicRequest, CreateDoctorRequest, CreatePatientRequest, CreateWebhookRequest,
    DeleteWebhookResponse, Doctor, GetClinicRequest, GetDoctorRequest, ListAuditRequest, ListAuditResponse,
    ListClinicsRequest, ListClinicsResponse, ListDoctorsRequest, ListDoctorsResponse, ListMailsRequest,
    ListMailsResponse, ListOwnPatientsRequest, ListPatientsRequest, ListPatientsResponse,
    ListWebhookDeliveriesRequest, ListWebhookDeliveriesResponse, ListWebhooksRequest, ListWebhooksResponse,
    OwnPatientRequest, Patient, PatientExport, PatientRequest, UpdateClinicRequest, UpdateWebhookRequest,
    Webhook, WebhookDelivery, WebhookRequest,
};
use holdfast_rpc::{convert, detached};
use tonic::{Request, Response, Status};

use crate::Clinics;
use crate::audit;
use crate::find_patients::Filter;

impl Clinics {
    /// The gRPC server of this service.
    pub fn server(self) -> ClinicServiceServer<Self> {
        ClinicServiceServer::new(self)
    }

    /// Runs one use case to its end, whatever becomes of the caller.
    async fn run<T, F>(&self, use_case: impl FnOnce(Self) -> F) -> Result<Response<T>, Status>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, Failure>> + Send + 'static,
    {
        let running = use_case(self.clone());
        detached(async { running.await.map_err(Problem::from) }).await.map(Response::new)
    }
}

fn encode(next: Option<Cursor>) -> String {
    next.map(Cursor::encode).unwrap_or_default()
}

#[tonic::async_trait]
impl ClinicService for Clinics {
    async fn create_clinic(&self, request: Request<CreateClinicRequest>) -> Result<Response<Clinic>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            clinics.create_clinic(&caller, key.as_ref(), &message).await
        })
        .await
    }

    async fn list_clinics(
        &self,
        request: Request<ListClinicsRequest>,
    ) -> Result<Response<ListClinicsResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let (after, limit) = convert::page(message.page.as_ref())?;
            let (items, next) = clinics.list_clinics(after, limit).await?;
            Ok(ListClinicsResponse { items, next_cursor: encode(next) })
        })
        .await
    }

    async fn get_clinic(&self, request: Request<GetClinicRequest>) -> Result<Response<Clinic>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move { clinics.get_clinic(convert::id("id", &message.id)?).await }).await
    }

    async fn update_clinic(&self, request: Request<UpdateClinicRequest>) -> Result<Response<Clinic>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            clinics.update_clinic(&caller, convert::id("id", &message.id)?, &message).await
        })
        .await
    }

    async fn create_doctor(&self, request: Request<CreateDoctorRequest>) -> Result<Response<Doctor>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            clinics.create_doctor(&caller, key.as_ref(), clinic_id, &message).await
        })
        .await
    }

    async fn list_doctors(
        &self,
        request: Request<ListDoctorsRequest>,
    ) -> Result<Response<ListDoctorsResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            let (items, next) = clinics.list_doctors(clinic_id, after, limit).await?;
            Ok(ListDoctorsResponse { items, next_cursor: encode(next) })
        })
        .await
    }

    async fn get_doctor(&self, request: Request<GetDoctorRequest>) -> Result<Response<Doctor>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move { clinics.get_doctor(convert::id("id", &message.id)?).await }).await
    }

    async fn create_patient(
        &self,
        request: Request<CreatePatientRequest>,
    ) -> Result<Response<Patient>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            clinics.create_patient(&caller, key.as_ref(), clinic_id, &message).await
        })
        .await
    }

    async fn list_patients(
        &self,
        request: Request<ListPatientsRequest>,
    ) -> Result<Response<ListPatientsResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            let filter = Filter { name: message.name, phone: message.phone, email: message.email };
            let (items, next) = clinics.find_patients(&caller, clinic_id, &filter, after, limit).await?;
            Ok(ListPatientsResponse { items, next_cursor: encode(next) })
        })
        .await
    }

    async fn list_own_patients(
        &self,
        request: Request<ListOwnPatientsRequest>,
    ) -> Result<Response<ListPatientsResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let items = clinics.list_own_patients(&convert::caller(message.caller.as_ref())?).await?;
            Ok(ListPatientsResponse { items, next_cursor: String::new() })
        })
        .await
    }

    async fn list_offered_patients(
        &self,
        request: Request<ListOwnPatientsRequest>,
    ) -> Result<Response<ListPatientsResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let items = clinics.list_offered_patients(&convert::caller(message.caller.as_ref())?).await?;
            Ok(ListPatientsResponse { items, next_cursor: String::new() })
        })
        .await
    }

    async fn accept_patient(&self, request: Request<OwnPatientRequest>) -> Result<Response<Patient>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            clinics.accept_patient(&caller, key.as_ref(), convert::id("id", &message.id)?).await
        })
        .await
    }

    async fn leave_patient(&self, request: Request<OwnPatientRequest>) -> Result<Response<Patient>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            clinics.leave_patient(&caller, convert::id("id", &message.id)?).await
        })
        .await
    }

    async fn get_patient(&self, request: Request<PatientRequest>) -> Result<Response<Patient>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            clinics.get_patient(&caller, clinic_id, convert::id("id", &message.id)?).await
        })
        .await
    }

    async fn export_patient(
        &self,
        request: Request<PatientRequest>,
    ) -> Result<Response<PatientExport>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            clinics.export_patient(&caller, clinic_id, convert::id("id", &message.id)?).await
        })
        .await
    }

    async fn erase_patient(&self, request: Request<PatientRequest>) -> Result<Response<Patient>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            clinics.erase_patient(&caller, clinic_id, convert::id("id", &message.id)?).await
        })
        .await
    }

    async fn list_audit(
        &self,
        request: Request<ListAuditRequest>,
    ) -> Result<Response<ListAuditResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            let given = |text: String| Some(text).filter(|text| !text.is_empty());
            let filter = audit::Filter {
                patient_id: convert::optional_id("patient_id", &message.patient_id)?,
                actor_id: given(message.actor_id),
                action: given(message.action),
                from: convert::optional_instant("from", message.from_us)?,
                to: convert::optional_instant("to", message.to_us)?,
            };
            clinics.list_audit(&caller, clinic_id, filter, after, limit).await
        })
        .await
    }

    async fn create_webhook(
        &self,
        request: Request<CreateWebhookRequest>,
    ) -> Result<Response<Webhook>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            clinics.create_webhook(&caller, key.as_ref(), clinic_id, &message).await
        })
        .await
    }

    async fn list_webhooks(
        &self,
        request: Request<ListWebhooksRequest>,
    ) -> Result<Response<ListWebhooksResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            let (items, next) = clinics.list_webhooks(&caller, clinic_id, after, limit).await?;
            Ok(ListWebhooksResponse { items, next_cursor: encode(next) })
        })
        .await
    }

    async fn get_webhook(&self, request: Request<WebhookRequest>) -> Result<Response<Webhook>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            clinics.get_webhook(&caller, clinic_id, convert::id("id", &message.id)?).await
        })
        .await
    }

    async fn update_webhook(
        &self,
        request: Request<UpdateWebhookRequest>,
    ) -> Result<Response<Webhook>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let id = convert::id("id", &message.id)?;
            clinics.update_webhook(&caller, clinic_id, id, &message).await
        })
        .await
    }

    async fn delete_webhook(
        &self,
        request: Request<WebhookRequest>,
    ) -> Result<Response<DeleteWebhookResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            clinics.delete_webhook(&caller, clinic_id, convert::id("id", &message.id)?).await?;
            Ok(DeleteWebhookResponse {})
        })
        .await
    }

    async fn renew_webhook_secret(
        &self,
        request: Request<WebhookRequest>,
    ) -> Result<Response<Webhook>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let id = convert::id("id", &message.id)?;
            clinics.renew_webhook_secret(&caller, key.as_ref(), clinic_id, id).await
        })
        .await
    }

    async fn try_webhook(
        &self,
        request: Request<WebhookRequest>,
    ) -> Result<Response<WebhookDelivery>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let id = convert::id("id", &message.id)?;
            clinics.try_webhook(&caller, key.as_ref(), clinic_id, id).await
        })
        .await
    }

    async fn list_webhook_deliveries(
        &self,
        request: Request<ListWebhookDeliveriesRequest>,
    ) -> Result<Response<ListWebhookDeliveriesResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let id = convert::id("webhook_id", &message.webhook_id)?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            let (items, next) = clinics.list_webhook_deliveries(&caller, clinic_id, id, after, limit).await?;
            Ok(ListWebhookDeliveriesResponse { items, next_cursor: encode(next) })
        })
        .await
    }

    async fn list_mails(
        &self,
        request: Request<ListMailsRequest>,
    ) -> Result<Response<ListMailsResponse>, Status> {
        let message = request.into_inner();
        self.run(|clinics| async move {
            let caller = convert::caller(message.caller.as_ref())?;
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            let (after, limit) = convert::page(message.page.as_ref())?;
            let (items, next) = clinics.list_mails(&caller, clinic_id, &message.state, after, limit).await?;
            Ok(ListMailsResponse { items, next_cursor: encode(next) })
        })
        .await
    }
}
