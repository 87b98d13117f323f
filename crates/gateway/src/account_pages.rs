//! The pages that mails to owners of accounts lead to: finishing to sign up, setting a password, accepting an invitation. Plain
//! forms, which work without scripts; what they do is what the API does.

use askama::Template;
use axum::extract::{FromRequest, RawQuery, Request, State};
use axum::http::{HeaderName, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use holdfast_domain::{Asked, ErrorCode, Problem};
use holdfast_rpc::identity::{
    CompleteAccountRequest, EmailRequest, LinkRequest, LogInRequest, ResetPasswordRequest,
};

use crate::Gateway;
use crate::http::body::read;
use crate::http::client::Source;
use crate::http::facts::{Facts, Key, Rate, UNASKED};
use crate::http::problem::Refusal;
use crate::http::routes::Routes;
use crate::routes::sessions::account_hash;

/// Nothing but the page itself: no scripts, no frames, no other hosts.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

#[derive(Template)]
#[template(path = "page.html")]
struct Html<'a> {
    page: &'a Page,
}

struct Page {
    title: &'static str,
    text: String,
    problem: Option<String>,
    form: Option<Form>,
}

struct Form {
    action: &'static str,
    button: &'static str,
    fields: Vec<Field>,
}

struct Field {
    name: &'static str,
    label: &'static str,
    kind: &'static str,
    value: String,
    autocomplete: &'static str,
    required: bool,
}

fn field(name: &'static str, label: &'static str, kind: &'static str, autocomplete: &'static str) -> Field {
    Field { name, label, kind, value: String::new(), autocomplete, required: true }
}

fn hidden(name: &'static str, value: String) -> Field {
    Field { value, ..field(name, "", "hidden", "off") }
}

impl Page {
    fn said(title: &'static str, text: impl Into<String>) -> Self {
        Self { title, text: text.into(), problem: None, form: None }
    }

    fn refused(self, problem: &Problem) -> Response {
        let status = StatusCode::from_u16(problem.code.http_status()).unwrap_or(StatusCode::BAD_REQUEST);
        Self { problem: Some(problem.detail.clone()), ..self }.with(status)
    }

    fn with(self, status: StatusCode) -> Response {
        let html = Html { page: &self }.render().unwrap_or_default();
        let headers = [
            (header::CONTENT_TYPE, "text/html; charset=utf-8"),
            (header::CACHE_CONTROL, "no-store"),
            (header::CONTENT_SECURITY_POLICY, POLICY),
            // the address has a secret in it
            (header::REFERRER_POLICY, "no-referrer"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        ];
        (status, headers, html).into_response()
    }
}

/// The fields of a form or query.
struct Fields(Vec<(String, String)>);

/// A form, which may not be large, nor take long to come.
impl FromRequest<Gateway> for Fields {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &Gateway) -> Result<Self, Refusal> {
        Ok(Self::of(&read(request).await?))
    }
}

impl Fields {
    fn of(bytes: &[u8]) -> Self {
        Self(form_urlencoded::parse(bytes).into_owned().collect())
    }

    fn take(&self, name: &str) -> String {
        self.0.iter().find(|(found, _)| found == name).map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

fn complete(token: String) -> Page {
    Page {
        form: Some(Form {
            action: "/account/complete",
            button: "Sign up",
            fields: vec![
                hidden("token", token),
                field("name", "Your name", "text", "name"),
                field("password", "A password", "password", "new-password"),
            ],
        }),
        ..Page::said(
            "Finish signing up",
            "Tell us your name, and choose a password of ten characters or more.",
        )
    }
}

async fn show_complete(RawQuery(query): RawQuery) -> Response {
    complete(Fields::of(query.unwrap_or_default().as_bytes()).take("token")).with(StatusCode::OK)
}

async fn do_complete(State(gateway): State<Gateway>, fields: Fields) -> Response {
    let token = fields.take("token");
    let request = CompleteAccountRequest {
        token: token.clone(),
        name: fields.take("name"),
        password: fields.take("password"),
    };
    match gateway.identity().complete_account(Asked::ANONYMOUS, request).await {
        Ok(_) => Page::said("You have an account", "You can log in now.").with(StatusCode::OK),
        Err(problem) => complete(token).refused(&problem),
    }
}

fn forgotten() -> Page {
    Page {
        form: Some(Form {
            action: "/account/forgotten",
            button: "Send the mail",
            fields: vec![field("email", "Your e-mail address", "email", "email")],
        }),
        ..Page::said("Forgotten password", "We send a link to your address by which you set a new password.")
    }
}

async fn show_forgotten() -> Response {
    forgotten().with(StatusCode::OK)
}

async fn do_forgotten(State(gateway): State<Gateway>, source: Source, fields: Fields) -> Response {
    let email = fields.take("email");
    if gateway.0.limits.mail_to(&account_hash(&gateway, &email)).await.is_some() {
        return forgotten().refused(&Problem::new(ErrorCode::RateLimited, "too many mails; wait a while"));
    }
    match gateway
        .identity()
        .ask_password_reset(Asked::ANONYMOUS, EmailRequest { email, source: source.0 })
        .await
    {
        Ok(_) => {
            let text = "If the address has an account, a mail is on its way.";
            Page::said("Look into your mailbox", text).with(StatusCode::OK)
        }
        Err(problem) => forgotten().refused(&problem),
    }
}

fn reset(token: String) -> Page {
    Page {
        form: Some(Form {
            action: "/account/reset",
            button: "Set the password",
            fields: vec![
                hidden("token", token),
                field("password", "A new password", "password", "new-password"),
            ],
        }),
        ..Page::said(
            "Set a new password",
            "Choose one of ten characters or more. You will be logged out everywhere.",
        )
    }
}

async fn show_reset(RawQuery(query): RawQuery) -> Response {
    reset(Fields::of(query.unwrap_or_default().as_bytes()).take("token")).with(StatusCode::OK)
}

async fn do_reset(State(gateway): State<Gateway>, source: Source, fields: Fields) -> Response {
    let token = fields.take("token");
    let request =
        ResetPasswordRequest { token: token.clone(), password: fields.take("password"), source: source.0 };
    match gateway.identity().reset_password(Asked::ANONYMOUS, request).await {
        Ok(_) => Page::said("Your password is set", "You can log in with it now.").with(StatusCode::OK),
        Err(problem) => reset(token).refused(&problem),
    }
}

fn sign_up() -> Page {
    Page {
        form: Some(Form {
            action: "/account/sign-up",
            button: "Send the mail",
            fields: vec![field("email", "Your e-mail address", "email", "email")],
        }),
        ..Page::said("Sign up", "We send a link to your address by which you finish signing up.")
    }
}

async fn show_sign_up() -> Response {
    sign_up().with(StatusCode::OK)
}

async fn do_sign_up(State(gateway): State<Gateway>, source: Source, fields: Fields) -> Response {
    let email = fields.take("email");
    if gateway.0.limits.mail_to(&account_hash(&gateway, &email)).await.is_some() {
        return sign_up().refused(&Problem::new(ErrorCode::RateLimited, "too many mails; wait a while"));
    }
    match gateway.identity().sign_up(Asked::ANONYMOUS, EmailRequest { email, source: source.0 }).await {
        Ok(_) => Page::said("Look into your mailbox", "A mail is on its way.").with(StatusCode::OK),
        Err(problem) => sign_up().refused(&problem),
    }
}

fn invitation(token: String) -> Page {
    Page {
        form: Some(Form {
            action: "/account/invitation",
            button: "Accept",
            fields: vec![
                hidden("token", token),
                field("email", "E-mail address", "email", "email"),
                field("password", "Password", "password", "current-password"),
                Field {
                    required: false,
                    ..field("code", "Code of the second factor, if you have one", "text", "one-time-code")
                },
            ],
        }),
        ..Page::said(
            "Accept the invitation",
            "Log in with the account of the address that was invited. If you have none yet, sign up at /account/sign-up \
             first, and come back to this link.",
        )
    }
}

async fn show_invitation(RawQuery(query): RawQuery) -> Response {
    invitation(Fields::of(query.unwrap_or_default().as_bytes()).take("token")).with(StatusCode::OK)
}

async fn do_invitation(State(gateway): State<Gateway>, source: Source, fields: Fields) -> Response {
    let (token, email) = (fields.take("token"), fields.take("email"));
    if gateway.0.limits.log_in(&account_hash(&gateway, &email), &source).await.is_some() {
        let wait = Problem::new(ErrorCode::RateLimited, "too many tries; wait a minute");
        return invitation(token).refused(&wait);
    }
    match accept(&gateway, &token, email, &fields, source).await {
        Ok(clinic) => {
            let text = format!("You work for {clinic} from now on. Log in to it with the clinic's id.");
            Page::said("Welcome", text).with(StatusCode::OK)
        }
        Err(problem) => invitation(token).refused(&problem),
    }
}

/// Logs in for this one thing; returns the clinic's name.
async fn accept(
    gateway: &Gateway,
    token: &str,
    email: String,
    fields: &Fields,
    source: Source,
) -> Result<String, Problem> {
    use holdfast_rpc::identity::EndSessionRequest;
    let request = LogInRequest {
        email,
        password: fields.take("password"),
        code: fields.take("code"),
        acting: None,
        page: false,
        source: source.0,
    };
    let session = gateway.identity().log_in(Asked::ANONYMOUS, request).await?;
    let asked = Asked::by(session.caller.into());
    let request = LinkRequest { token: token.to_owned() };
    let accepted = gateway.identity().accept_invitation(asked.clone(), request).await;
    gateway.identity().end_session(asked, EndSessionRequest { id: session.id }).await?;
    Ok(accepted?.clinic_name)
}

/// The pages. They take no credentials but what is in their forms.
pub(crate) fn routes() -> Routes {
    let page = |rate| Facts::new(UNASKED, Key::Without, rate, &[]);
    Routes::default()
        .add_page("/account/sign-up", Method::GET, get(show_sign_up), page(Rate::Usual))
        .add_page("/account/sign-up", Method::POST, post(do_sign_up), page(Rate::Mails))
        .add_page("/account/complete", Method::GET, get(show_complete), page(Rate::Usual))
        .add_page("/account/complete", Method::POST, post(do_complete), page(Rate::LogIns))
        .add_page("/account/forgotten", Method::GET, get(show_forgotten), page(Rate::Usual))
        .add_page("/account/forgotten", Method::POST, post(do_forgotten), page(Rate::Mails))
        .add_page("/account/reset", Method::GET, get(show_reset), page(Rate::Usual))
        .add_page("/account/reset", Method::POST, post(do_reset), page(Rate::LogIns))
        .add_page("/account/invitation", Method::GET, get(show_invitation), page(Rate::Usual))
        .add_page("/account/invitation", Method::POST, post(do_invitation), page(Rate::LogIns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_page_runs_nothing_is_in_no_frame_and_tells_no_other_site() {
        let response = show_reset(RawQuery(Some("token=%22%3E%3Cscript%3E".to_owned()))).await;
        let headers = response.headers().clone();
        let policy = headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert_eq!(headers[header::REFERRER_POLICY], "no-referrer");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        let body = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
        let html = String::from_utf8(body.to_vec()).unwrap();
        assert!(!html.contains("<script") && html.contains("&#60;script&#62;"), "{html}");
    }
}
