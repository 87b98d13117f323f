//! All roles in this process behind the real REST API, without a network in between.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, Response, StatusCode};
use holdfast::roles::Roles;
use holdfast::system::{Plan, System};
use holdfast_availability::Availability;
use holdfast_booking::Booking;
use holdfast_config::Settings;
use holdfast_domain::{Caller, Clock, DoctorId, Event, Ids, Role};
use holdfast_jobs::{Job, Runner, States};
use holdfast_messaging::{Broker, Relay};
use holdfast_postgres::{Database, DbRole, PoolSettings};
use holdfast_tokens::{Keys, key::pem_of_seed};
use holdfast_vault::master::Source;
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use rand::SeedableRng;
use rand::rngs::StdRng;
use serde_json::Value;
use tokio::task::JoinSet;
use tower::ServiceExt;
use uuid::Uuid;

use crate::keys::master_key;
use crate::{EventStream, ManualClock, TestDatabase, documented};

/// When tests begin: a Monday, noon in UTC.
pub const START: &str = "2026-11-23T12:00:00Z";

/// The API of a system under test.
pub struct Api {
    /// Moves time.
    pub clock: ManualClock,
    /// The roles themselves, for background work that tests trigger by hand.
    pub system: System,
    /// The database below.
    pub database: TestDatabase,
    router: Router,
    keys: Keys,
    ids: Ids,
}

/// What the API answered.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body's bytes.
    pub bytes: Vec<u8>,
    /// The body; null when it is no JSON.
    pub body: Value,
}

impl Answer {
    /// A field of the body that must be text.
    #[track_caller]
    pub fn text(&self, field: &str) -> String {
        self.body[field].as_str().unwrap_or_else(|| panic!("no text {field} in {self:?}")).to_owned()
    }

    /// The body, if the status is this one.
    #[track_caller]
    pub fn expect(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self.body
    }

    /// The problem's code, if the status is this one.
    #[track_caller]
    pub fn refused(&self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert_eq!(self.headers["content-type"], "application/problem+json");
        assert_eq!(self.body["status"], status);
        self.text("code")
    }

    /// The fields that the problem names.
    pub fn fields(&self) -> Vec<String> {
        let errors = self.body["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().map(|e| e["field"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// A request in the making.
pub struct Call<'a> {
    api: &'a Api,
    method: Method,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: Body,
    from: Option<IpAddr>,
}

impl Api {
    /// A fresh system on an empty database; its clock stands at [`START`].
    pub async fn start() -> Self {
        Self::with_settings(&Settings::default()).await
    }

    /// The same with other settings.
    pub async fn with_settings(settings: &Settings) -> Self {
        Self::on(TestDatabase::create().await, settings)
    }

    /// The same on this database, which is empty.
    pub fn on(database: TestDatabase, settings: &Settings) -> Self {
        let clock = ManualClock::at(START.parse().expect("an instant"));
        let shared: Arc<dyn Clock> = Arc::new(clock.clone());
        let ids = Ids::new(Arc::clone(&shared), StdRng::from_os_rng());
        let plan = Plan {
            roles: Roles::all(),
            database_url: Some(&database.url()),
            links: None,
            master_keys: Some(Source::Text(master_key())),
            settings,
            clock: shared,
            ids: &ids,
        };
        let system = System::new(&plan).expect("a system");
        let keys = Keys::of_pem(pem_of_seed(&[7; 32]).as_bytes()).expect("keys");
        let operations = system.watch().operations(Arc::new(String::new));
        let router = system.router(Some(&keys), operations).expect("a router");
        Self { clock, system, database, router, keys, ids }
    }

    /// The same system once more, on the same database and with other settings.
    pub fn again_with(&self, settings: &Settings) -> System {
        let plan = Plan {
            roles: Roles::all(),
            database_url: Some(&self.database.url()),
            links: None,
            master_keys: Some(Source::Text(master_key())),
            settings,
            clock: Arc::new(self.clock.clone()),
            ids: &self.ids,
        };
        System::new(&plan).expect("a system")
    }

    /// The booking service, for background work that tests trigger by hand.
    pub fn booking(&self) -> &Booking {
        self.system.part().expect("it has every role")
    }

    /// The availability service, for background work that tests trigger by hand.
    pub fn availability(&self) -> &Availability {
        self.system.part().expect("it has every role")
    }

    /// The relay, which does nothing by itself in tests.
    pub fn relay(&self) -> &Relay<Broker> {
        self.system.part().expect("it has every role")
    }

    /// All events that the relay hands over from now on.
    pub fn events(&self) -> tokio::sync::broadcast::Receiver<Event> {
        let Broker::InProcess(events) = self.relay().transport() else { panic!("events leave the process") };
        events.subscribe()
    }

    /// Every invariant holds in the database.
    pub async fn assert_sound(&self) {
        let db = Database::new(&self.database.url(), PoolSettings::of(DbRole::Operator)).expect("a pool");
        let grace = Duration::from_secs(10);
        let report = holdfast_invariants::check(&db, self.now(), grace, |_, _| {}).await.expect("a check");
        assert!(report.is_clean(), "{report}");
    }

    /// The present instant of the test.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Runs jobs until the answer is dropped.
    pub fn run_jobs(&self, jobs: impl IntoIterator<Item = Job>) -> JoinSet<()> {
        let runner = Runner::new(Arc::new(self.clock.clone()), self.ids.clone(), States::default());
        let mut tasks = JoinSet::new();
        for job in jobs {
            runner.spawn(job, &mut tasks);
        }
        tasks
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        self.ids.next()
    }

    /// A token for anybody.
    pub fn token(&self, caller: &Caller) -> String {
        let now = self.now();
        self.keys.sign(caller, None, now, now + SignedDuration::from_hours(24)).expect("signed")
    }

    /// A platform admin's token.
    pub fn platform_admin(&self) -> String {
        self.token(&Caller {
            role: Role::PlatformAdmin,
            account_id: Some(self.new_id().into()),
            ..Caller::ANONYMOUS
        })
    }

    /// A token of this role at this clinic.
    pub fn at_clinic(&self, role: Role, clinic_id: Uuid, doctor_id: Option<Uuid>) -> String {
        self.token(&Caller {
            role,
            account_id: Some(self.new_id().into()),
            clinic_id: Some(clinic_id.into()),
            doctor_id: doctor_id.map(DoctorId),
            appointment_id: None,
            secret_issued_at: None,
        })
    }

    /// A patient's token.
    pub fn patient(&self, account_id: Uuid) -> String {
        self.token(&Caller { role: Role::Patient, account_id: Some(account_id.into()), ..Caller::ANONYMOUS })
    }

    /// A request.
    pub fn call(&self, method: Method, path: impl Into<String>) -> Call<'_> {
        Call { api: self, method, path: path.into(), headers: Vec::new(), body: Body::empty(), from: None }
    }

    /// A GET.
    pub fn get(&self, path: impl Into<String>) -> Call<'_> {
        self.call(Method::GET, path)
    }

    /// A POST.
    pub fn post(&self, path: impl Into<String>) -> Call<'_> {
        self.call(Method::POST, path)
    }
}

impl Call<'_> {
    /// With a bearer token.
    pub fn bearer(self, token: &str) -> Self {
        self.header("authorization", format!("Bearer {token}"))
    }

    /// With a header.
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// With a JSON body.
    pub fn json(self, body: &Value) -> Self {
        self.raw(body.to_string())
    }

    /// With these bytes as a JSON body.
    pub fn raw(self, body: impl Into<Vec<u8>>) -> Self {
        self.body(body.into()).header("content-type", "application/json")
    }

    /// From a client at this address, as the connection tells it.
    pub fn from(mut self, address: &str) -> Self {
        self.from = Some(address.parse().expect("an address"));
        self
    }

    /// With any body, such as one that never ends.
    pub fn body(mut self, body: impl Into<Body>) -> Self {
        self.body = body.into();
        self
    }

    /// Sends it. A problem that comes back has to be one that the OpenAPI document names.
    pub async fn send(self) -> Answer {
        let (method, path) = (self.method.clone(), self.path.clone());
        let (parts, mut body) = self.ask().await.into_parts();
        // a stream has no end: of it there is the beginning
        let bytes = if is_stream(&parts.headers) {
            let first = body.frame().await.expect("a beginning").expect("a beginning");
            first.into_data().unwrap_or_default().to_vec()
        } else {
            body.collect().await.expect("a body").to_bytes().to_vec()
        };
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        documented::check(method.as_str(), &path, parts.status, &body);
        Answer { status: parts.status, headers: parts.headers, bytes, body }
    }

    /// Sends it, and listens to the stream of events that comes back.
    pub async fn listen(self) -> EventStream {
        let response = self.ask().await;
        assert!(is_stream(response.headers()), "{response:?}");
        EventStream::of(response.into_body())
    }

    async fn ask(self) -> Response<Body> {
        let mut request = Request::builder().method(self.method.clone()).uri(&self.path);
        for (name, value) in self.headers {
            request = request.header(name, value);
        }
        if let Some(address) = self.from {
            request = request.extension(ConnectInfo(SocketAddr::from((address, 50_000))));
        }
        let request = request.body(self.body).expect("a request");
        self.api.router.clone().oneshot(request).await.expect("the router answers")
    }
}

fn is_stream(headers: &HeaderMap) -> bool {
    headers.get("content-type").is_some_and(|kind| kind == "text/event-stream")
}
