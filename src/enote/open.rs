//! From the config to two lines: addresses formed, credentials put into headers, certificates read, the proxy of
//! the environment taken over. What is wrong is said with its remedy, before anything is asked.

use std::net::IpAddr;
use std::path::Path;
use std::sync::{Arc, Mutex};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use ureq::http::{HeaderValue, Uri};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, Proxy};

use super::breaker::Breaker;
use super::line::Line;
use super::patience::Patience;
use super::wire;
use crate::clock::Clock;
use crate::model::{EnoteService, Half};

/// The line to the cards: HTTP Basic, in UTF-8.
pub(super) fn odata(service: &EnoteService, patience: Patience, clock: &Arc<Clock>) -> Result<Line, String> {
    let pair = format!("{}:{}", service.odata_user, service.odata_password.reveal());
    let value = format!("Basic {}", STANDARD.encode(pair));
    let header = ("Authorization", secret(&value).ok_or("enote.odata_password: does not fit into a header")?);
    line(service, Half::OData, &service.odata_url, header, patience, clock)
}

/// The line to the owners: a key.
pub(super) fn api(service: &EnoteService, patience: Patience, clock: &Arc<Clock>) -> Result<Line, String> {
    let value = secret(service.api_key.reveal());
    let header = ("apikey", value.ok_or("enote.api_key: does not fit into a header: copy it again")?);
    line(service, Half::Api, &service.api_url, header, patience, clock)
}

fn secret(text: &str) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn line(
    service: &EnoteService,
    half: Half,
    url: &str,
    header: (&'static str, HeaderValue),
    patience: Patience,
    clock: &Arc<Clock>,
) -> Result<Line, String> {
    let address = wire::address(url.trim_end_matches('/'), service.wire);
    let host =
        Uri::try_from(&address).ok().and_then(|uri| uri.host().map(str::to_owned)).ok_or_else(|| {
            format!(
                "enote.{}_url: is no address that can be called: write its host in Latin letters",
                half.as_str()
            )
        })?;
    let agent = agent(service.ca_file.as_deref(), &host, patience)?;
    Ok(Line {
        half,
        agent,
        address,
        header,
        timeout: service.timeout,
        retries: service.retries,
        patience,
        clock: Arc::clone(clock),
        breaker: Mutex::new(Breaker::new(patience)),
    })
}

fn agent(ca_file: Option<&Path>, host: &str, patience: Patience) -> Result<Agent, String> {
    let roots = ca_file.map_or(Ok(RootCerts::WebPki), roots)?;
    let tls = TlsConfig::builder().root_certs(roots).build();
    // A proxy reaches its own machine under this name, not ours.
    let proxy = if is_this_machine(host) { None } else { Proxy::try_from_env() };
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_connect(Some(patience.connect))
        .user_agent(concat!("pwparents/", env!("CARGO_PKG_VERSION")))
        .tls_config(tls)
        .proxy(proxy);
    Ok(config.build().new_agent())
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_matches(['[', ']']);
    bare.eq_ignore_ascii_case("localhost") || bare.parse().is_ok_and(|ip: IpAddr| ip.is_loopback())
}

/// The certificates to trust instead of the well-known ones.
fn roots(file: &Path) -> Result<RootCerts, String> {
    let wrong = |what: &str| {
        let remedy = "give it certificates in PEM, or leave enote.ca_file out to trust the well-known ones";
        format!("enote.ca_file: {}: {what}: {remedy}", file.display())
    };
    let bytes = std::fs::read(file).map_err(|error| wrong(&format!("cannot be read ({})", error.kind())))?;
    let mut certificates: Vec<Certificate<'static>> = Vec::new();
    for item in parse_pem(&bytes) {
        if let PemItem::Certificate(certificate) = item.map_err(|_| wrong("is no proper PEM"))? {
            certificates.push(certificate);
        }
    }
    let mut store = rustls::RootCertStore::empty();
    for certificate in &certificates {
        store
            .add(certificate.der().to_vec().into())
            .map_err(|_| wrong("holds a certificate that cannot be read"))?;
    }
    if certificates.is_empty() {
        return Err(wrong("holds no certificate"));
    }
    Ok(RootCerts::from(certificates))
}
