//! TLS before the REST API, as the real binary.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use holdfast_testkit::{Certificates, Process};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ProtocolVersion, RootCertStore};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

const BINARY: &str = env!("CARGO_BIN_EXE_holdfast");
const WITHIN: Duration = Duration::from_secs(90);

/// A connection that is verified by this authority.
async fn connect(address: SocketAddr, ca: &Path) -> std::io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(ca).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let stream = TcpStream::connect(address).await?;
    TlsConnector::from(Arc::new(config)).connect(ServerName::from(address.ip()), stream).await
}

/// The status of one request over a connection that stays.
async fn status(stream: &mut TlsStream<TcpStream>) -> String {
    stream.write_all(b"GET /health/live HTTP/1.1\r\nhost: test\r\n\r\n").await.unwrap();
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.unwrap();
    // the rest of the answer comes in the same piece
    let mut rest = [0; 4096];
    let _ = stream.read(&mut rest).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// What the process tells of its certificate, in seconds, as soon as it does.
async fn good_for(address: SocketAddr, ca: &Path) -> f64 {
    let began = Instant::now();
    loop {
        let mut stream = connect(address, ca).await.unwrap();
        stream.write_all(b"GET /metrics HTTP/1.0\r\nhost: test\r\n\r\n").await.unwrap();
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer).await;
        let line = "holdfast_certificate_expiry_seconds{name=\"https\"} ";
        if let Some(seconds) = answer.lines().find_map(|known| known.strip_prefix(line)) {
            return seconds.parse().unwrap();
        }
        assert!(began.elapsed() < WITHIN, "{answer}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Tries until it is verified by this authority.
async fn wait_for(address: SocketAddr, ca: &Path, process: &Process) -> TlsStream<TcpStream> {
    let began = Instant::now();
    loop {
        match connect(address, ca).await {
            Ok(stream) => return stream,
            Err(error) => assert!(began.elapsed() < WITHIN, "{error}: {}", process.log()),
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn the_gateway_speaks_tls_and_takes_up_a_new_certificate() {
    let (first, second) = (Certificates::new(), Certificates::new());
    let file = |path: &Path| path.to_str().unwrap().to_owned();
    let settings =
        vec![("HOLDFAST_TLS__CERT_FILE", file(&first.cert)), ("HOLDFAST_TLS__KEY_FILE", file(&first.key))];
    let process = Process::begin(BINARY, settings);
    let address = process.address;
    let mut early = wait_for(address, &first.ca, &process).await;
    assert_eq!(early.get_ref().1.protocol_version(), Some(ProtocolVersion::TLSv1_3));
    assert_eq!(status(&mut early).await, "HTTP/1.1 200");

    // the testkit's are good until the year 4096
    assert!(good_for(address, &first.ca).await > 2000.0 * 365.0 * 86400.0);

    // without TLS there is no answer
    let mut plain = TcpStream::connect(address).await.unwrap();
    plain.write_all(b"GET /health/live HTTP/1.0\r\n\r\n").await.unwrap();
    let mut heard = Vec::new();
    let _ = plain.read_to_end(&mut heard).await;
    assert!(!heard.starts_with(b"HTTP"), "{heard:?}");
    // and whoever does not know the authority turns away
    connect(address, &second.ca).await.unwrap_err();

    // a certificate whose key is not there yet is not shown
    std::fs::copy(&second.cert, &first.cert).unwrap();
    let began = Instant::now();
    while !process.log().contains("the certificate is not changed") {
        assert!(began.elapsed() < WITHIN, "{}", process.log());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    connect(address, &first.ca).await.unwrap();
    std::fs::copy(&second.key, &first.key).unwrap();
    let mut late = wait_for(address, &second.ca, &process).await;
    assert_eq!(status(&mut late).await, "HTTP/1.1 200");
    // nobody was sent away for it
    assert_eq!(status(&mut early).await, "HTTP/1.1 200");
    connect(address, &first.ca).await.unwrap_err();
}

/// One that was begun long ago and never ended holds nobody up.
#[tokio::test]
async fn a_handshake_that_does_not_end_is_in_nobodys_way() {
    let certificates = Certificates::new();
    let file = |path: &Path| path.to_str().unwrap().to_owned();
    let settings = vec![
        ("HOLDFAST_TLS__CERT_FILE", file(&certificates.cert)),
        ("HOLDFAST_TLS__KEY_FILE", file(&certificates.key)),
    ];
    let process = Process::begin(BINARY, settings);
    wait_for(process.address, &certificates.ca, &process).await;
    let mut silent = Vec::new();
    for _ in 0..50 {
        silent.push(TcpStream::connect(process.address).await.unwrap());
    }
    let mut stream = connect(process.address, &certificates.ca).await.unwrap();
    assert_eq!(status(&mut stream).await, "HTTP/1.1 200");
    // and is ended
    let mut byte = [0; 1];
    let ended = tokio::time::timeout(WITHIN, silent[0].read(&mut byte)).await.expect("it is ended");
    assert!(matches!(ended, Ok(0) | Err(_)));
}
