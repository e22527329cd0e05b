//! A company's own site, whose login vouches for its customers at our portal (C2, C3): another server on another port,
//! which signs as companies do.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Query, State};
use axum::response::{Html, Redirect};
use axum::routing::get;
use kernel::Clock;
use serde_json::Value;
use testkit_desk::token_of;
use tokio::process::Command;
use tokio::task::JoinHandle;

use crate::skip;

/// Where Node finds its library, and the scripts that sign.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/signers");
/// Debian's, whose package of the library is installed for it.
const PYTHON: &str = "/usr/bin/python3";
const PYTHON_LIBRARY: &str = "/usr/lib/python3/dist-packages/jwt";

/// The running site.
pub struct LoginSite {
    at: SocketAddr,
    secret: Shared,
    server: JoinHandle<()>,
}

/// What signs a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Signer {
    /// npm's `jsonwebtoken`, with the snippet of the documentation that companies follow.
    Node,
    /// The `PyJWT` of Python's package index.
    Python,
    /// HMAC-SHA256 and base64url, without any library for tokens.
    Hand,
}

type Shared = Arc<Mutex<String>>;

impl LoginSite {
    /// Starts it. Nothing where the machine lacks the libraries: that is said, and a failure where `CI` is set.
    pub async fn start() -> Option<Self> {
        let library = Path::new(FOLDER).join("node_modules/jsonwebtoken");
        if !library.exists() || !Path::new(PYTHON_LIBRARY).exists() {
            skip("what companies sign with, which `cargo xtask test` installs");
            return None;
        }
        let secret = Shared::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let at = listener.local_addr().expect("it listens");
        let router = Router::new()
            .route("/login", get(page))
            .route("/signed-in", get(back))
            .with_state(secret.clone());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.expect("it serves") });
        Some(Self { at, secret, server })
    }

    /// The address of its login page.
    pub fn address(&self) -> String {
        format!("http://{}/login", self.at)
    }

    /// Its owner gives it the secret.
    pub fn learn(&self, secret: &str) {
        secret.clone_into(&mut self.secret.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// A token for somebody who has signed in at this site.
    pub async fn token(&self, email: &str, signer: Signer) -> String {
        let secret = self.secret.lock().unwrap_or_else(PoisonError::into_inner).clone();
        signer.sign(email, &secret).await
    }
}

impl Drop for LoginSite {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Signer {
    const ALL: [(Self, &str); 3] = [(Self::Node, "Node"), (Self::Python, "Python"), (Self::Hand, "Hand")];

    async fn sign(self, email: &str, secret: &str) -> String {
        match self {
            Self::Node => run("node", "sign.js", [email, secret]).await,
            Self::Python => run(PYTHON, "sign.py", [email, secret]).await,
            Self::Hand => token_of(secret, email, Clock::system().now().seconds()),
        }
    }
}

async fn run(program: &str, script: &str, arguments: [&str; 2]) -> String {
    let ran = Command::new(program).arg(script).args(arguments).current_dir(FOLDER).output().await;
    let ran = ran.unwrap_or_else(|error| panic!("{program} cannot be run: {error}"));
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("a token is ASCII")
}

/// Its login page: whoever comes may be whom they like, as in no real one.
async fn page(Query(asked): Query<Value>) -> Html<String> {
    let back = asked["kustomerRedirectUri"].as_str().unwrap_or_default();
    let encoded = back.bytes().fold(String::new(), |text, byte| text + format!("%{byte:02X}").as_str());
    let ways: Vec<String> = Signer::ALL
        .iter()
        .map(|(_, name)| {
            let address = format!("{}%40customer.test", name.to_lowercase());
            format!(
                "<p><a href=\"/signed-in?by={name}&email={address}&back={encoded}\">Sign in by {name}</a></p>"
            )
        })
        .collect();
    Html(format!(
        "<!doctype html><html lang=\"en\"><title>Shop</title><h1>The shop's own login</h1>{}",
        ways.concat()
    ))
}

/// Signed in there; on to the portal.
async fn back(State(secret): State<Shared>, Query(asked): Query<Value>) -> Redirect {
    let text = |name: &str| asked[name].as_str().unwrap_or_default();
    let signer = Signer::ALL.iter().find(|(_, name)| *name == text("by")).expect("a link of the page").0;
    let secret = secret.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let token = signer.sign(text("email"), &secret).await;
    Redirect::to(&format!("{}&externalToken={token}", text("back")))
}
