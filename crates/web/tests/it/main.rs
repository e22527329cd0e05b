//! The faces in process: cookies, forms, refusals, on both databases.

mod authors;
mod client;
mod completion;
mod contact;
mod details;
mod hosts;
mod inbox_changing;
mod inbox_delivery;
mod inbox_ending;
mod inbox_entering;
mod inbox_reading;
mod inbox_redacting;
mod inbox_refusing;
mod inbox_writing;
mod keeping;
mod listening;
mod mailbox;
mod pages;
mod privacy;
mod reading;
mod reference;
mod refusal;
mod returning;
mod routes;
mod signing_in;
mod writing;
