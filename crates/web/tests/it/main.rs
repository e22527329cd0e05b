//! The faces in process: cookies, forms, refusals, on both databases.

mod client;
mod contact;
mod hosts;
mod inbox_changing;
mod inbox_delivery;
mod inbox_entering;
mod inbox_reading;
mod inbox_redacting;
mod inbox_refusing;
mod inbox_writing;
mod keeping;
mod listening;
mod pages;
mod reading;
mod reference;
mod refusal;
mod returning;
mod routes;
mod signing_in;
mod writing;
