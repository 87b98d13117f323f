problem-not-found = Diese Seite gibt es nicht
problem-not-found-how = Die Adresse ist falsch, oder Sie dürfen nicht sehen, worum es dort geht.
problem-forbidden = Sie können diese Seite nicht öffnen
problem-forbidden-how = Sie ist für andere in der Praxis. Wenn Sie sie brauchen, fragen Sie die Leitung der Praxis.
problem-too-many = Zu viele Versuche
problem-too-many-how = Warten Sie ein wenig, und versuchen Sie es dann erneut.
problem-form = Das Formular war zu alt
problem-form-how = Gehen Sie zurück, laden Sie die Seite neu, und senden Sie es erneut. Es wurde nichts geändert.
problem-changed = Es hat sich inzwischen etwas geändert
problem-changed-how = Gehen Sie zurück, laden Sie die Seite neu, und sehen Sie nach. Es wurde nichts geändert.
problem-away = Das geht im Moment nicht
problem-away-how = Es wurde nichts geändert. Versuchen Sie es in einer Minute erneut.
problem-unknown = Wir wissen nicht, ob es geklappt hat
problem-unknown-how = Sehen Sie sich Ihre Termine an, bevor Sie es erneut versuchen.
problem-ours = Bei uns ist etwas schiefgegangen
problem-ours-how = Versuchen Sie es erneut. Wenn es so bleibt, rufen Sie die Praxis an.
problem-refused = Das geht so nicht
problem-refused-how = Es wurde nichts geändert. Gehen Sie zurück, und versuchen Sie es anders.
problem-wait = { $n ->
    [one] In einer Sekunde können Sie es erneut versuchen.
   *[other] In { $n } Sekunden können Sie es erneut versuchen.
}
problem-start = Zur ersten Seite
problem-code = Wenn Sie um Hilfe bitten, nennen Sie:
