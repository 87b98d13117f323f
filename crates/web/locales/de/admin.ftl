# What the admin's pages share
nav-admin = Einrichtung
admin-back = { $clinic }: Einrichtung
admin-save = Speichern
admin-yes = Ja
admin-no = Nein
admin-empty = nichts
done-saved = Gespeichert.
done-added = Hinzugefügt.
done-removed = Entfernt.
done-invited = Die Einladung ist per E-Mail unterwegs. Sie gilt sieben Tage.
done-withdrawn = Die Einladung wurde zurückgezogen. Ihr Link gilt nicht mehr.
done-ended = Die Person arbeitet nicht mehr für die Praxis.
done-tried = Ein Probelauf ist unterwegs. Laden Sie die Seite neu, um das Ergebnis zu sehen.
done-onboarded = Die Praxis ist angelegt, und eine Einladung für die erste Leitung ist unterwegs.
refused-last-admin = Eine Praxis behält mindestens eine Leitung. Laden Sie zuerst eine weitere Person dazu ein.
refused-too-many-keys = Mehr Schlüssel kann eine Praxis nicht haben. Sperren Sie zuerst einen.
refused-too-many-webhooks = Mehr Webhooks kann eine Praxis nicht haben. Löschen Sie zuerst einen.
refused-visit-type-in-use = Es gibt Sprechzeiten für diese Besuchsart. Ändern Sie zuerst diese Zeiten.
refused-changed = Es hat sich inzwischen geändert. Sehen Sie noch einmal nach.
refused-invalid = Etwas fehlt oder stimmt so nicht.
stale-title = Jemand anderes hat inzwischen gespeichert
stale-how = Von Ihnen ist noch nichts gespeichert. Im Formular steht, was Sie eingegeben haben; speichern Sie es, um den jetzigen Stand zu ersetzen.
stale-yours = Ihre Eingabe
stale-saved = Jetzt gespeichert
pager-older = Ältere
pager-later = Spätere
span-unit = Einheit
span-unit-minutes = Minuten
span-unit-hours = Stunden
span-unit-days = Tage
span-minutes = { $n ->
    [one] { $n } Minute
   *[other] { $n } Minuten
}
span-hours = { $n ->
    [one] { $n } Stunde
   *[other] { $n } Stunden
}
span-days = { $n ->
    [one] { $n } Tag
   *[other] { $n } Tage
}

# Set-up
setup-title = Einrichtung
setup-public = Sehen, was Patienten sehen
setup-done = Fertig
setup-missing = Zu tun
setup-optional = Freiwillig
setup-more = Weiteres
setup-clinic-no-address = Patienten kennen die Adresse noch nicht.
setup-clinic-no-phone = Patienten wissen noch nicht, wo sie anrufen können.
setup-doctors-none = Noch niemand. Fügen Sie zuerst jemanden hinzu.
setup-doctors-count = { $n ->
    [one] { $n } Person hat hier Sprechstunde.
   *[other] { $n } Personen haben hier Sprechstunde.
}
setup-hours = Sprechzeiten
setup-hours-first-doctors = Alle haben eigene Sprechzeiten. Fügen Sie zuerst jemanden hinzu.
setup-hours-all = Alle haben Sprechzeiten.
setup-hours-missing = Ohne Sprechzeiten kann niemand buchen. Es fehlen die von:
setup-staff-count = { $n ->
    [0] Noch hat hier niemand ein Konto.
    [one] { $n } Person hat hier ein Konto.
   *[other] { $n } Personen haben hier ein Konto.
}
setup-staff-invited = Jemand ist eingeladen und hat noch nicht angenommen.
setup-policies-no-country = Geben Sie das Land an, damit Telefonnummern verstanden werden.
setup-policies-no-emergency = Sagen Sie, wen Patienten anrufen, wenn es nicht warten kann.
setup-policies-done = Wann und wie Patienten buchen.
setup-visit-types-count = { $n ->
    [0] Keine. Jede Zeit ist für jeden Besuch.
    [one] { $n } Besuchsart.
   *[other] { $n } Besuchsarten.
}
setup-embed-count = { $n ->
    [0] Noch auf keiner anderen Website.
    [one] Auf { $n } anderen Website.
   *[other] Auf { $n } anderen Websites.
}
stage-closed = Geschlossen
stage-no-doctors = Niemand hat Sprechstunde
stage-no-hours = Keine Sprechzeiten
stage-nothing-free = Nichts frei
stage-live = Buchbar
stage-closed-how = Die Praxis ist für immer geschlossen. Es kann nichts gebucht werden.
stage-no-doctors-how = Noch kann niemand buchen: Es gibt niemanden mit Sprechstunde.
stage-no-hours-how = Noch kann niemand buchen: Es gibt keine Sprechzeiten.
stage-nothing-free-how = Es gibt Sprechzeiten, aber für Patienten ist nichts frei: alles ist vergeben, zu bald oder zu weit in der Zukunft.
stage-live-how = Patienten können buchen. Die erste freie Zeit ist { $time }.

# Clinic
clinic-title = Praxis
clinic-name = Name der Praxis
clinic-address = Adresse
clinic-address-hint = Straße und Ort, wie Patienten danach suchen
clinic-phone = Telefon
clinic-phone-hint = Steht überall dort, wo etwas online nicht geht
clinic-zone = Zeitzone: { $zone }
error-clinic-name = Geben Sie den Namen der Praxis ein

# Doctors
doctors-title = Ärztinnen und Ärzte
doctors-none = Noch niemand. Fügen Sie die erste Person hinzu und legen Sie dann die Sprechzeiten fest.
doctors-order = In der Reihenfolge, in der Patienten sie sehen.
doctors-place = Platz { $n }
doctors-until = Arbeitet hier bis vor dem { $day }.
doctors-left = Arbeitet hier nicht mehr seit { $day }.
doctors-hours = Sprechzeiten
doctors-public = Wie Patienten es sehen
doctors-add = Person hinzufügen
doctor-title = Titel
doctor-title-hint = Zum Beispiel Dr. oder Prof.
doctor-name = Name
doctor-specializations = Fachgebiete
doctor-specializations-hint = Eines je Zeile, das wichtigste zuerst. Patienten finden die Person unter jedem davon.
doctor-languages = Sprachen
languages-hint = Kürzel mit Kommas dazwischen, wie de, en, pt-BR. Das erste ist das wichtigste.
doctor-order = Platz in Listen
doctor-order-hint = Kleinere Zahlen stehen weiter oben
doctor-bio = Über die Person
doctor-bio-hint = Ein paar Sätze für Patienten
error-specializations = Geben Sie mindestens ein Fachgebiet an, jedes nur einmal
error-languages = Geben Sie Kürzel wie de oder pt-BR ein, jedes nur einmal
error-order = Geben Sie eine Zahl von 0 bis 10000 ein
leaving-title = Die Praxis verlassen
leaving-how = Ab dem gewählten Tag werden hier keine Zeiten mehr angeboten. Sie sehen vorher, welche Termine es betrifft.
leaving-from = Ab
leaving-preview = Zeigen, was sich ändert
leaving-says = { $doctor } arbeitet hier nicht mehr ab { $day }.
leaving-removed = { $n ->
    [0] Es fallen keine freien Zeiten weg.
    [one] { $n } freie Zeit fällt weg.
   *[other] { $n } freie Zeiten fallen weg.
}
leaving-no-bookings = Es ist kein Termin betroffen.
leaving-bookings = { $n ->
    [one] { $n } Termin ist betroffen. Er bleibt, bis ihn der Empfang verschoben oder abgesagt hat.
   *[other] { $n } Termine sind betroffen. Sie bleiben, bis sie der Empfang verschoben oder abgesagt hat.
}
leaving-more = Und weitere später.
leaving-outdated = Inzwischen sind andere Termine betroffen. Sehen Sie sie zuerst an.
leaving-do = Zeiten wegnehmen
leaving-keep = So lassen
leaving-back = Zurückholen
error-leaving = Geben Sie einen Tag ab heute ein, zum Beispiel 24.11.2027

# Staff
staff-title = Team
staff-none = Noch hat hier niemand ein Konto. Laden Sie unten die erste Person ein.
staff-since = seit { $day }
staff-no-factor = kein zweiter Faktor
staff-end = Mitarbeit beenden
staff-end-how = Innerhalb von Sekunden gilt kein Zugang zu dieser Praxis mehr. Das Konto selbst bleibt.
staff-end-self = Das sind Sie selbst. Sie kommen danach nicht mehr auf diese Seiten.
staff-end-do = Jetzt beenden
staff-invited = Eingeladen
staff-invited-until = kann bis { $day } annehmen
staff-withdraw = Zurückziehen
staff-invite = Jemanden einladen
staff-invite-how = An die Adresse geht eine E-Mail mit einem Link. Wer ihn öffnet und sich anmeldet, arbeitet ab dann für die Praxis. Eine Einladung mit einer anderen Rolle ersetzt die bisherige.
staff-role = Was macht die Person hier?
staff-which-doctor = Welche Ärztin oder welcher Arzt?
staff-which-doctor-hint = Nur für Ärztinnen und Ärzte: sie sehen und sperren diese Zeiten
staff-no-doctor = Keine
staff-invite-do = Einladung schicken
error-which-doctor = Wählen Sie, um wen es sich handelt
role-staff = Empfang
role-staff-does = Bucht für Patienten, trägt Ankünfte ein, sieht alle Tage
role-doctor = Ärztin oder Arzt
role-doctor-does = Sieht eigene Termine, legt eigene Zeiten fest und sperrt sie
role-clinic-admin = Leitung
role-clinic-admin-does = Alles davon, dazu die Einrichtung der Praxis
role-platform-admin = Die Plattform
role-patient = Eine Patientin oder ein Patient
role-guest = Jemand ohne Konto
role-integrator = Ein Programm
role-anybody = Jemand

# Policies
policies-title = Regeln
policies-lead = Sie gelten für alles, was ab jetzt gebucht wird. Bestehende Termine bleiben.
policies-when = Wann Patienten buchen können
policies-who = Wer bucht, und wie
policies-place = Land und Sprache
policies-staff = Wer hier arbeitet
policy-notice = Vorlauf vor einer Buchung
policy-notice-effect = Um { $now } ist die erste Zeit, die Patienten angeboten wird: { $first }.
policy-notice-none-effect = Eine Zeit wird angeboten, bis sie beginnt.
policy-account-notice = Vorlauf für Patienten mit Konto
policy-account-notice-effect = Um { $now } ist die erste Zeit für Patienten mit Konto: { $first }.
policy-account-notice-none-effect = Leer: wie für alle anderen.
policy-horizon = Wie viele Tage im Voraus
policy-horizon-effect = Heute können Patienten bis einschließlich { $day } buchen.
policy-horizon-none-effect = Leer: Patienten buchen, so weit es Sprechzeiten gibt.
policy-cancel = Frist für Absagen und Verschieben
policy-cancel-effect = Ein Termin heute um { $time } ließ sich online absagen oder verschieben bis { $until }; danach macht es der Empfang.
policy-cancel-none-effect = Patienten können bis zum Beginn absagen und verschieben.
policy-guests = Können Menschen ohne Konto buchen?
policy-guests-yes-effect = Alle können buchen, ohne ein Konto anzulegen.
policy-guests-no-effect = Wer buchen will, legt zuerst ein Konto an.
policy-give = Was Menschen ohne Konto angeben müssen
policy-give-nothing-effect = Ein Name genügt
policy-give-phone-effect = Name und Telefon
policy-give-email-effect = Name und E-Mail
policy-give-either-effect = Name, dazu Telefon oder E-Mail
policy-give-both-effect = Name, Telefon und E-Mail
policy-upcoming = Höchstzahl bevorstehender Termine eines Kontos
policy-upcoming-effect = { $n ->
    [one] Wer { $n } bevorstehenden Termin hat, bucht online keinen zweiten.
   *[other] Wer { $n } bevorstehende Termine hat, bucht online keinen weiteren.
}
policy-hold = Wie lange eine Zeit vorgemerkt bleibt
policy-hold-effect = Wer um { $now } eine Zeit wählt, kann sie buchen bis { $until }.
policy-extensions = Wie oft sich das verlängern lässt
policy-extensions-effect = { $n ->
    [0] Es lässt sich nicht verlängern.
    [one] „Länger behalten“ geht einmal.
   *[other] „Länger behalten“ geht { $n } Mal.
}
policy-country = Land
policy-country-effect = Telefonnummern ohne Ländervorwahl gelten als Nummern aus { $country }.
policy-country-none-effect = Zwei Buchstaben, wie DE. Ohne sie werden Telefonnummern nur mit Ländervorwahl verstanden.
country-hint = Zwei Buchstaben, wie DE
policy-languages = Sprachen der Praxis
policy-emergency = Wen man anruft, wenn es nicht warten kann
policy-emergency-effect = Patienten lesen: „{ $says }“
policy-factor = Brauchen alle, die hier arbeiten, einen zweiten Faktor?
policy-factor-yes-effect = Wer sich ohne ihn anmeldet, kommt nicht auf die Seiten der Praxis.
policy-factor-no-effect = Ein Passwort genügt. Mit zweitem Faktor sind Patientendaten besser geschützt.
error-notice = Geben Sie eine Zahl ein, höchstens 30 Tage
error-hold = Geben Sie eine Zahl ein, von 1 Minute bis 1 Tag
error-horizon = Geben Sie eine Zahl von 1 bis 731 ein, oder lassen Sie es leer
error-extensions = Geben Sie eine Zahl von 0 bis 100 ein
error-upcoming = Geben Sie eine Zahl von 1 bis 1000 ein
error-country = Geben Sie die zwei Buchstaben eines Landes ein, wie DE, oder lassen Sie es leer
history-title = Frühere Änderungen
history-none = Noch wurde nichts geändert.
history-change = { $from } → { $to }

# Kinds of visits
visit-types-title = Besuchsarten
visit-types-none = Noch keine: Jede Zeit ist für jeden Besuch. Fügen Sie welche hinzu, um ihnen eigene Dauer und Regeln zu geben.
visit-types-add = Besuchsart hinzufügen
visit-type-name = Name
visit-type-name-hint = Wie Patienten ihn bei der Auswahl lesen
visit-type-minutes = Dauer in Minuten
visit-type-booked-by = Wer bucht das?
visit-type-by-everybody = Alle
visit-type-by-known = Patienten, die schon hier waren
visit-type-by-desk = Nur der Empfang
visit-type-mode = Wo?
visit-type-mode-any = Wie in den Sprechzeiten
visit-type-instructions = Was Patienten wissen sollten
visit-type-instructions-hint = Zum Beispiel, nüchtern zu kommen
visit-type-names = Namen in anderen Sprachen
visit-type-names-hint = Einer je Zeile, wie en: First visit
visit-type-colour = Farbe
visit-type-colour-hint = Für den Empfang, wie #1f7a8c
visit-type-rules = Eigene Regeln
visit-type-rules-how = Was leer bleibt, gilt wie in den Regeln der Praxis.
visit-type-remove = Entfernen
visit-type-remove-how = Es wird nicht mehr gebucht. Bestehende Termine behalten es.
error-visit-name = Geben Sie einen Namen ein, den keine andere Besuchsart hat
error-visit-minutes = Geben Sie die Dauer in Minuten ein, wie 30
error-names = Schreiben Sie jeden Namen in eine eigene Zeile, hinter seine Sprache: en: First visit
error-colour = Geben Sie # und sechs Stellen ein, wie #1f7a8c, oder lassen Sie es leer

# Other sites
embed-title = Auf Ihrer Website
embed-lead = Lassen Sie Patienten auf der Website der Praxis buchen.
embed-origins = Websites, die es zeigen dürfen
embed-origins-hint = Eine je Zeile, wie https://www.example.org
embed-snippet = Zum Einfügen in eine Seite
embed-snippet-how = Steht die Website oben nicht, oder sind Skripte aus, bleibt es ein einfacher Link.
embed-link = Online buchen
error-origins = Geben Sie Adressen wie https://www.example.org ein, ohne etwas dahinter, jede nur einmal

# Audit
audit-title = Wer was getan hat
audit-what = Was
audit-who = Wer
audit-anybody = Alle
audit-from = Von
audit-to = Bis
audit-show = Zeigen
audit-none = Dazu gibt es nichts.
audit-none-yet = Hier nichts; ältere Einträge wurden noch nicht durchsucht.
audit-other = { $who }: { $action }
audit-member-added = { $who } hat jemanden ins Team aufgenommen.
audit-patient = Zu dieser Person
audit-one-patient = Nur was eine Person betrifft.
audit-all = Alles zeigen

# Keys of programs
api-keys-title = Schlüssel für Programme
keys-lead = Mit einem Schlüssel arbeitet ein anderes Programm für die Praxis: Praxissoftware, Telefonanlage, Website.
keys-docs = Was Programme können
keys-none = Noch keine Schlüssel. Erstellen Sie unten einen.
keys-since = erstellt { $day }
keys-until = gültig bis { $day }
keys-revoke = Sperren
keys-revoke-how = Innerhalb von Sekunden kann das Programm nichts mehr tun. Das lässt sich nicht zurücknehmen.
keys-new = Neuer Schlüssel
keys-name = Wofür ist er?
keys-name-hint = Damit Sie ihn wiedererkennen, zum Beispiel Praxissoftware
keys-may = Was darf das Programm?
keys-until-label = Gültig bis
keys-until-hint = Leer: ohne Ende
keys-create = Schlüssel erstellen
keys-made = Der neue Schlüssel
secret-once = Kopieren Sie es jetzt. Es wird nur dieses eine Mal gezeigt.
scope-appointments-read = Termine sehen
scope-appointments-write = Buchen und Termine ändern
scope-patients-read = Patientenakten sehen
scope-patients-write = Patientenakten anlegen
scope-schedules-read = Sprechzeiten und Abwesenheiten sehen
scope-schedules-write = Zeiten sperren
error-key-name = Sagen Sie, wofür der Schlüssel ist
error-key-scopes = Wählen Sie mindestens eines, was das Programm darf
error-key-until = Geben Sie einen Tag in der Zukunft ein, oder lassen Sie es leer

# Webhooks
webhooks-title = Webhooks
webhooks-lead = Ein anderes Programm erfährt sofort, wenn etwas geschieht: eine Buchung, eine Absage, eine frei gewordene Zeit.
webhooks-none = Noch keine Webhooks. Richten Sie unten einen ein.
webhooks-new = Neuer Webhook
webhooks-create = Einrichten
webhook-url = Adresse
webhook-url-hint = Wo das Programm zuhört, wie https://practice.example/holdfast
webhook-description = Wofür ist er?
webhook-events = Was erfährt er?
webhook-events-hint = Wird bei einem neuen nichts gewählt, erfährt er alles
webhook-on = An
webhook-off = Aus
webhook-failing = Fehlerhaft
webhook-switched-off = Nach zu vielen Fehlern abgeschaltet
webhook-failing-since = Seit { $time } wurde nichts angenommen.
webhook-try = Ausprobieren
webhook-switch-off = Ausschalten
webhook-switch-on = Einschalten
webhook-deliveries = Zustellungen
webhook-deliveries-none = Noch wurde nichts gesendet. Probieren Sie aus, ob es ankommt.
delivery-delivered = Zugestellt
delivery-failed = Fehlgeschlagen
delivery-superseded = Von einer späteren überholt
delivery-waiting = Wartet
delivery-tries = { $n ->
    [0] noch nicht versucht
    [one] einmal versucht
   *[other] { $n } Mal versucht
}
delivery-next = als Nächstes { $time }
webhook-change = Ändern
webhook-secret = Das Geheimnis
webhook-secret-how = Damit prüft das Programm, dass Zustellungen von uns kommen.
webhook-renew = Neues Geheimnis erstellen
webhook-renew-how = Das bisherige gilt noch einen Tag.
webhook-delete = Löschen
webhook-delete-how = Was noch zugestellt werden soll, wird mit gelöscht.
error-webhook-url = Geben Sie eine öffentliche Adresse ein, die mit https:// beginnt
error-webhook-events = Wählen Sie mindestens ein Ereignis
event-created = Es wurde gebucht
event-confirmed = Eine Vormerkung wurde bestätigt
event-rescheduled = Ein Termin wurde verschoben
event-reassigned = Ein Termin ging an jemand anderen
event-cancelled = Ein Termin wurde abgesagt
event-checked-in = Jemand ist angekommen
event-completed = Ein Termin ist erledigt
event-no-show = Jemand ist nicht gekommen
event-undone = Der Empfang hat etwas zurückgenommen
event-expired = Eine Vormerkung ist abgelaufen
event-conflict = Ein Termin liegt außerhalb der Sprechzeiten
event-freed = Eine Zeit ist frei geworden
event-trial = Probelauf

# Closures
closures-title = Feiertage und Schließtage
closures-none = Keine Schließtage in Sicht. Fügen Sie einen hinzu, oder übernehmen Sie die Feiertage.
closures-new = Praxis schließen
closures-from = Erster Tag
closures-to = Letzter Tag
closures-to-hint = Leer: nur ein Tag
label-closure-reason = Warum
closures-reason-hint = Für alle lesbar
closures-days = { $from } bis { $to }
closures-do = An diesen Tagen schließen
closures-not = Nicht schließen
closures-remove = Wieder öffnen
closures-import = Feiertage übernehmen
closures-file = Inhalt der Datei
closures-file-hint = Öffnen Sie die .ics- oder .csv-Datei in einem Texteditor, und fügen Sie alles ein. Eine Tabelle hat die Spalten date,name.
closures-import-do = An diesen Tagen schließen
error-day-needed = Geben Sie einen Tag ein, zum Beispiel 24.12.2027
error-day-order = Der letzte Tag darf nicht vor dem ersten liegen
error-closure-days = Geben Sie Tage ab heute bis in zwei Jahren ein, höchstens ein Jahr am Stück
error-holidays = Das ist keine Liste von Feiertagen. Fügen Sie eine ganze .ics- oder .csv-Datei ein
error-holiday-lines = Es wurde nichts geändert. Sehen Sie sich diese Zeilen an: { $lines }

# The platform
platform-title = Praxen
platform-none = Noch keine Praxen. Beginnen Sie mit der ersten.
platform-first = Erste freie Zeit: { $time }
platform-next = Weitere Praxen
platform-new = Neue Praxis
platform-new-lead = Die Praxis ist sofort angelegt. Die erste Leitung bekommt eine Einladung und richtet alles Weitere ein.
zone-label = Zeitzone
zone-hint = Geben Sie eine Stadt ein und wählen Sie, wie Europe/Berlin
error-zone = Wählen Sie eine Zeitzone aus der Liste, wie Europe/Berlin
platform-admin-email = E-Mail der ersten Leitung
platform-admin-email-hint = Dorthin geht die Einladung
platform-create = Praxis anlegen
unsent-title = Die Einladung wurde nicht geschickt
unsent-lead = { $clinic } ist angelegt, es ist nichts verloren. Nur die erste Leitung ist noch nicht eingeladen.
unsent-to = An: { $email }
unsent-again = Noch einmal schicken
unsent-later = Später
me-platform = Zu den Praxen der Plattform
