//! How many messages each conversation gets.

/// One conversation's share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Size {
    pub(super) messages: usize,
    /// Whether it belongs to the regular customer.
    pub(super) is_regular: bool,
}

/// The shares of all conversations: those of the regular customer spread among the others.
pub(super) struct Sizes {
    conversations: usize,
    messages: usize,
    /// Every how many conversations one is the regular customer's.
    stride: usize,
    regular_left: usize,
    place: usize,
}

const REGULAR_CONVERSATIONS: usize = 50;
const REGULAR_MESSAGES: usize = 20;

impl Sizes {
    /// Shares of so many messages, at least one each.
    pub(super) fn of(conversations: usize, messages: usize) -> Self {
        let regular = REGULAR_CONVERSATIONS.min(conversations);
        let others = conversations - regular;
        let fits = messages >= regular * REGULAR_MESSAGES + others;
        let regular = if fits { regular } else { 0 };
        let stride = conversations.checked_div(regular).unwrap_or(usize::MAX);
        Self { conversations, messages, stride, regular_left: regular, place: 0 }
    }

    /// The share of an ordinary conversation: between a third and five thirds of what is left on average.
    fn ordinary(&self, left: usize, reserved: usize) -> usize {
        let others = left - self.regular_left;
        let messages = self.messages - reserved;
        if others <= 1 {
            return messages.max(1);
        }
        let average = messages / others;
        let third = average / 3;
        let swing = (self.place * 7) % (2 * third + 1);
        (2 * third + swing + average % 3).min(messages.saturating_sub(others - 1)).max(1)
    }
}

impl Iterator for Sizes {
    type Item = Size;

    fn next(&mut self) -> Option<Size> {
        let left = self.conversations.checked_sub(self.place).filter(|left| *left > 0)?;
        let is_regular =
            self.regular_left > 0 && (self.place.is_multiple_of(self.stride) || left == self.regular_left);
        let messages = if is_regular {
            self.regular_left -= 1;
            REGULAR_MESSAGES
        } else {
            self.ordinary(left, self.regular_left * REGULAR_MESSAGES)
        };
        self.place += 1;
        self.messages = self.messages.saturating_sub(messages);
        Some(Size { messages, is_regular })
    }
}

#[cfg(test)]
mod tests {
    use super::Sizes;

    #[test]
    fn the_shares_add_up_and_the_regular_customer_has_fifty_of_twenty() {
        for (conversations, messages) in [(500, 10_000), (50_000, 1_000_000), (51, 1_051), (777, 12_345)] {
            let sizes: Vec<_> = Sizes::of(conversations, messages).collect();
            assert_eq!(sizes.len(), conversations);
            assert_eq!(sizes.iter().map(|size| size.messages).sum::<usize>(), messages);
            let regular: Vec<_> = sizes.iter().filter(|size| size.is_regular).collect();
            assert_eq!(regular.len(), 50);
            assert!(regular.iter().all(|size| size.messages == 20));
            assert!(sizes.iter().all(|size| size.messages > 0));
        }
    }

    #[test]
    fn conversations_differ_in_length_and_none_dwarfs_the_others() {
        let sizes: Vec<usize> = Sizes::of(500, 10_000).map(|size| size.messages).collect();
        let (least, most) = (sizes.iter().min().unwrap(), sizes.iter().max().unwrap());
        assert!(*least >= 5 && *least < 15 && *most > 24 && *most < 80, "{least} to {most}");
    }
}
