//! What drawing a page costs: processor time of the thread that draws, and memory of the process that does nothing else.

use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use theme::{Drawing, RenderFault};

/// Processor time of one page (T4). A program built without optimisation is some ten times slower.
const PAGE_TIME: Duration = Duration::from_millis(if cfg!(debug_assertions) { 500 } else { 50 });
/// Memory of one page in KB (T4).
const PAGE_KB: u64 = 32 * 1024;
/// A page is too slow if it is each of so many times: a busy machine makes a thread slower for a moment.
const TRIES: usize = 3;

/// Measures pages of the only thread that draws in this process.
pub(super) struct Meter {
    /// What the process held before it drew anything, in KB.
    rest: u64,
    is_over: bool,
}

impl Meter {
    pub(super) fn new() -> Self {
        Self { rest: 0, is_over: false }
    }

    /// The same, from what the process holds now.
    pub(super) fn at_rest(self) -> Self {
        Self { rest: memory("VmHWM:").unwrap_or_default(), ..self }
    }

    /// Whether a page has cost more than a page may. No other is drawn after it: each could cost as much.
    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    /// Draws, and says what was too much, if anything.
    pub(super) fn measure(&mut self, drawing: &Drawing<'_>) -> (Result<String, RenderFault>, Option<String>) {
        let (mut drawn, mut took) = timed(drawing);
        for _ in 1..TRIES {
            if took > PAGE_TIME {
                let again = timed(drawing);
                drawn = again.0;
                took = took.min(again.1);
            }
        }
        let cost = too_slow(took).or_else(|| self.too_large());
        self.is_over = cost.is_some();
        (drawn, cost)
    }

    /// The most that the process has held, beyond what it held at rest: what a page takes is given back behind it, so that
    /// it is the largest page's. Told by the system, of memory that was written to.
    fn too_large(&self) -> Option<String> {
        let most = memory("VmHWM:")?.saturating_sub(self.rest);
        (most > PAGE_KB).then(|| too_much_memory(most / 1024))
    }
}

fn too_slow(took: Duration) -> Option<String> {
    let most = PAGE_TIME.as_millis();
    (took > PAGE_TIME).then(|| {
        format!(
            "drawing it takes {} ms of the processor, more than the {most} that a page may",
            took.as_millis()
        )
    })
}

fn too_much_memory(megabytes: u64) -> String {
    format!("drawing it takes {megabytes} MB of memory, more than the {} that a page may", PAGE_KB / 1024)
}

fn timed(drawing: &Drawing<'_>) -> (Result<String, RenderFault>, Duration) {
    let begun = thread_time();
    let drawn = drawing();
    (drawn, thread_time().saturating_sub(begun))
}

/// Processor time of this thread so far.
fn thread_time() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

/// A figure of this process in KB; none on systems that do not tell it (`proc_pid_status(5)`).
pub(super) fn memory(name: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t4_a_page_that_takes_too_long_is_told() {
        let mut meter = Meter::new().at_rest();
        let until = || {
            let begun = thread_time();
            while thread_time().saturating_sub(begun) < PAGE_TIME + PAGE_TIME / 4 {}
            Ok(String::new())
        };
        let (_, cost) = meter.measure(&until);
        assert!(cost.is_some_and(|cost| cost.contains("of the processor")) && meter.is_over());
    }

    #[test]
    fn t4_a_page_that_takes_too_much_memory_is_told() {
        let mut meter = Meter::new().at_rest();
        let (_, cost) = meter.measure(&|| Ok(vec![1_u8; 200 << 20].len().to_string()));
        assert!(cost.is_some_and(|cost| cost.contains("MB of memory")) && meter.is_over());
    }
}
