//! Facts, jobs, followers and turns on both databases.

#[cfg(test)]
mod facts;
#[cfg(test)]
mod joining;
#[cfg(test)]
mod lanes;
#[cfg(test)]
mod leases;
#[cfg(test)]
mod queue;
#[cfg(test)]
mod retries;
#[cfg(test)]
mod schedule;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod wake;
