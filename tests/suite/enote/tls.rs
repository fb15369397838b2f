//! Secure connections: the clinic's own certificates, and files that hold none.

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::thread;

use pwparents::model::WhyNot;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustls::pki_types::PrivateKeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::server::{Server, head, http, json};
use super::*;

/// A server for `localhost` with a certificate that nobody knows. Gives its port and the certificate in PEM.
fn secure() -> (u16, String) {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(signing_key.serialize_der().into());
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![cert.der().clone()], key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let config = Arc::new(config);
    thread::spawn(move || {
        for socket in listener.incoming().flatten() {
            let mut stream = StreamOwned::new(ServerConnection::new(Arc::clone(&config)).unwrap(), socket);
            while head(&mut stream).is_some() {
                let _ = stream.write_all(&http(200, "application/json", CLIENT));
            }
        }
    });
    (port, cert.pem())
}

fn config(port: u16, ca_file: Option<&Path>) -> EnoteService {
    let (odata, api) = (Server::script(vec![json(200, EMPTY)]), Server::script(vec![json(200, CLIENT)]));
    EnoteService {
        api_url: format!("https://localhost:{port}/hs"),
        ca_file: ca_file.map(Path::to_path_buf),
        ..service(&odata, &api)
    }
}

#[test]
fn a_server_with_the_clinics_own_certificate_is_trusted_by_it_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clinic.pem");
    let (port, pem) = secure();
    fs::write(&file, format!("The clinic's own.\n{pem}")).unwrap();
    assert!(ask_contacts(&enote(&config(port, Some(&file)))).is_ok());
    let (_, another) = secure();
    fs::write(&file, another).unwrap();
    for ca_file in [None, Some(file.as_path())] {
        let trouble = ask_contacts(&enote(&config(port, ca_file))).unwrap_err();
        assert_eq!(trouble.why, WhyNot::Unavailable);
        let words = "api: no secure connection: the certificate is not trusted (see enote.ca_file), or this is no TLS";
        assert_eq!(trouble.detail, words, "and it is not asked again");
    }
}

#[test]
fn a_server_without_tls_is_unavailable() {
    let (odata, api) = (Server::script(vec![json(200, EMPTY)]), Server::script(vec![json(200, CLIENT)]));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    thread::spawn(move || {
        for mut socket in listener.incoming().flatten() {
            let _ = socket.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        }
    });
    let config = EnoteService { api_url: format!("https://localhost:{port}"), ..service(&odata, &api) };
    assert_eq!(ask_contacts(&enote(&config)).unwrap_err().why, WhyNot::Unavailable);
}

#[test]
fn a_file_without_a_certificate_is_refused_with_the_remedy() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("clinic.pem");
    let broken = "-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----\n";
    let hollow = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    for (text, what) in [
        (None, "cannot be read (entity not found)"),
        (Some(""), "holds no certificate"),
        (Some("{}"), "holds no certificate"),
        (Some(broken), "is no proper PEM"),
        (Some(hollow), "holds a certificate that cannot be read"),
    ] {
        let _ = fs::remove_file(&file);
        if let Some(text) = text {
            fs::write(&file, text).unwrap();
        }
        let told = Enote::new(&config(1, Some(&file)), Arc::new(Clock::start())).unwrap_err();
        let remedy = "give it certificates in PEM, or leave enote.ca_file out to trust the well-known ones";
        assert_eq!(told, format!("enote.ca_file: {}: {what}: {remedy}", file.display()));
    }
}

#[test]
fn an_address_that_cannot_be_called_is_refused_by_its_key() {
    let config = EnoteService { odata_url: "https://єнот.example/x".to_owned(), ..config(1, None) };
    let told = Enote::new(&config, Arc::new(Clock::start())).unwrap_err();
    assert_eq!(told, "enote.odata_url: is no address that can be called: write its host in Latin letters");
    let config = EnoteService { api_key: Secret::new("a\nb"), ..config };
    let config = EnoteService { odata_url: "https://enote.example".to_owned(), ..config };
    let told = Enote::new(&config, Arc::new(Clock::start())).unwrap_err();
    assert_eq!(told, "enote.api_key: does not fit into a header: copy it again");
}
