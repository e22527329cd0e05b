//! Futures dropped half-way, as happens when a client leaves.

use std::pin::Pin;
use std::task::{Context, Poll};

/// Runs what `make` makes again and again, dropping it at its first await, at its second, … until it comes to its end;
/// answers that end and how often it was dropped. After each drop `check` looks at what is left.
pub async fn at_every_await<T, Made, Checked>(
    mut make: impl FnMut() -> Made,
    mut check: impl FnMut() -> Checked,
) -> (T, usize)
where
    Made: Future<Output = T>,
    Checked: Future<Output = ()>,
{
    for awaits in 0.. {
        let end = Limited { inner: Box::pin(make()), polls_left: awaits }.await;
        if let Some(end) = end {
            return (end, awaits);
        }
        check().await;
    }
    unreachable!("every future comes to an end")
}

struct Limited<Made> {
    inner: Pin<Box<Made>>,
    polls_left: usize,
}

impl<Made: Future> Future for Limited<Made> {
    type Output = Option<Made::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls_left == 0 {
            return Poll::Ready(None);
        }
        self.polls_left -= 1;
        self.inner.as_mut().poll(context).map(Some)
    }
}
