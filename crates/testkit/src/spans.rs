//! A receiver of traces: it takes spans by OpenTelemetry's own protocol and definitions, and keeps them.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use opentelemetry_proto::tonic::collector::trace::v1::trace_service_server::{
    TraceService, TraceServiceServer,
};
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue};
use opentelemetry_proto::tonic::trace::v1 as otlp;
use tonic::codec::CompressionEncoding;
use tonic::transport::{Identity, Server, ServerTlsConfig};
use tonic::{Request, Response, Status};

use crate::{Certificates, free_port};

/// A span as it came. Ids are in hexadecimal.
#[derive(Clone, Debug)]
pub struct Span {
    /// `service.name` of the process.
    pub service: String,
    /// What it is called.
    pub name: String,
    /// The trace that it belongs to.
    pub trace_id: String,
    /// Its own id.
    pub id: String,
    /// The span that it is a part of; empty at the root.
    pub parent_id: String,
    /// What it is in a call.
    pub kind: otlp::span::SpanKind,
    /// What it says.
    pub attributes: BTreeMap<String, String>,
    /// Trace and span of those that it has to do with.
    pub links: Vec<(String, String)>,
}

#[derive(Clone, Default)]
struct Kept {
    spans: Arc<Mutex<Vec<Span>>>,
    is_silent: Arc<AtomicBool>,
}

/// A receiver on this machine, for as long as the test runs.
pub struct SpanReceiver {
    address: SocketAddr,
    scheme: &'static str,
    kept: Kept,
}

impl SpanReceiver {
    /// Starts one that takes everything.
    pub async fn start() -> Self {
        Self::start_by(Server::builder(), "http").await
    }

    /// The same by TLS.
    pub async fn start_with_tls(certificates: &Certificates) -> Self {
        let read = |path| std::fs::read(path).expect("a certificate, or a key");
        let identity = Identity::from_pem(read(&certificates.cert), read(&certificates.key));
        let server = Server::builder().tls_config(ServerTlsConfig::new().identity(identity));
        Self::start_by(server.expect("a certificate of its own"), "https").await
    }

    async fn start_by(mut server: Server, scheme: &'static str) -> Self {
        let address = SocketAddr::from(([127, 0, 0, 1], free_port()));
        let kept = Kept::default();
        let service = TraceServiceServer::new(kept.clone()).accept_compressed(CompressionEncoding::Gzip);
        tokio::spawn(server.add_service(service).serve(address));
        while tokio::net::TcpStream::connect(address).await.is_err() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Self { address, scheme, kept }
    }

    /// Its URL.
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    /// Answers nothing from now on.
    pub fn be_silent(&self) {
        self.kept.is_silent.store(true, Ordering::SeqCst);
    }

    /// All that it has got.
    pub fn spans(&self) -> Vec<Span> {
        self.kept.spans.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// All that it has got, once they are what is waited for.
    pub async fn wait_for(&self, what: impl Fn(&[Span]) -> bool) -> Vec<Span> {
        let began = Instant::now();
        loop {
            let spans = self.spans();
            if what(&spans) {
                return spans;
            }
            assert!(began.elapsed() < Duration::from_secs(60), "not all spans came: {spans:#?}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

#[tonic::async_trait]
impl TraceService for Kept {
    async fn export(
        &self,
        request: Request<ExportTraceServiceRequest>,
    ) -> Result<Response<ExportTraceServiceResponse>, Status> {
        if self.is_silent.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        let came = request.into_inner().resource_spans.into_iter().flat_map(|of_process| {
            let resource = texts(of_process.resource.unwrap_or_default().attributes);
            let service = resource.get("service.name").cloned().unwrap_or_default();
            let spans = of_process.scope_spans.into_iter().flat_map(|scope| scope.spans);
            spans.map(move |span| read(service.clone(), span))
        });
        self.spans.lock().unwrap_or_else(PoisonError::into_inner).extend(came);
        Ok(Response::new(ExportTraceServiceResponse::default()))
    }
}

fn read(service: String, span: otlp::Span) -> Span {
    Span {
        service,
        kind: span.kind(),
        name: span.name,
        trace_id: hex(&span.trace_id),
        id: hex(&span.span_id),
        parent_id: hex(&span.parent_span_id),
        attributes: texts(span.attributes),
        links: span.links.iter().map(|link| (hex(&link.trace_id), hex(&link.span_id))).collect(),
    }
}

fn hex(id: &[u8]) -> String {
    id.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn texts(attributes: Vec<KeyValue>) -> BTreeMap<String, String> {
    let text = |value: Option<AnyValue>| match value.and_then(|value| value.value) {
        Some(Value::StringValue(text)) => text,
        Some(Value::IntValue(number)) => number.to_string(),
        other => format!("{other:?}"),
    };
    attributes.into_iter().map(|attribute| (attribute.key, text(attribute.value))).collect()
}
