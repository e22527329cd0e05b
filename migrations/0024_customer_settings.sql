-- What customers say of themselves (product P15).

-- Whether answers are mailed to the customer; sign-in codes always are.
alter table customer add column wants_mail {bool} not null default true;
