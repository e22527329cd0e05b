//! Server certificates are checked against the operating system's roots.

use rustls::ClientConfig;
use rustls_platform_verifier::ConfigVerifierExt;
use tokio_postgres_rustls::MakeRustlsConnect;

pub(super) fn connector() -> MakeRustlsConnect {
    let config = ClientConfig::with_platform_verifier()
        .expect("a crypto provider is installed at the start of the process");
    MakeRustlsConnect::new(config)
}
