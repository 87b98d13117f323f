//! The pages that mails to owners of accounts lead to: signing up, setting a password, accepting an invitation.

use askama::Template;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{MethodRouter, get, post};
use holdfast_domain::{Asked, ErrorCode, Problem};
use holdfast_gateway::Gateway;
use holdfast_gateway::http::facts::Rate;
use holdfast_gateway::http::problem::Refusal;
use holdfast_rpc::identity::{
    CompleteAccountRequest, EmailRequest, EndSessionRequest, LinkRequest, LogInRequest, ResetPasswordRequest,
};

use crate::fields::{Errors, Fields, wrong_fields};
use crate::page::{Frame, respond};
use crate::texts::key;
use crate::visit::{Posted, Visit};

/// A form at an address.
pub(crate) struct FormPage {
    pub(crate) path: &'static str,
    pub(crate) show: fn() -> MethodRouter<Gateway>,
    pub(crate) send: fn() -> MethodRouter<Gateway>,
    pub(crate) rate: Rate,
}

pub(crate) const FORMS: [FormPage; 5] = [
    FormPage {
        path: "/account/sign-up",
        show: || get(async |visit, gateway, query| show(&SIGN_UP, visit, gateway, query)),
        send: || post(sign_up),
        rate: Rate::Mails,
    },
    FormPage {
        path: "/account/complete",
        show: || get(async |visit, gateway, query| show(&COMPLETE, visit, gateway, query)),
        send: || post(complete),
        rate: Rate::LogIns,
    },
    FormPage {
        path: "/account/forgotten",
        show: || get(async |visit, gateway, query| show(&FORGOTTEN, visit, gateway, query)),
        send: || post(forgotten),
        rate: Rate::Mails,
    },
    FormPage {
        path: "/account/reset",
        show: || get(async |visit, gateway, query| show(&RESET, visit, gateway, query)),
        send: || post(reset),
        rate: Rate::LogIns,
    },
    FormPage {
        path: "/account/invitation",
        show: || get(async |visit, gateway, query| show(&INVITATION, visit, gateway, query)),
        send: || post(invitation),
        rate: Rate::LogIns,
    },
];

/// A field, by the name that the form sends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Input {
    Email,
    Name,
    Password,
    NewPassword,
    Code,
}

impl Input {
    const fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Name => "name",
            Self::Password | Self::NewPassword => "password",
            Self::Code => "code",
        }
    }

    const fn kind(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Name | Self::Code => "text",
            Self::Password | Self::NewPassword => "password",
        }
    }

    const fn autocomplete(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Name => "name",
            Self::Password => "current-password",
            Self::NewPassword => "new-password",
            Self::Code => "one-time-code",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Email => key("label-email"),
            Self::Name => key("label-name"),
            Self::Password => key("label-password"),
            Self::NewPassword => key("label-new-password"),
            Self::Code => key("label-code-optional"),
        }
    }

    const fn hint(self) -> Option<&'static str> {
        match self {
            Self::NewPassword => Some(key("hint-new-password")),
            Self::Code => Some(key("hint-code")),
            _ => None,
        }
    }
}

/// What a form says and asks.
struct Form {
    path: &'static str,
    title: &'static str,
    lead: &'static str,
    button: &'static str,
    inputs: &'static [Input],
    /// What is said when it is done.
    done: (&'static str, &'static str),
}

const SIGN_UP: Form = Form {
    path: "/account/sign-up",
    title: key("sign-up-title"),
    lead: key("sign-up-lead"),
    button: key("send-mail"),
    inputs: &[Input::Email],
    done: (key("mail-sent-title"), key("mail-sent")),
};
const COMPLETE: Form = Form {
    path: "/account/complete",
    title: key("complete-title"),
    lead: key("complete-lead"),
    button: key("sign-up-title"),
    inputs: &[Input::Name, Input::NewPassword],
    done: (key("complete-done-title"), key("can-log-in")),
};
const FORGOTTEN: Form = Form {
    path: "/account/forgotten",
    title: key("forgotten-title"),
    lead: key("forgotten-lead"),
    button: key("send-mail"),
    inputs: &[Input::Email],
    done: (key("mail-sent-title"), key("mail-sent-if")),
};
const RESET: Form = Form {
    path: "/account/reset",
    title: key("reset-title"),
    lead: key("reset-lead"),
    button: key("reset-do"),
    inputs: &[Input::NewPassword],
    done: (key("reset-done-title"), key("can-log-in")),
};
const INVITATION: Form = Form {
    path: "/account/invitation",
    title: key("invitation-title"),
    lead: key("invitation-lead"),
    button: key("invitation-accept"),
    inputs: &[Input::Email, Input::Password, Input::Code],
    done: (key("invitation-done-title"), key("invitation-done")),
};

#[derive(Template)]
#[template(path = "pages/account.html")]
struct Page<'a> {
    frame: Frame,
    form: &'a Form,
    /// The secret of the link.
    token: String,
    fields: Fields,
    errors: Errors,
    refused: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "templates give references")]
impl Page<'_> {
    fn hint(&self, input: &Input) -> String {
        input.hint().map(|hint| self.frame.t.say(hint)).unwrap_or_default()
    }

    /// What was typed; a password is typed anew.
    fn value(&self, input: &Input) -> &str {
        if input.kind() == "password" { "" } else { self.fields.text(input.name()) }
    }
}

#[derive(Template)]
#[template(path = "pages/account_done.html")]
struct Done {
    frame: Frame,
    says: String,
}

fn show(form: &Form, visit: Visit, State(gateway): State<Gateway>, RawQuery(query): RawQuery) -> Response {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let frame = visit.frame(&gateway, visit.t.say(form.title));
    let token = fields.text("token").to_owned();
    // an address fills in nothing but its secret
    let fields = Fields::default();
    respond(StatusCode::OK, &Page { frame, form, token, fields, errors: Errors::default(), refused: None })
}

/// The answer to a form: what was done, or the form with what is wrong.
fn answer(
    form: &Form,
    visit: &Visit,
    gateway: &Gateway,
    fields: Fields,
    result: Result<String, Problem>,
) -> Result<Response, Refusal> {
    let t = visit.t;
    let problem = match result {
        Ok(says) => {
            let frame = visit.frame(gateway, t.say(form.done.0));
            return Ok(respond(StatusCode::OK, &Done { frame, says }));
        }
        Err(problem) => problem,
    };
    let mut errors = Errors::default();
    for wrong in wrong_fields(&problem) {
        if let Some(input) = form.inputs.iter().find(|input| input.name() == wrong.field) {
            errors.add(input.name(), t.say(error_key(*input)));
        }
    }
    let refused = match problem.code {
        ErrorCode::BadCredentials => Some(t.say("log-in-wrong")),
        ErrorCode::SecondFactorNeeded => Some(t.say("log-in-code-needed")),
        // the secret of the link, of which nothing more is told
        ErrorCode::NotFound | ErrorCode::InvalidRequest if errors.is_empty() => Some(t.say("link-dead")),
        _ if errors.is_empty() => return Err(problem.into()),
        _ => None,
    };
    let mut frame = visit.frame(gateway, t.say(form.title));
    frame.has_errors = !errors.is_empty();
    let token = fields.text("token").to_owned();
    let status = StatusCode::from_u16(problem.code.http_status()).unwrap_or(StatusCode::UNPROCESSABLE_ENTITY);
    Ok(respond(status, &Page { frame, form, token, fields, errors, refused }))
}

const fn error_key(input: Input) -> &'static str {
    match input {
        Input::Email => key("error-email"),
        Input::Name => key("error-name"),
        Input::Password | Input::NewPassword => key("error-new-password"),
        Input::Code => key("log-in-code-needed"),
    }
}

async fn sign_up(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let email = fields.text("email").to_owned();
    gateway.wants_mail(&email).await?;
    let request = EmailRequest { email, source: visit.source.0.clone() };
    let done = gateway.identity().sign_up(Asked::ANONYMOUS, request).await;
    let done = done.map(|_| visit.t.say(SIGN_UP.done.1));
    answer(&SIGN_UP, &visit, &gateway, fields, done)
}

async fn complete(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let request = CompleteAccountRequest {
        token: fields.text("token").to_owned(),
        name: fields.text("name").to_owned(),
        password: fields.exact("password"),
    };
    let done = gateway.identity().complete_account(Asked::ANONYMOUS, request).await;
    let done = done.map(|_| visit.t.say(COMPLETE.done.1));
    answer(&COMPLETE, &visit, &gateway, fields, done)
}

async fn forgotten(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let email = fields.text("email").to_owned();
    gateway.wants_mail(&email).await?;
    let request = EmailRequest { email, source: visit.source.0.clone() };
    let done = gateway.identity().ask_password_reset(Asked::ANONYMOUS, request).await;
    let done = done.map(|_| visit.t.say(FORGOTTEN.done.1));
    answer(&FORGOTTEN, &visit, &gateway, fields, done)
}

async fn reset(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    let request = ResetPasswordRequest {
        token: fields.text("token").to_owned(),
        password: fields.exact("password"),
        source: visit.source.0.clone(),
    };
    let done = gateway.identity().reset_password(Asked::ANONYMOUS, request).await;
    let done = done.map(|_| visit.t.say(RESET.done.1));
    answer(&RESET, &visit, &gateway, fields, done)
}

async fn invitation(State(gateway): State<Gateway>, posted: Posted) -> Result<Response, Refusal> {
    let Posted { visit, fields, .. } = posted;
    gateway.tries_log_in(fields.text("email"), &visit.source).await?;
    let done = accept(&gateway, &visit, &fields).await;
    let done = done.map(|clinic| visit.t.with(INVITATION.done.1, "clinic", clinic));
    answer(&INVITATION, &visit, &gateway, fields, done)
}

/// Logs in for this one thing; returns the clinic's name.
async fn accept(gateway: &Gateway, visit: &Visit, fields: &Fields) -> Result<String, Problem> {
    let request = LogInRequest {
        email: fields.text("email").to_owned(),
        password: fields.exact("password"),
        code: fields.text("code").to_owned(),
        acting: None,
        page: false,
        source: visit.source.0.clone(),
    };
    let session = gateway.identity().log_in(Asked::ANONYMOUS, request).await?;
    let asked = Asked::by(session.caller.into());
    let request = LinkRequest { token: fields.text("token").to_owned() };
    let accepted = gateway.identity().accept_invitation(asked.clone(), request).await;
    gateway.identity().end_session(asked, EndSessionRequest { id: session.id }).await?;
    Ok(accepted?.clinic_name)
}
