//! What attributes announce.

crate::interest::facts! {
    /// An attribute was added.
    ADDED "attribute.added";
    /// An attribute has another display name, other choices, or is required or sensitive or no more.
    CHANGED "attribute.changed";
    /// An attribute stands in another place among those of its object.
    MOVED "attribute.moved";
    /// An attribute was removed with all its values.
    REMOVED "attribute.removed";
}
