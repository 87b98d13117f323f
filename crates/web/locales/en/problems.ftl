problem-not-found = This page is not here
problem-not-found-how = The address is wrong, or what it was about is not yours to see.
problem-forbidden = You cannot open this page
problem-forbidden-how = It is for others at the clinic. If you should have it, ask a clinic admin.
problem-too-many = Too many tries
problem-too-many-how = Wait a little, then try again.
problem-form = The form was too old
problem-form-how = Go back, load the page anew, and send it again. Nothing was changed.
problem-changed = It has changed in the meantime
problem-changed-how = Go back, load the page anew, and look how it stands. Nothing was changed.
problem-away = We cannot do this right now
problem-away-how = Nothing was changed. Try again in a minute.
problem-unknown = We do not know whether it worked
problem-unknown-how = Look at your appointments before you try again.
problem-ours = Something went wrong on our side
problem-ours-how = Try again. If it stays so, call the clinic.
problem-refused = This cannot be done
problem-refused-how = Nothing was changed. Go back and try it another way.
problem-wait = { $n ->
    [one] You can try again in one second.
   *[other] You can try again in { $n } seconds.
}
problem-start = Go to the first page
problem-code = If you call for help, say:
