//! What a case costs, beside the figures of T4.

use std::fmt;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

/// One page (T4).
const PAGE_TIME: Duration = Duration::from_secs(1);
const PAGE_BYTES: usize = 1 << 20;
const PAGE_KB: u64 = 32 * 1024;

/// What one case cost, or the most that any did, of each kind.
#[derive(Default, Clone, Copy)]
pub(crate) struct Cost {
    /// How many pages were drawn to their end.
    drawn: u64,
    time: Duration,
    bytes: usize,
    kilobytes: u64,
}

impl Cost {
    /// Does something, and says how long the processor was at it and how much memory the process took for it. It writes so
    /// many bytes.
    pub(crate) fn of<T>(work: impl FnOnce() -> T, written: impl FnOnce(&T) -> usize) -> (T, Self) {
        // The most memory that was held begins anew from what is held now (`proc_pid_clear_refs(5)`).
        let is_measured = std::fs::write("/proc/self/clear_refs", "5").is_ok();
        let (held, begun) = (memory("VmRSS:"), now());
        let done = work();
        let (time, most) = (now().saturating_sub(begun), memory("VmHWM:"));
        let kilobytes = if is_measured { most.saturating_sub(held) } else { 0 };
        let bytes = written(&done);
        (done, Self { drawn: u64::from(bytes > 0), time, bytes, kilobytes })
    }

    pub(crate) fn raise(&mut self, other: &Self) {
        self.drawn += other.drawn;
        self.time = self.time.max(other.time);
        self.bytes = self.bytes.max(other.bytes);
        self.kilobytes = self.kilobytes.max(other.kilobytes);
    }

    /// How many pages were drawn to their end.
    pub(crate) fn drawn(&self) -> u64 {
        self.drawn
    }

    pub(crate) fn verdict(&self) -> Result<(), String> {
        if self.time > PAGE_TIME || self.bytes > PAGE_BYTES || self.kilobytes > PAGE_KB {
            return Err(format!("it costs {self}"));
        }
        Ok(())
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { time, bytes, kilobytes, .. } = self;
        write!(
            formatter,
            "{} ms of the processor, {bytes} bytes written, {kilobytes} KB of memory",
            time.as_millis()
        )
    }
}

fn now() -> Duration {
    Duration::try_from(clock_gettime(ClockId::ThreadCPUTime)).unwrap_or_default()
}

fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim().trim_end_matches("kB").trim().parse().unwrap_or_default()
}
