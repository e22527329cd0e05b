account-menu = Konto von { $name }
address-label = E-Mail-Adresse
answer-back = Zurück zum Artikel
answer-done = Wer den Artikel geschrieben hat, liest, was Sie gesagt haben.
answer-helpful = Ja
answer-not-helpful = Nein
answer-question = Hat Ihnen dieser Artikel geholfen?
answer-reason-incomplete = Es fehlt etwas
answer-reason-other = Ich habe etwas anderes gesucht
answer-reason-unclear = Er ist schwer zu verstehen
answer-reason-wrong = Er ist falsch oder veraltet
answer-reasons = Woran lag es?
answer-send = Senden
answer-text = In Ihren eigenen Worten
answer-text-hint = Bitte schreiben Sie hier nichts, was eine Antwort braucht, und keine persönlichen Angaben.
answer-thanks = Vielen Dank
answer-why = Möchten Sie sagen, warum er nicht geholfen hat? Sie müssen nicht.
answer-yes = Gut zu wissen, dass er geholfen hat.
article-contact = Noch eine Frage?
article-contact-text = Schreiben Sie uns, was Sie gesucht haben; wir antworten.
article-contents = Auf dieser Seite
article-foreign = Diesen Artikel gibt es noch nicht in Ihrer Sprache.
article-foreign-shown = Sie lesen ihn in dieser Sprache:
article-internal = Intern: nur für Ihr Team
article-minutes = { $count ->
    [one] { $count } Minute Lesezeit
   *[other] { $count } Minuten Lesezeit
}
article-outdated = Das Original dieser Übersetzung hat sich inzwischen geändert. Manches kann veraltet sein.
article-related = Lesen Sie weiter
article-search-before = Vorige Seite
article-search-everywhere = Alle Kategorien
article-search-found = { $count ->
    [one] Ein Artikel
   *[other] { $count } Artikel
}
article-search-in = In
article-search-label = Den Hilfebereich durchsuchen
article-search-more = Nächste Seite
article-search-none = Nichts gefunden zu „{ $q }“
article-search-none-text = Versuchen Sie es mit weniger oder anderen Wörtern. Tippfehler und Wortendungen werden verziehen.
article-search-placeholder = Wonach suchen Sie?
article-search-title = Suche
article-tags = Schlagwörter
article-updated = Aktualisiert
articles-featured = Oft gefragt
articles-title = Artikel
attachments-label = { $count ->
    [one] Eine Datei
   *[other] { $count } Dateien
}
cancel = Abbrechen
categories-below = Themen darin
categories-title = Themen
category-count = { $count ->
    [one] { $count } Artikel
   *[other] { $count } Artikel
}
category-empty = Hier steht noch nichts
category-empty-text = Sobald jemand etwas dazu geschrieben hat, finden Sie es hier.
channel-chat = Chat
channel-email = E-Mail
channel-facebook = Messenger
channel-form = Formular
channel-instagram = Instagram
channel-portal = Portal
channel-sms = SMS
channel-twitter-dm = Direktnachricht auf X
channel-whatsapp = WhatsApp
characters-left = Noch { $number } Zeichen
characters-limit = Höchstens { $number } Zeichen
characters-over = { $number } Zeichen zu viel
code-label = Sechsstelliger Code
contact-answer-close = Ja, Anfrage schließen
contact-answer-question = Hat das Ihre Frage beantwortet?
contact-answer-send = Nein, Anfrage senden
contact-answer-text = Ihre Anfrage „{ $subject }“ ist noch nicht gesendet.
contact-choose = Bitte wählen
contact-done-closed-text = Ihre Anfrage wurde geschlossen und nicht gesendet. Von dem, was Sie geschrieben haben, wurde nichts aufbewahrt.
contact-done-closed-title = Schön, dass das geholfen hat
contact-done-held-login = Adresse bestätigen
contact-done-held-text = Bitte bestätigen Sie Ihre E-Mail-Adresse mit einem Einmalcode. Sobald das geschehen ist, wird Ihre Anfrage gesendet; bis dahin wartet sie, höchstens eine Woche.
contact-done-held-title = Noch ein Schritt
contact-done-sent-login = Anmelden und verfolgen
contact-done-sent-text = Wir haben Ihre Anfrage erhalten und antworten so bald wie möglich.
contact-done-sent-title = Vielen Dank
contact-email-hint = Wir antworten an diese Adresse.
contact-foreign = Dieses Formular gibt es noch nicht in Ihrer Sprache. Es wird gezeigt in
contact-holds = Ohne JavaScript bitten wir Sie nach dem Senden, Ihre E-Mail-Adresse zu bestätigen.
contact-home = Zurück zur Startseite
contact-link = Kontakt
contact-mail = E-Mail-Adresse
contact-name = Ihr Name
contact-optional = freiwillig
contact-other = Zurück zu den anderen Artikeln
contact-outdated = Das Original dieser Übersetzung hat sich seitdem geändert. Manches kann veraltet sein.
contact-phone-hint = Mit Ländervorwahl, zum Beispiel +49 30 123456.
contact-required = Bitte beantworten Sie alle Fragen, die nicht als freiwillig gekennzeichnet sind.
contact-send = Senden
contact-sender = Sie schreiben als { $name }
contact-suggestions-lead = Diese Artikel beantworten vielleicht Ihre Anfrage „{ $subject }“. Sie ist noch nicht gesendet.
contact-suggestions-none = Hilft keiner davon?
contact-suggestions-send = Anfrage senden
contact-suggestions-title = Bevor Sie senden
contact-when = Nur wenn „{ $label }“ mit „{ $answer }“ beantwortet ist
contact-when-ticked = Nur wenn „{ $label }“ angekreuzt ist
contact-working = Wird geprüft …
conversation-done-action = Als erledigt markieren
conversation-done-cancel = Offen lassen
conversation-done-final = Hier lässt sich das Gespräch dann nicht wieder öffnen. Ein neues können Sie jederzeit beginnen.
conversation-done-reopens = Falls noch etwas ist, schreiben Sie einfach wieder – dann ist das Gespräch wieder offen.
conversation-done-title = Ist alles geklärt?
conversation-print = Drucken
conversation-reload = Nach neuen Nachrichten sehen
conversation-start = Neues Gespräch
conversation-start-action = Nachricht senden
conversation-start-lead = Erzählen Sie uns, worum es geht. Wir antworten hier und per E-Mail.
conversation-survey = Wie zufrieden waren Sie mit unserer Hilfe?
conversation-survey-link = Unterhaltung bewerten
conversations-empty = Noch keine Gespräche
conversations-empty-done = Noch ist nichts erledigt
conversations-empty-filter-text = Gespräche mit einem anderen Status sind weiterhin da.
conversations-empty-open = Keine offenen Gespräche
conversations-empty-search = Nichts gefunden für „{ $q }“
conversations-empty-search-text = Versuchen Sie es mit weniger oder anderen Wörtern oder mit einer Nummer wie 1042. Wir suchen in Betreff, Nachrichten und Dateinamen.
conversations-empty-text = Sobald Sie uns schreiben, ob per E-Mail, im Chat oder gleich hier, erscheint das Gespräch an dieser Stelle.
conversations-show-all = Alle Gespräche zeigen
conversations-title = Meine Gespräche
crumbs = Sie sind hier
details-brand = Marke
details-channels = { $count ->
    [one] Kanal
   *[other] Kanäle
}
details-created = Begonnen
details-joint = {", "}
details-no = Nein
details-priority = Priorität
details-status = Status
details-tags = Schlagwörter
details-team = Team
details-title = Details
details-yes = Ja
device-current = Dieses Gerät
device-last-seen = Zuletzt benutzt
device-sign-out = Abmelden
device-sign-out-label = { $name } abmelden
device-signed-in = Angemeldet seit
devices-everywhere-action = Überall abmelden
devices-everywhere-text = Beendet alle Sitzungen, auch diese. Danach melden Sie sich mit einem neuen Code wieder an.
devices-everywhere-title = Ein Gerät verloren?
devices-lead = Hier sind Sie gerade angemeldet. Melden Sie ab, was Sie nicht wiedererkennen.
devices-title = Ihre Geräte
draft-restored = Ihr Entwurf ist wieder da.
error-401-ended = Ihre Sitzung ist abgelaufen. Melden Sie sich wieder an, dann geht es weiter, wo Sie waren.
error-401-failed = Die Anmeldung hat nicht geklappt. Vielleicht ist der Link oder Code schon benutzt oder zu alt. Bitte beginnen Sie noch einmal.
error-401-team = Dieser Weg hinein ging nicht: Er gilt einmal und eine Minute lang. Beginnen Sie noch einmal, dann lässt die App Sie ein.
error-401-title = Sie sind nicht angemeldet
error-404-text = Vielleicht ist die Adresse falsch geschrieben, oder es gibt die Seite nicht mehr.
error-404-title = Diese Seite finden wir nicht
error-429-text = { $minutes ->
    [one] Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal.
   *[other] Bitte warten Sie { $minutes } Minuten und versuchen Sie es dann noch einmal.
}
error-429-title = Das ging etwas zu schnell
error-500-id = Kennung
error-500-text = Das lag an uns, nicht an Ihnen, und wir haben es vermerkt. Bitte versuchen Sie es gleich noch einmal.
error-500-title = Da ist etwas schiefgegangen
error-home = Zur Startseite
error-refused-text = So konnten wir es nicht annehmen: Vielleicht hat sich gerade etwas geändert, oder es war zu groß. Bitte gehen Sie zurück, sehen Sie noch einmal nach und versuchen Sie es erneut.
error-refused-title = Das hat nicht geklappt
error-retry = Noch einmal versuchen
event-done = Als erledigt markiert
event-merged = Anfrage Nr. { $number } wurde mit dieser zusammengeführt
event-opened = Anfrage begonnen
event-reopened = Wieder geöffnet
excerpt-you = Sie:
file-download = Herunterladen
file-redacted = Diese Datei wurde entfernt
file-remove = { $name } entfernen
file-size-kb = { $size } kB
file-size-mb = { $size } MB
file-too-large = zu groß
file-wrong-type = Typ nicht zugelassen
files-kept = Bereits hochgeladene Dateien
files-label = Dateien anhängen
files-limit = { $count ->
    [one] Eine Datei mit höchstens { $size }: XLSX, CSV, DOC, DOCX, XML, PDF, GIF, JPG oder PNG
   *[other] Bis zu { $count } Dateien mit je höchstens { $size }: XLSX, CSV, DOC, DOCX, XML, PDF, GIF, JPG oder PNG
}
files-too-many = eine zu viel
filter-all = Alle
filter-done = Erledigt
filter-label = Nach Status filtern
filter-open = Offen
flash-address-added = Die Adresse gehört jetzt Ihnen. Sie können sich mit ihr anmelden.
flash-address-removed = Die Adresse ist entfernt.
flash-code-sent = Ein neuer Code ist unterwegs. Der vorige gilt nicht mehr.
flash-conversation-already-done = Dieses Gespräch ist bereits erledigt.
flash-conversation-done = Als erledigt markiert. Vielen Dank!
flash-conversation-started = Ihre Nachricht ist angekommen. Wir antworten hier und per E-Mail.
flash-cursor-damaged = Diese Seite der Liste gibt es nicht mehr. Hier ist die erste.
flash-device-signed-out = Das Gerät ist abgemeldet.
flash-message-sent = Ihre Nachricht ist gesendet.
flash-settings-saved = Ihre Einstellungen sind gespeichert.
flash-signed-out = Sie sind abgemeldet.
flash-signed-out-everywhere = Sie sind auf allen Geräten abgemeldet.
head-description = { $title }: Antworten und Anleitungen im Hilfezentrum von { $brand }.
home-ask = Wobei können wir helfen?
home-card-contact = Lieber auf anderem Weg? So erreichen Sie uns.
home-card-conversations = Alles, was Sie uns geschrieben haben, und jede Antwort an einem Ort.
home-card-start = Beschreiben Sie Ihr Anliegen, hängen Sie Bilder oder Dokumente an, fertig.
home-heading = Wie können wir helfen?
home-hello = Willkommen zurück, { $name }
home-lead = Fragen Sie uns alles – und finden Sie jede unserer Antworten wieder, egal auf welchem Weg Sie uns geschrieben haben.
home-link = Hilfe
home-recent = Da weitermachen, wo Sie waren
home-recent-all = Alle Gespräche
home-step-answer = Antwort bekommen
home-step-answer-text = Wir antworten hier und in Ihr Postfach. Schreiben Sie zurück, wo Sie mögen: Es bleibt ein Gespräch.
home-step-read = Alles auf einen Blick
home-step-read-text = E-Mails, Chats, SMS und Nachrichten aus sozialen Netzen stehen in einer Liste.
home-step-sign-in = Ohne Passwort anmelden
home-step-sign-in-text = E-Mail-Adresse eingeben, Code bekommen, fertig.
home-steps = So funktioniert es
home-title = Hilfe
home-ways = Wege zur Hilfe
language-choose = Sprache wählen
last-activity = Letzte Aktivität
login-action = Anmelden
login-code-help = Keine E-Mail bekommen? Sehen Sie im Spam-Ordner nach und prüfen Sie, ob die Adresse stimmt.
login-code-lead = Wir haben einen sechsstelligen Code an { $address } geschickt. Er gilt { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
  }.
login-code-title = Sehen Sie in Ihr Postfach
login-confirm-action = Ja, anmelden
login-confirm-cancel = Nein, zurück
login-confirm-lead = Sie sind nicht über den Link „Anmelden“ von { $brand } gekommen. Fahren Sie nur fort, wenn diese Adresse Ihre ist.
login-confirm-title = Als { $address } anmelden?
login-lead = Hier finden Sie Ihre Gespräche mit { $brand }. Wir schicken Ihnen einen Code per E-Mail, ein Passwort brauchen Sie nicht.
login-link-code-help = Geben Sie diesen Code niemandem, der danach fragt. Wir tun das nie.
login-link-code-lead = Sie haben den Link in einem anderen Browser geöffnet. Geben Sie diesen Code dort ein, wo Sie die Anmeldung begonnen haben.
login-link-code-title = Ihr Code
login-link-lead = Sie melden sich als { $address } an.
login-link-title = Willkommen zurück
login-other-address = Andere Adresse
login-resend = Neuen Code senden
login-send-code = Code anfordern
login-sign-on-action = Mit Ihrem Konto bei { $brand } anmelden
login-sign-on-lead = Verwenden Sie Ihr Konto bei { $brand } oder lassen Sie sich einen Code per E-Mail schicken.
login-sign-on-or = Oder per E-Mail
login-team = Teammitglied
login-team-only = Für Kundinnen und Kunden gibt es hier nichts. Wenn Sie für { $brand } arbeiten, melden Sie sich mit Ihrem eigenen Konto an.
login-title = Anmelden
logout-action = Abmelden
logout-lead = Noch nicht gesendete Nachrichten werden von diesem Gerät entfernt.
logout-lead-team = Sie verlassen den Hilfebereich. In der App bleiben Sie angemeldet.
logout-stay = Angemeldet bleiben
logout-title = Abmelden?
main-menu = Hauptmenü
message-from-you = Sie:
message-label = Nachricht
message-new = Neue Nachricht
message-quoted = Zitierten Text zeigen
message-redacted = Diese Nachricht wurde entfernt
message-redacted-part = Etwas in dieser Nachricht wurde entfernt
message-sending = Wird gesendet …
message-sent = Gesendet
message-unreached = Wir sind gerade nicht zu erreichen. Was Sie geschrieben haben, steht noch hier.
message-unsent = Nicht gesendet.
messages-label = Nachrichten, die ältesten zuerst
messages-older = Ältere Nachrichten zeigen
my-settings-addresses = Ihre E-Mail-Adressen
my-settings-addresses-add = Weitere Adresse hinzufügen
my-settings-addresses-current = Mit ihr sind Sie angemeldet
my-settings-addresses-hint = Sie können sich mit jeder davon anmelden. An eine neue senden wir einen Code, um zu sehen, dass sie Ihnen gehört.
my-settings-addresses-remove = Entfernen
my-settings-addresses-remove-label = { $address } entfernen
my-settings-as-browser = Wie im Browser eingestellt
my-settings-code-action = Bestätigen
my-settings-code-lead = Wir haben einen Code an { $address } gesendet. Er gilt { $minutes } Minuten, nur auf diesem Gerät.
my-settings-code-other = Andere Adresse
my-settings-devices = { $count ->
    [one] Sie sind nur auf diesem Gerät angemeldet.
   *[other] Sie sind auf { $count } Geräten angemeldet.
}
my-settings-devices-action = Geräte ansehen
my-settings-language = Sprache
my-settings-language-hint = Für unsere E-Mails an Sie und für Seiten, deren Adresse keine Sprache nennt.
my-settings-mails = Antworten per E-Mail erhalten
my-settings-mails-hint = Sonst finden Sie sie unter „Meine Gespräche“. Codes zum Anmelden senden wir immer.
my-settings-name = Ihr Name
my-settings-name-hint = So sprechen wir Sie an. Ohne Namen verwenden wir Ihre E-Mail-Adresse.
my-settings-save = Speichern
my-settings-title = Meine Einstellungen
my-settings-zone = Zeitzone
order-activity-newest = Neueste Aktivität
order-activity-oldest = Älteste Aktivität
order-created-newest = Neueste zuerst
order-created-oldest = Älteste zuerst
order-label = Sortiert nach:
paging-label = Seiten
paging-next = Weiter
paging-previous = Zurück
preview-notice = Das ist ein Entwurf. Ihn sieht nur, wer diesen Link hat.
preview-until = Der Link gilt bis
priority-1 = Sehr niedrig
priority-2 = Niedrig
priority-3 = Normal
priority-4 = Hoch
priority-5 = Dringend
problem-address-apart = Mehr als einer unserer Einträge hat die Adresse, mit der Sie angemeldet sind. Deshalb lässt sich nichts hinzufügen. Bitte schreiben Sie uns.
problem-address-invalid = Bitte geben Sie eine E-Mail-Adresse wie name@example.com ein.
problem-address-kept = Diese Adresse bleibt: Sie ist die letzte, die Sie nachgewiesen haben, oder die, mit der Sie angemeldet sind.
problem-address-own = Diese Adresse gehört Ihnen bereits.
problem-address-taken = Jemand anders hat diese Adresse hier bereits nachgewiesen. Wenn sie Ihnen gehört, schreiben Sie uns bitte.
problem-choice-unknown = Bitte wählen Sie eine der Antworten.
problem-code-ended = Dieser Code gilt nicht mehr. Bitte fordern Sie einen neuen an.
problem-code-wrong = { $left ->
    [one] Der Code stimmt nicht. Sie haben noch einen Versuch.
   *[other] Der Code stimmt nicht. Sie haben noch { $left } Versuche.
}
problem-field-empty = Bitte beantworten Sie dies.
problem-field-long = Bitte verwenden Sie höchstens { $max } Zeichen.
problem-field-value = Das passt nicht zu dem, was hier gefragt ist.
problem-file-damaged = { $name } ist beschädigt oder nicht das, was der Name sagt.
problem-file-empty = { $name } ist leer.
problem-file-large = { $name } ist größer als { $limit } MB.
problem-file-mismatch = Der Inhalt von { $name } ist nicht das, was der Name sagt.
problem-file-type = Den Dateityp von { $name } können wir nicht annehmen.
problem-files-many = { $limit ->
    [one] Bitte hängen Sie höchstens eine Datei an.
   *[other] Bitte hängen Sie höchstens { $limit } Dateien an.
}
problem-form-empty = Bitte schreiben Sie etwas, bevor Sie senden.
problem-form-hasty = Das ging sehr schnell. Bitte senden Sie in zehn Sekunden noch einmal.
problem-form-long = Alles zusammen ist zu lang. Bitte kürzen Sie es.
problem-form-often = Es wurden zu viele Anfragen gesendet. Bitte warten Sie eine Weile und senden Sie dann noch einmal; was Sie geschrieben haben, steht noch hier.
problem-language-unspoken = Diese Sprache gibt es hier nicht. Bitte wählen Sie eine andere.
problem-mail-off = Wir können gerade keine E-Mails senden. Bitte versuchen Sie es später noch einmal.
problem-name-long = Bitte verwenden Sie höchstens { $limit } Zeichen.
problem-phone-invalid = Bitte geben Sie eine Telefonnummer ein, zum Beispiel +49 30 123456.
problem-rating-missing = Wählen Sie eine der Antworten.
problem-reopen-off = Dieses Gespräch ist abgeschlossen und kann nicht mehr beantwortet werden.
problem-send-limit = Sie haben in der letzten Stunde sehr viel gesendet. Bitte warten Sie etwas und versuchen Sie es noch einmal.
problem-subject-empty = Bitte geben Sie einen Betreff an.
problem-subject-long = { $limit ->
    [one] Bitte verwenden Sie höchstens ein Zeichen.
   *[other] Bitte verwenden Sie höchstens { $limit } Zeichen.
}
problem-text-broken = Dieser Text enthält ein Zeichen, das nicht gespeichert werden kann.
problem-text-empty = Bitte schreiben Sie eine Nachricht oder hängen Sie eine Datei an.
problem-text-long = Ihre Nachricht ist { $over ->
    [one] ein Zeichen
   *[other] { $over } Zeichen
  } zu lang.
problem-upload-broken-off = Das Hochladen ist abgebrochen. Bitte versuchen Sie es noch einmal.
problem-zone-unknown = Diese Zeitzone gibt es nicht. Bitte wählen Sie eine aus der Liste.
reply-action = Senden
reply-closed = Dieses Gespräch ist abgeschlossen und nimmt keine Antworten mehr an.
reply-closed-new = Was Sie geschrieben haben, können Sie als neues Gespräch senden.
reply-label = Ihre Antwort
reply-reopens = Wenn Sie eine Nachricht senden, ist dieses Gespräch wieder offen.
reply-title = Antworten
search-action = Suchen
search-clear = Suche löschen
search-label = In Ihren Gesprächen suchen
search-placeholder = Gespräche durchsuchen
session-ends-soon = In weniger als zwei Minuten werden Sie abgemeldet. Was Sie gerade schreiben, bleibt auf diesem Gerät erhalten.
session-over = Ihre Sitzung ist abgelaufen und Sie sind abgemeldet. Was Sie geschrieben haben, bleibt auf diesem Gerät erhalten.
setting-accent = Akzentfarbe
setting-corners = Ecken
setting-font = Schrift
skip-to-content = Zum Inhalt springen
status-done = Erledigt
status-open = Offen
subject-label = Betreff
subject-none = Kein Betreff
survey-again = Antwort ändern
survey-done = Wir lesen jede Antwort. Sie hilft uns, besser zu werden.
survey-home = Zum Hilfe-Center
survey-introduction = Ihre Antwort geht an die Menschen, die Ihnen geholfen haben.
survey-over = Diese Frage kann nicht mehr beantwortet werden
survey-over-text = Ihre Zeit ist abgelaufen, oder die Unterhaltung wurde wieder geöffnet. Sie können uns jederzeit schreiben.
survey-question = Wie zufrieden waren Sie mit unserer Hilfe?
survey-rated = Sie haben „{ $rating }“ gewählt.
survey-rating-1 = Gar nicht
survey-rating-2 = Eher nicht
survey-rating-3 = Teils, teils
survey-rating-4 = Eher zufrieden
survey-rating-5 = Sehr zufrieden
survey-send = Antwort senden
survey-send-text = Senden
survey-skip = Das ist alles
survey-thanks = Danke für Ihre Antwort
survey-why-content = Was haben wir gut gemacht?
survey-why-other = Was hätten wir besser machen sollen?
tag-lead = { $count ->
    [one] Ein Artikel hat dieses Schlagwort.
   *[other] { $count } Artikel haben dieses Schlagwort.
}
text-kept = Ihr Text
unread = Ungelesen
