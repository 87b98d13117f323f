//! Compiles `proto/` with a protobuf compiler in Rust, so that nothing needs installing. Besides the clients and
//! servers it writes the descriptors (for reflection), the list of methods that change nothing, and for each service what
//! `src/service.rs` describes: a trait, a client that calls it wherever it runs, and a macro that implements it.

use std::fmt::Write as _;
use std::path::Path;

use prost::Message;
use prost_types::{FileDescriptorProto, FileDescriptorSet, MethodDescriptorProto, ServiceDescriptorProto};

/// `google.protobuf.MethodOptions.IdempotencyLevel`
const NO_SIDE_EFFECTS: i32 = 1;

/// The package of what all messages share.
const COMMON: &str = "holdfast.common.v1";

/// Its messages that are made here. All others are values of the domain, of the same names.
const MADE_HERE: [&str; 3] = ["Asked", "Caller", "Idempotency"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../proto");
    println!("cargo:rerun-if-changed={}", root.display());
    let services =
        ["clinic/v1/clinic", "availability/v1/availability", "booking/v1/booking", "identity/v1/identity"];
    let files = services.map(|service| root.join(format!("holdfast/{service}.proto")));
    let descriptors = protox::compile(files, [&root])?;

    let out = std::env::var("OUT_DIR")?;
    let out = Path::new(&out);
    std::fs::write(out.join("descriptors.bin"), descriptors.encode_to_vec())?;
    let mut questions = Vec::new();
    for file in &descriptors.file {
        for service in &file.service {
            let methods = service.method.iter().filter(|method| is_question(method));
            questions.extend(methods.map(|method| path(file, service, method)));
            std::fs::write(out.join(format!("{}.rs", snake(service.name()))), calls(file, service))?;
        }
    }
    std::fs::write(out.join("questions.rs"), format!("&{questions:?}"))?;

    let mut build = tonic_prost_build::configure();
    for value in values(&descriptors) {
        let path = match value.as_str() {
            "Template" => "::holdfast_domain::template::Template".to_owned(),
            "NewOpenings" | "Opening" => format!("::holdfast_domain::opening::{value}"),
            "Mode" => "::holdfast_domain::template::Mode".to_owned(),
            _ => format!("::holdfast_domain::{value}"),
        };
        build = build.extern_path(format!(".{COMMON}.{value}"), path);
    }
    build.compile_fds(descriptors)?;
    Ok(())
}

/// The messages that are values of the domain.
fn values(descriptors: &FileDescriptorSet) -> Vec<String> {
    let common = descriptors.file.iter().filter(|file| file.package() == COMMON);
    let names = common.flat_map(|file| &file.message_type).map(|message| message.name().to_owned());
    names.filter(|name| !MADE_HERE.contains(&name.as_str())).collect()
}

fn is_question(method: &MethodDescriptorProto) -> bool {
    method.options.as_ref().and_then(|options| options.idempotency_level) == Some(NO_SIDE_EFFECTS)
}

fn path(
    file: &FileDescriptorProto,
    service: &ServiceDescriptorProto,
    method: &MethodDescriptorProto,
) -> String {
    format!("/{}.{}/{}", file.package(), service.name(), method.name())
}

/// The trait of a service, its client, its server, and the macro that implements the trait.
fn calls(file: &FileDescriptorProto, service: &ServiceDescriptorProto) -> String {
    let name = service.name(); // BookingService
    let module = snake(name);
    let client = name.replace("Service", "Client");
    let of_package = file.package().trim_start_matches("holdfast.").replace(".v1", "");
    let mut methods = String::new();
    let mut asks = String::new();
    let mut serves = String::new();
    let mut implements = String::new();
    for method in &service.method {
        let rpc = snake(method.name());
        let (takes, gives) = (last(method.input_type()), last(method.output_type()));
        let path = path(file, service, method);
        let path = path.trim_start_matches('/');
        let how = if is_question(method) { "question" } else { "change" };
        let _ = writeln!(
            methods,
            "    async fn {rpc}(&self, asked: Asked, request: {takes}) -> Result<{gives}, Problem>;"
        );
        let _ = writeln!(
            asks,
            "    pub async fn {rpc}(&self, asked: Asked, request: {takes}) -> Result<{gives}, Problem> {{
        match &self.0 {{
            Way::Here {{ service, deadline }} => {{
                let service = Arc::clone(service);
                here::{how}({path:?}, *deadline, async move {{ service.{rpc}(asked, request).await }}).await
            }}
            Way::There(client) => {{
                let mut client = client.clone();
                there({path:?}, Box::pin(async move {{ client.{rpc}(carrying(asked, request)).await }})).await
            }}
        }}
    }}"
        );
        let _ = writeln!(
            serves,
            "    async fn {rpc}(&self, request: tonic::Request<{takes}>) -> Result<tonic::Response<{gives}>, tonic::Status> {{
        let service = Arc::clone(&self.0);
        let span = served::span({path:?}, &request);
        let (asked, request) = carried(request)?;
        served::{how}({path:?}, span, async move {{ service.{rpc}(asked, request).await }}).await
    }}"
        );
        let _ = writeln!(
            implements,
            "            async fn {rpc}(&self, asked: $crate::Asked, request: $crate::{of_package}::{takes}) -> Result<$crate::{of_package}::{gives}, $crate::Problem> {{
                <$service>::{rpc}(self, &asked, request).await.map_err($crate::Problem::from)
            }}"
        );
    }
    format!(
        "use std::sync::Arc;
use std::time::Duration;
use holdfast_domain::{{Asked, Problem}};
use crate::RoleChannel;
use crate::service::{{Way, carried, carrying, here, served, there}};

/// What the service offers.
#[tonic::async_trait]
pub trait {name}: Send + Sync + 'static {{
{methods}}}

/// Calls the service wherever it runs.
#[derive(Clone)]
pub struct {client}(Way<dyn {name}, {module}_client::{name}Client<RoleChannel>>);

impl {client} {{
    /// In this process. No call may take longer than the deadline.
    pub fn here(service: Arc<dyn {name}>, deadline: Duration) -> Self {{
        Self(Way::Here {{ service, deadline }})
    }}

    /// In another process.
    pub fn there(channel: RoleChannel) -> Self {{
        Self(Way::There({module}_client::{name}Client::new(channel)))
    }}

{asks}}}

/// Offers the service to other processes.
pub fn serve(service: Arc<dyn {name}>) -> {module}_server::{name}Server<impl {module}_server::{name} + Clone> {{
    {module}_server::{name}Server::new(Served(service))
}}

#[derive(Clone)]
struct Served(Arc<dyn {name}>);

#[tonic::async_trait]
impl {module}_server::{name} for Served {{
{serves}}}

/// Implements the service by methods of the same names, which take what was asked by reference: `async fn rpc(&self, asked: &Asked,
/// request: RpcRequest)`.
#[macro_export]
macro_rules! {module} {{
    ($service:ty) => {{
        #[$crate::async_trait]
        impl $crate::{of_package}::{name} for $service {{
{implements}        }}
    }};
}}
"
    )
}

/// `.holdfast.booking.v1.Appointment` is `Appointment`.
fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or(name)
}

/// `BookingService` is `booking_service`.
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}
