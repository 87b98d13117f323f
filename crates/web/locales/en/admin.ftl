# What the admin's pages share
nav-admin = Set-up
admin-back = { $clinic }: set-up
admin-save = Save
admin-yes = Yes
admin-no = No
admin-empty = nothing
done-saved = Saved.
done-added = Added.
done-removed = Removed.
done-invited = The invitation is on its way by e-mail. It is good for seven days.
done-withdrawn = The invitation was withdrawn. Its link works no more.
done-ended = They do not work for the clinic any more.
done-tried = A trial is on its way. Load the page anew to see what became of it.
done-onboarded = The clinic is there, and an invitation for its first admin is on its way.
refused-last-admin = A clinic keeps at least one admin. Invite another one first.
refused-too-many-keys = There are as many keys as a clinic can have. Revoke one first.
refused-too-many-webhooks = There are as many webhooks as a clinic can have. Delete one first.
refused-visit-type-in-use = Doctors have hours for this kind of visit. Change those hours first.
refused-changed = It has changed in the meantime. Look again, and decide anew.
refused-invalid = Something is missing, or is not as it has to be.
stale-title = Somebody else has saved something in the meantime
stale-how = Nothing of yours is saved yet. The form below has what you typed; save it to replace what is there now.
stale-yours = You typed
stale-saved = Saved now
pager-older = Older ones
pager-later = Later ones
span-unit = Unit
span-unit-minutes = minutes
span-unit-hours = hours
span-unit-days = days
span-minutes = { $n ->
    [one] { $n } minute
   *[other] { $n } minutes
}
span-hours = { $n ->
    [one] { $n } hour
   *[other] { $n } hours
}
span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}

# Set-up
setup-title = Set-up
setup-public = See what patients see
setup-done = Done
setup-missing = To do
setup-optional = Optional
setup-more = More
setup-clinic-no-address = Patients do not know the address yet.
setup-clinic-no-phone = Patients do not know yet where to call.
setup-doctors-none = Nobody yet. Begin by adding a doctor.
setup-doctors-count = { $n ->
    [one] { $n } doctor works here.
   *[other] { $n } doctors work here.
}
setup-hours = Hours
setup-hours-first-doctors = Each doctor has hours of their own. Add a doctor first.
setup-hours-all = Every doctor has hours.
setup-hours-missing = Without hours nothing can be booked. Set them for:
setup-staff-count = { $n ->
    [0] Nobody has an account here yet.
    [one] { $n } person has an account here.
   *[other] { $n } people have an account here.
}
setup-staff-invited = Somebody is invited, and has not accepted yet.
setup-policies-no-country = Set the country, so that phone numbers are understood.
setup-policies-no-emergency = Say whom patients call when it cannot wait.
setup-policies-done = When and how patients book.
setup-visit-types-count = { $n ->
    [0] None. Every time is for any visit.
    [one] { $n } kind of visit.
   *[other] { $n } kinds of visits.
}
setup-embed-count = { $n ->
    [0] Not on any other site yet.
    [one] On { $n } other site.
   *[other] On { $n } other sites.
}
stage-closed = Closed
stage-no-doctors = No doctors
stage-no-hours = No hours
stage-nothing-free = Nothing free
stage-live = Live
stage-closed-how = The clinic is closed for good. Nothing can be booked.
stage-no-doctors-how = Nobody can book yet: there is no doctor.
stage-no-hours-how = Nobody can book yet: no doctor has hours.
stage-nothing-free-how = There are hours, but patients find nothing free: all is booked, too soon, or too far ahead.
stage-live-how = Patients can book. The first free time is { $time }.

# Clinic
clinic-title = Clinic
clinic-name = Name of the clinic
clinic-address = Address
clinic-address-hint = Street and town, as patients look for it
clinic-phone = Phone
clinic-phone-hint = Shown where something cannot be done online
clinic-zone = Time zone: { $zone }
error-clinic-name = Enter the name of the clinic

# Doctors
doctors-title = Doctors
doctors-none = Nobody yet. Add the first doctor, then set the hours.
doctors-order = In the order in which patients see them.
doctors-place = Place { $n }
doctors-until = Works here until before { $day }.
doctors-left = Works here no more since { $day }.
doctors-hours = Hours
doctors-public = As patients see it
doctors-add = Add a doctor
doctor-title = Title
doctor-title-hint = Such as Dr or Prof.
doctor-name = Name
doctor-specializations = Specializations
doctor-specializations-hint = One on each line, the main one first. Patients search by each of them.
doctor-languages = Languages
languages-hint = Tags with commas between them, such as en, de, pt-BR. The first is the main one.
doctor-order = Place in lists
doctor-order-hint = Smaller numbers stand first
doctor-bio = About the doctor
doctor-bio-hint = A few sentences for patients
error-specializations = Enter at least one specialization, each once
error-languages = Enter tags such as en or pt-BR, each once
error-order = Enter a number from 0 to 10000
leaving-title = Leaving the clinic
leaving-how = From the day that you choose nothing is offered with this doctor. You see first which bookings that hits.
leaving-from = From day
leaving-preview = Show what it changes
leaving-says = { $doctor } works here no more from { $day } on.
leaving-removed = { $n ->
    [0] No free times are taken away.
    [one] { $n } free time is taken away.
   *[other] { $n } free times are taken away.
}
leaving-no-bookings = No booking is hit.
leaving-bookings = { $n ->
    [one] { $n } booking is hit. It stays until the desk has moved or cancelled it.
   *[other] { $n } bookings are hit. They stay until the desk has moved or cancelled them.
}
leaving-more = And more later.
leaving-outdated = Other bookings are hit by now. Look at them first.
leaving-do = Take the times away
leaving-keep = Leave it as it is
leaving-back = Bring back
error-leaving = Enter a day from today on, such as 24/11/2027

# Staff
staff-title = Staff
staff-none = Nobody has an account here yet. Invite the first person below.
staff-since = since { $day }
staff-no-factor = no second factor
staff-end = End the work here
staff-end-how = Within seconds nothing that they were given for this clinic works any more. Their account stays.
staff-end-self = This is you. You will not get back to these pages.
staff-end-do = End it now
staff-invited = Invited
staff-invited-until = can accept until { $day }
staff-withdraw = Withdraw
staff-invite = Invite somebody
staff-invite-how = A mail with a link goes to the address. Whoever has it logs in, and works for the clinic from then on. An invitation with another role replaces the one before.
staff-role = What do they do here?
staff-which-doctor = Which doctor?
staff-which-doctor-hint = For doctors alone: they see and block the time of this one
staff-no-doctor = None
staff-invite-do = Send the invitation
error-which-doctor = Choose which of the doctors they are
role-staff = Front desk
role-staff-does = Books for patients, checks them in, sees all days
role-doctor = Doctor
role-doctor-does = Sees their own appointments, sets and blocks their own time
role-clinic-admin = Admin
role-clinic-admin-does = All of this, and the set-up of the clinic
role-platform-admin = The platform
role-patient = A patient
role-guest = A patient without an account
role-integrator = A program
role-anybody = Somebody

# Policies
policies-title = Policies
policies-lead = They hold for what is booked from now on. Appointments that are there stay.
policies-when = When patients can book
policies-who = Who books, and how
policies-place = The clinic’s place
policies-staff = Those who work here
policy-notice = Notice before a booking
policy-notice-effect = At { $now } the first time offered to a patient is { $first }.
policy-notice-none-effect = A time is offered until it begins.
policy-account-notice = Notice for patients with an account
policy-account-notice-effect = At { $now } the first time offered to a patient with an account is { $first }.
policy-account-notice-none-effect = Left empty: the same as for everybody.
policy-horizon = How many days ahead
policy-horizon-effect = Today patients can book up to and including { $day }.
policy-horizon-none-effect = Left empty: patients book as far ahead as there are hours.
policy-cancel = Notice before cancelling or moving
policy-cancel-effect = An appointment today at { $time } could be cancelled or moved online until { $until }; later the desk does it.
policy-cancel-none-effect = Patients can cancel and move an appointment until it begins.
policy-guests = Can people without an account book?
policy-guests-yes-effect = Everybody can book, without signing up.
policy-guests-no-effect = Who wants to book signs up first.
policy-give = What people without an account have to give
policy-give-nothing-effect = A name is enough
policy-give-phone-effect = Name and phone
policy-give-email-effect = Name and e-mail
policy-give-either-effect = Name, and phone or e-mail
policy-give-both-effect = Name, phone and e-mail
policy-upcoming = Most appointments to come of one account
policy-upcoming-effect = { $n ->
    [one] Who has { $n } appointment to come books no second one online.
   *[other] Who has { $n } appointments to come books no more online.
}
policy-hold = How long a time is held
policy-hold-effect = Who chooses a time at { $now } has until { $until } to book it.
policy-extensions = How often it can be kept longer
policy-extensions-effect = { $n ->
    [0] It cannot be kept longer.
    [one] “Keep it longer” works once.
   *[other] “Keep it longer” works { $n } times.
}
policy-country = Country
policy-country-effect = Phone numbers without a country code are read as numbers of { $country }.
policy-country-none-effect = Two letters, such as GB. Without it phone numbers are understood with a country code only.
country-hint = Two letters, such as GB
policy-languages = Languages of the clinic
policy-emergency = Whom to call when it cannot wait
policy-emergency-effect = Patients read: “{ $says }”
policy-factor = Do all who work here need a second factor?
policy-factor-yes-effect = Who logs in without one cannot get to the clinic’s pages.
policy-factor-no-effect = A password is enough. Turn it on to keep patients’ data safer.
error-notice = Enter a number, up to 30 days
error-hold = Enter a number, from 1 minute to 1 day
error-horizon = Enter a number from 1 to 731, or leave it empty
error-extensions = Enter a number from 0 to 100
error-upcoming = Enter a number from 1 to 1000
error-country = Enter the two letters of a country, such as GB, or leave it empty
history-title = Earlier changes
history-none = Nothing was changed yet.
history-change = { $from } → { $to }

# Kinds of visits
visit-types-title = Kinds of visits
visit-types-none = None yet: every time is for any visit. Add some to give them lengths and rules of their own.
visit-types-add = Add a kind of visit
visit-type-name = Name
visit-type-name-hint = As patients read it when they choose
visit-type-minutes = Length in minutes
visit-type-booked-by = Who books it?
visit-type-by-everybody = Everybody
visit-type-by-known = Patients who have been here before
visit-type-by-desk = The desk alone
visit-type-mode = Where?
visit-type-mode-any = As the hours say
visit-type-instructions = What patients should know
visit-type-instructions-hint = For example, to come without breakfast
visit-type-names = Names in other languages
visit-type-names-hint = One on each line, such as de: Erstgespräch
visit-type-colour = Colour
visit-type-colour-hint = For the desk, such as #1f7a8c
visit-type-rules = Rules of its own
visit-type-rules-how = What is left empty is as the clinic’s policies say.
visit-type-remove = Take it away
visit-type-remove-how = It is booked no more. Appointments keep it.
error-visit-name = Enter a name that no other kind of visit has
error-visit-minutes = Enter the length in minutes, such as 30
error-names = Write each name on a line of its own, behind its language: de: Erstgespräch
error-colour = Enter # and six digits, such as #1f7a8c, or leave it empty

# Other sites
embed-title = On your own site
embed-lead = Let patients book from the clinic’s own pages on the web.
embed-origins = Sites that may show it
embed-origins-hint = One on each line, such as https://www.example.org
embed-snippet = To paste into a page
embed-snippet-how = Where the site is not listed above, or scripts are off, this is a plain link.
embed-link = Book online
error-origins = Enter addresses such as https://www.example.org, without anything behind them, each once

# Audit
audit-title = Who did what
audit-what = What
audit-who = Who
audit-anybody = Anybody
audit-from = From day
audit-to = To day
audit-show = Show
audit-none = There is nothing of the kind.
audit-none-yet = Nothing here; older entries have not been looked at yet.
audit-other = { $who }: { $action }
audit-member-added = { $who } added somebody to the staff.
audit-patient = About this patient
audit-one-patient = Only what is about one patient.
audit-all = Show all

# Keys of programs
api-keys-title = Keys for programs
keys-lead = With a key another program works for the clinic: practice software, a phone system, a site.
keys-docs = What programs can do
keys-none = No keys yet. Create one below.
keys-since = made { $day }
keys-until = until { $day }
keys-revoke = Revoke
keys-revoke-how = Within seconds the program cannot do anything any more. This cannot be taken back.
keys-new = New key
keys-name = What is it for?
keys-name-hint = So that you know it again, such as Practice software
keys-may = What may the program do?
keys-until-label = Good until
keys-until-hint = Left empty, it does not end
keys-create = Create the key
keys-made = The new key
secret-once = Copy it now. It is shown this once, and never again.
scope-appointments-read = See appointments
scope-appointments-write = Book, and change appointments
scope-patients-read = See patient records
scope-patients-write = Make patient records
scope-schedules-read = See hours and absences
scope-schedules-write = Block doctors’ time
error-key-name = Say what the key is for
error-key-scopes = Choose at least one thing that the program may do
error-key-until = Enter a day to come, or leave it empty

# Webhooks
webhooks-title = Webhooks
webhooks-lead = Another program is told at once when something happens: a booking, a cancellation, a free time.
webhooks-none = No webhooks yet. Set one up below.
webhooks-new = New webhook
webhooks-create = Set it up
webhook-url = Address
webhook-url-hint = Where the program listens, such as https://practice.example/holdfast
webhook-description = What is it for?
webhook-events = What is it told?
webhook-events-hint = If none is chosen for a new one, it is told everything
webhook-on = On
webhook-off = Off
webhook-failing = Failing
webhook-switched-off = Switched off after too many failures
webhook-failing-since = No delivery was taken since { $time }.
webhook-try = Try it
webhook-switch-off = Switch off
webhook-switch-on = Switch on
webhook-deliveries = Deliveries
webhook-deliveries-none = Nothing was sent yet. Try it, to see whether it gets there.
delivery-delivered = Delivered
delivery-failed = Failed
delivery-superseded = Overtaken by a later one
delivery-waiting = Waiting
delivery-tries = { $n ->
    [0] not tried yet
    [one] tried once
   *[other] tried { $n } times
}
delivery-next = next { $time }
webhook-change = Change it
webhook-secret = The secret
webhook-secret-how = The program checks by it that deliveries are ours.
webhook-renew = Make a new secret
webhook-renew-how = The one before is good for another day.
webhook-delete = Delete it
webhook-delete-how = What waits to be delivered is deleted with it.
error-webhook-url = Enter a public address that begins with https://
error-webhook-events = Choose at least one event
event-created = Something was booked
event-confirmed = A hold was confirmed
event-rescheduled = An appointment was moved
event-reassigned = An appointment went to another doctor
event-cancelled = An appointment was cancelled
event-checked-in = A patient is here
event-completed = An appointment is done
event-no-show = A patient did not come
event-undone = The desk took a step back
event-expired = A hold has expired
event-conflict = A booking is outside the hours
event-freed = A time has become free
event-trial = Trial

# Closures
closures-title = Holidays and closures
closures-none = No closed days to come. Add one, or import the public holidays.
closures-new = Close the clinic
closures-from = First day
closures-to = Last day
closures-to-hint = Left empty, it is one day
label-closure-reason = Why
closures-reason-hint = Everybody can read it
closures-days = { $from } to { $to }
closures-do = Close on these days
closures-not = Do not close
closures-remove = Open again
closures-import = Import public holidays
closures-file = Contents of the file
closures-file-hint = Open the .ics or .csv file in a text editor, and paste all of it. A table has the columns date,name.
closures-import-do = Close on these days
error-day-needed = Enter a day, such as 24/12/2027
error-day-order = The last day must not be before the first
error-closure-days = Enter days from today to two years ahead, one year at most
error-holidays = This is no list of holidays. Paste a whole .ics or .csv file
error-holiday-lines = Nothing was done. Look at these lines: { $lines }

# The platform
platform-title = Clinics
platform-none = No clinics yet. Begin with the first one.
platform-first = First free time: { $time }
platform-next = More clinics
platform-new = New clinic
platform-new-lead = The clinic is there at once. Its first admin gets an invitation, and sets up the rest.
zone-label = Time zone
zone-hint = Type a city, and choose, such as Europe/London
error-zone = Choose a time zone from the list, such as Europe/London
platform-admin-email = E-mail of its first admin
platform-admin-email-hint = The invitation goes there
platform-create = Create the clinic
unsent-title = The invitation was not sent
unsent-lead = { $clinic } is there, and nothing of it is lost. Only its first admin is not invited yet.
unsent-to = To: { $email }
unsent-again = Send again
unsent-later = Do it later
me-platform = Go to the platform’s clinics
