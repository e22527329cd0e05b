# Where American English writes dates differently.
date-pattern-full = MMMM d, y, h:mm a
date-pattern-long = MMMM d, y
date-pattern-short = MMM d
date-pattern-short-year = MMM d, y
date-pattern-time = h:mm a
