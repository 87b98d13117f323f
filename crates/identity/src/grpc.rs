//! The identity service's gRPC contract. Translates, and nothing else.

use holdfast_domain::{Caller, Cursor, Problem};
use holdfast_postgres::retry::Failure;
use holdfast_rpc::identity::identity_service_server::{IdentityService, IdentityServiceServer};
use holdfast_rpc::identity::{
    Account, AccountRequest, ApiKey, AuthenticateRequest, Authenticated, BeginExternalLogInRequest,
    ChangePasswordRequest, CompleteAccountRequest, ConfirmSecondFactorRequest, CreateApiKeyRequest, Done,
    EmailRequest, EndSessionRequest, ExternalLogIn, FinishExternalLogInRequest, Invitation, InviteRequest,
    ItemRequest, LinkRequest, ListApiKeysResponse, ListInvitationsResponse, ListMembersResponse,
    ListRevocationsRequest, ListRevocationsResponse, ListSessionsResponse, LogInRequest, Membership,
    OfClinicRequest, PasswordRequest, RecoveryCodes, RefreshRequest, ResetPasswordRequest,
    SecondFactorSecret, Session, SwitchSessionRequest,
};
use holdfast_rpc::{convert, detached};
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::Identity;
use crate::acting::Acting;

impl Identity {
    /// The gRPC server of this service.
    pub fn server(self) -> IdentityServiceServer<Self> {
        IdentityServiceServer::new(self)
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

fn caller(message: Option<&holdfast_rpc::common::Caller>) -> Result<Caller, Problem> {
    convert::caller(message)
}

/// Who asks, of which clinic, and which page of it.
struct OfClinic {
    caller: Caller,
    clinic_id: Uuid,
    after: Cursor,
    limit: u32,
}

impl OfClinic {
    fn of(message: &OfClinicRequest) -> Result<Self, Problem> {
        let (after, limit) = convert::page(message.page.as_ref())?;
        let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
        Ok(Self { caller: caller(message.caller.as_ref())?, clinic_id, after, limit })
    }
}

/// Who asks, and for which thing of which clinic.
fn item(message: &ItemRequest) -> Result<(Caller, Uuid, Uuid), Problem> {
    let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
    Ok((caller(message.caller.as_ref())?, clinic_id, convert::id("id", &message.id)?))
}

#[tonic::async_trait]
impl IdentityService for Identity {
    async fn sign_up(&self, request: Request<EmailRequest>) -> Result<Response<Done>, Status> {
        let EmailRequest { email, source } = request.into_inner();
        self.run(|identity| async move { identity.sign_up(&email, &source).await.map(|()| Done {}) }).await
    }

    async fn complete_account(
        &self,
        request: Request<CompleteAccountRequest>,
    ) -> Result<Response<Account>, Status> {
        let CompleteAccountRequest { token, name, password } = request.into_inner();
        self.run(|identity| async move { identity.complete_account(&token, &name, &password).await }).await
    }

    async fn ask_password_reset(&self, request: Request<EmailRequest>) -> Result<Response<Done>, Status> {
        let EmailRequest { email, source } = request.into_inner();
        self.run(
            |identity| async move { identity.ask_password_reset(&email, &source).await.map(|()| Done {}) },
        )
        .await
    }

    async fn reset_password(&self, request: Request<ResetPasswordRequest>) -> Result<Response<Done>, Status> {
        let ResetPasswordRequest { token, password, source } = request.into_inner();
        self.run(|identity| async move {
            identity.reset_password(&token, &password, &source).await.map(|()| Done {})
        })
        .await
    }

    async fn change_password(
        &self,
        request: Request<ChangePasswordRequest>,
    ) -> Result<Response<Done>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let caller = caller(message.caller.as_ref())?;
            let session_id = convert::optional_id("session_id", &message.session_id)?;
            let (old, new) = (&message.old_password, &message.new_password);
            identity.change_password(&caller, session_id, old, new, &message.source).await.map(|()| Done {})
        })
        .await
    }

    async fn close_account(&self, request: Request<PasswordRequest>) -> Result<Response<Done>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let caller = caller(message.caller.as_ref())?;
            let PasswordRequest { password, code, source, .. } = &message;
            identity.close_account(&caller, password, code, source).await.map(|()| Done {})
        })
        .await
    }

    async fn get_account(&self, request: Request<AccountRequest>) -> Result<Response<Account>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move { identity.get_account(&caller(message.caller.as_ref())?).await })
            .await
    }

    async fn log_in(&self, request: Request<LogInRequest>) -> Result<Response<Session>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move { identity.log_in(&message).await }).await
    }

    async fn refresh(&self, request: Request<RefreshRequest>) -> Result<Response<Session>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move { identity.refresh(&message).await }).await
    }

    async fn switch_session(
        &self,
        request: Request<SwitchSessionRequest>,
    ) -> Result<Response<Session>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let session_id = convert::optional_id("session_id", &message.session_id)?;
            let acting = Acting::of_message(message.acting.as_ref())?;
            identity.switch_session(&caller(message.caller.as_ref())?, session_id, acting).await
        })
        .await
    }

    async fn list_sessions(
        &self,
        request: Request<AccountRequest>,
    ) -> Result<Response<ListSessionsResponse>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let items = identity.list_sessions(&caller(message.caller.as_ref())?).await?;
            Ok(ListSessionsResponse { items })
        })
        .await
    }

    async fn end_session(&self, request: Request<EndSessionRequest>) -> Result<Response<Done>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let id = convert::id("id", &message.id)?;
            identity.end_session(&caller(message.caller.as_ref())?, id).await.map(|()| Done {})
        })
        .await
    }

    async fn authenticate(
        &self,
        request: Request<AuthenticateRequest>,
    ) -> Result<Response<Authenticated>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move { identity.authenticate(message.credential).await }).await
    }

    async fn list_revocations(
        &self,
        request: Request<ListRevocationsRequest>,
    ) -> Result<Response<ListRevocationsResponse>, Status> {
        let since_us = request.into_inner().since_us;
        self.run(
            |identity| async move { identity.list_revocations(convert::instant("since", since_us)?).await },
        )
        .await
    }

    async fn begin_second_factor(
        &self,
        request: Request<PasswordRequest>,
    ) -> Result<Response<SecondFactorSecret>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            identity.begin_second_factor(&caller(message.caller.as_ref())?, &message.password).await
        })
        .await
    }

    async fn confirm_second_factor(
        &self,
        request: Request<ConfirmSecondFactorRequest>,
    ) -> Result<Response<RecoveryCodes>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let caller = caller(message.caller.as_ref())?;
            let session_id = convert::optional_id("session_id", &message.session_id)?;
            let ConfirmSecondFactorRequest { code, source, .. } = &message;
            let codes = identity.confirm_second_factor(&caller, session_id, code, source).await?;
            Ok(RecoveryCodes { codes })
        })
        .await
    }

    async fn remove_second_factor(
        &self,
        request: Request<PasswordRequest>,
    ) -> Result<Response<Done>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let caller = caller(message.caller.as_ref())?;
            let session_id = convert::optional_id("session_id", &message.session_id)?;
            let PasswordRequest { password, code, source, .. } = &message;
            identity.remove_second_factor(&caller, session_id, password, code, source).await.map(|()| Done {})
        })
        .await
    }

    async fn begin_external_log_in(
        &self,
        request: Request<BeginExternalLogInRequest>,
    ) -> Result<Response<ExternalLogIn>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            identity.begin_external_log_in(Acting::of_message(message.acting.as_ref())?).await
        })
        .await
    }

    async fn finish_external_log_in(
        &self,
        request: Request<FinishExternalLogInRequest>,
    ) -> Result<Response<Session>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move { identity.finish_external_log_in(&message).await }).await
    }

    async fn invite(&self, request: Request<InviteRequest>) -> Result<Response<Invitation>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let caller = caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            identity.invite(&caller, key.as_ref(), clinic_id, &message).await
        })
        .await
    }

    async fn list_invitations(
        &self,
        request: Request<OfClinicRequest>,
    ) -> Result<Response<ListInvitationsResponse>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let OfClinic { caller, clinic_id, after, limit } = OfClinic::of(&message)?;
            let (items, next) = identity.list_invitations(&caller, clinic_id, after, limit).await?;
            Ok(ListInvitationsResponse { items, next_cursor: encode(next) })
        })
        .await
    }

    async fn withdraw_invitation(&self, request: Request<ItemRequest>) -> Result<Response<Done>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let (caller, clinic_id, id) = item(&message)?;
            identity.withdraw_invitation(&caller, clinic_id, id).await.map(|()| Done {})
        })
        .await
    }

    async fn accept_invitation(&self, request: Request<LinkRequest>) -> Result<Response<Membership>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            identity.accept_invitation(&caller(message.caller.as_ref())?, &message.token).await
        })
        .await
    }

    async fn list_members(
        &self,
        request: Request<OfClinicRequest>,
    ) -> Result<Response<ListMembersResponse>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let OfClinic { caller, clinic_id, after, limit } = OfClinic::of(&message)?;
            let (items, next) = identity.list_members(&caller, clinic_id, after, limit).await?;
            Ok(ListMembersResponse { items, next_cursor: encode(next) })
        })
        .await
    }

    async fn remove_member(&self, request: Request<ItemRequest>) -> Result<Response<Done>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let (caller, clinic_id, id) = item(&message)?;
            identity.remove_member(&caller, clinic_id, id).await.map(|()| Done {})
        })
        .await
    }

    async fn create_api_key(
        &self,
        request: Request<CreateApiKeyRequest>,
    ) -> Result<Response<ApiKey>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let caller = caller(message.caller.as_ref())?;
            let key = convert::key_use(&caller, message.idempotency.as_ref());
            let clinic_id = convert::id("clinic_id", &message.clinic_id)?;
            identity.create_api_key(&caller, key.as_ref(), clinic_id, &message).await
        })
        .await
    }

    async fn list_api_keys(
        &self,
        request: Request<OfClinicRequest>,
    ) -> Result<Response<ListApiKeysResponse>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let OfClinic { caller, clinic_id, after, limit } = OfClinic::of(&message)?;
            let (items, next) = identity.list_api_keys(&caller, clinic_id, after, limit).await?;
            Ok(ListApiKeysResponse { items, next_cursor: encode(next) })
        })
        .await
    }

    async fn revoke_api_key(&self, request: Request<ItemRequest>) -> Result<Response<Done>, Status> {
        let message = request.into_inner();
        self.run(|identity| async move {
            let (caller, clinic_id, id) = item(&message)?;
            identity.revoke_api_key(&caller, clinic_id, id).await.map(|()| Done {})
        })
        .await
    }
}
