app-403-text = Ihre Rolle umfasst das nicht. Eine Administratorin oder ein Administrator kann das ändern.
app-403-title = Für Ihre Rolle nicht freigegeben
app-404-text = Sie wurde vielleicht gelöscht oder zusammengeführt, oder die Adresse stimmt nicht ganz.
app-404-title = Diese Seite gibt es nicht
app-500-text = Das lag an uns, nicht an Ihnen. Nichts wurde halb gespeichert. Bitte versuchen Sie es noch einmal.
app-500-title = Etwas ist schiefgegangen
app-cancel = Abbrechen
app-channel-chat = Chat
app-channel-email = E-Mail
app-channel-facebook = Facebook Messenger
app-channel-form = Formular
app-channel-instagram = Instagram
app-channel-portal = Portal
app-channel-sms = SMS
app-channel-twitter-dm = X-Direktnachricht
app-channel-whatsapp = WhatsApp
app-close = Schließen
app-editor-alternative = Was das Bild zeigt
app-editor-alternative-hint = Für alle, die es nicht sehen, und für die Suche. Ein Satz genügt.
app-editor-attachment = Anhang
app-editor-bold = Fett
app-editor-bullets = Aufzählung
app-editor-callout = Hinweiskasten
app-editor-callout-danger = Kasten: Gefahr
app-editor-callout-info = Kasten: Information
app-editor-callout-off = Kasten auflösen
app-editor-callout-success = Kasten: Erfolg
app-editor-callout-warning = Kasten: Warnung
app-editor-cancel-upload = Hochladen abbrechen
app-editor-code = Code
app-editor-code-block = Codeblock
app-editor-column-after = Spalte dahinter
app-editor-column-before = Spalte davor
app-editor-column-delete = Spalte löschen
app-editor-details = Aufklappbarer Abschnitt
app-editor-details-off = Aufklappen entfernen
app-editor-discard = Verwerfen
app-editor-dismiss = Diese Meldung schließen
app-editor-done = Übernehmen
app-editor-full = Ganzer Bildschirm
app-editor-header-column = Erste Spalte als Überschrift
app-editor-header-row = Erste Zeile als Überschrift
app-editor-heading-2 = Überschrift
app-editor-heading-3 = Zwischenüberschrift
app-editor-heading-4 = Kleine Überschrift
app-editor-highlight = Hervorgehoben
app-editor-hints = Hinweise
app-editor-hints-none = Es wurde nichts gefunden, das besser ginge.
app-editor-image = Bild
app-editor-image-caption = Worte unter dem Bild
app-editor-image-change = Beschreibung und Breite
app-editor-insert = Einfügen
app-editor-italic = Kursiv
app-editor-kept = Ihre nicht gespeicherten Änderungen sind wieder da.
app-editor-kept-older = Hier liegen nicht gespeicherte Änderungen von Ihnen an einem älteren Stand dieses Artikels. Er wurde seitdem gespeichert.
app-editor-kept-use = Meine Änderungen übernehmen
app-editor-key-back = Zurück zum Text
app-editor-key-break = Neue Zeile im selben Absatz
app-editor-key-context = Zu den Werkzeugen der Stelle, an der Sie schreiben
app-editor-key-leave = Weiter zu dem, was auf den Text folgt
app-editor-key-out = Unter dem Block weiterschreiben
app-editor-key-save = Speichern
app-editor-key-tools = Zur Werkzeugleiste
app-editor-keycap = Taste der Tastatur
app-editor-keys = Tastatur und Kurzbefehle
app-editor-language = Sprache
app-editor-language-none = Reiner Text
app-editor-larger = Größer
app-editor-line = Trennlinie
app-editor-link = Link
app-editor-link-address = Adresse oder Wörter eines Artikels
app-editor-link-articles = Artikel
app-editor-link-hint = Fügen Sie eine Adresse ein, oder tippen Sie, um einen Ihrer Artikel zu finden.
app-editor-link-off = Link entfernen
app-editor-link-open = Link öffnen
app-editor-link-text = Wörter, die dorthin führen
app-editor-marks = Weitere Formatierung
app-editor-no-alternative = Noch ohne Beschreibung
app-editor-numbers = Nummerierte Liste
app-editor-original = Ursprüngliche Größe
app-editor-paragraph = Absatz
app-editor-placeholder = Schreiben Sie hier, oder tippen Sie / für mehr …
app-editor-placeholder-figcaption = Worte unter dem Bild
app-editor-placeholder-summary = Was immer zu sehen ist
app-editor-quote = Zitat
app-editor-redo = Wiederholen
app-editor-remote = Bilder anderer Websites wurden weggelassen. Speichern Sie diese und fügen Sie sie hier ein:
app-editor-remove = Löschen
app-editor-resize = Ziehen, um die Breite zu ändern
app-editor-row-after = Zeile darunter
app-editor-row-before = Zeile darüber
app-editor-row-delete = Zeile löschen
app-editor-smaller = Kleiner
app-editor-source = Quelltext
app-editor-source-label = Quelltext des Artikels in HTML
app-editor-strike = Durchgestrichen
app-editor-style = Art des Absatzes
app-editor-subscript = Tiefgestellt
app-editor-superscript = Hochgestellt
app-editor-table = Tabelle
app-editor-table-caption = Was die Tabelle zeigt
app-editor-table-delete = Tabelle löschen
app-editor-task = Erledigt
app-editor-tasks = Aufgabenliste
app-editor-text = Text des Artikels
app-editor-too-slow = Die Datei ist nicht angekommen. Bitte versuchen Sie es noch einmal.
app-editor-tools = Formatierung
app-editor-underline = Unterstrichen
app-editor-undo = Rückgängig
app-editor-unformat = Formatierung entfernen
app-editor-unsaved = Noch nicht gespeichert
app-editor-uploaded = Hochgeladen:
app-editor-uploading = Wird hochgeladen:
app-editor-video = Video
app-editor-video-address = Adresse des Videos
app-editor-video-change = Adresse ändern
app-editor-video-hint = Die Seite, auf der man es ansehen kann, zum Beispiel bei YouTube oder Vimeo.
app-editor-width = Breite in Pixeln
app-editor-words = Wörter:
app-fault = Fehlernummer { $id }
app-form-problems =
    { $count ->
        [one] Ein Feld muss noch geändert werden.
       *[other] { $count } Felder müssen noch geändert werden.
    }
app-home = Zum Posteingang
app-mail-address-life = Der Code gilt { $minutes } Minuten, einmal, auf dem Gerät, auf dem er angefordert wurde.
app-mail-address-not-you = Waren Sie das nicht? Dann geben Sie den Code niemandem: Wer ihn hat, kann Ihre Adresse einem eigenen Konto hinzufügen. Ohne ihn geschieht nichts.
app-mail-address-subject = Bestätigen Sie Ihre Adresse für { $brand }
app-mail-address-text = Jemand möchte diese Adresse dem eigenen Konto hinzufügen. Wenn Sie das sind, tippen Sie diesen Code auf der Seite mit Ihren Einstellungen ein:
app-mail-address-title = Ist das auch Ihre Adresse? – { $brand }
app-mail-code-life = Der Code gilt einmal und { $minutes } Minuten lang, in dem Browser, in dem Sie ihn angefordert haben.
app-mail-code-link = Anmeldeseite öffnen
app-mail-code-not-you = Sie haben das nicht angefordert? Dann beachten Sie diese Mail nicht; ohne den Code wird niemand angemeldet.
app-mail-code-subject = Anmeldung bei { $brand }
app-mail-code-text = Geben Sie diesen Code auf der Seite ein, auf der Sie die Anmeldung begonnen haben:
app-mail-code-title = Anmeldung bei { $brand }
app-mail-date = Datum
app-mail-files =
    { $count ->
        [one] Zu dieser Antwort gehört eine Datei
       *[other] Zu dieser Antwort gehören { $count } Dateien
    }
app-mail-from = Von
app-mail-invitation-life = Der Link gilt einmal und { $hours } Stunden lang.
app-mail-invitation-link = Beitreten
app-mail-invitation-not-you = Sie wissen nicht, worum es geht? Dann beachten Sie diese Mail nicht; ohne den Link tritt niemand in Ihrem Namen bei.
app-mail-invitation-subject = Einladung in den Posteingang von { $brand }
app-mail-invitation-text = Sie sind eingeladen, im Posteingang von { $brand } mitzuarbeiten. Wählen Sie ein Passwort, und Sie sind dabei.
app-mail-invitation-title = Sie sind eingeladen
app-mail-number = Ihre Unterhaltung hat die Nummer { $number }. Sie können einfach auf diese Mail antworten.
app-mail-password-life = Der Link gilt einmal und { $minutes } Minuten lang. Ihr altes Passwort gilt, bis Sie ein neues setzen.
app-mail-password-link = Neues Passwort setzen
app-mail-password-not-you = Das waren nicht Sie? Dann ignorieren Sie diese E-Mail; es ändert sich nichts.
app-mail-password-subject = Ein neues Passwort für { $brand }
app-mail-password-text = Jemand, hoffentlich Sie, hat das Passwort Ihres Kontos im Posteingang von { $brand } vergessen.
app-mail-password-title = Neues Passwort setzen
app-mail-settings = Mail-Einstellungen
app-mail-to = An
app-mail-view = Unterhaltung im Portal ansehen
app-mail-wrote = { $who } schrieb am { $when }:
app-mailbox = Testpostfach
app-mailbox-choose = Wählen Sie eine Mail aus
app-mailbox-empty = Noch keine Mails
app-mailbox-empty-hint = Jede Mail, die Portico senden würde, erscheint hier.
app-mailbox-mails = Mails
app-mailbox-note = Zum Ausprobieren: Alle Mails bleiben hier, keine verlässt diesen Rechner.
app-mailbox-view-headers = Kopfzeilen
app-mailbox-view-html = HTML
app-mailbox-view-raw = Rohtext
app-mailbox-view-text = Text
app-mailbox-views = Ansichten dieser Mail
app-nav-knowledge-base = Wissensdatenbank
app-nav-mailbox = Testpostfach
app-nav-portal = Hilfebereich
app-nav-settings = Einstellungen
app-navigation = Navigation
app-refused-text = So ließ es sich nicht annehmen: Etwas hat sich gerade geändert, es ist zu groß oder kam zu oft. Bitte sehen Sie noch einmal nach und versuchen Sie es erneut.
app-refused-title = Das hat nicht geklappt
app-request-failed = Das hat nicht geklappt. Ihr Text ist noch da; bitte versuchen Sie es noch einmal.
app-save = Speichern
app-sign-out = Abmelden
app-size-kb = { $size } kB
app-size-mb = { $size } MB
error-accent-invalid = Wählen Sie eine Farbe.
error-address-proven = Diese Adresse hat jemand anderes nachgewiesen. Trennen Sie sie zuerst dort ab.
error-article-changed = Jemand anders hat diesen Artikel geändert, seit Sie ihn geöffnet haben.
error-article-large = Der Artikel ist mit seinen Dateien größer als 15 MB.
error-article-last = Das ist der einzige Text des Artikels. Löschen Sie stattdessen den Artikel.
error-attribute-name = Ein Name beginnt mit einem Kleinbuchstaben und besteht nur aus Buchstaben ohne Umlaute und Ziffern, höchstens 60: orderNumberStr.
error-attribute-suffix = Das Ende des Namens nennt den Typ: Str, Txt, Num, At, Bool, Url, Id oder Tree.
error-attributes-many = Es gibt 100 Attribute, mehr geht nicht. Entfernen Sie zuerst eines.
error-brand-default = Die Standardmarke bleibt. Machen Sie zuerst eine andere zum Standard.
error-brand-name = Nehmen Sie 1 bis 40 Kleinbuchstaben, Ziffern und Bindestriche, ohne Bindestrich am Anfang und Ende.
error-brand-used = An dieser Marke hängt noch etwas.
error-categories-many = Es gibt schon so viele Kategorien, wie es geben darf.
error-category-circle = Eine Kategorie kann nicht in sich selbst stehen.
error-category-deep = Kategorien können höchstens zehn Ebenen tief sein.
error-category-elsewhere = Eine Kategorie gehört zu einer anderen Wissensdatenbank, als der Artikel steht.
error-choices-many = Bitte höchstens 200 Auswahlmöglichkeiten.
error-conflict = Das ist vergeben oder wurde gerade geändert. Bitte sehen Sie noch einmal nach.
error-customer-blocked = Nur eine der beiden Personen ist gesperrt. Sie können nicht zusammengeführt werden.
error-customer-itself = Das ist bereits dieselbe Person.
error-customer-large = Zu dieser Person gibt es zu viele Nachrichten, um sie auf einmal zu verschieben. Führen Sie die beiden umgekehrt zusammen.
error-customer-moved = Zwei Einträge zu Ihrer Person sind gerade zusammengeführt worden. Bitte senden Sie es noch einmal.
error-detail-sensitive = Dieses Attribut ist vertraulich. Kein Kunde bekommt es zu sehen.
error-detail-taken = Das wird schon angezeigt.
error-details-many = Es gibt 20 Angaben, mehr geht nicht. Nehmen Sie zuerst eine weg.
error-email-taken = Ein Benutzer mit dieser Adresse ist schon da.
error-expiry-invalid = Geben Sie eine ganze Zahl von Tagen zwischen 1 und 3650 an.
error-host-invalid = Geben Sie einen Hostnamen ein, oder seine https-Adresse ohne Pfad.
error-host-last = Eine Wissensdatenbank behält einen Hostnamen.
error-host-shared = Unter diesem Namen antwortet auch die App; er bleibt.
error-hosts-many = Eine Wissensdatenbank hat höchstens 20 Hostnamen.
error-internal = Etwas ist schiefgegangen. Es liegt an uns, und wir haben es vermerkt.
error-invalid = Etwas in diesem Formular stimmt nicht.
error-key-expired = Der Schlüssel ist abgelaufen.
error-key-invalid = Der Schlüssel fehlt oder gilt hier nicht.
error-keys-many = Es gibt bereits 100 API-Schlüssel. Widerrufen Sie zuerst einen.
error-language-unknown = Schreiben Sie eine Sprache wie in Adressen: en_us, de, pt_br.
error-last-administrator = Jemand muss die Organisation verwalten. Machen Sie zuerst jemand anderen zum Administrator.
error-link-over = Dieser Link wurde benutzt, ersetzt oder ist zu alt.
error-mails-unwanted = Die Kundin oder der Kunde möchte keine Antworten per E-Mail und liest sie im Portal.
error-may-not = Dazu fehlt Ihnen das Recht.
error-merge-customers = Diese Unterhaltungen gehören zu verschiedenen Kunden. Nur Unterhaltungen desselben Kunden lassen sich zusammenführen.
error-merge-itself = Eine Unterhaltung lässt sich nicht mit sich selbst zusammenführen.
error-merge-too-long = Zusammen haben diese Unterhaltungen mehr Nachrichten, als eine aufnehmen kann.
error-name-taken = Dieser Name ist schon vergeben.
error-network-invalid = Geben Sie bis zu 50 Adressen oder Netze an, etwa 203.0.113.0/24.
error-no-address = Von diesem Kunden ist keine E-Mail-Adresse bekannt.
error-not-found = Hier ist nichts.
error-not-in-text = Diese Worte stehen nicht in der Nachricht.
error-password-weak = Wählen Sie ein Passwort mit mindestens 10 Zeichen, das nicht zu den häufigsten gehört.
error-password-wrong = Adresse oder Passwort ist falsch.
error-passwords-differ = Die beiden Passwörter sind verschieden.
error-right-not-offered = Dieses Recht kann ein Berechtigungssatz nicht enthalten.
error-role-unknown = Eine dieser Angaben ist kein Name einer Rolle.
error-roles-empty = Wählen Sie mindestens eine Rolle.
error-roles-many = Ein API-Schlüssel hat höchstens 50 Rollen.
error-searches-many = Mehr Suchen lassen sich nicht merken. Entfernen Sie zuerst eine.
error-second-factor-due = Richten Sie zuerst einen zweiten Faktor ein.
error-second-factor-wrong = Das ist nicht der jetzige Code, oder er wurde schon benutzt.
error-sender-taken = Eine andere Marke hat diese Adresse.
error-sets-many = Es gibt 50 Berechtigungssätze, mehr geht nicht. Entfernen Sie zuerst einen.
error-setting-unknown = Eine Einstellung dieses Namens gibt es nicht.
error-setting-value = Diesen Wert nimmt die Einstellung nicht an.
error-shortcuts-many = Es gibt 100 Textbausteine, mehr geht nicht. Entfernen Sie zuerst einen.
error-sign-in = Bitte melden Sie sich an.
error-sign-in-over = Melden Sie sich erneut an.
error-sign-on-refused = Diese Anmeldung hat nicht geklappt.
error-snippet-gone = Dieses Snippet gibt es nicht mehr. Wählen Sie ein anderes.
error-snippet-name = Ein Name beginnt mit sn. und geht mit Buchstaben ohne Umlaute, Ziffern und Bindestrichen weiter, durch Punkte verbunden, insgesamt höchstens 80 Zeichen: sn.org.paket.
error-snippet-used = Es ist ein Anzeigename und lässt sich nicht entfernen: { $places }.
error-snippets-many = Es gibt 500 Snippets, mehr geht nicht. Entfernen Sie zuerst eines.
error-state-changed = Das wurde gerade geändert. Bitte sehen Sie noch einmal nach.
error-tags-many = Ein Artikel hat höchstens 20 Schlagwörter.
error-time-past = Wählen Sie einen Zeitpunkt, der noch kommt.
error-too-large = Das ist mehr, als wir auf einmal annehmen.
error-too-many = Das sind mehr, als es sein dürfen.
error-too-often = Zu viele Versuche. Bitte warten Sie ein wenig.
error-tree-deep = Ein Baum hat höchstens fünf Ebenen: nicht mehr als vier Bindestriche vor einem Eintrag.
error-tree-entry = Diese Zeile ist kein Eintrag eines Baums, überspringt eine Ebene oder hat die Kennung eines anderen neben ihr: { $line }
error-tree-many = Ein Baum hat höchstens 500 Einträge.
error-unavailable = Gerade ist sehr viel los. Bitte versuchen Sie es noch einmal.
error-value-required = Das darf nicht leer bleiben.
error-value-type =
    { $type ->
        [Num] Schreiben Sie eine Zahl mit höchstens 40 Ziffern und einem Punkt vor den Nachkommastellen: 12.5
        [At] Geben Sie Datum und Uhrzeit an.
        [Url] Schreiben Sie eine Adresse, die mit https:// oder http:// beginnt.
        [Id] Schreiben Sie eine Kennung: 24 Ziffern und Buchstaben von a bis f.
       *[other] Wählen Sie etwas aus, das zur Auswahl steht.
    }
error-wrong-type = Das ist kein Formular oder eines anderer Art, als wir hier lesen.
inbox-address-confirm = Als eigene Adresse bestätigen
inbox-address-deeds = Zu { $address }
inbox-address-follows = Von nun an
inbox-address-of = Vermerkt bei { $who }
inbox-address-part = Abtrennen
inbox-address-proven = nachgewiesen
inbox-address-proven-hint = Mit dieser Adresse hat sich die Kundin oder der Kunde angemeldet
inbox-address-selects =
    Wer { $address } als eigene Adresse nachweist, ist { $who } und sieht { $count ->
        [one] die eine Unterhaltung
       *[other] alle { $count } Unterhaltungen
    } von { $who }.
inbox-address-sessions =
    { $count ->
        [one] Ein Gerät ist mit { $address } angemeldet. Es wird
       *[other] { $count } Geräte sind mit { $address } angemeldet. Sie werden
    } jetzt abgemeldet; eine neue Anmeldung ist möglich.
inbox-address-shared = bei mehreren vermerkt
inbox-address-shared-hint = Diese Adresse ist bei mehreren vermerkt und zeigt deshalb nur Unterhaltungen, deren Nachrichten sie benutzt haben
inbox-address-typed = nicht bestätigt
inbox-address-typed-hint = Eingetippt oder importiert: Sie zeigt nur Unterhaltungen, deren Nachrichten sie benutzt haben
inbox-address-verified = bestätigt
inbox-address-verified-hint = Jemand aus dem Team hat diese Adresse bestätigt
inbox-address-wrote = Absender
inbox-address-wrote-hint = Von dieser Adresse kam eine Nachricht
inbox-answered = Beantwortet:
inbox-any = Alle
inbox-article-internal = Intern: nur für Ihr Team
inbox-article-made = Geschrieben
inbox-article-window = In neuem Fenster öffnen
inbox-articles-all = Alle zeigen
inbox-articles-back = Wissensdatenbank
inbox-articles-find = Suchen
inbox-articles-more = Es gibt weitere. Wörter eines Titels grenzen die Liste ein.
inbox-articles-no-hits = „{ $q }“ steht in keinem Titel.
inbox-articles-none = Es gibt noch keine Artikel.
inbox-articles-search = Wörter eines Titels
inbox-articles-title = Wissensdatenbank
inbox-assign = Zuweisen
inbox-assign-me = Mir zuweisen
inbox-assigned-to = { $who } zugewiesen
inbox-assignee-me = Ich
inbox-assignee-none = Niemand
inbox-attach = Dateien anhängen, höchstens { $count } und zusammen { $size }
inbox-attribute-masked = Diesen Wert dürfen Sie nicht sehen
inbox-attributes-change = Attribute ändern
inbox-attributes-title = Attribute der Unterhaltung #{ $number }
inbox-automatic = Automatisch
inbox-back = Zurück zur Liste
inbox-back-to-conversation = Zurück zur Unterhaltung
inbox-by-automation = Automatik
inbox-by-channel = per
inbox-characters-left = Zeichen übrig
inbox-choose = Wählen Sie eine Unterhaltung
inbox-choose-hint = Sie öffnet sich hier neben der Liste.
inbox-confirm-brings = Was zuvor mit dieser Adresse begonnen wurde, gehört dann ebenfalls { $who }.
inbox-confirm-loses = Bei { $who } bleibt sie als nicht bestätigte Adresse: Unterhaltungen von { $who } zeigt sie niemandem mehr.
inbox-confirm-now = Adresse bestätigen
inbox-confirm-proven = { $who } hat diese Adresse durch Anmelden nachgewiesen. Trennen Sie sie zuerst dort ab, wenn sie hierher gehört.
inbox-confirm-title = Adresse bestätigen
inbox-conversation = Unterhaltung
inbox-customer = Kundin oder Kunde
inbox-customer-blocked = gesperrt
inbox-customer-conversations = { $count ->
    [0] Keine Unterhaltung
    [one] Eine Unterhaltung
   *[other] { $count } Unterhaltungen
}
inbox-customer-merge = Mit einer anderen Person zusammenführen
inbox-customer-merge-addresses = Adressen bleiben so sicher, wie sie es sind. Eine, die nur dem Namen nach bekannt ist oder die auch andere haben, zeigt weiterhin nur die Unterhaltungen, in denen sie vorkommt.
inbox-customer-merge-choose = Wählen Sie, wer dieselbe Person ist wie { $who }.
inbox-customer-merge-confirm = { $from } mit { $into } zusammenführen?
inbox-customer-merge-find = Adresse oder Nummer einer Unterhaltung
inbox-customer-merge-keeps = { $into } behält Name, Sprache und Attribute und bekommt von { $from }, was dort fehlt.
inbox-customer-merge-moves = Unterhaltungen, Notizen, Adressen und Attribute von { $from } gehören dann zu { $into }. { $from } gibt es danach nicht mehr; alte Links führen zu { $into }.
inbox-customer-merge-not-found = Niemand sonst hat die Adresse { $typed } oder eine Unterhaltung mit dieser Nummer.
inbox-customer-merge-now = Mit { $into } zusammenführen
inbox-customer-merge-reach = Wer angemeldet was sieht
inbox-customer-merge-reaches-nobody = Keine der beiden hat eine E-Mail-Adresse, also kann sich niemand anmelden.
inbox-customer-merge-sees = { $count ->
    [0] Ist { $who } und sieht keine Unterhaltung (jetzt { $now }).
    [one] Ist { $who } und sieht die eine Unterhaltung (jetzt { $now }).
   *[other] Ist { $who } und sieht alle { $count } Unterhaltungen (jetzt { $now }).
}
inbox-customer-merge-sees-used = { $count ->
    [0] Zeigt keine Unterhaltung, weil sie in keiner vorkommt.
    [one] Zeigt nur die eine Unterhaltung, in der sie vorkommt.
   *[other] Zeigt nur die { $count } Unterhaltungen, in denen sie vorkommt.
}
inbox-customer-merge-sharing = Andere mit einer Adresse von { $who }
inbox-customer-merge-signed-out = { $count ->
    [one] Ein damit angemeldetes Gerät wird abgemeldet.
   *[other] { $count } damit angemeldete Geräte werden abgemeldet.
}
inbox-customer-merge-stays-in = { $count ->
    [one] Ein Gerät bleibt angemeldet.
   *[other] { $count } Geräte bleiben angemeldet.
}
inbox-customer-merge-title = { $who } mit einer anderen Person zusammenführen
inbox-delete = Löschen…
inbox-delete-customer = { $who } sieht sie nicht mehr. Offene Seiten verlieren sie sofort, ihre Links und ihre Nummer führen nirgendwohin.
inbox-delete-follows = Was verloren geht
inbox-delete-for-good = Das lässt sich nicht rückgängig machen, und die Nummer wird nie wieder vergeben.
inbox-delete-left = Was vorher hinausgegangen ist, lässt sich nicht zurückholen: gesendete E-Mails, zugestellte Webhooks, heruntergeladene Dateien und ältere Sicherungen.
inbox-delete-lost =
    { $messages ->
        [one] Eine Nachricht
       *[other] { $messages } Nachrichten
    }, { $files ->
        [0] keine Dateien
        [one] eine Datei
       *[other] { $files } Dateien
    } und { $notes ->
        [0] keine Notizen
        [one] eine Notiz
       *[other] { $notes } Notizen
    }, mit Schlagwörtern, Verlauf und allem, worüber sie gefunden werden. Binnen einer Minute sind ihre Bytes weder in der Datenbank noch im Dateispeicher.
inbox-delete-now = Endgültig löschen
inbox-delete-sure = Mir ist klar, dass sich das nicht rückgängig machen lässt.
inbox-delete-title = Unterhaltung #{ $number } löschen?
inbox-delete-waiting =
    { $count ->
        [one] Eine Antwort, die noch nicht hinausgegangen ist, wird nie gesendet.
       *[other] { $count } Antworten, die noch nicht hinausgegangen sind, werden nie gesendet.
    }
inbox-delivery-because-full = Das Postfach ist voll
inbox-delivery-because-large = Die E-Mail ist für den Empfänger zu groß
inbox-delivery-because-mail-off = Der E-Mail-Versand ist noch nicht eingerichtet. Danach wird sie gesendet.
inbox-delivery-because-mails-unwanted = Antworten per E-Mail sind abgeschaltet. Sie steht im Portal.
inbox-delivery-because-no-address = Es gibt keine Adresse, an die sie gehen könnte
inbox-delivery-because-our-side = Sie konnte nicht vorbereitet werden. Es wird erneut versucht.
inbox-delivery-because-put-off = Der Empfänger bittet um einen späteren Versuch
inbox-delivery-because-unknown = Der Empfänger kennt diese Adresse nicht
inbox-delivery-because-unreachable = Der Mailserver ist nicht erreichbar
inbox-delivery-because-unwanted = Der Empfänger nimmt diese E-Mail nicht an
inbox-delivery-failed = Nicht zugestellt
inbox-delivery-queued = Wartet auf den Versand
inbox-delivery-retry = Erneut senden
inbox-delivery-said = Antwort des Servers:
inbox-delivery-sent = Gesendet
inbox-detail-brand = Marke
inbox-detail-priority = Priorität
inbox-detail-tags = Tags
inbox-detail-team = Team
inbox-email = E-Mail-Adresse
inbox-empty-done = Noch ist nichts erledigt
inbox-empty-done-hint = Erledigte Unterhaltungen wandern hierher.
inbox-empty-mentions = Niemand hat Sie erwähnt
inbox-empty-mentions-hint = Schreibt jemand im Team @ und Ihren Namen in eine Notiz, steht die Unterhaltung hier.
inbox-empty-mine = Alles beantwortet
inbox-empty-mine-hint = Neue Unterhaltungen, die Ihnen zugewiesen werden, erscheinen hier von selbst.
inbox-empty-open = Keine offenen Unterhaltungen
inbox-empty-open-hint = Neue erscheinen hier von selbst.
inbox-empty-search = Nichts gefunden
inbox-empty-search-hint = Jedes Wort muss vorkommen. Versuchen Sie es mit weniger Wörtern oder Filtern.
inbox-empty-snoozed = Nichts ist zurückgestellt
inbox-empty-snoozed-hint = Zurückgestellte Unterhaltungen kommen zu ihrer Zeit wieder, oder wenn die Kundschaft schreibt.
inbox-empty-unassigned = Alles ist zugewiesen
inbox-empty-unassigned-hint = Hier erscheinen Unterhaltungen, die noch niemand übernommen hat.
inbox-event-address-added = { $who } hat eine weitere Adresse nachgewiesen
inbox-event-address-confirmed = { $who } hat die Adresse { $what } bestätigt
inbox-event-address-parted = { $who } hat eine Adresse abgetrennt
inbox-event-address-removed = { $who } hat eine Adresse entfernt
inbox-event-assigned = { $who } hat { $what } zugewiesen
inbox-event-attributes-changed = { $who } hat { $what } geändert
inbox-event-customer-merged = { $who } hat eine andere Person mit dieser zusammengeführt
inbox-event-details-redacted = { $who } hat einen Namen, eine Adresse oder den Betreff geschwärzt
inbox-event-done = { $who } hat die Unterhaltung erledigt
inbox-event-file-redacted = { $who } hat eine Datei geschwärzt
inbox-event-given = { $who } hat die Unterhaltung hierher gegeben
inbox-event-language-chosen = { $who } hat eine andere Sprache gewählt
inbox-event-mails-off = { $who } hat Antworten per E-Mail abgeschaltet
inbox-event-mails-on = { $who } hat Antworten per E-Mail eingeschaltet
inbox-event-merged = { $who } hat die Unterhaltung #{ $what } hier eingefügt
inbox-event-opened = { $who } hat die Unterhaltung begonnen
inbox-event-priority-changed = { $who } hat die Priorität auf { $what } geändert
inbox-event-redacted = { $who } hat Text geschwärzt
inbox-event-renamed = { $who } hat den eigenen Namen geändert
inbox-event-reopened = { $who } hat die Unterhaltung wieder geöffnet
inbox-event-retried = { $who } hat eine fehlgeschlagene Antwort erneut gesendet
inbox-event-signed-out = { $who } hat alle Sitzungen beendet ({ $what })
inbox-event-snoozed = { $who } hat bis { $when } zurückgestellt
inbox-event-subject-changed = { $who } hat den Betreff in „{ $what }“ geändert
inbox-event-tagged = { $who } hat das Schlagwort { $what } hinzugefügt
inbox-event-team-assigned = { $who } hat das Team { $what } zugewiesen
inbox-event-unassigned = { $who } hat die Zuweisung aufgehoben
inbox-event-untagged = { $who } hat das Schlagwort { $what } entfernt
inbox-event-woken = Die Zurückstellung ist abgelaufen
inbox-event-zone-chosen = { $who } hat eine andere Zeitzone gewählt
inbox-factor = Zweiter Faktor
inbox-factor-again = Noch einmal mit dem Passwort beginnen
inbox-factor-code = Code
inbox-factor-code-hint = Sechs Ziffern. App verloren? Einer Ihrer Wiederherstellungscodes geht auch.
inbox-factor-hint = Ihr Passwort stimmt. Geben Sie nun den Code ein, den Ihre Authenticator-App zeigt.
inbox-field-assignee = Zuständig
inbox-field-attribute = Attribut
inbox-field-brand = Marke
inbox-field-channel = Kanal
inbox-field-created = Begonnen
inbox-field-priority = Priorität
inbox-field-status = Status
inbox-field-tag = Schlagwörter
inbox-field-team = Team
inbox-field-value = Wert des Attributs
inbox-file-redacted = Datei geschwärzt
inbox-files-kept = Dateien aus Ihrem letzten Versuch
inbox-filter-apply = Anwenden
inbox-filter-clear = Filter löschen
inbox-filters = Filter
inbox-find = Name suchen
inbox-first-begin = Administrator werden
inbox-first-hint = Noch verwaltet niemand { $org }. Wer diesen Link hat, tut es von nun an.
inbox-first-over-hint = Er wurde benutzt oder ersetzt, ist älter als 24 Stunden, oder es verwaltet schon jemand. Solange das niemand tut, zeigt ein Start des Servers einen neuen.
inbox-first-title = Der erste Administrator
inbox-forgot = Passwort vergessen?
inbox-forgot-ask = Link senden
inbox-forgot-hint = Wir senden einen Link an Ihre Adresse. Er gilt { $minutes } Minuten lang.
inbox-forgot-title = Passwort vergessen
inbox-format = Formatierung
inbox-format-bold = Fett (Strg B)
inbox-format-code = Code
inbox-format-italic = Kursiv (Strg I)
inbox-format-link = Link (Strg K)
inbox-format-list = Liste
inbox-format-numbers = Nummerierte Liste
inbox-format-quote = Zitat
inbox-from = von { $address }
inbox-go-on = Weiter
inbox-go-on-text = Der Hilfebereich öffnet sich gleich. Wenn nicht, gehen Sie selbst weiter.
inbox-go-on-title = Sie sind angemeldet
inbox-held = Geht in { $seconds } s ab
inbox-held-back = Zurückholen
inbox-held-done = Danach erledigt
inbox-held-from = Antwort von { $who }, die noch nicht abgegangen ist
inbox-held-open = Danach offen
inbox-join = Beitreten
inbox-join-hint = Sie treten { $org } mit der Adresse { $email } bei.
inbox-join-over-hint = Er wurde benutzt, zurückgezogen oder durch einen neueren ersetzt, oder er ist älter als 24 Stunden. Bitten Sie um einen neuen, oder melden Sie sich an, wenn Sie schon beigetreten sind.
inbox-join-title = Willkommen
inbox-key-assign = Zuweisen
inbox-key-back = Zurück zur Liste
inbox-key-done = Erledigt oder wieder öffnen
inbox-key-help = Diese Hilfe
inbox-key-insert = Textbaustein einfügen
inbox-key-leave = Feld oder Menü verlassen
inbox-key-merge = Zusammenführen
inbox-key-note = Notiz schreiben
inbox-key-open = Öffnen
inbox-key-reply = Antworten
inbox-key-rows = Nächste, vorige
inbox-key-search = Suchen
inbox-key-send = Senden
inbox-key-send-done = Senden und erledigen
inbox-key-snooze = Zurückstellen
inbox-key-tag = Schlagwörter
inbox-key-undo = Antwort zurückholen
inbox-keys = Tastenkürzel
inbox-keys-conversation = Unterhaltung
inbox-keys-everywhere = Überall
inbox-keys-list = Liste
inbox-keys-on = Tastenkürzel aus einem Zeichen eingeschaltet
inbox-keys-writing = Schreiben
inbox-link-over = Dieser Link gilt nicht mehr
inbox-link-over-hint = Er wurde schon benutzt oder ist zu alt. Auf der Anmeldeseite bekommen Sie einen neuen.
inbox-list-of = Alles mit { $who }
inbox-mail-off = Der E-Mail-Versand ist noch nicht eingerichtet
inbox-mail-off-administer = Antworten per E-Mail warten, und niemand bekommt einen Code zum Anmelden.
inbox-mail-off-how = Starten Sie Portico mit der Adresse Ihres Mailservers. Was wartet, geht dann von selbst hinaus.
inbox-mail-off-variable = Oder nennen Sie sie in { $name }.
inbox-mail-off-wait = Antworten per E-Mail warten, bis die Administration das nachgeholt hat.
inbox-mark-done = Erledigt
inbox-may-not-write = Ihre Rolle darf diese Unterhaltung lesen, aber nicht darin schreiben.
inbox-merge = Zusammenführen…
inbox-merge-all = Alle zeigen
inbox-merge-choose = Wählen Sie die Unterhaltung von { $who }, in die sie eingefügt wird. Die neuesten stehen oben.
inbox-merge-confirm = #{ $from } in #{ $into } einfügen?
inbox-merge-find = Nummer
inbox-merge-find-now = Suchen
inbox-merge-follows = Was daraus folgt
inbox-merge-for-good = Das lässt sich nicht rückgängig machen.
inbox-merge-goes = Diese geht
inbox-merge-keeps = #{ $into } behält Nummer, Betreff und Zuständige und bekommt die höhere Priorität von beiden. Der Betreff von #{ $from } bleibt nicht erhalten.
inbox-merge-leads = Links auf #{ $from } und Antworten auf ihre E-Mails führen von nun an zu #{ $into }. Gefunden wird sie über beide Nummern.
inbox-merge-more = Ältere finden Sie über ihre Nummer.
inbox-merge-moves = Nachrichten, Dateien, Notizen und Schlagwörter von #{ $from } stehen dann in #{ $into }, nach der Zeit geordnet.
inbox-merge-none = { $who } hat keine andere Unterhaltung.
inbox-merge-not-found = { $who } hat keine andere Unterhaltung mit der Nummer { $number }.
inbox-merge-now = In #{ $into } einfügen
inbox-merge-reopens = #{ $into } wird wieder geöffnet, weil #{ $from } offen ist.
inbox-merge-seen = Wer sich mit einer dieser Adressen anmeldet, sieht dann alles:
inbox-merge-stays = Diese bleibt
inbox-merge-swap = Andersherum
inbox-merge-title = Unterhaltung #{ $number } zusammenführen
inbox-message-from = Nachricht von { $who }
inbox-more = Mehr
inbox-new-password = Neues Passwort
inbox-no = Nein
inbox-no-subject = Kein Betreff
inbox-nobody = Niemand
inbox-none = Keine
inbox-note = Notiz
inbox-note-add = Notiz hinzufügen
inbox-note-from = Notiz von { $who }
inbox-note-hint = Notiz für Ihre Kolleginnen und Kollegen schreiben
inbox-note-mark = Interne Notiz
inbox-note-mention = Notiz für Ihr Team; @ mit einem Namen sagt jemandem Bescheid
inbox-note-names = Kolleginnen und Kollegen
inbox-note-private = Kundinnen und Kunden sehen Notizen nie
inbox-notice-assigned = { $who } hat Ihnen das zugewiesen
inbox-notice-failed = Eine Nachricht an { $who } wurde nicht zugestellt
inbox-notice-mentioned = { $who } hat Sie erwähnt
inbox-notice-message = Neue Nachricht von { $who }
inbox-notice-team = { $who } hat das Ihrem Team zugewiesen
inbox-older = Frühere Nachrichten anzeigen
inbox-others =
    { $count ->
        [0] Keine weiteren Unterhaltungen
       *[other] Weitere Unterhaltungen
    }
inbox-others-all = Alle anzeigen
inbox-page-first = Erste Seite
inbox-page-next = Nächste Seite
inbox-pages = Seiten
inbox-part-alone = Eine andere Adresse von { $who } ist nicht bekannt.
inbox-part-for-good = Hier lässt sie sich nicht zurückgeben. Kommt später eine Nachricht von ihr, legt sie einen eigenen Eintrag an.
inbox-part-keeps = { $who } behält alle Unterhaltungen.
inbox-part-now = Adresse abtrennen
inbox-part-others = Weitere Adressen:
inbox-part-title = Adresse abtrennen
inbox-part-unused = Wer { $address } als eigene Adresse nachweist, sieht nichts von dem, was hier steht.
inbox-part-used = Wer { $address } als eigene Adresse nachweist, sieht die Unterhaltungen, deren Nachrichten sie benutzt haben, und keine anderen:
inbox-part-used-more = und ältere
inbox-password = Passwort
inbox-password-again = Neues Passwort wiederholen
inbox-password-rules = Mindestens { $min } Zeichen. Gut sind ein paar Wörter ohne Zusammenhang.
inbox-people = Personen
inbox-presence = Kollegen hier
inbox-presence-looks = { $who } sieht sich das an
inbox-presence-writes = { $who } schreibt
inbox-preview = Vorschau
inbox-preview-shown = So sieht es der Kunde
inbox-priority-1 = Sehr niedrig
inbox-priority-2 = Niedrig
inbox-priority-3 = Normal
inbox-priority-4 = Hoch
inbox-priority-5 = Dringend
inbox-problem-conflict = Das wurde gerade von jemand anderem geändert. Bitte sehen Sie sich den neuen Stand an und versuchen Sie es noch einmal.
inbox-problem-email = Das ist keine E-Mail-Adresse.
inbox-problem-empty = Schreiben Sie etwas oder hängen Sie eine Datei an.
inbox-problem-file-empty = { $name } ist leer.
inbox-problem-file-large = { $name } ist zu groß. Wählen Sie eine kleinere Datei.
inbox-problem-files-large = Zusammen sind die Dateien größer als { $max } MB. Wählen Sie ab, was nicht mitgehen soll.
inbox-problem-files-many = Einer Nachricht können höchstens { $max } Dateien beiliegen. Wählen Sie ab, was nicht mitgehen soll.
inbox-problem-left = Sie ist schon weg und lässt sich nicht mehr zurückholen.
inbox-problem-password-common = Dieses Passwort steht auf Listen gestohlener Passwörter. Bitte wählen Sie ein anderes.
inbox-problem-password-differs = Die beiden Passwörter stimmen nicht überein.
inbox-problem-password-long = Bitte höchstens 1.000 Zeichen verwenden.
inbox-problem-password-short = Verwenden Sie mindestens { $min } Zeichen.
inbox-problem-redact-details = Bitte ankreuzen, was geschwärzt werden soll.
inbox-problem-redact-not-found = Dieser Text kommt in der Nachricht nicht vor.
inbox-problem-required = Bitte ausfüllen.
inbox-problem-search-name = Geben Sie der Suche einen Namen mit 1 bis 60 Zeichen.
inbox-problem-searches-many = Sie haben 30 Suchen gemerkt, mehr geht nicht. Entfernen Sie zuerst eine.
inbox-problem-shortcut-gone = Diesen Textbaustein gibt es nicht mehr.
inbox-problem-sign-in = E-Mail-Adresse und Passwort passen nicht zusammen.
inbox-problem-snooze-past = Wählen Sie einen Zeitpunkt in der Zukunft.
inbox-problem-subject-long = Verwenden Sie höchstens { $max } Zeichen.
inbox-problem-sure = Bitte bestätigen Sie, dass sich das nicht rückgängig machen lässt.
inbox-problem-tag = Ein Schlagwort hat 1 bis 60 Zeichen in einer Zeile.
inbox-problem-text-broken = Darin ist ein Zeichen, das sich nicht speichern lässt. Bitte als reinen Text einfügen.
inbox-problem-text-long = Das ist länger als die { $max } Zeichen, die dieser Kanal zulässt.
inbox-problem-too-long = Das ist zu lang.
inbox-problem-too-often =
    Zu viele Versuche. Bitte warten Sie { $minutes ->
        [one] eine Minute
       *[other] { $minutes } Minuten
    }.
inbox-quoted = Zitierter Text
inbox-redact = Schwärzen
inbox-redact-address = Adresse:
inbox-redact-details = Angaben schwärzen
inbox-redact-details-hint = Anstelle eines Namens oder Betreffs steht dann ein schwarzer Balken; eine Adresse verschwindet, und eine Antwort, die noch dorthin gehen soll, wird nicht gesendet. Der Betreff ist der der ganzen Unterhaltung. Das Kundenprofil ändert sich nicht.
inbox-redact-details-now = Diese Angaben schwärzen
inbox-redact-exact = Zu schwärzender Text
inbox-redact-exact-hint = Genau wie oben; Zeilenumbrüche und Leerzeichen dürfen abweichen. Jedes Vorkommen in dieser Nachricht wird geschwärzt.
inbox-redact-file = { $name } schwärzen
inbox-redact-files = Eine Datei schwärzen
inbox-redact-message = In der Nachricht von { $who } schwärzen
inbox-redact-name = Name der Verfasserin oder des Verfassers:
inbox-redact-now = Endgültig schwärzen
inbox-redact-of = Nachricht von { $who }, { $when }
inbox-redact-original = Text der Nachricht
inbox-redact-part = Text schwärzen
inbox-redact-selected = Ausgewählten Text schwärzen?
inbox-redact-subject = Betreff der Unterhaltung:
inbox-redact-sure = Mir ist klar, dass sich das nicht rückgängig machen lässt.
inbox-redact-this-text = Diesen Text schwärzen
inbox-redact-title = Nachricht schwärzen
inbox-redact-values = Werte der Attribute der Unterhaltung:
inbox-redact-warning = Das lässt sich nicht rückgängig machen. Der Text verschwindet für alle, auch aus Suche und Entwürfen, und ein Vermerk mit Datum bleibt. Was schon hinausgegangen ist, lässt sich nicht zurückholen: gesendete Mails, zugestellte Webhooks, heruntergeladene Dateien und ältere Sicherungen.
inbox-redact-whole = Ganze Nachricht schwärzen
inbox-redacted = Geschwärzt
inbox-redacted-by = Geschwärzt von { $who }, { $when }
inbox-reopen = Wieder öffnen
inbox-reply = Antwort
inbox-reply-done = Bleibt erledigt, wenn Sie sie nicht wieder öffnen
inbox-reply-to = Antwort an { $who }
inbox-said-address-confirmed = Die Adresse ist bestätigt
inbox-said-address-parted = Die Adresse gehört nicht mehr zu { $who }
inbox-said-assigned = #{ $number } wurde { $who } zugewiesen
inbox-said-customer-signed-out =
    { $count ->
        [0] { $who } war nicht angemeldet
        [one] { $who } ist auf einem Gerät abgemeldet
       *[other] { $who } ist auf { $count } Geräten abgemeldet
    }
inbox-said-customers-merged = Die beiden sind jetzt eine Person.
inbox-said-deleted = Die Unterhaltung ist gelöscht.
inbox-said-done = #{ $number } ist erledigt
inbox-said-first-page = Diese Seite der Liste gibt es nicht mehr. Hier ist die erste.
inbox-said-forgot = Wenn diese Adresse zu jemandem hier gehört, ist ein Link dorthin unterwegs.
inbox-said-held = Sie geht in wenigen Sekunden ab. Bis dahin können Sie sie zurückholen.
inbox-said-joined = Sie sind dabei. Melden Sie sich mit Ihrem Passwort an.
inbox-said-merged = In #{ $number } eingefügt.
inbox-said-note = Notiz hinzugefügt
inbox-said-password = Ihr Passwort ist gesetzt. Sie können sich jetzt anmelden.
inbox-said-quoted =
    { $count ->
        [one] Geschwärzt. Eine spätere Nachricht oder Notiz enthält diesen Text noch.
       *[other] Geschwärzt. { $count } spätere Nachrichten und Notizen enthalten diesen Text noch.
    }
inbox-said-redacted = Geschwärzt
inbox-said-refused = Nicht gesendet. Bitte sehen Sie sich die markierten Felder an.
inbox-said-reopened = #{ $number } ist wieder offen
inbox-said-saved = Gespeichert
inbox-said-search-removed = Die Suche ist entfernt
inbox-said-search-saved = Die Suche ist gemerkt
inbox-said-sent = An { $who } gesendet
inbox-said-sent-again = Sie wird erneut gesendet
inbox-said-session-over = Nichts wurde gesendet, denn Ihre Sitzung ist beendet. Bitte neu anmelden, zurückgehen und noch einmal senden.
inbox-said-shortcut-removed = Der Textbaustein ist entfernt
inbox-said-shortcut-saved = Der Textbaustein ist gespeichert
inbox-said-sign-in-over = Das hat zu lange gedauert, oder es waren zu viele Versuche. Melden Sie sich erneut an.
inbox-said-signed-out = Sie sind abgemeldet
inbox-said-snoozed = #{ $number } ist zurückgestellt
inbox-said-taken-back = Zurückgeholt. Nichts wurde gesendet.
inbox-saved-searches = Gemerkte Suchen
inbox-search = Unterhaltungen suchen
inbox-search-name = Name der Suche
inbox-search-remove = Suche { $name } entfernen
inbox-search-save = Diese Suche merken
inbox-search-save-now = Merken
inbox-send = Senden
inbox-send-done = Senden und erledigen
inbox-send-open = Senden und wieder öffnen
inbox-set-password = Passwort wählen
inbox-set-password-hint = für { $email }
inbox-set-password-now = Passwort setzen
inbox-shortcut = Textbaustein
inbox-shortcut-change = { $name } ändern
inbox-shortcut-change-short = Ändern
inbox-shortcut-edit = Textbausteine bearbeiten
inbox-shortcut-insert = Textbaustein einfügen
inbox-shortcut-name = Name
inbox-shortcut-new = Ein neuer Textbaustein
inbox-shortcut-none = Es gibt noch keine Textbausteine.
inbox-shortcut-otherwise = Was hinter einem Strich steht, gilt, wo nichts bekannt ist:
inbox-shortcut-places = Welche Stellen ausgefüllt werden
inbox-shortcut-remove = { $name } entfernen
inbox-shortcut-remove-short = Entfernen
inbox-shortcut-share = Für alle, die antworten
inbox-shortcut-shared = Für alle
inbox-shortcut-text = Text
inbox-shortcut-text-hint = Formatiert wie Antworten. Stellen in doppelten Klammern werden beim Einfügen ausgefüllt.
inbox-shortcuts-hint = Ein Textbaustein wird in Ihre Antwort eingefügt; vor dem Senden können Sie ihn noch ändern.
inbox-shortcuts-title = Antworten, die Sie oft schreiben
inbox-sign-in = Anmelden
inbox-sign-in-hint = Der Posteingang von { $org }, für das Team.
inbox-sign-out = Alle Sitzungen beenden
inbox-sign-out-ask = Alle beenden
inbox-sign-out-now =
    { $count ->
        [0] { $who } ist nirgends angemeldet.
        [one] { $who } ist auf einem Gerät angemeldet.
       *[other] { $who } ist auf { $count } Geräten angemeldet.
    }
inbox-sign-out-then = Offene Seiten dort schließen sich sofort. { $who } kann sich mit einem neuen Code wieder anmelden.
inbox-sign-out-title = Alle Sitzungen beenden
inbox-signed-in-on =
    { $count ->
        [0] Nicht angemeldet
        [one] Auf einem Gerät angemeldet
       *[other] Auf { $count } Geräten angemeldet
    }
inbox-skip = Zur Unterhaltung springen
inbox-snooze = Zurückstellen
inbox-snooze-custom = Anderer Zeitpunkt
inbox-snooze-end = Zurückstellung jetzt beenden
inbox-snooze-hours = In drei Stunden
inbox-snooze-monday = Montagmorgen
inbox-snooze-tomorrow = Morgen früh
inbox-snooze-week = In einer Woche
inbox-snoozed-until = Zurückgestellt bis { $when }
inbox-status-done = Erledigt
inbox-status-open = Offen
inbox-status-snoozed = Zurückgestellt
inbox-subject = Betreff
inbox-subject-edit = Betreff bearbeiten
inbox-tag-new = Schlagwort suchen oder hinzufügen
inbox-tags = Schlagwörter
inbox-tags-save = Schlagwörter speichern
inbox-teams = Teams
inbox-timeline = Verlauf
inbox-to = an { $address }
inbox-unassign = Zuweisung aufheben
inbox-unread = Ungelesen
inbox-view-done = Erledigt
inbox-view-mentions = Erwähnungen
inbox-view-mine = Meine offenen
inbox-view-open = Alle offenen
inbox-view-snoozed = Zurückgestellt
inbox-view-unassigned = Nicht zugewiesen
inbox-wants-no-mail = Möchte keine Antworten per E-Mail
inbox-write = Schreiben
inbox-yes = Ja
inbox-your-name = Ihr Name
settings-additional = Weitere Angaben
settings-agents = Intern (Mitarbeitende und Administration)
settings-audit-actor = Wer
settings-audit-any = Alles
settings-audit-clear = Alles zeigen
settings-audit-emptied = Eine Schwärzung hat die Werte dieses Eintrags entfernt.
settings-audit-empty = Kein Eintrag passt dazu
settings-audit-export = Als CSV ausgeben
settings-audit-name = Was geschah
settings-audit-nothing = (nichts)
settings-audit-older = Ältere Einträge
settings-audit-search = Suchen
settings-audit-since = Von
settings-audit-subject = Worum es ging (Kennung)
settings-audit-until = Bis
settings-authentication = Anmeldung am Portal
settings-brand = Marke
settings-brand-accent = Akzentfarbe
settings-brand-accent-hint = Knöpfe und Links des Hilfebereichs. Text darauf bleibt von selbst lesbar.
settings-brand-add = Marke hinzufügen
settings-brand-back = Zurück zu den Marken
settings-brand-change = Ändern
settings-brand-change-one = { $name } ändern
settings-brand-choose = Zum Standard machen
settings-brand-choose-one = Zum Standard machen: { $name }
settings-brand-default = Standard
settings-brand-delete = Löschen
settings-brand-delete-hint = Ihre Wissensdatenbank, deren Einstellungen und Hostnamen gehen mit ihr. Das lässt sich nicht rückgängig machen.
settings-brand-delete-one = { $name } löschen
settings-brand-hosts-one = Hostnamen von { $name }
settings-brand-name = Name in Adressen
settings-brand-name-hint = Kleinbuchstaben, Ziffern und Bindestriche. Er lässt sich später nicht ändern.
settings-brand-sender = Absenderadresse
settings-brand-sender-hint = Antworten per E-Mail kommen von hier. Lassen Sie das Feld leer, wenn die Marke noch keine E-Mails schreibt.
settings-brand-show = Anzeigen
settings-brand-title = Name
settings-brand-title-hint = Wie Kundinnen und Kunden ihn lesen.
settings-brand-used = Diese Marke lässt sich nicht löschen, solange etwas an ihr hängt oder sie der Standard ist.
settings-brand-used-articles =
    { $count ->
        [one] Ein Artikel
       *[other] { $count } Artikel
    }
settings-brand-used-conversations =
    { $count ->
        [one] Eine Unterhaltung
       *[other] { $count } Unterhaltungen
    }
settings-brand-used-sign-ins =
    { $count ->
        [one] Eine angemeldete Person
       *[other] { $count } angemeldete Personen
    }
settings-brand-writes-from = Schreibt von { $address }
settings-brand-writes-not = Schreibt noch keine E-Mails
settings-check-algorithm = Das Verfahren ist HS256
settings-check-aud = aud ist diese Wissensdatenbank
settings-check-blocked = Der Kunde ist nicht gesperrt
settings-check-doubled = Nichts steht doppelt
settings-check-email-invalid = email ist eine einfache Adresse
settings-check-email-missing = email ist da
settings-check-exp = exp ist noch nicht erreicht
settings-check-header = Keine Schlüssel und kein crit im Kopf
settings-check-help-algorithm = Lassen Sie Ihre Bibliothek mit HS256 unterschreiben. Tokens ohne Unterschrift und öffentliche Schlüssel gelten nicht.
settings-check-help-aud = Lassen Sie aud weg, oder geben Sie die Kennung der Wissensdatenbank oder eine Adresse des Hilfecenters an.
settings-check-help-blocked = Jemand aus dem Team hat diesen Kunden gesperrt.
settings-check-help-doubled = Etwas in Kopf oder Inhalt steht zweimal da, und Bibliotheken sind sich uneins, was davon gilt.
settings-check-help-email-invalid = Geben Sie nur die Adresse an, ohne Namen und Leerraum, höchstens 254 Zeichen.
settings-check-help-email-missing = Ergänzen Sie email: die Adresse der Person, die Sie angemeldet haben.
settings-check-help-exp = Lassen Sie exp weg, oder setzen Sie es nach jetzt, als Zahl von Sekunden.
settings-check-help-header = Der Kopf soll { "{" } "alg": "HS256", "typ": "JWT" { "}" } sein und sonst nichts.
settings-check-help-iat-future = Geben Sie iat in Sekunden an und nicht in Millisekunden, und prüfen Sie die Uhr Ihres Servers.
settings-check-help-iat-missing = Ergänzen Sie iat: die Zeit jetzt, in Sekunden.
settings-check-help-iat-old = Unterschreiben Sie für jede Anmeldung ein neues Token, und prüfen Sie die Uhr Ihres Servers.
settings-check-help-iat-type = Geben Sie iat als Zahl an und nicht als Text.
settings-check-help-malformed = Suchen Sie nach einem fehlenden Teil, Füllzeichen (=), Leerraum oder beim Kopieren verlorenen Buchstaben.
settings-check-help-nbf = Lassen Sie nbf weg, oder setzen Sie es vor jetzt, als Zahl von Sekunden.
settings-check-help-oversized = Lassen Sie weg, was nicht nötig ist; E-Mail und Zeit genügen.
settings-check-help-replayed = Jedes Token meldet einmal an. Zwei Tokens derselben Person in derselben Sekunde sind dasselbe Token; ein jti hält sie auseinander.
settings-check-help-signature = Verwenden Sie das Geheimnis als Text, ohne es zu dekodieren, und das dieser Marke. Ein beendetes Geheimnis unterschreibt nichts mehr.
settings-check-iat-future = Nicht in der Zukunft ausgestellt
settings-check-iat-missing = iat ist da
settings-check-iat-old = Vor höchstens 15 Minuten ausgestellt
settings-check-iat-type = iat ist eine Zahl
settings-check-malformed = Drei Teile base64url, die ersten beiden JSON-Objekte
settings-check-nbf = nbf ist erreicht
settings-check-oversized = Höchstens 4.096 Zeichen
settings-check-replayed = Noch nicht verwendet
settings-check-signature = Mit einem Geheimnis dieser Wissensdatenbank unterschrieben
settings-check-state-failed = nicht in Ordnung
settings-check-state-passed = in Ordnung
settings-check-state-waiting = nicht geprüft
settings-codes = Wiederherstellungscodes
settings-codes-hint = Jeder steht einmal für die App, falls Sie sie verlieren.
settings-codes-kept = Ich habe sie aufbewahrt
settings-codes-left =
    { $count ->
        [0] Es ist kein Wiederherstellungscode übrig.
        [one] Ein Wiederherstellungscode ist übrig.
       *[other] { $count } Wiederherstellungscodes sind übrig.
    }
settings-codes-once = Nur jetzt werden sie gezeigt. Bewahren Sie sie sicher auf, nicht auf dem Telefon mit der App.
settings-codes-renew = Neue Wiederherstellungscodes
settings-codes-renew-hint = Die älteren gelten danach nicht mehr.
settings-codes-these =
    { $count ->
        [one] Ein Code
       *[other] { $count } Codes
    }
settings-copied = Kopiert
settings-copy = Kopieren
settings-customers = Portal für Kundinnen und Kunden
settings-define-add = Hinzufügen
settings-define-attributes = Attribute
settings-define-details = Angaben zur Unterhaltung
settings-define-details-add = Attribut hinzufügen
settings-define-details-hidden = Nicht angezeigt: Es ist vertraulich
settings-define-details-hint = { $site } zeigt Status, Kanäle und Beginn und, wo es einen Wert gibt, dies in dieser Reihenfolge.
settings-define-down = { $name } nach unten
settings-define-edit = { $name } ändern
settings-define-label = Anzeigename
settings-define-language = Sprache
settings-define-many = Mehrere sind wählbar
settings-define-name = Name
settings-define-name-hint = Zuerst ein Kleinbuchstabe; die Endung nennt den Typ und bleibt: Str, Txt, Num, At (ein Zeitpunkt), Bool, Url, Id oder Tree, zum Beispiel orderNumberStr.
settings-define-new-attribute = Neues Attribut
settings-define-new-snippet = Neuer Textbaustein
settings-define-object = Von
settings-define-object-conversation = Unterhaltungen
settings-define-object-customer = Kunden
settings-define-object-message = Nachrichten
settings-define-options = Auswahl
settings-define-options-hint = Für Str eine in jeder Zeile, oder nichts für freien Text. Für Tree die Einträge, mit einem Bindestrich vor jedem, der unter einem anderen liegt.
settings-define-remove = { $name } entfernen
settings-define-required = Darf nicht leer bleiben
settings-define-sensitive = Vertraulich: nur für manche Augen
settings-define-snippet = Oder ein Snippet
settings-define-snippets = Snippets
settings-define-snippets-hint = Ein Text unter einem Namen, mit einem Wert für jede Sprache: en_us, de. Wer eine andere Sprache liest, bekommt die der Website. Lassen Sie leer, was Sie nicht brauchen.
settings-define-text = Text
settings-define-up = { $name } nach oben
settings-demand-hint = Von wem ein zweiter Faktor verlangt wird. Wer keinen hat, kommt zuerst zur Einrichtung und sonst nirgends hin; auch Sie.
settings-demand-of-administrators = Von Administratoren
settings-demand-of-everybody = Von allen
settings-demand-of-nobody = Von niemandem; wer einen will, richtet ihn ein
settings-details = Angaben zur Unterhaltung
settings-details-hint = Welche Attribute außer Status, Kanal und Datum neben einer Unterhaltung zu sehen sind.
settings-device-end = Abmelden
settings-device-end-all = Überall abmelden
settings-device-end-one = Abmelden: { $name }
settings-device-here = Dieser Browser
settings-device-since = angemeldet
settings-device-unknown = Unbekannter Browser
settings-devices = Wo Sie angemeldet sind
settings-done = Fertig
settings-factor = Zweiter Faktor
settings-factor-anew = Ein anderes Geheimnis nehmen
settings-factor-begin = Beginnen
settings-factor-confirm = Einschalten
settings-factor-hint = Außer dem Passwort fragt die Anmeldung dann nach einem Code, den eine App auf Ihrem Telefon zeigt. Ein gestohlenes Passwort allein öffnet nichts mehr.
settings-factor-leave = Abmelden
settings-factor-made = Eingerichtet
settings-factor-off = Aus
settings-factor-on = Ein
settings-factor-owed = Ihre Organisation verlangt einen zweiten Faktor. Installieren Sie eine Authenticator-App auf Ihrem Telefon; bis er eingerichtet ist, gibt es hier sonst nichts.
settings-factor-picture = QR-Code mit dem Geheimnis darunter
settings-factor-remove = Zweiten Faktor ausschalten
settings-factor-remove-hint = Seine Wiederherstellungscodes enden mit ihm. Das ist auch der Weg auf ein anderes Telefon: ausschalten und neu einrichten.
settings-factor-reset = Zweiten Faktor zurücksetzen
settings-factor-reset-hint = Für jemanden, der Telefon und Wiederherstellungscodes verloren hat. Vergewissern Sie sich, dass wirklich diese Person fragt: Danach genügt das Passwort, bis sie einen neuen einrichtet.
settings-factor-scan = Scannen Sie dies mit Ihrer Authenticator-App, oder öffnen Sie es auf dem Telefon selbst.
settings-factor-secret = Oder geben Sie das Geheimnis ein
settings-factor-secret-hint = Zeitbasiert, sechs Ziffern, 30 Sekunden. Auf die Leerzeichen kommt es nicht an.
settings-factor-set-up = Zweiten Faktor einrichten
settings-factor-shown = Der Code, den die App jetzt zeigt
settings-host-add = Hostnamen hinzufügen
settings-host-add-hint = Lassen Sie den Namen zuerst im DNS auf diesen Server zeigen (CNAME- oder A-Eintrag). Er antwortet hier, sobald er hinzugefügt ist.
settings-host-main = In E-Mails verwendet
settings-host-remove = Entfernen
settings-host-remove-one = { $name } entfernen
settings-hosts = Hostnamen
settings-hosts-none = Es ist kein Hostname eingetragen, deshalb erreicht niemand diese Website.
settings-internal = Interne Wissensdatenbank
settings-internal-everywhere = Das ist ein Schalter für die ganze Organisation; jede Marke zeigt denselben.
settings-kb-id = Kennung der Wissensdatenbank
settings-kb-id-hint = Programme benennen damit diese Wissensdatenbank. Sie gewährt keinen Zugang.
settings-key-add = API-Schlüssel hinzufügen
settings-key-days = Tagen
settings-key-ends = läuft ab
settings-key-expired = Abgelaufen
settings-key-expiry = Läuft ab nach
settings-key-from = Nur von
settings-key-kept = Ich habe ihn verwahrt
settings-key-made = Erstellt
settings-key-made-title = Der API-Schlüssel { $name } ist erstellt
settings-key-name = Name
settings-key-name-hint = Wer ihn verwendet, etwa der Name eines Programms.
settings-key-networks = Nur aus diesen Netzen
settings-key-networks-hint = Adressen und Netze wie 203.0.113.0/24, je Zeile eines. Leer gilt er überall.
settings-key-never-ends = Läuft nicht ab
settings-key-once = Das Token wird nur dieses eine Mal angezeigt. Verwahren Sie es jetzt an einem sicheren Ort.
settings-key-other-roles = Weitere Rollen
settings-key-other-roles-hint = Namen wie org.permission.tag.read, je Zeile einer.
settings-key-revoke = Widerrufen
settings-key-revoke-hint = Was diesen Schlüssel verwendet, wird ab sofort abgewiesen. Das lässt sich nicht rückgängig machen; ein neuer Schlüssel hat ein anderes Token.
settings-key-revoke-one = { $name } widerrufen
settings-key-roles = Rollen
settings-key-roles-hint = Was der Schlüssel darf. Rollen ändern sich nie: Erstellen Sie für andere einen weiteren Schlüssel. Eine kurze Rolle umfasst alles unter ihr.
settings-key-token = Token
settings-key-token-hint = Programme senden es als Authorization: Bearer.
settings-key-unused = nie verwendet
settings-key-used = zuletzt verwendet
settings-keys-hint = Mit ihnen handeln Programme an der API. Alle zusammen haben ein gemeinsames Kontingent an Aufrufen.
settings-keys-none = Es gibt keine API-Schlüssel
settings-lifetime = Dauer der Anmeldung
settings-lifetime-hint = Wie lange man angemeldet bleibt: von 1 Stunde bis 365 Tagen. Eine kürzere beendet ältere Sitzungen sofort.
settings-lifetime-is-days =
    { $count ->
        [one] { $count } Tag lang angemeldet.
       *[other] { $count } Tage lang angemeldet.
    }
settings-lifetime-is-hours =
    { $count ->
        [one] { $count } Stunde lang angemeldet.
       *[other] { $count } Stunden lang angemeldet.
    }
settings-nothing = Hier gibt es nichts, was Ihre Rolle einstellen darf.
settings-of-knowledge-base-internal = Interne Wissensdatenbank
settings-of-knowledge-base-internal-hint = Artikel für Ihre eigenen Leute. Solange sie aus ist, sind interne Artikel nur in ihrem Editor zu lesen.
settings-of-languages = Sprachen
settings-of-languages-hint = Kürzel mit Kommas, die Standardsprache zuerst: en_us,de
settings-of-portal-agent-names = Namen der Mitarbeitenden zeigen
settings-of-portal-agent-names-hint = Aus zeigt neben jeder Antwort den Namen der Marke.
settings-of-portal-agents = Für Mitarbeitende und Administration einschalten
settings-of-portal-agents-hint = Ihre eigenen Leute lesen interne und öffentliche Artikel hinter der Tür des Portals.
settings-of-portal-contact-url = Kontaktlink
settings-of-portal-contact-url-hint = Wohin „Kontakt“ führt: eine Adresse, mailto: oder tel:. Leer für keinen Link.
settings-of-portal-known-only = Nur bekannte Kundinnen und Kunden
settings-of-portal-known-only-hint = Codes gehen nur an Adressen, die Sie schon kennen.
settings-of-portal-mark-done = Als erledigt markieren
settings-of-portal-mark-done-hint = Kundinnen und Kunden dürfen selbst sagen, dass eine Unterhaltung erledigt ist.
settings-of-portal-my-conversations = „Meine Unterhaltungen“ einschalten
settings-of-portal-my-conversations-hint = Kundinnen und Kunden melden sich an und sehen alle ihre Unterhaltungen mit Ihnen. Beim Ausschalten werden alle abgemeldet.
settings-of-portal-new-conversation = Unterhaltung beginnen
settings-of-portal-new-conversation-hint = Kundinnen und Kunden dürfen im Portal eine neue Unterhaltung beginnen.
settings-of-portal-only-internal = Nur interne Artikel zeigen
settings-of-portal-only-internal-hint = Blendet öffentliche Artikel für Ihre eigenen Leute im Portal aus.
settings-of-portal-only-this-brand = Nur Unterhaltungen dieser Marke
settings-of-portal-only-this-brand-hint = Aus zeigt die Unterhaltungen aller Ihrer Marken.
settings-of-portal-reopen = Unterhaltung wieder öffnen
settings-of-portal-reopen-hint = Wer in eine erledigte Unterhaltung schreibt, öffnet sie damit wieder.
settings-of-portal-sign-on-code = Auch Code per E-Mail erlauben
settings-of-portal-sign-on-code-hint = Neben der eigenen Anmeldung bietet die Anmeldeseite einen Code per E-Mail an.
settings-of-title = Titel
settings-of-title-hint = Der Name der Website; leer für den, mit dem sie angelegt wurde.
settings-off = Aus
settings-on = Ein
settings-own-password = Ihr Passwort
settings-page-account = Ihre Anmeldung
settings-page-account-hint = Zweiter Faktor, und wo Sie angemeldet sind
settings-page-api-keys = API-Schlüssel
settings-page-api-keys-hint = Was Programme dürfen, und von wo aus
settings-page-attributes = Attribute
settings-page-attributes-hint = Was über Unterhaltungen, Kundschaft und Nachrichten außer ihrem Text bekannt ist
settings-page-audit-log = Prüfprotokoll
settings-page-audit-log-hint = Wer was geändert hat, wann und von wo
settings-page-brands = Marken
settings-page-brands-hint = Die Gesichter Ihrer Organisation, jedes mit eigenem Hilfebereich
settings-page-configuration = Konfiguration
settings-page-configuration-hint = Portal, Anmeldung, Hostnamen und Sprachen jeder Marke
settings-page-permission-sets = Berechtigungssätze
settings-page-permission-sets-hint = Benannte Sätze von Rechten neben den Rollen
settings-page-sign-in = Anmeldung der Benutzer
settings-page-sign-in-hint = Zweiter Faktor, und wie lange eine Sitzung dauert
settings-page-snippets = Textbausteine
settings-page-snippets-hint = Benannte Texte, einer für jede Sprache
settings-page-users = Benutzer
settings-page-users-hint = Wer hier arbeitet und was er darf
settings-problem-changed = Jemand anderes hat das gerade geändert. Ihre Eingabe ist noch da; speichern Sie noch einmal, wenn sie gelten soll.
settings-problem-host-taken = Unter diesem Namen antwortet schon etwas anderes.
settings-problem-invited-often = Diese Adresse wurde zu oft eingeladen. Versuchen Sie es später noch einmal.
settings-problem-languages = Geben Sie Sprachkürzel mit Kommas an, zum Beispiel en_us,de.
settings-problem-lifetime = Geben Sie eine ganze Zahl an, die 1 Stunde bis 365 Tage ergibt.
settings-problem-own-password = Das ist nicht Ihr Passwort.
settings-problem-portal-contact-url = Geben Sie eine Adresse mit https, http, mailto: oder tel: an oder einen Pfad wie /en_us.
settings-problem-sender = Geben Sie eine E-Mail-Adresse ein, zum Beispiel hilfe@example.com.
settings-problem-sign-on-url = Geben Sie eine https-Adresse mit Host an, ohne Benutzernamen und ohne #. http nur für diesen Rechner.
settings-problem-sign-on-url-empty = Die eigene Anmeldung braucht die Adresse Ihrer Anmeldeseite.
settings-problem-title = Geben Sie eine Zeile mit höchstens 100 Zeichen an.
settings-recipe = Was Ihre Anmeldeseite tut
settings-recipe-come = „Anmelden“ leitet den Browser von { $origin } zu Ihrer Anmeldeseite, mit trackingToken (das Sie übergehen können) und kustomerRedirectUri.
settings-recipe-keep = besser aus Ihrer Konfiguration als im Code
settings-recipe-optional = Ein Token kann auch exp und nbf nennen, die es verkürzen, aud (diese Wissensdatenbank), jti, name, locale und externalId. name, locale und externalId füllen, was leer ist, und überschreiben nichts.
settings-recipe-program = Ein Programm bekommt das Geheimnis mit einem API-Schlüssel, der die Rolle org.admin hat:
settings-recipe-return = Leiten Sie den Browser zu kustomerRedirectUri, das Token dahinter. Prüfen Sie vorher, dass diese Adresse Ihr Hilfecenter ist.
settings-recipe-sign = Haben Sie die Person angemeldet, unterschreiben Sie ein Token mit ihrer E-Mail-Adresse und der Zeit in Sekunden. Es gilt 15 Minuten und einmal.
settings-redirect-uri = Weiterleitungsadresse
settings-redirect-uri-hint = Die Anmeldeseite Ihrer eigenen Website, zum Beispiel https://example.com/login.
settings-right-change = Unterhaltungen ändern: Status, Betreff, Schlagwörter, Priorität, Zuweisung
settings-right-delete = Unterhaltungen mit allem darin löschen
settings-right-identify = Festlegen, wem welche Adresse gehört
settings-right-manage_content = Portal, Design und Wissensdatenbank ändern
settings-right-note = Notizen schreiben und andere erwähnen
settings-right-read = Unterhaltungen und Kunden lesen
settings-right-redact = Texte und Dateien für immer schwärzen
settings-right-reply = Kunden schreiben
settings-right-see_sensitive = Vertrauliche Attribute sehen und ändern
settings-right-sign_out = Kunden abmelden
settings-role-administrator = Administrator
settings-role-administrator-hint = Alles, auch diese Einstellungen
settings-role-agent = Agent
settings-role-agent-hint = Liest, beantwortet und ändert Unterhaltungen von Kunden
settings-role-content_manager = Content-Manager
settings-role-content_manager-hint = Portal, Designs und Artikel; liest Unterhaltungen und beantwortet keine
settings-said-brand-deleted = Die Marke ist gelöscht
settings-said-device-ended = Jener Browser ist abgemeldet
settings-said-factor-off = Der zweite Faktor ist ausgeschaltet
settings-said-factor-reset = Der zweite Faktor ist zurückgesetzt
settings-said-invited = Die Einladung ist unterwegs
settings-said-key-revoked = Der API-Schlüssel ist widerrufen
settings-said-saved = Gespeichert
settings-said-secret-made = Ein neues Geheimnis ist erstellt
settings-said-secret-replaced = Das Geheimnis ist ersetzt
settings-said-secret-retired = Das alte Geheimnis ist beendet
settings-said-set-back = Das Geänderte ist wieder so, wie es vorher war
settings-said-set-removed = Der Berechtigungssatz ist entfernt
settings-said-user-activated = Der Benutzer kann sich wieder anmelden
settings-said-user-deactivated = Der Benutzer ist abgemeldet und kann sich nicht mehr anmelden
settings-said-withdrawn = Die Einladung ist zurückgezogen
settings-save-one = Speichern: { $name }
settings-secret = Geheimnis
settings-secret-administrators = Administratoren können Geheimnisse aufdecken, erstellen und beenden.
settings-secret-ends = endet
settings-secret-hint = Damit unterschreibt Ihre Website, wen sie angemeldet hat. Wer es hat, kann sich als jeder Kunde anmelden: Verwahren Sie es auf Ihrem Server.
settings-secret-made = erstellt
settings-secret-make = Neues Geheimnis erstellen
settings-secret-newest = Das neueste Geheimnis
settings-secret-older = Ein älteres Geheimnis
settings-secret-replace = Sofort ersetzen
settings-secret-retire = Das alte beenden
settings-secret-reveal = Aufdecken
settings-secret-steps-hint = Ist ein neues erstellt, gelten Tokens von beiden noch 30 Tage oder bis Sie das alte beenden. Sofort ersetzen weist ab jetzt jedes Token des alten Geheimnisses ab. Jeder Schritt steht im Audit-Log.
settings-section-conversations = Unterhaltungen
settings-section-knowledge-base = Wissensdatenbank
settings-section-organization = Organisation
settings-section-people = Personen
settings-section-security = Sicherheit
settings-section-you = Sie
settings-set-add = Berechtigungssatz hinzufügen
settings-set-back = Zurücksetzen
settings-set-name = Name
settings-set-nothing = Kein Recht
settings-set-remove = Berechtigungssatz entfernen
settings-set-remove-hint =
    { $count ->
        [0] Niemand hat ihn.
        [one] Ein Benutzer hat ihn und verliert diese Rechte sofort.
       *[other] { $count } Benutzer haben ihn und verlieren diese Rechte sofort.
    }
settings-set-rights = Rechte
settings-set-rights-hint = Sie kommen zu dem hinzu, was die Rollen geben. Eine Änderung gilt sofort für alle, die den Satz haben.
settings-set-users =
    { $count ->
        [0] niemand hat ihn
        [one] ein Benutzer
       *[other] { $count } Benutzer
    }
settings-sets-hint = Was Vollzeitbenutzer außer ihren Rollen dürfen. Was weder eine Rolle noch ein Satz gibt, ist nicht erlaubt; verwalten kann nur die Rolle Administrator.
settings-sets-none = Es gibt keine Berechtigungssätze
settings-sign-on = Eigene Anmeldung
settings-sign-on-at = Die Anmeldung geschieht auf { $url }.
settings-sign-on-code = Die Anmeldung geschieht mit einem Code per E-Mail.
settings-sign-on-hint = Man meldet sich auf Ihrer eigenen Website an und kommt mit einem signierten Token zurück.
settings-sign-on-is-off = Die eigene Anmeldung ist aus. Anleitung und Prüfung gehen trotzdem; Kunden werden noch nicht hinausgeleitet.
settings-sign-on-recipe = Anleitung zur eigenen Anmeldung
settings-sign-on-recipe-hint = Was Ihre Anmeldeseite tun muss, ihr Geheimnis und ein Platz, ein Token zu prüfen
settings-sign-on-turn-on = Einschalten
settings-site = Hilfecenter
settings-skip = Zu den Einstellungen
settings-tab-general = Allgemein
settings-tab-portal = Portal
settings-tabs = Teile der Konfiguration
settings-trial = Ein Token prüfen
settings-trial-action = Prüfen
settings-trial-good = Dieses Token ist gut. Es meldet { $email } an.
settings-trial-hint = Es wird geprüft, wie eine Anmeldung es prüfen würde. Es wird nicht verbraucht, und niemand wird angemeldet oder angelegt.
settings-trial-refused = Dieses Token wird abgewiesen.
settings-trial-token = Token
settings-trial-until = Bis
settings-unit = Einheit
settings-unit-days = Tage
settings-unit-hours = Stunden
settings-user-activate = Aktivieren
settings-user-activate-hint = Danach ist die Anmeldung wieder möglich, mit dem früheren Passwort und dem, was oben gewählt ist.
settings-user-collaborator = Mitwirkend
settings-user-deactivate = Deaktivieren
settings-user-deactivate-hint = Meldet die Person überall ab und lässt niemanden mehr unter diesem Namen herein. Was sie geschrieben hat, bleibt.
settings-user-inactive = Deaktiviert
settings-user-invitation = Einladung
settings-user-invite = Einladen
settings-user-invite-hint = An die Adresse geht ein Link. Er gilt einmal und 24 Stunden lang; wer ihn öffnet, wählt ein Passwort.
settings-user-invited = Eingeladen
settings-user-kind = Art
settings-user-kind-collaborator = Mitwirkend
settings-user-kind-collaborator-hint = Liest, schreibt Notizen und erwähnt andere; hat keine Rolle und keinen Berechtigungssatz
settings-user-kind-full_time = Vollzeit
settings-user-kind-full_time-hint = Was Rollen und Berechtigungssätze geben
settings-user-lifetime-hint = Wie lange Benutzer angemeldet bleiben, ganz gleich, was sie tun: von 1 Stunde bis 365 Tage. Eine kürzere Dauer beendet ältere Sitzungen sofort, auch Ihre.
settings-user-link-ended = Der Link galt bis
settings-user-link-ends = Der Link gilt bis
settings-user-mail-off = Eine Einladung ginge nicht hinaus. Bis Mail eingerichtet ist, legt dieser Befehl einen Benutzer an und zeigt einen Link zum Setzen des Passworts:
settings-user-me = Sie
settings-user-name = Name
settings-user-nothing = Keine Rolle
settings-user-over = Einladung abgelaufen
settings-user-resend = Neuen Link senden
settings-user-resend-hint = Ein neuer Link macht den älteren ungültig.
settings-user-roles = Rollen
settings-user-seen = zuletzt gesehen
settings-user-send = Einladung senden
settings-user-sets-hint = Rechte eines Vollzeitbenutzers außer den Rollen.
settings-user-unseen = nicht angemeldet
settings-user-withdraw = Einladung zurückziehen
settings-waits = Ohne Wirkung, bis die interne Wissensdatenbank eingeschaltet ist.
settings-waits-link = Interne Wissensdatenbank einschalten
