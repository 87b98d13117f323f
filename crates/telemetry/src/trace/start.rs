//! Starts tracing.

use std::path::PathBuf;
use std::sync::OnceLock;

use opentelemetry::trace::{SpanContext, TraceFlags, TraceState, TracerProvider};
use opentelemetry_otlp::tonic_types::transport::{Certificate, ClientTlsConfig};
use opentelemetry_otlp::{SpanExporter, WithExportConfig, WithTonicConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{
    IdGenerator, RandomIdGenerator, SdkTracer, SdkTracerProvider, SpanExporter as _,
};

use super::queue::{Export, TAKEN_WITHIN, queue};
use super::sampling::{Budget, Sampler, falls_into};
use crate::TelemetryError;

/// How traces are sampled, and where spans go.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// `http://HOST:PORT` or `https://…` of a receiver of OTLP over gRPC. None: nothing is sampled.
    pub endpoint: Option<String>,
    /// A file with the certificates of authorities, in the place of the system's.
    pub ca_file: Option<PathBuf>,
    /// The share of traces that is sampled, from 0 to 1.
    pub share: f64,
    /// Most traces a second that are sampled because a client asks for it.
    pub asked_per_sec: u32,
    /// What this process is to others.
    pub service: String,
}

#[derive(Debug)]
pub(super) struct Tracing {
    pub(super) tracer: SdkTracer,
    pub(super) budget: Budget,
    share: f64,
}

impl Tracing {
    /// For a trace whose id was chosen by a stranger.
    pub(super) fn is_in_share(&self) -> bool {
        self.share > 0.0 && falls_into(self.share, RandomIdGenerator::default().new_trace_id())
    }
}

/// In a trace that nobody has heard of, and that is not sampled.
pub(super) fn new_place() -> SpanContext {
    let ids = RandomIdGenerator::default();
    let (trace_id, span_id) = (ids.new_trace_id(), ids.new_span_id());
    SpanContext::new(trace_id, span_id, TraceFlags::NOT_SAMPLED, true, TraceState::default())
}

pub(super) static TRACING: OnceLock<Tracing> = OnceLock::new();

/// Gives every request a trace from now on. Spans go to the receiver by the [`Export`], if there is one. To be called within the
/// runtime; that nobody answers at the endpoint is no error.
pub fn start(settings: &Settings) -> Result<Option<Export>, TelemetryError> {
    let provider = SdkTracerProvider::builder();
    let (provider, export, share, asked_per_sec) = match &settings.endpoint {
        None => (provider, None, 0.0, 0),
        Some(endpoint) => {
            let mut exporter = exporter(endpoint, settings)?;
            let service = Resource::builder_empty().with_service_name(settings.service.clone());
            let version = opentelemetry::KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
            exporter.set_resource(&service.with_attribute(version).build());
            let (queue, export) = queue(exporter, endpoint.clone());
            (provider.with_span_processor(queue), Some(export), settings.share, settings.asked_per_sec)
        }
    };
    let tracer = provider.with_sampler(Sampler { share }).build().tracer("holdfast");
    let tracing = Tracing { tracer, budget: Budget::new(asked_per_sec), share };
    TRACING.set(tracing).map_err(|_| TelemetryError::Twice)?;
    Ok(export)
}

/// How one begins in PEM.
const CERTIFICATE: &[u8] = b"-----BEGIN CERTIFICATE-----";

fn exporter(endpoint: &str, settings: &Settings) -> Result<SpanExporter, TelemetryError> {
    let mut exporter =
        SpanExporter::builder().with_tonic().with_endpoint(endpoint).with_timeout(TAKEN_WITHIN);
    let is_secured = endpoint.starts_with("https://");
    match &settings.ca_file {
        Some(file) if is_secured => {
            let wrong = |why: String| TelemetryError::Traces { what: format!("{}: {why}", file.display()) };
            let pem = std::fs::read(file).map_err(|error| wrong(error.to_string()))?;
            if !pem.windows(CERTIFICATE.len()).any(|text| text == CERTIFICATE) {
                return Err(wrong("there is no certificate in it".to_owned()));
            }
            let tls = ClientTlsConfig::new().ca_certificate(Certificate::from_pem(pem));
            exporter = exporter.with_tls_config(tls);
        }
        Some(_) => {
            return Err(TelemetryError::Traces {
                what: "tracing.ca_file is for endpoints that begin with https://".to_owned(),
            });
        }
        None if is_secured => {
            exporter = exporter.with_tls_config(ClientTlsConfig::new().with_native_roots());
        }
        None => {}
    }
    exporter.build().map_err(|error| TelemetryError::Traces { what: format!("tracing.endpoint: {error}") })
}
