app-403-text = Your role does not include this. An administrator can change that.
app-403-title = Not for your role
app-404-text = It may have been deleted or merged, or the address is not quite right.
app-404-title = There is no such page
app-500-text = That was our fault, not yours. Nothing you sent was half stored. Please try again.
app-500-title = Something went wrong
app-cancel = Cancel
app-channel-chat = Chat
app-channel-email = E-mail
app-channel-facebook = Facebook Messenger
app-channel-form = Form
app-channel-instagram = Instagram
app-channel-portal = Portal
app-channel-sms = SMS
app-channel-twitter-dm = X direct message
app-channel-whatsapp = WhatsApp
app-close = Close
app-editor-alternative = What the picture shows
app-editor-alternative-hint = For readers who do not see it, and for search. One sentence.
app-editor-attachment = Attachment
app-editor-bold = Bold
app-editor-bullets = Bulleted list
app-editor-callout = Callout
app-editor-callout-danger = Callout: danger
app-editor-callout-info = Callout: information
app-editor-callout-off = Take the box away
app-editor-callout-success = Callout: success
app-editor-callout-warning = Callout: warning
app-editor-cancel-upload = Cancel upload
app-editor-code = Code
app-editor-code-block = Code block
app-editor-column-after = Column after
app-editor-column-before = Column before
app-editor-column-delete = Delete column
app-editor-details = Fold-out section
app-editor-details-off = Take the fold-out away
app-editor-discard = Discard
app-editor-dismiss = Close this message
app-editor-done = Apply
app-editor-full = Full screen
app-editor-header-column = First column as heading
app-editor-header-row = First row as heading
app-editor-heading-2 = Heading
app-editor-heading-3 = Subheading
app-editor-heading-4 = Small heading
app-editor-highlight = Highlighted
app-editor-hints = Hints
app-editor-hints-none = Nothing to improve was found.
app-editor-image = Picture
app-editor-image-caption = Words below the picture
app-editor-image-change = Description and width
app-editor-insert = Insert
app-editor-italic = Italic
app-editor-kept = Your unsaved changes are back.
app-editor-kept-older = You have unsaved changes here to an older state of this article. Somebody has saved it since.
app-editor-kept-use = Use my changes
app-editor-key-back = Back to the text
app-editor-key-break = New line in the same paragraph
app-editor-key-context = To the tools of what the cursor is in
app-editor-key-leave = On to what follows the text
app-editor-key-out = Go on writing below the block
app-editor-key-save = Save
app-editor-key-tools = To the toolbar
app-editor-keycap = Key of the keyboard
app-editor-keys = Keyboard and shortcuts
app-editor-language = Language
app-editor-language-none = Plain text
app-editor-larger = Larger
app-editor-line = Dividing line
app-editor-link = Link
app-editor-link-address = Address, or words of an article
app-editor-link-articles = Articles
app-editor-link-hint = Paste an address, or type to find one of your articles.
app-editor-link-off = Remove the link
app-editor-link-open = Open the link
app-editor-link-text = Words that lead there
app-editor-marks = More formatting
app-editor-no-alternative = No description yet
app-editor-numbers = Numbered list
app-editor-original = Original size
app-editor-paragraph = Paragraph
app-editor-placeholder = Write here, or type / for more …
app-editor-placeholder-figcaption = Words below the picture
app-editor-placeholder-summary = What is always shown
app-editor-quote = Quotation
app-editor-redo = Redo
app-editor-remote = Pictures of other websites were left out. Save them and add them here:
app-editor-remove = Delete
app-editor-resize = Drag to change the width
app-editor-row-after = Row after
app-editor-row-before = Row before
app-editor-row-delete = Delete row
app-editor-smaller = Smaller
app-editor-source = Source
app-editor-source-label = Source of the article in HTML
app-editor-strike = Struck through
app-editor-style = Kind of paragraph
app-editor-subscript = Subscript
app-editor-superscript = Superscript
app-editor-table = Table
app-editor-table-caption = What the table shows
app-editor-table-delete = Delete table
app-editor-task = Done
app-editor-tasks = Task list
app-editor-text = Text of the article
app-editor-too-slow = The file did not arrive. Please try again.
app-editor-tools = Formatting
app-editor-underline = Underlined
app-editor-undo = Undo
app-editor-unformat = Clear formatting
app-editor-unsaved = Not saved yet
app-editor-uploaded = Uploaded:
app-editor-uploading = Uploading:
app-editor-video = Video
app-editor-video-address = Address of the video
app-editor-video-change = Change the address
app-editor-video-hint = The page where it can be watched, for example on YouTube or Vimeo.
app-editor-width = Width in pixels
app-editor-words = Words:
app-fault = Fault { $id }
app-form-problems =
    { $count ->
        [one] One field needs another look.
       *[other] { $count } fields need another look.
    }
app-home = To the inbox
app-mail-address-life = The code works for { $minutes } minutes, once, on the device where it was asked for.
app-mail-address-not-you = Was it not you? Then tell nobody the code: whoever has it can add your address to an account of their own. Without it nothing happens.
app-mail-address-subject = Confirm your address for { $brand }
app-mail-address-text = Somebody wants to add this address to their account. If that is you, type this code on your settings page:
app-mail-address-title = Is this your address, too? – { $brand }
app-mail-code-life = The code works once and for { $minutes } minutes, in the browser where you asked for it.
app-mail-code-link = Open the sign-in page
app-mail-code-not-you = You did not ask for this? Then ignore this mail; nobody is signed in without the code.
app-mail-code-subject = Sign in to { $brand }
app-mail-code-text = Type this code on the page where you began to sign in:
app-mail-code-title = Sign in to { $brand }
app-mail-date = Date
app-mail-files =
    { $count ->
        [one] One file belongs to this answer
       *[other] { $count } files belong to this answer
    }
app-mail-from = From
app-mail-invitation-life = The link works once and for { $hours } hours.
app-mail-invitation-link = Join
app-mail-invitation-not-you = You do not know what this is about? Then ignore this mail; without the link nobody joins in your name.
app-mail-invitation-subject = You are invited to the inbox of { $brand }
app-mail-invitation-text = You are invited to work in the inbox of { $brand }. Choose a password, and you are in.
app-mail-invitation-title = You are invited
app-mail-number = Your conversation has the number { $number }. You can simply answer this mail.
app-mail-password-life = The link works once and for { $minutes } minutes. Your old password stays good until you set a new one.
app-mail-password-link = Set a new password
app-mail-password-not-you = You did not ask for this? Then ignore this mail; nothing changes.
app-mail-password-subject = A new password for { $brand }
app-mail-password-text = Somebody, you we hope, has forgotten the password of your account in the inbox of { $brand }.
app-mail-password-title = Set a new password
app-mail-settings = Mail settings
app-mail-to = To
app-mail-view = View the conversation in the portal
app-mail-wrote = { $who } wrote on { $when }:
app-mailbox = Mailbox
app-mailbox-choose = Choose a mail to read it
app-mailbox-empty = No mail yet
app-mailbox-empty-hint = Every mail that Portico would send appears here.
app-mailbox-mails = Mails
app-mailbox-note = For trying things out: every mail is kept here, and none leaves this machine.
app-mailbox-view-headers = Headers
app-mailbox-view-html = HTML
app-mailbox-view-raw = Raw
app-mailbox-view-text = Text
app-mailbox-views = Ways to view this mail
app-nav-knowledge-base = Knowledge Base
app-nav-mailbox = Test mailbox
app-nav-portal = Help centre
app-nav-settings = Settings
app-navigation = Navigation
app-refused-text = It could not be taken as it is: something changed a moment ago, it is too large, or it came too often. Please look again and try once more.
app-refused-title = That did not go through
app-request-failed = That did not work. What you typed is still here; please try again.
app-save = Save
app-sign-out = Sign out
app-size-kb = { $size } kB
app-size-mb = { $size } MB
error-accent-invalid = Choose a colour.
error-address-proven = Another customer has proven this address. Take it from that customer first.
error-article-changed = Somebody else has changed this article since you opened it.
error-article-large = The article is larger than 15 MB with its files.
error-article-last = This is the only text of the article. Delete the article instead.
error-attribute-name = A name begins with a small letter and holds letters and digits only, at most 60: orderNumberStr.
error-attribute-suffix = The end of the name says the type: Str, Txt, Num, At, Bool, Url, Id or Tree.
error-attributes-many = There are 100 attributes, which is as many as there may be. Remove one first.
error-brand-default = The default brand stays. Make another one the default first.
error-brand-name = Use 1 to 40 small letters, digits and hyphens, with no hyphen at either end.
error-brand-used = Something still hangs on this brand.
error-categories-many = There are as many categories as there may be.
error-category-circle = A category cannot stand in itself.
error-category-deep = Categories cannot be nested more than ten deep.
error-category-elsewhere = A category belongs to another knowledge base than the article stands in.
error-choices-many = No more than 200 choices, please.
error-conflict = That is taken, or it changed a moment ago. Please look again.
error-customer-blocked = One of the two customers is blocked and the other is not. They cannot become one.
error-customer-itself = These are the same customer already.
error-customer-large = This customer has too many messages to be moved at once. Merge the other way round.
error-customer-moved = Two of our records of you have just become one. Please send it again.
error-detail-sensitive = This attribute is sensitive. No customer sees it.
error-detail-taken = This is shown already.
error-details-many = There are 20 details, which is as many as there may be. Take one away first.
error-email-taken = A user with this address exists.
error-expiry-invalid = Give a whole number of days between 1 and 3650.
error-host-invalid = Type a host name, or its https address without a path.
error-host-last = A knowledge base keeps one host name.
error-host-shared = The app answers at this name too, so it stays.
error-hosts-many = A knowledge base has at most 20 host names.
error-internal = Something went wrong. It is our fault, and we have made a note of it.
error-invalid = Something in this form is not right.
error-key-expired = Expired token.
error-key-invalid = The token is missing or not valid here.
error-keys-many = There are 100 API keys already. Revoke one first.
error-language-unknown = Write a language as in addresses: en_us, de, pt_br.
error-last-administrator = Somebody has to administer the organization. Make somebody else an Administrator first.
error-link-over = This link was used, replaced or is too old.
error-mails-unwanted = The customer has turned off answers by e-mail and reads them in the portal.
error-may-not = You do not have the right to do this.
error-merge-customers = These conversations are with different customers. Only conversations of one customer can be merged.
error-merge-itself = A conversation cannot be merged into itself.
error-merge-too-long = Together these conversations have more messages than one can hold.
error-name-taken = This name is used by another.
error-network-invalid = Give up to 50 addresses or networks, such as 203.0.113.0/24.
error-no-address = This customer has no e-mail address.
error-not-found = There is nothing here.
error-not-in-text = These words are not in the message.
error-password-weak = Choose a password of 10 characters or more that is not among the most common.
error-password-wrong = Address or password is wrong.
error-passwords-differ = The two passwords differ.
error-right-not-offered = A permission set cannot hold this right.
error-role-unknown = One of these is not the name of a role.
error-roles-empty = Choose at least one role.
error-roles-many = An API key has at most 50 roles.
error-searches-many = You keep as many searches as there may be. Remove one first.
error-second-factor-due = Set up a second factor first.
error-second-factor-wrong = This is not the code of now, or it was used already.
error-sender-taken = Another brand has this address.
error-sets-many = There are 50 permission sets, which is as many as there may be. Remove one first.
error-setting-unknown = There is no setting of this name.
error-setting-value = The setting does not take this value.
error-shortcuts-many = There are 100 shortcuts, which is as many as there may be. Remove one first.
error-sign-in = Please sign in.
error-sign-in-over = Sign in again.
error-sign-on-refused = This sign-in did not work.
error-snippet-gone = This snippet is not there any more. Choose another.
error-snippet-name = A name begins with sn. and goes on with letters, digits and hyphens, joined by dots, at most 80 in all: sn.org.parcel.
error-snippet-used = It is a display name and cannot be removed: { $places }.
error-snippets-many = There are 500 snippets, which is as many as there may be. Remove one first.
error-state-changed = This changed a moment ago. Please look again.
error-tags-many = An article has at most 20 tags.
error-time-past = Choose a time that lies ahead.
error-too-large = That is more than we take at once.
error-too-many = These are more than there may be.
error-too-often = Too many attempts. Please wait a little.
error-tree-deep = A tree has five levels at most: no more than four hyphens before an entry.
error-tree-entry = This line is no entry of a tree, leaves a level out, or has the id of another beside it: { $line }
error-tree-many = A tree has 500 entries at most.
error-unavailable = We are very busy at the moment. Please try again.
error-value-required = This must not be left empty.
error-value-type =
    { $type ->
        [Num] Write a number of at most 40 digits, with a point before its fraction: 12.5
        [At] Give date and time.
        [Url] Write an address that begins with https:// or http://
        [Id] Write an id: 24 digits and letters from a to f.
       *[other] Choose one of what there is to choose from.
    }
error-wrong-type = That is no form, or one of another kind than we read here.
inbox-address-confirm = Confirm that it is theirs
inbox-address-deeds = About { $address }
inbox-address-follows = From now on
inbox-address-of = On record of { $who }
inbox-address-part = Take it away
inbox-address-proven = proven
inbox-address-proven-hint = The customer has signed in with this address
inbox-address-selects =
    Whoever proves that { $address } is theirs is { $who } and sees { $count ->
        [one] the one conversation
       *[other] all { $count } conversations
    } of { $who }.
inbox-address-sessions =
    { $count ->
        [one] One device is signed in with { $address }. It is
       *[other] { $count } devices are signed in with { $address }. They are
    } signed out now, and can sign in again.
inbox-address-shared = held by several
inbox-address-shared-hint = Several customers hold this address, so it shows only the conversations whose messages used it
inbox-address-typed = unverified
inbox-address-typed-hint = Typed or imported: it shows only the conversations whose messages used it
inbox-address-verified = confirmed
inbox-address-verified-hint = A colleague has confirmed this address
inbox-address-wrote = written from
inbox-address-wrote-hint = A message came from this address
inbox-answered = Answered:
inbox-any = Any
inbox-article-internal = Internal: for your team only
inbox-article-made = Written
inbox-article-window = Open in a new window
inbox-articles-all = Show all
inbox-articles-back = Knowledge Base
inbox-articles-find = Find
inbox-articles-more = There are more. Words of a title narrow the list.
inbox-articles-no-hits = No title has “{ $q }” in it.
inbox-articles-none = There are no articles yet.
inbox-articles-search = Words of a title
inbox-articles-title = Knowledge Base
inbox-assign = Assign
inbox-assign-me = Assign to me
inbox-assigned-to = Assigned to { $who }
inbox-assignee-me = Me
inbox-assignee-none = Nobody
inbox-attach = Attach files, up to { $count } and { $size } in all
inbox-attribute-masked = You may not see this value
inbox-attributes-change = Change attributes
inbox-attributes-title = Attributes of conversation #{ $number }
inbox-automatic = Automatic
inbox-back = Back to the list
inbox-back-to-conversation = Back to the conversation
inbox-by-automation = Automation
inbox-by-channel = by
inbox-characters-left = characters left
inbox-choose = Choose a conversation
inbox-choose-hint = It opens here, beside the list.
inbox-confirm-brings = What somebody began with this address before is { $who }’s as well.
inbox-confirm-loses = { $who } keeps it as an unverified address: it shows none of { $who }’s conversations to anybody.
inbox-confirm-now = Confirm the address
inbox-confirm-proven = { $who } has proven this address by signing in with it. Take it from { $who } first, if it belongs here.
inbox-confirm-title = Confirm an address
inbox-conversation = Conversation
inbox-customer = Customer
inbox-customer-blocked = blocked
inbox-customer-conversations = { $count ->
    [0] No conversation
    [one] One conversation
   *[other] { $count } conversations
}
inbox-customer-merge = Merge with another customer
inbox-customer-merge-addresses = Addresses stay as proven as they are. One that is only known by name, or that others hold, still shows no more than the conversations that used it.
inbox-customer-merge-choose = Choose who is the same person as { $who }.
inbox-customer-merge-confirm = Merge { $from } into { $into }?
inbox-customer-merge-find = Address, or number of a conversation
inbox-customer-merge-keeps = { $into } keeps name, language and attributes, and gets from { $from } what is missing there.
inbox-customer-merge-moves = Conversations, notes, addresses and attributes of { $from } become those of { $into }. { $from } is gone then; old links lead to { $into }.
inbox-customer-merge-not-found = No other customer has the address { $typed } or a conversation with this number.
inbox-customer-merge-now = Merge into { $into }
inbox-customer-merge-reach = Who sees what when signed in
inbox-customer-merge-reaches-nobody = Neither has an e-mail address, so nobody can sign in.
inbox-customer-merge-sees = { $count ->
    [0] Is { $who } and sees no conversation ({ $now } now).
    [one] Is { $who } and sees the one conversation ({ $now } now).
   *[other] Is { $who } and sees all { $count } conversations ({ $now } now).
}
inbox-customer-merge-sees-used = { $count ->
    [0] Shows no conversation, as none used it.
    [one] Shows only the one conversation that used it.
   *[other] Shows only the { $count } conversations that used it.
}
inbox-customer-merge-sharing = Others with an address of { $who }
inbox-customer-merge-signed-out = { $count ->
    [one] One device signed in with it is signed out.
   *[other] { $count } devices signed in with it are signed out.
}
inbox-customer-merge-stays-in = { $count ->
    [one] One device stays signed in.
   *[other] { $count } devices stay signed in.
}
inbox-customer-merge-title = Merge { $who } with another customer
inbox-delete = Delete…
inbox-delete-customer = { $who } does not see it any more. Pages that are open lose it at once, and its links and its number lead nowhere.
inbox-delete-follows = What is lost
inbox-delete-for-good = This cannot be undone, and the number is never given again.
inbox-delete-left = What has left before cannot be called back: mails already sent, webhooks delivered, files downloaded and older backups.
inbox-delete-lost =
    { $messages ->
        [one] One message
       *[other] { $messages } messages
    }, { $files ->
        [0] no files
        [one] one file
       *[other] { $files } files
    } and { $notes ->
        [0] no notes
        [one] one note
       *[other] { $notes } notes
    }, with tags, history and everything they are found by. Within a minute their bytes are nowhere in the database and the file store.
inbox-delete-now = Delete for good
inbox-delete-sure = I understand that this cannot be undone.
inbox-delete-title = Delete conversation #{ $number }?
inbox-delete-waiting =
    { $count ->
        [one] One answer that has not left yet is never sent.
       *[other] { $count } answers that have not left yet are never sent.
    }
inbox-delivery-because-full = The mailbox is full
inbox-delivery-because-large = The mail is too large for the receiver
inbox-delivery-because-mail-off = Mail is not set up yet. It leaves once an administrator has done so.
inbox-delivery-because-mails-unwanted = The customer has turned off answers by e-mail. It stands in the portal.
inbox-delivery-because-no-address = There is no address it could go to
inbox-delivery-because-our-side = It could not be prepared. It is tried again.
inbox-delivery-because-put-off = The receiver asks us to try later
inbox-delivery-because-unknown = The receiver knows no such address
inbox-delivery-because-unreachable = The mail server cannot be reached
inbox-delivery-because-unwanted = The receiver does not accept this mail
inbox-delivery-failed = Not delivered
inbox-delivery-queued = Waiting to be sent
inbox-delivery-retry = Send again
inbox-delivery-said = The server said:
inbox-delivery-sent = Sent
inbox-detail-brand = Brand
inbox-detail-priority = Priority
inbox-detail-tags = Tags
inbox-detail-team = Team
inbox-email = E-mail address
inbox-empty-done = Nothing is done yet
inbox-empty-done-hint = Conversations you mark as done move here.
inbox-empty-mentions = Nobody has mentioned you
inbox-empty-mentions-hint = When a colleague writes @ and your name in a note, the conversation is listed here.
inbox-empty-mine = All answered
inbox-empty-mine-hint = New conversations assigned to you appear here by themselves.
inbox-empty-open = No open conversations
inbox-empty-open-hint = New ones appear here by themselves.
inbox-empty-search = Nothing found
inbox-empty-search-hint = Every word must occur. Try fewer words or filters.
inbox-empty-snoozed = Nothing is snoozed
inbox-empty-snoozed-hint = Snoozed conversations come back at their time, or when the customer writes.
inbox-empty-unassigned = Everything has an owner
inbox-empty-unassigned-hint = Conversations that nobody has taken yet appear here.
inbox-event-address-added = { $who } proved another address
inbox-event-address-confirmed = { $who } confirmed the address { $what }
inbox-event-address-parted = { $who } took an address from this customer
inbox-event-address-removed = { $who } removed an address
inbox-event-assigned = { $who } assigned this to { $what }
inbox-event-attributes-changed = { $who } changed { $what }
inbox-event-customer-merged = { $who } merged another customer with this one
inbox-event-details-redacted = { $who } redacted a name, an address or the subject
inbox-event-done = { $who } marked this as done
inbox-event-file-redacted = { $who } redacted a file
inbox-event-given = { $who } gave the conversation to this customer
inbox-event-language-chosen = { $who } chose another language
inbox-event-mails-off = { $who } turned off answers by e-mail
inbox-event-mails-on = { $who } turned on answers by e-mail
inbox-event-merged = { $who } merged conversation #{ $what } into this one
inbox-event-opened = { $who } opened the conversation
inbox-event-priority-changed = { $who } changed the priority to { $what }
inbox-event-redacted = { $who } redacted text
inbox-event-renamed = { $who } changed their name
inbox-event-reopened = { $who } reopened the conversation
inbox-event-retried = { $who } sent an answer again that had failed
inbox-event-signed-out = { $who } ended all sessions of this customer ({ $what })
inbox-event-snoozed = { $who } snoozed until { $when }
inbox-event-subject-changed = { $who } changed the subject to “{ $what }”
inbox-event-tagged = { $who } added the tag { $what }
inbox-event-team-assigned = { $who } assigned this to the team { $what }
inbox-event-unassigned = { $who } removed the assignment
inbox-event-untagged = { $who } removed the tag { $what }
inbox-event-woken = The snooze ended
inbox-event-zone-chosen = { $who } chose another time zone
inbox-factor = Second factor
inbox-factor-again = Begin again with the password
inbox-factor-code = Code
inbox-factor-code-hint = Six digits. Lost the app? One of your recovery codes does as well.
inbox-factor-hint = Your password was right. Now type the code that your authenticator app shows.
inbox-field-assignee = Assignee
inbox-field-attribute = Attribute
inbox-field-brand = Brand
inbox-field-channel = Channel
inbox-field-created = Created
inbox-field-priority = Priority
inbox-field-status = Status
inbox-field-tag = Tags
inbox-field-team = Team
inbox-field-value = Value of the attribute
inbox-file-redacted = File redacted
inbox-files-kept = Files kept from your last try
inbox-filter-apply = Apply
inbox-filter-clear = Clear filters
inbox-filters = Filters
inbox-find = Find a name
inbox-first-begin = Become Administrator
inbox-first-hint = Nobody administers { $org } yet. Whoever has this link does from now on.
inbox-first-over-hint = It was used, replaced or is older than 24 hours, or somebody administers already. While nobody does, starting the server or founding the organization prints another.
inbox-first-title = The first Administrator
inbox-forgot = Forgot your password?
inbox-forgot-ask = Send me a link
inbox-forgot-hint = We send a link to your address. It works for { $minutes } minutes.
inbox-forgot-title = Forgotten password
inbox-format = Formatting
inbox-format-bold = Bold (Ctrl B)
inbox-format-code = Code
inbox-format-italic = Italic (Ctrl I)
inbox-format-link = Link (Ctrl K)
inbox-format-list = List
inbox-format-numbers = Numbered list
inbox-format-quote = Quote
inbox-from = from { $address }
inbox-go-on = Go on
inbox-go-on-text = The help centre opens in a moment. If it does not, go on by yourself.
inbox-go-on-title = You are signed in
inbox-held = Leaves in { $seconds } s
inbox-held-back = Take back
inbox-held-done = Done when it leaves
inbox-held-from = Answer of { $who } that has not left yet
inbox-held-open = Open when it leaves
inbox-join = Join
inbox-join-hint = You join { $org } with the address { $email }.
inbox-join-over-hint = It was used, withdrawn or replaced by a newer one, or it is older than 24 hours. Ask whoever invited you for another, or sign in if you have joined already.
inbox-join-title = Welcome
inbox-key-assign = Assign
inbox-key-back = Back to the list
inbox-key-done = Done or reopen
inbox-key-help = This help
inbox-key-insert = Insert a shortcut
inbox-key-leave = Leave the field or menu
inbox-key-merge = Merge
inbox-key-note = Write a note
inbox-key-open = Open
inbox-key-reply = Reply
inbox-key-rows = Next, previous
inbox-key-search = Search
inbox-key-send = Send
inbox-key-send-done = Send and mark as done
inbox-key-snooze = Snooze
inbox-key-tag = Tags
inbox-key-undo = Take an answer back
inbox-keys = Keys
inbox-keys-conversation = Conversation
inbox-keys-everywhere = Everywhere
inbox-keys-list = List
inbox-keys-on = Single-letter keys on
inbox-keys-writing = Writing
inbox-link-over = This link no longer works
inbox-link-over-hint = It was used already or is too old. Ask for a new one on the sign-in page.
inbox-list-of = Everything with { $who }
inbox-mail-off = Mail is not set up yet
inbox-mail-off-administer = Answers by e-mail wait, and customers get no code to sign in with.
inbox-mail-off-how = Start Portico with the address of your mail server. What waits then leaves by itself.
inbox-mail-off-variable = Or set it in { $name }.
inbox-mail-off-wait = Answers by e-mail wait until an administrator has done so.
inbox-mark-done = Done
inbox-may-not-write = Your role can read this conversation but not write in it.
inbox-merge = Merge…
inbox-merge-all = Show all
inbox-merge-choose = Choose the conversation of { $who } into which it goes. The newest come first.
inbox-merge-confirm = Merge #{ $from } into #{ $into }?
inbox-merge-find = Number
inbox-merge-find-now = Find
inbox-merge-follows = What follows
inbox-merge-for-good = This cannot be undone.
inbox-merge-goes = This one goes
inbox-merge-keeps = #{ $into } keeps its number, subject and assignee, and gets the higher priority of both. The subject of #{ $from } is not kept.
inbox-merge-leads = Links to #{ $from } and replies to its mails lead to #{ $into } from now on. It is found by both numbers.
inbox-merge-more = Older ones are found by their number.
inbox-merge-moves = Messages, files, notes and tags of #{ $from } stand in #{ $into }, in the order of time.
inbox-merge-none = { $who } has no other conversation.
inbox-merge-not-found = { $who } has no other conversation with the number { $number }.
inbox-merge-now = Merge into #{ $into }
inbox-merge-reopens = #{ $into } is opened, because #{ $from } is open.
inbox-merge-seen = Whoever signs in with one of these addresses sees all of it:
inbox-merge-stays = This one stays
inbox-merge-swap = The other way round
inbox-merge-title = Merge conversation #{ $number }
inbox-message-from = Message from { $who }
inbox-more = More
inbox-new-password = New password
inbox-no = No
inbox-no-subject = No subject
inbox-nobody = Nobody
inbox-none = None
inbox-note = Note
inbox-note-add = Add note
inbox-note-from = Note by { $who }
inbox-note-hint = Write a note for your colleagues
inbox-note-mark = Internal note
inbox-note-mention = Write a note for your colleagues; @ and a name tells one of them
inbox-note-names = Colleagues
inbox-note-private = Customers never see notes
inbox-notice-assigned = { $who } assigned this to you
inbox-notice-failed = A message to { $who } was not delivered
inbox-notice-mentioned = { $who } mentioned you
inbox-notice-message = New message from { $who }
inbox-notice-team = { $who } assigned this to your team
inbox-older = Show earlier messages
inbox-others =
    { $count ->
        [0] No other conversations
       *[other] Other conversations
    }
inbox-others-all = Show all
inbox-page-first = First page
inbox-page-next = Next page
inbox-pages = Pages
inbox-part-alone = No other address of { $who } is known.
inbox-part-for-good = It cannot be given back here. A message that comes from it later begins a customer of its own.
inbox-part-keeps = { $who } keeps all conversations.
inbox-part-now = Take the address away
inbox-part-others = Other addresses:
inbox-part-title = Take an address away
inbox-part-unused = Whoever proves that { $address } is theirs sees nothing of what is here.
inbox-part-used = Whoever proves that { $address } is theirs sees the conversations whose messages used it, and no others:
inbox-part-used-more = and older ones
inbox-password = Password
inbox-password-again = New password once more
inbox-password-rules = At least { $min } characters. A few unrelated words make a good one.
inbox-people = People
inbox-presence = Colleagues here
inbox-presence-looks = { $who } is looking
inbox-presence-writes = { $who } is writing
inbox-preview = Preview
inbox-preview-shown = This is what the customer will see
inbox-priority-1 = Lowest
inbox-priority-2 = Low
inbox-priority-3 = Normal
inbox-priority-4 = High
inbox-priority-5 = Urgent
inbox-problem-conflict = Somebody changed this a moment ago. Please look at the new state and try again.
inbox-problem-email = This is not an e-mail address.
inbox-problem-empty = Write something or attach a file.
inbox-problem-file-empty = { $name } is empty.
inbox-problem-file-large = { $name } is too large. Choose a smaller file.
inbox-problem-files-large = Together the files are larger than { $max } MB. Untick what is not to go.
inbox-problem-files-many = At most { $max } files can go with one message. Untick what is not to go.
inbox-problem-left = It has left already and cannot be taken back.
inbox-problem-password-common = This password is on lists of stolen ones. Please choose another.
inbox-problem-password-differs = The two passwords are not the same.
inbox-problem-password-long = Use at most 1,000 characters.
inbox-problem-password-short = Use at least { $min } characters.
inbox-problem-redact-details = Please tick what is to be redacted.
inbox-problem-redact-not-found = This text does not occur in the message.
inbox-problem-required = Please fill this in.
inbox-problem-search-name = Give the search a name of 1 to 60 characters.
inbox-problem-searches-many = You keep 30 searches, which is as many as there may be. Remove one first.
inbox-problem-shortcut-gone = This shortcut is not there any more.
inbox-problem-sign-in = E-mail address and password do not match.
inbox-problem-snooze-past = Choose a time that is still to come.
inbox-problem-subject-long = Use at most { $max } characters.
inbox-problem-sure = Please confirm that this cannot be undone.
inbox-problem-tag = A tag has 1 to 60 characters on one line.
inbox-problem-text-broken = This holds a character that cannot be stored. Please paste it as plain text.
inbox-problem-text-long = This is longer than the { $max } characters that the channel allows.
inbox-problem-too-long = This is too long.
inbox-problem-too-often =
    Too many tries. Please wait { $minutes ->
        [one] a minute
       *[other] { $minutes } minutes
    }.
inbox-quoted = Quoted text
inbox-redact = Redact
inbox-redact-address = Address:
inbox-redact-details = Redact details
inbox-redact-details-hint = A black bar takes the place of a name or subject; an address disappears, and an answer that still waits to go there is not sent. The subject is that of the whole conversation. The customer’s profile is not changed.
inbox-redact-details-now = Redact these details
inbox-redact-exact = Text to redact
inbox-redact-exact-hint = Exactly as it stands above; line breaks and spaces may differ. Every occurrence in this message goes.
inbox-redact-file = Redact { $name }
inbox-redact-files = Redact a file
inbox-redact-message = Redact in the message from { $who }
inbox-redact-name = Author’s name:
inbox-redact-now = Redact for good
inbox-redact-of = Message from { $who }, { $when }
inbox-redact-original = Text of the message
inbox-redact-part = Redact text
inbox-redact-selected = Redact the selected text?
inbox-redact-subject = Subject of the conversation:
inbox-redact-sure = I understand that this cannot be undone.
inbox-redact-this-text = Redact this text
inbox-redact-title = Redact a message
inbox-redact-values = Values of the conversation’s attributes:
inbox-redact-warning = This cannot be undone. The text disappears for everybody, from searches and from drafts, and a dated mark stays. What has left before cannot be called back: mails already sent, webhooks delivered, files downloaded and older backups.
inbox-redact-whole = Redact the whole message
inbox-redacted = Redacted
inbox-redacted-by = Redacted by { $who }, { $when }
inbox-reopen = Reopen
inbox-reply = Reply
inbox-reply-done = Stays done unless you reopen it
inbox-reply-to = Reply to { $who }
inbox-said-address-confirmed = The address is confirmed
inbox-said-address-parted = The address was taken from { $who }
inbox-said-assigned = #{ $number } assigned to { $who }
inbox-said-customer-signed-out =
    { $count ->
        [0] { $who } was not signed in
        [one] { $who } is signed out on one device
       *[other] { $who } is signed out on { $count } devices
    }
inbox-said-customers-merged = The two customers are one now.
inbox-said-deleted = The conversation is deleted.
inbox-said-done = #{ $number } is done
inbox-said-first-page = That page of the list no longer exists. This is the first one.
inbox-said-forgot = If this address belongs to somebody here, a link is on its way to it.
inbox-said-held = It leaves in a few seconds. Until then you can take it back.
inbox-said-joined = You have joined. Sign in with your password.
inbox-said-merged = Merged into #{ $number }.
inbox-said-note = Note added
inbox-said-password = Your password is set. You can sign in now.
inbox-said-quoted =
    { $count ->
        [one] Redacted. One later message or note still holds this text.
       *[other] Redacted. { $count } later messages and notes still hold this text.
    }
inbox-said-redacted = Redacted
inbox-said-refused = Not sent. Please look at the marked fields.
inbox-said-reopened = #{ $number } is open again
inbox-said-saved = Saved
inbox-said-search-removed = The search is removed
inbox-said-search-saved = The search is saved
inbox-said-sent = Sent to { $who }
inbox-said-sent-again = It is being sent again
inbox-said-session-over = Nothing was sent, for your session is over. Sign in again, go back, and send it once more.
inbox-said-shortcut-removed = The shortcut is removed
inbox-said-shortcut-saved = The shortcut is saved
inbox-said-sign-in-over = That took too long or too many tries. Sign in again.
inbox-said-signed-out = You are signed out
inbox-said-snoozed = #{ $number } is snoozed
inbox-said-taken-back = Taken back. Nothing was sent.
inbox-saved-searches = Saved searches
inbox-search = Search conversations
inbox-search-name = Name of the search
inbox-search-remove = Remove the search { $name }
inbox-search-save = Save this search
inbox-search-save-now = Save
inbox-send = Send
inbox-send-done = Send and done
inbox-send-open = Send and reopen
inbox-set-password = Choose a password
inbox-set-password-hint = for { $email }
inbox-set-password-now = Set password
inbox-shortcut = Shortcut
inbox-shortcut-change = Change { $name }
inbox-shortcut-change-short = Change
inbox-shortcut-edit = Edit shortcuts
inbox-shortcut-insert = Insert a shortcut
inbox-shortcut-name = Name
inbox-shortcut-new = A new shortcut
inbox-shortcut-none = There are no shortcuts yet.
inbox-shortcut-otherwise = What stands behind a bar is taken where nothing is known:
inbox-shortcut-places = Which places are filled
inbox-shortcut-remove = Remove { $name }
inbox-shortcut-remove-short = Remove
inbox-shortcut-share = For everybody who answers
inbox-shortcut-shared = Everybody’s
inbox-shortcut-text = Text
inbox-shortcut-text-hint = Formatted as answers are. Places in double braces are filled when it is inserted.
inbox-shortcuts-hint = A shortcut puts a text into your answer, where you can still change it before it is sent.
inbox-shortcuts-title = Answers you write often
inbox-sign-in = Sign in
inbox-sign-in-hint = The inbox of { $org }, for its team.
inbox-sign-out = End all sessions
inbox-sign-out-ask = End all
inbox-sign-out-now =
    { $count ->
        [0] { $who } is not signed in anywhere.
        [one] { $who } is signed in on one device.
       *[other] { $who } is signed in on { $count } devices.
    }
inbox-sign-out-then = Every page that is open there closes at once. { $who } can sign in again with a new code.
inbox-sign-out-title = End all sessions
inbox-signed-in-on =
    { $count ->
        [0] Not signed in
        [one] Signed in on one device
       *[other] Signed in on { $count } devices
    }
inbox-skip = Skip to the conversation
inbox-snooze = Snooze
inbox-snooze-custom = Another time
inbox-snooze-end = End the snooze now
inbox-snooze-hours = In three hours
inbox-snooze-monday = Monday morning
inbox-snooze-tomorrow = Tomorrow morning
inbox-snooze-week = In a week
inbox-snoozed-until = Snoozed until { $when }
inbox-status-done = Done
inbox-status-open = Open
inbox-status-snoozed = Snoozed
inbox-subject = Subject
inbox-subject-edit = Edit the subject
inbox-tag-new = Find or add a tag
inbox-tags = Tags
inbox-tags-save = Save tags
inbox-teams = Teams
inbox-timeline = Timeline
inbox-to = to { $address }
inbox-unassign = Remove the assignment
inbox-unread = Unread
inbox-view-done = Done
inbox-view-mentions = Mentions
inbox-view-mine = My open
inbox-view-open = All open
inbox-view-snoozed = Snoozed
inbox-view-unassigned = Unassigned
inbox-wants-no-mail = Wants no answers by e-mail
inbox-write = Write
inbox-yes = Yes
inbox-your-name = Your name
settings-additional = Additional Information
settings-agents = Internal (Agents and Admin)
settings-audit-actor = Who
settings-audit-any = Anything
settings-audit-clear = Show everything
settings-audit-emptied = A redaction took the values of this entry away.
settings-audit-empty = No entry answers that
settings-audit-export = Export as CSV
settings-audit-name = What happened
settings-audit-nothing = (nothing)
settings-audit-older = Older entries
settings-audit-search = Search
settings-audit-since = From
settings-audit-subject = About what (ID)
settings-audit-until = To
settings-authentication = Portal Authentication
settings-brand = Brand
settings-brand-accent = Accent colour
settings-brand-accent-hint = Buttons and links of the help centre. Text on it stays readable by itself.
settings-brand-add = Add brand
settings-brand-back = Back to the brands
settings-brand-change = Change
settings-brand-change-one = Change { $name }
settings-brand-choose = Make default
settings-brand-choose-one = Make default: { $name }
settings-brand-default = Default
settings-brand-delete = Delete
settings-brand-delete-hint = Its knowledge base, settings and host names go with it. This cannot be undone.
settings-brand-delete-one = Delete { $name }
settings-brand-hosts-one = Host names of { $name }
settings-brand-name = Name in addresses
settings-brand-name-hint = Small letters, digits and hyphens. It cannot be changed later.
settings-brand-sender = Sender address
settings-brand-sender-hint = Answers by e-mail come from here. Leave it empty if the brand does not write by e-mail yet.
settings-brand-show = Show
settings-brand-title = Name
settings-brand-title-hint = As customers read it.
settings-brand-used = This brand cannot be deleted while something hangs on it, or while it is the default one.
settings-brand-used-articles =
    { $count ->
        [one] One article
       *[other] { $count } articles
    }
settings-brand-used-conversations =
    { $count ->
        [one] One conversation
       *[other] { $count } conversations
    }
settings-brand-used-sign-ins =
    { $count ->
        [one] One signed-in customer
       *[other] { $count } signed-in customers
    }
settings-brand-writes-from = Writes from { $address }
settings-brand-writes-not = Does not write by e-mail yet
settings-check-algorithm = Its algorithm is HS256
settings-check-aud = aud is this knowledge base
settings-check-blocked = The customer is not blocked
settings-check-doubled = Nothing is given twice
settings-check-email-invalid = email is one plain address
settings-check-email-missing = email is there
settings-check-exp = exp has not been reached
settings-check-header = No keys and no crit in its header
settings-check-help-algorithm = Tell your library to sign with HS256. Unsigned tokens and public keys are not taken.
settings-check-help-aud = Leave aud out, or give the Knowledge Base ID or an address of the help centre.
settings-check-help-blocked = An agent has blocked this customer.
settings-check-help-doubled = A member of its header or its claims stands there twice, and libraries differ about which one counts.
settings-check-help-email-invalid = Give the address alone, without a name and without white space, at most 254 characters.
settings-check-help-email-missing = Add email: the address of whoever you signed in.
settings-check-help-exp = Leave exp out, or put it after now, as a number of seconds.
settings-check-help-header = The header should be { "{" } "alg": "HS256", "typ": "JWT" { "}" } and nothing else.
settings-check-help-iat-future = Give iat in seconds and not in milliseconds, and check the clock of your server.
settings-check-help-iat-missing = Add iat: the time now, in seconds.
settings-check-help-iat-old = Sign a new token for each sign-in, and check the clock of your server.
settings-check-help-iat-type = Give iat as a number and not as a text.
settings-check-help-malformed = Look for a missing part, padding (=), white space, or letters lost when it was copied.
settings-check-help-nbf = Leave nbf out, or put it before now, as a number of seconds.
settings-check-help-oversized = Leave claims out that are not needed; e-mail and time are enough.
settings-check-help-replayed = Each token signs in once. Two tokens for the same person in the same second are the same token; a jti keeps them apart.
settings-check-help-signature = Use the secret as the text it is, without decoding it, and the one of this brand. A retired secret signs nothing.
settings-check-iat-future = Not issued in the future
settings-check-iat-missing = iat is there
settings-check-iat-old = Issued no more than 15 minutes ago
settings-check-iat-type = iat is a number
settings-check-malformed = Three parts of base64url, the first two JSON objects
settings-check-nbf = nbf has been reached
settings-check-oversized = At most 4,096 characters
settings-check-replayed = Not used before
settings-check-signature = Signed with a secret of this knowledge base
settings-check-state-failed = not in order
settings-check-state-passed = in order
settings-check-state-waiting = not checked
settings-codes = Recovery codes
settings-codes-hint = Each of them stands once for the app, should you lose it.
settings-codes-kept = I have kept them
settings-codes-left =
    { $count ->
        [0] No recovery code is left.
        [one] One recovery code is left.
       *[other] { $count } recovery codes are left.
    }
settings-codes-once = This is the only time they are shown. Keep them in a safe place, not on the phone with the app.
settings-codes-renew = New recovery codes
settings-codes-renew-hint = The older ones are over from then on.
settings-codes-these =
    { $count ->
        [one] One code
       *[other] { $count } codes
    }
settings-copied = Copied
settings-copy = Copy
settings-customers = Portal for customers
settings-define-add = Add
settings-define-attributes = Attributes
settings-define-details = Conversation details
settings-define-details-add = Add Attribute
settings-define-details-hidden = Not shown: it is sensitive
settings-define-details-hint = { $site } shows status, channels and the day it began, and of what has a value these, in this order.
settings-define-down = Move { $name } down
settings-define-edit = Change { $name }
settings-define-label = Display name
settings-define-language = Language
settings-define-many = Several can be chosen
settings-define-name = Name
settings-define-name-hint = A small letter first; the ending says the type and stays: Str, Txt, Num, At (a time), Bool, Url, Id or Tree, such as orderNumberStr.
settings-define-new-attribute = New attribute
settings-define-new-snippet = New snippet
settings-define-object = Of
settings-define-object-conversation = Conversations
settings-define-object-customer = Customers
settings-define-object-message = Messages
settings-define-options = Choices
settings-define-options-hint = For Str, one on each line, or nothing for free text. For Tree its entries, with a hyphen before each that lies below another.
settings-define-remove = Remove { $name }
settings-define-required = Must not be left empty
settings-define-sensitive = Sensitive: for some eyes only
settings-define-snippet = Or a snippet
settings-define-snippets = Snippets
settings-define-snippets-hint = A text under a name, with a value for each language: en_us, de. Whoever reads another language gets the site’s own. Leave empty what you do not need.
settings-define-text = Text
settings-define-up = Move { $name } up
settings-demand-hint = Of whom a second factor is demanded. Whoever has none is led to set one up, and finds nothing else before; you, too.
settings-demand-of-administrators = Of Administrators
settings-demand-of-everybody = Of everybody
settings-demand-of-nobody = Of nobody; whoever wants one sets it up
settings-details = Conversation details
settings-details-hint = Which attributes customers see beside a conversation, besides status, channel and date.
settings-device-end = Sign out
settings-device-end-all = Sign out everywhere
settings-device-end-one = Sign out: { $name }
settings-device-here = This browser
settings-device-since = signed in
settings-device-unknown = Unknown browser
settings-devices = Where you are signed in
settings-done = Done
settings-factor = Second factor
settings-factor-anew = Take another secret
settings-factor-begin = Begin
settings-factor-confirm = Turn on
settings-factor-hint = Besides the password, signing in asks for a code that an app on your phone shows. A stolen password alone opens nothing then.
settings-factor-leave = Sign out
settings-factor-made = Set up
settings-factor-off = Off
settings-factor-on = On
settings-factor-owed = Your organization demands a second factor. Install an authenticator app on your phone; there is nothing else here until it is set up.
settings-factor-picture = QR code with the secret below
settings-factor-remove = Turn off the second factor
settings-factor-remove-hint = Its recovery codes end with it. Do this to move to another phone, too, and set it up again.
settings-factor-reset = Reset the second factor
settings-factor-reset-hint = For somebody who lost phone and recovery codes. Make sure that it is really them who asks: from then on the password is enough, until they set up another.
settings-factor-scan = Scan this with your authenticator app, or open it on the phone itself.
settings-factor-secret = Or type the secret
settings-factor-secret-hint = By time, six digits, 30 seconds. The spaces do not matter.
settings-factor-set-up = Set up a second factor
settings-factor-shown = The code that the app shows now
settings-host-add = Add host name
settings-host-add-hint = Point the name at this server in your DNS first (CNAME or A record). It answers here as soon as it is added.
settings-host-main = Used in mail
settings-host-remove = Remove
settings-host-remove-one = Remove { $name }
settings-hosts = Host names
settings-hosts-none = No host name is registered, so nobody reaches this site.
settings-internal = Internal KB
settings-internal-everywhere = This is one switch for the whole organization; every brand shows the same.
settings-kb-id = Knowledge Base ID
settings-kb-id-hint = Programs name this knowledge base by it. It grants nothing.
settings-key-add = Add API Key
settings-key-days = days
settings-key-ends = expires
settings-key-expired = Expired
settings-key-expiry = Expires after
settings-key-from = Only from
settings-key-kept = I have kept it
settings-key-made = Made
settings-key-made-title = The API key { $name } is made
settings-key-name = Name
settings-key-name-hint = What uses it, such as the name of a program.
settings-key-networks = Only from these networks
settings-key-networks-hint = Addresses and networks such as 203.0.113.0/24, one a line. Empty for everywhere.
settings-key-never-ends = Does not expire
settings-key-once = This is the only time the token is shown. Keep it in a safe place now.
settings-key-other-roles = Other roles
settings-key-other-roles-hint = Names such as org.permission.tag.read, one a line.
settings-key-revoke = Revoke
settings-key-revoke-hint = Whatever uses this key is refused from now on. This cannot be undone; a new key has another token.
settings-key-revoke-one = Revoke { $name }
settings-key-roles = Roles
settings-key-roles-hint = What the key may do. Roles never change: for others make another key. A short role covers everything below it.
settings-key-token = Token
settings-key-token-hint = Programs send it as Authorization: Bearer.
settings-key-unused = never used
settings-key-used = last used
settings-keys-hint = Programs act by them at the API. All of them together have one budget of calls.
settings-keys-none = There are no API keys
settings-lifetime = Session Lifetime
settings-lifetime-hint = How long customers stay signed in: from 1 hour to 365 days. A shorter one ends older sessions at once.
settings-lifetime-is-days =
    { $count ->
        [one] Signed in for { $count } day.
       *[other] Signed in for { $count } days.
    }
settings-lifetime-is-hours =
    { $count ->
        [one] Signed in for { $count } hour.
       *[other] Signed in for { $count } hours.
    }
settings-nothing = There is nothing here that your role may set.
settings-of-knowledge-base-internal = Internal KB
settings-of-knowledge-base-internal-hint = Articles for your own people. While it is off, internal articles are read nowhere but in their editor.
settings-of-languages = Languages
settings-of-languages-hint = Codes joined by commas, the default language first: en_us,de
settings-of-portal-agent-names = Show agents’ names
settings-of-portal-agent-names-hint = Off shows the brand’s name beside every answer.
settings-of-portal-agents = Turn on for Agents and Admins
settings-of-portal-agents-hint = Your own people read internal and public articles behind the portal’s door.
settings-of-portal-contact-url = Contact link
settings-of-portal-contact-url-hint = Where “Contact us” leads: an address, mailto: or tel:. Empty for no link.
settings-of-portal-known-only = Only known customers
settings-of-portal-known-only-hint = Codes are mailed to addresses you know already and to no others.
settings-of-portal-mark-done = Mark as done
settings-of-portal-mark-done-hint = Customers may say themselves that a conversation is done.
settings-of-portal-my-conversations = Turn on My Conversations
settings-of-portal-my-conversations-hint = Customers sign in and see every conversation they had with you. Turning it off signs them all out.
settings-of-portal-new-conversation = Start a conversation
settings-of-portal-new-conversation-hint = Customers may begin a new conversation in the portal.
settings-of-portal-only-internal = Show only internal articles
settings-of-portal-only-internal-hint = Hides public articles from your own people in the portal.
settings-of-portal-only-this-brand = Only this brand’s conversations
settings-of-portal-only-this-brand-hint = Off lists the conversations of all your brands.
settings-of-portal-reopen = Reopen Conversation
settings-of-portal-reopen-hint = Customers may write to a conversation that is done, which opens it again.
settings-of-portal-sign-on-code = Also allow e-mail code
settings-of-portal-sign-on-code-hint = Beside Custom Sign On, the login page offers a code by e-mail.
settings-of-title = Title
settings-of-title-hint = The name of the site; empty for the one it was founded with.
settings-off = Off
settings-on = On
settings-own-password = Your password
settings-page-account = Your sign-in
settings-page-account-hint = Second factor, and where you are signed in
settings-page-api-keys = API Keys
settings-page-api-keys-hint = What programs may do, and from where
settings-page-attributes = Attributes
settings-page-attributes-hint = What is known of conversations, customers and messages besides their text
settings-page-audit-log = Audit log
settings-page-audit-log-hint = Who changed what, when and from where
settings-page-brands = Brands
settings-page-brands-hint = The faces of your organization, each with a help centre of its own
settings-page-configuration = Configuration
settings-page-configuration-hint = The portal, its sign-in, host names and languages of each brand
settings-page-permission-sets = Permission sets
settings-page-permission-sets-hint = Named sets of rights, beside the roles
settings-page-sign-in = Sign-in of users
settings-page-sign-in-hint = Second factor, and how long a session lasts
settings-page-snippets = Snippets
settings-page-snippets-hint = Named texts, one for each language
settings-page-users = Users
settings-page-users-hint = Who works here, and what they may do
settings-problem-changed = Somebody else has just changed this. What you typed is still here; save again if you mean it.
settings-problem-host-taken = Something else answers at this name already.
settings-problem-invited-often = This address was invited too often. Try again later.
settings-problem-languages = Use language codes joined by commas, such as en_us,de.
settings-problem-lifetime = Use a whole number that makes 1 hour to 365 days.
settings-problem-own-password = This is not your password.
settings-problem-portal-contact-url = Use an https, http, mailto: or tel: address, or a path such as /en_us.
settings-problem-sender = Type one e-mail address, such as help@example.com.
settings-problem-sign-on-url = Use an https address with a host, without a user name and without #. http is for this machine only.
settings-problem-sign-on-url-empty = Custom Sign On needs the address of your login page.
settings-problem-title = Use one line of at most 100 characters.
settings-recipe = What your login page does
settings-recipe-come = Login sends the browser from { $origin } to your login page, with trackingToken (which you can ignore) and kustomerRedirectUri.
settings-recipe-keep = better from your configuration than in the code
settings-recipe-optional = A token may also say exp and nbf, which shorten it, aud (this knowledge base), jti, name, locale and externalId. name, locale and externalId fill what is empty and overwrite nothing.
settings-recipe-program = A program gets the secret with an API key that has the role org.admin:
settings-recipe-return = Send the browser to kustomerRedirectUri with the token behind it. Check first that this address is your help centre.
settings-recipe-sign = Once you have signed the person in, sign a token with their e-mail address and the time in seconds. It is good for 15 minutes and once.
settings-redirect-uri = Redirect URI
settings-redirect-uri-hint = The login page of your own site, such as https://example.com/login.
settings-right-change = Change conversations: status, subject, tags, priority, assignment
settings-right-delete = Delete conversations with everything in them
settings-right-identify = Say which address is whose
settings-right-manage_content = Change portal, theme and knowledge base
settings-right-note = Write notes and mention
settings-right-read = Read conversations and customers
settings-right-redact = Redact texts and files for ever
settings-right-reply = Write to customers
settings-right-see_sensitive = See and change sensitive attributes
settings-right-sign_out = Sign customers out
settings-role-administrator = Administrator
settings-role-administrator-hint = Everything, these settings included
settings-role-agent = Agent
settings-role-agent-hint = Reads, answers and changes customers’ conversations
settings-role-content_manager = Content Manager
settings-role-content_manager-hint = Portal, themes and articles; reads conversations and answers none
settings-said-brand-deleted = The brand is deleted
settings-said-device-ended = That browser is signed out
settings-said-factor-off = The second factor is off
settings-said-factor-reset = The second factor is reset
settings-said-invited = The invitation is on its way
settings-said-key-revoked = The API key is revoked
settings-said-saved = Saved
settings-said-secret-made = A new secret is made
settings-said-secret-replaced = The secret is replaced
settings-said-secret-retired = The old secret is retired
settings-said-set-back = What was changed is again as it was before
settings-said-set-removed = The permission set is removed
settings-said-user-activated = The user can sign in again
settings-said-user-deactivated = The user is signed out and cannot sign in any more
settings-said-withdrawn = The invitation is withdrawn
settings-save-one = Save: { $name }
settings-secret = Secret
settings-secret-administrators = Administrators can reveal, make and retire secrets.
settings-secret-ends = ends
settings-secret-hint = Your site signs with it whom it has signed in. Whoever has it can sign in as any customer: keep it on your server.
settings-secret-made = made
settings-secret-make = Make a new secret
settings-secret-newest = The newest secret
settings-secret-older = An older secret
settings-secret-replace = Replace at once
settings-secret-retire = Retire the old one
settings-secret-reveal = Reveal
settings-secret-steps-hint = After a new one is made, tokens of both are taken for 30 days, or until you retire the old one. Replacing at once refuses every token of the old secret from now on. Each step stands in the audit log.
settings-section-conversations = Conversations
settings-section-knowledge-base = Knowledge Base
settings-section-organization = Organization
settings-section-people = People
settings-section-security = Security
settings-section-you = You
settings-set-add = Add permission set
settings-set-back = Set back
settings-set-name = Name
settings-set-nothing = No right
settings-set-remove = Remove permission set
settings-set-remove-hint =
    { $count ->
        [0] Nobody has it.
        [one] One user has it and loses these rights at once.
       *[other] { $count } users have it and lose these rights at once.
    }
settings-set-rights = Rights
settings-set-rights-hint = They add to what the roles give. A change counts at once for whoever has the set.
settings-set-users =
    { $count ->
        [0] nobody has it
        [one] one user
       *[other] { $count } users
    }
settings-sets-hint = What full-time users may do besides their roles. Nothing is allowed that no role and no set gives; only the role Administrator administers.
settings-sets-none = There are no permission sets
settings-sign-on = Custom Sign On
settings-sign-on-at = Customers sign in at { $url }.
settings-sign-on-code = Customers sign in by a code sent by e-mail.
settings-sign-on-hint = Customers sign in at your own site, which sends them back with a signed token.
settings-sign-on-is-off = Custom Sign On is off. The recipe and the trial work all the same; customers are not sent out yet.
settings-sign-on-recipe = Sign-on recipe
settings-sign-on-recipe-hint = What your own login page has to do, its secret, and a place to try a token out
settings-sign-on-turn-on = Turn it on
settings-site = Help centre
settings-skip = To the settings
settings-tab-general = General
settings-tab-portal = Portal
settings-tabs = Parts of the configuration
settings-trial = Try a token out
settings-trial-action = Check
settings-trial-good = This token is good. It signs in { $email }.
settings-trial-hint = It is checked as a sign-in would check it. It is not used up, and nobody is signed in or made.
settings-trial-refused = This token is refused.
settings-trial-token = Token
settings-trial-until = Until
settings-unit = Unit
settings-unit-days = days
settings-unit-hours = hours
settings-user-activate = Activate
settings-user-activate-hint = Lets them sign in again, with the password they had and what they are given above.
settings-user-collaborator = Collaborator
settings-user-deactivate = Deactivate
settings-user-deactivate-hint = Signs them out everywhere and lets nobody sign in as them. What they wrote stays.
settings-user-inactive = Deactivated
settings-user-invitation = Invitation
settings-user-invite = Invite
settings-user-invite-hint = A link goes to the address. It works once and for 24 hours; whoever opens it chooses a password.
settings-user-invited = Invited
settings-user-kind = Type
settings-user-kind-collaborator = Collaborator
settings-user-kind-collaborator-hint = Reads, writes notes and mentions; holds no role and no permission set
settings-user-kind-full_time = Full-time
settings-user-kind-full_time-hint = What the roles and permission sets give
settings-user-lifetime-hint = How long users stay signed in, however they use it: from 1 hour to 365 days. A shorter one ends older sessions at once, yours too.
settings-user-link-ended = The link was over
settings-user-link-ends = The link is good until
settings-user-mail-off = No invitation would leave. Until mail is set up, this command makes a user and prints a link to set a password:
settings-user-me = You
settings-user-name = Name
settings-user-nothing = No role
settings-user-over = Invitation over
settings-user-resend = Send another link
settings-user-resend-hint = Another link ends the older one.
settings-user-roles = Roles
settings-user-seen = last seen
settings-user-send = Send invitation
settings-user-sets-hint = Rights of a full-time user besides the roles.
settings-user-unseen = not signed in
settings-user-withdraw = Withdraw invitation
settings-waits = No effect until Internal KB is on.
settings-waits-link = Turn on Internal KB
