//! What customers announce.

crate::interest::facts! {
    /// Somebody outside became known.
    ADDED "customer.added";
    /// A customer changed something in their own settings.
    CHANGED "customer.changed";
    /// What is known of a customer in custom attributes was changed.
    ATTRIBUTES "customer.attributes";
    /// A user ended every session of a customer.
    SIGNED_OUT "customer.signed_out";
    /// This customer was merged into another, and is found there.
    MOVED "customer.moved";
    /// Another customer was merged into this one.
    MERGED "customer.merged";
    /// A user said that an address is this customer's.
    ADDRESS_CONFIRMED "customer.address_confirmed";
    /// A customer proved another address.
    ADDRESS_ADDED "customer.address_added";
    /// A customer took one of their own addresses away.
    ADDRESS_REMOVED "customer.address_removed";
    /// A user took an address from this customer.
    ADDRESS_PARTED "customer.address_parted";
}
