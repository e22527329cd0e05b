//! Whom a proven address selects, and what that customer sees (A4).

use std::sync::Arc;

use desk::conversation::history::{self};
use desk::conversation::portal::ListQuery;
use desk::conversation::{Begun, Conversation, ConversationId, NewMessage};
use desk::customer::{AddressKind, Person, Standing};
use desk::kb::Site;
use desk::session::{Entry, NewSession};
use kernel::{Fault, Text};
use testkit::{Database, both};
use testkit_desk::Kit;

use super::{Visitor, holder, newest_mail, view, who};
