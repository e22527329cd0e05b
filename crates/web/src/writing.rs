//! Requests that change something run in a task of their own: a client that leaves does not stop them half-way, one
//! that falls silent does not keep them for ever, and whoever waits gets an answer in time (design §4).

use std::panic::resume_unwind;
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use http::{StatusCode, header};
use kernel::{Fault, base_codes};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};

use crate::answer::Refused;

/// How long is waited for a request that changes something.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// The longest pause of a client while it sends: a slow line is no reason to refuse, a silent one is.
    silence: Duration,
    /// The longest that the work may take once everything has come.
    work: Duration,
}

/// What holds in service.
pub(crate) const LIMITS: Limits = Limits { silence: Duration::from_secs(20), work: Duration::from_secs(10) };

/// How far a body has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Coming {
    Still,
    Done,
    Silent,
}

/// Runs what changes something in its own task, and looks at the clock.
pub(crate) async fn in_a_task(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    if request.method().is_safe() {
        return next.run(request).await;
    }
    let (tell, mut coming) = watch::channel(Coming::Still);
    let request = request.map(|body| {
        let sent = Sent { chunks: body.into_data_stream(), silence: limits.silence, tell: Tell(tell) };
        Body::from_stream(stream::unfold(sent, Sent::next))
    });
    let mut task = tokio::spawn(next.run(request));
    let ended = tokio::select! {
        ended = &mut task => ended,
        () = too_long(&mut coming, limits.work) => {
            task.abort();
            return unavailable("a request that changes something took too long");
        }
    };
    match ended {
        Ok(_) if *coming.borrow() == Coming::Silent => {
            (StatusCode::REQUEST_TIMEOUT, [(header::CONNECTION, "close")]).into_response()
        }
        Ok(response) => response,
        Err(error) => match error.try_into_panic() {
            Ok(panic) => resume_unwind(panic),
            Err(_) => unavailable("the process is being stopped"),
        },
    }
}

/// Ends when the work has had its time. Before all of the body is there it has none to use up.
async fn too_long(coming: &mut watch::Receiver<Coming>, work: Duration) {
    // One that is gone has told its end before.
    drop(coming.wait_for(|coming| *coming != Coming::Still).await);
    sleep(work).await;
}

fn unavailable(why: &'static str) -> Response {
    Refused::from(Fault::new(&base_codes::UNAVAILABLE).because(why).retry_after(1)).into_response()
}

/// A body on its way, whose end is told, and which breaks when its sender falls silent.
struct Sent {
    chunks: BodyDataStream,
    silence: Duration,
    tell: Tell,
}

impl Sent {
    async fn next(mut self) -> Option<(Result<Bytes, axum::Error>, Self)> {
        match timeout(self.silence, self.chunks.next()).await {
            Ok(chunk) => Some((chunk?, self)),
            Err(over) => {
                self.tell.0.send_replace(Coming::Silent);
                Some((Err(axum::Error::new(over)), self))
            }
        }
    }
}

/// Says when nobody reads the body any more, for whatever reason.
struct Tell(watch::Sender<Coming>);

impl Drop for Tell {
    fn drop(&mut self) {
        self.0.send_if_modified(|coming| {
            let is_news = *coming == Coming::Still;
            if is_news {
                *coming = Coming::Done;
            }
            is_news
        });
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::Arc;

    use axum::Router;
    use axum::middleware::from_fn_with_state;
    use axum::routing::post;
    use tokio::sync::{Notify, oneshot};
    use tower::ServiceExt;

    use super::*;

    fn limited(router: Router) -> Router {
        router.layer(from_fn_with_state(LIMITS, in_a_task))
    }

    fn posted(body: Body) -> Request {
        Request::post("/").body(body).expect("the request is well formed")
    }

    /// A body that sends a little and then nothing more.
    fn silent() -> Body {
        let first = stream::iter([Ok::<_, io::Error>(Bytes::from_static(b"a"))]);
        Body::from_stream(first.chain(stream::pending()))
    }

    #[tokio::test]
    async fn whoever_leaves_stops_nothing() {
        let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let (tell, told) = oneshot::channel();
        let tell = Arc::new(std::sync::Mutex::new(Some(tell)));
        let (begins, goes_on) = (begun.clone(), go_on.clone());
        let work = move || async move {
            begins.notify_one();
            goes_on.notified().await;
            let tell = tell.lock().expect("nothing panics with it").take();
            tell.expect("it is asked once").send(()).expect("the story listens");
        };
        let asked = limited(Router::new().route("/", post(work))).oneshot(posted(Body::empty()));
        tokio::select! {
            _ = asked => panic!("it cannot end before it may go on"),
            () = begun.notified() => {}
        }
        go_on.notify_one();
        told.await.expect("the work came to its end");
    }

    #[tokio::test(start_paused = true)]
    async fn whoever_waits_too_long_is_told_to_come_back() {
        let work = || async { std::future::pending::<()>().await };
        let router = limited(Router::new().route("/", post(work)));
        let answer = router.oneshot(posted(Body::empty())).await.expect("a router answers");
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        let fault = answer.extensions().get::<Arc<Fault>>().expect("the edge draws it");
        assert_eq!(fault.retry_after_seconds(), Some(1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_sender_who_falls_silent_is_cut_off_and_its_work_fails() {
        let (tell, told) = oneshot::channel();
        let tell = Arc::new(std::sync::Mutex::new(Some(tell)));
        let work = move |body: Body| async move {
            let read = axum::body::to_bytes(body, 10).await;
            let tell = tell.lock().expect("nothing panics with it").take();
            tell.expect("it is asked once").send(read.is_err()).expect("the story listens");
        };
        let router = limited(Router::new().route("/", post(work)));
        let answer = router.oneshot(posted(silent())).await.expect("a router answers");
        assert_eq!(answer.status(), StatusCode::REQUEST_TIMEOUT);
        assert!(told.await.expect("the work came to its end"));
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_line_does_not_use_up_the_time_of_the_work() {
        let slow = stream::unfold(0, |sent| async move {
            sleep(LIMITS.work / 2).await;
            (sent < 4).then(|| (Ok::<_, io::Error>(Bytes::from_static(b"a")), sent + 1))
        });
        let work = |body: Body| async { axum::body::to_bytes(body, 10).await.is_ok().to_string() };
        let router = limited(Router::new().route("/", post(work)));
        let answer = router.oneshot(posted(Body::from_stream(slow))).await.expect("a router answers");
        assert_eq!(answer.status(), StatusCode::OK);
    }
}
