//! The faces in process: cookies, forms, refusals, on both databases.

mod client;
mod hosts;
mod pages;
mod reading;
mod routes;
mod signing_in;
mod writing;
