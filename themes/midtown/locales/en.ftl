account-menu = Account of { $name }
address-label = E-mail address
answer-back = Back to the article
answer-done = Whoever wrote the article reads what you said.
answer-helpful = Yes
answer-not-helpful = No
answer-question = Was this article helpful?
answer-reason-incomplete = Something is missing
answer-reason-other = I was looking for something else
answer-reason-unclear = It is hard to understand
answer-reason-wrong = It is wrong or out of date
answer-reasons = What was it?
answer-send = Send
answer-text = In your own words
answer-text-hint = Please write nothing here that needs an answer, and no personal details.
answer-thanks = Thank you
answer-why = Will you say why it did not help? You need not.
answer-yes = Good to know that it helped.
article-contact = Still have a question?
article-contact-text = Tell us what you were looking for, and we answer.
article-contents = On this page
article-foreign = This article is not there in your language yet.
article-foreign-shown = You are reading it in
article-internal = Internal: for your team only
article-minutes = { $count ->
    [one] { $count } minute to read
   *[other] { $count } minutes to read
}
article-outdated = The original of this translation has changed since. Some of it may be out of date.
article-related = Read on
article-search-before = Previous page
article-search-everywhere = All categories
article-search-found = { $count ->
    [one] One article
   *[other] { $count } articles
}
article-search-in = In
article-search-label = Search the help centre
article-search-more = Next page
article-search-none = Nothing found for “{ $q }”
article-search-none-text = Try fewer or other words. Typing errors and word endings are forgiven.
article-search-placeholder = What are you looking for?
article-search-title = Search
article-tags = Tags
article-updated = Updated
articles-featured = Often asked for
articles-title = Articles
attachments-label = { $count ->
    [one] One file
   *[other] { $count } files
}
cancel = Cancel
categories-below = Topics in here
categories-title = Topics
category-count = { $count ->
    [one] { $count } article
   *[other] { $count } articles
}
category-empty = Nothing here yet
category-empty-text = As soon as somebody has written about this, you find it here.
channel-chat = Chat
channel-email = E-mail
channel-facebook = Messenger
channel-form = Form
channel-instagram = Instagram
channel-portal = Portal
channel-sms = SMS
channel-twitter-dm = X direct message
channel-whatsapp = WhatsApp
characters-left = Characters left: { $number }
characters-limit = Up to { $number } characters
characters-over = Characters too many: { $number }
code-label = 6-digit code
contact-answer-close = Yes, close my request
contact-answer-question = Did this answer your question?
contact-answer-send = No, send my request
contact-answer-text = Your request “{ $subject }” has not been sent yet.
contact-choose = Please choose
contact-done-closed-text = Your request was closed and not sent. Nothing of what you wrote was kept.
contact-done-closed-title = We are glad that helped
contact-done-held-login = Confirm my address
contact-done-held-text = Please confirm your e-mail address with a one-time code. Your request is sent as soon as you have; until then it waits, for a week at most.
contact-done-held-title = One more step
contact-done-sent-login = Sign in to follow it
contact-done-sent-text = We have received your request and answer as soon as we can.
contact-done-sent-title = Thank you
contact-email-hint = We answer to this address.
contact-foreign = This form is not there in your language yet. It is shown in
contact-holds = Without JavaScript we ask you to confirm your e-mail address after sending.
contact-home = Back to the home page
contact-link = Contact us
contact-mail = E-mail address
contact-name = Your name
contact-optional = optional
contact-other = Back to the other articles
contact-outdated = The original of this translation has changed since. Some of it may be out of date.
contact-phone-hint = With country code, such as +49 30 123456.
contact-required = Please answer all questions that are not marked as optional.
contact-send = Send
contact-sender = You write as { $name }
contact-suggestions-lead = These articles may answer your request “{ $subject }”. It has not been sent yet.
contact-suggestions-none = None of these helps?
contact-suggestions-send = Send my request
contact-suggestions-title = Before you send it
contact-when = Only if “{ $label }” is “{ $answer }”
contact-when-ticked = Only if “{ $label }” is ticked
contact-working = Checking …
conversation-done-action = Mark as done
conversation-done-cancel = Keep it open
conversation-done-final = You will not be able to reopen it here. You can always start a new conversation.
conversation-done-reopens = If something comes up, send another message and it opens again.
conversation-done-title = Is this all sorted out?
conversation-print = Print
conversation-reload = Check for new messages
conversation-start = Start a conversation
conversation-start-action = Send message
conversation-start-lead = Tell us what is going on. We answer here and by e-mail.
conversation-survey = How satisfied were you with our help?
conversation-survey-link = Rate this conversation
conversations-empty = No conversations yet
conversations-empty-done = Nothing is done yet
conversations-empty-filter-text = Conversations with another status are still here.
conversations-empty-open = No open conversations
conversations-empty-search = Nothing found for “{ $q }”
conversations-empty-search-text = Try fewer or different words, or search for a number such as 1042. We look in subjects, messages and file names.
conversations-empty-text = As soon as you write to us, by e-mail, by chat or right here, the conversation appears in this place.
conversations-show-all = Show all conversations
conversations-title = My conversations
crumbs = You are here
details-brand = Brand
details-channels = { $count ->
    [one] Channel
   *[other] Channels
}
details-created = Created
details-joint = {", "}
details-no = No
details-priority = Priority
details-status = Status
details-tags = Tags
details-team = Team
details-title = Details
details-yes = Yes
device-current = This device
device-last-seen = Last used
device-sign-out = Sign out
device-sign-out-label = Sign out { $name }
device-signed-in = Signed in on
devices-everywhere-action = Sign out everywhere
devices-everywhere-text = Ends every session, this one included. You then sign in again with a new code.
devices-everywhere-title = Lost a device?
devices-lead = Here you are signed in at the moment. Sign out whatever you do not recognise.
devices-title = Your devices
draft-restored = We put back what you had written.
error-401-ended = Your session has ended. Log in again and you come back to where you were.
error-401-failed = That sign-in did not work. The link or code may be used up or too old. Please start again.
error-401-team = That way in did not work: it works once and for a minute. Start again, and the app lets you in.
error-401-title = You are not signed in
error-404-text = The address may be mistyped, or the page is no longer here.
error-404-title = We can’t find this page
error-429-text = { $minutes ->
    [one] Please wait a minute and then try again.
   *[other] Please wait { $minutes } minutes and then try again.
}
error-429-title = That was a little too fast
error-500-id = Reference
error-500-text = It is our fault, not yours, and we have made a note of it. Please try again in a moment.
error-500-title = Something went wrong
error-home = Go to the home page
error-refused-text = It could not be taken as it is: it may have changed a moment ago, or be too large. Please go back, look again and try once more.
error-refused-title = That did not go through
error-retry = Try again
event-done = Marked as done
event-merged = Conversation #{ $number } was merged into this one
event-opened = Conversation opened
event-reopened = Reopened
excerpt-you = You:
file-download = Download
file-redacted = This file was removed
file-remove = Remove { $name }
file-size-kb = { $size } kB
file-size-mb = { $size } MB
file-too-large = too large
file-wrong-type = of a type we cannot accept
files-kept = Files already uploaded
files-label = Attach files
files-limit = { $count ->
    [one] One file of at most { $size }: XLSX, CSV, DOC, DOCX, XML, PDF, GIF, JPG or PNG
   *[other] Up to { $count } files of { $size } each: XLSX, CSV, DOC, DOCX, XML, PDF, GIF, JPG or PNG
}
files-too-many = one too many
filter-all = All
filter-done = Done
filter-label = Filter by status
filter-open = Open
flash-address-added = The address is yours now. You can sign in with it.
flash-address-removed = The address is removed.
flash-code-sent = A new code is on its way. The one before no longer works.
flash-conversation-already-done = This conversation is already done.
flash-conversation-done = Marked as done. Thank you!
flash-conversation-started = Your message is with us. We answer here and by e-mail.
flash-cursor-damaged = That page of the list no longer exists. This is the first one.
flash-device-signed-out = The device is signed out.
flash-message-sent = Your message is sent.
flash-settings-saved = Your settings are saved.
flash-signed-out = You are signed out.
flash-signed-out-everywhere = You are signed out on all devices.
head-description = { $title }: answers and instructions in the help centre of { $brand }.
home-ask = What can we help you with?
home-card-contact = Prefer another way? Here is how to reach us.
home-card-conversations = Everything you have written to us and every answer, in one place.
home-card-start = Describe what you need, add pictures or documents, and send.
home-heading = How can we help?
home-hello = Welcome back, { $name }
home-lead = Ask us anything, and find every answer we have given you, whichever way you wrote to us.
home-link = Help centre
home-recent = Pick up where you left off
home-recent-all = All conversations
home-step-answer = Get your answer
home-step-answer-text = We reply here and to your inbox. Answer from either; it stays one conversation.
home-step-read = See the whole story
home-step-read-text = E-mail, chat, SMS and social messages come together in one list.
home-step-sign-in = Sign in without a password
home-step-sign-in-text = Enter your e-mail address and we send you a code. That is all.
home-steps = How it works
home-title = Help centre
home-ways = Ways to get help
language-choose = Choose language
last-activity = Last activity
login-action = Log in
login-code-help = No e-mail? Look in your spam folder, and check that the address is right.
login-code-lead = We sent a 6-digit code to { $address }. It is good for { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
  }.
login-code-title = Check your e-mail
login-confirm-action = Yes, sign in
login-confirm-cancel = No, leave
login-confirm-lead = You did not come here from the Log in link of { $brand }. Go on only if this address is yours.
login-confirm-title = Sign in as { $address }?
login-lead = See your conversations with { $brand }. We send you a code by e-mail; you need no password.
login-link-code-help = Never give this code to anyone who asks for it. We never will.
login-link-code-lead = You opened this link in another browser. Type this code where you started to log in.
login-link-code-title = Your code
login-link-lead = You are about to log in as { $address }.
login-link-title = Welcome back
login-other-address = Use another address
login-resend = Send a new code
login-send-code = Send me a code
login-sign-on-action = Log in with your { $brand } account
login-sign-on-lead = Use the account you have with { $brand }, or let us send you a code by e-mail.
login-sign-on-or = Or by e-mail
login-team = Team member
login-team-only = Customers have nothing to do here. If you work for { $brand }, sign in with your own account.
login-title = Log in
logout-action = Log out
logout-lead = Messages that you have not sent yet are removed from this device.
logout-lead-team = You leave the help centre. In the app you stay signed in.
logout-stay = Stay signed in
logout-title = Log out?
main-menu = Main menu
message-from-you = You:
message-label = Message
message-new = New message
message-quoted = Show quoted text
message-redacted = This message was removed
message-redacted-part = Something in this message was removed
message-sending = Sending …
message-sent = Sent
message-unreached = We cannot be reached at the moment. What you wrote is still here.
message-unsent = Not sent.
messages-label = Messages, oldest first
messages-older = Show older messages
my-settings-addresses = Your e-mail addresses
my-settings-addresses-add = Add another address
my-settings-addresses-current = You are signed in with it
my-settings-addresses-hint = Sign in with any of them. We send a code to a new one, to see that it is yours.
my-settings-addresses-remove = Remove
my-settings-addresses-remove-label = Remove { $address }
my-settings-as-browser = As your browser says
my-settings-code-action = Confirm
my-settings-code-lead = We sent a code to { $address }. It works for { $minutes } minutes, on this device only.
my-settings-code-other = Another address
my-settings-devices = { $count ->
    [one] You are signed in on this device only.
   *[other] You are signed in on { $count } devices.
}
my-settings-devices-action = See your devices
my-settings-language = Language
my-settings-language-hint = For our e-mails to you, and for pages whose address names no language.
my-settings-mails = Send me answers by e-mail
my-settings-mails-hint = Without it you find them under your conversations. Codes for signing in are always sent.
my-settings-name = Your name
my-settings-name-hint = This is how we address you. Without one we use your e-mail address.
my-settings-save = Save
my-settings-title = My settings
my-settings-zone = Time zone
order-activity-newest = Latest activity
order-activity-oldest = Oldest activity
order-created-newest = Newest first
order-created-oldest = Oldest first
order-label = Sorted by:
paging-label = Pages
paging-next = Next
paging-previous = Previous
preview-notice = This is a draft. Nobody sees it but who has this link.
preview-until = The link is good until
priority-1 = Lowest
priority-2 = Low
priority-3 = Normal
priority-4 = High
priority-5 = Urgent
problem-address-apart = More than one of our records has the address you are signed in with, so nothing can be added to it. Please write to us.
problem-address-invalid = Please enter an e-mail address such as name@example.com.
problem-address-kept = This address stays: it is the last you have proven, or the one you are signed in with.
problem-address-own = This address is yours already.
problem-address-taken = Somebody else has proven this address here. If it is yours, please write to us.
problem-choice-unknown = Please choose one of the answers.
problem-code-ended = This code no longer works. Please send a new one.
problem-code-wrong = { $left ->
    [one] That is not the code. You have one try left.
   *[other] That is not the code. You have { $left } tries left.
}
problem-field-empty = Please answer this.
problem-field-long = Please use { $max } characters at most.
problem-field-value = This is not what is asked for here.
problem-file-damaged = { $name } is damaged or not what its name says.
problem-file-empty = { $name } is empty.
problem-file-large = { $name } is larger than { $limit } MB.
problem-file-mismatch = The content of { $name } is not what its name says.
problem-file-type = { $name } is of a type we cannot accept.
problem-files-many = { $limit ->
    [one] Please attach one file at most.
   *[other] Please attach { $limit } files at most.
}
problem-form-empty = Please write something before you send it.
problem-form-hasty = That was very fast. Please send it again in ten seconds.
problem-form-long = All of this together is too long. Please shorten it.
problem-form-often = Too many requests were sent. Please wait a while and send it again; what you wrote is still here.
problem-language-unspoken = This help centre does not speak that language. Please choose another.
problem-mail-off = We cannot send e-mail at the moment. Please try again later.
problem-name-long = Please use { $limit } characters at most.
problem-phone-invalid = Please enter a phone number such as +49 30 123456.
problem-rating-missing = Choose one of the answers.
problem-reopen-off = This conversation is closed and can no longer be answered.
problem-send-limit = You have sent a lot in the last hour. Please wait a little and try again.
problem-subject-empty = Please give it a subject.
problem-subject-long = { $limit ->
    [one] Please use one character at most.
   *[other] Please use { $limit } characters at most.
}
problem-text-broken = This text holds a character that cannot be stored.
problem-text-empty = Please write a message or attach a file.
problem-text-long = Your message is { $over ->
    [one] one character
   *[other] { $over } characters
  } too long.
problem-upload-broken-off = The upload broke off. Please try again.
problem-zone-unknown = There is no such time zone. Please choose one from the list.
reply-action = Send
reply-closed = This conversation is closed and takes no more replies.
reply-closed-new = You can send what you wrote as a new one.
reply-label = Your reply
reply-reopens = Sending a message reopens this conversation.
reply-title = Reply
search-action = Search
search-clear = Clear search
search-label = Search your conversations
search-placeholder = Search conversations
session-ends-soon = You will be signed out in less than two minutes. What you are writing is kept on this device.
session-over = You are signed out because your session ended. What you were writing is kept on this device.
setting-accent = Accent colour
setting-corners = Corners
setting-font = Font
skip-to-content = Skip to content
status-done = Done
status-open = Open
subject-label = Subject
subject-none = No subject
survey-again = Change your answer
survey-done = We read every answer. It helps us to get better.
survey-home = To the help centre
survey-introduction = Your answer goes to the people who helped you.
survey-over = This question can no longer be answered
survey-over-text = Its time is over, or the conversation has been opened again. You can always write to us.
survey-question = How satisfied were you with our help?
survey-rated = You chose “{ $rating }”.
survey-rating-1 = Not at all
survey-rating-2 = Not really
survey-rating-3 = So-so
survey-rating-4 = Satisfied
survey-rating-5 = Very satisfied
survey-send = Send answer
survey-send-text = Send
survey-skip = That is all
survey-thanks = Thank you for your answer
survey-why-content = What did we do well?
survey-why-other = What should we have done better?
tag-lead = { $count ->
    [one] One article has this tag.
   *[other] { $count } articles have this tag.
}
text-kept = What you wrote
unread = Unread
