// The inbox's scripts. Every page works without them; each module adds one thing.
import "js/visit.js";
import "js/live.js";
import "js/keys.js";
import "js/menus.js";
import "js/composer.js";
import "js/drafts.js";
import "js/files.js";
import "js/redact.js";
import "js/time-zone.js";
