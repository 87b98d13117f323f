# What the admin's pages share
nav-admin = Configuración
admin-back = { $clinic }: configuración
admin-save = Guardar
admin-yes = Sí
admin-no = No
admin-empty = nada
done-saved = Guardado.
done-added = Añadido.
done-removed = Eliminado.
done-invited = La invitación va en camino por correo. Vale siete días.
done-withdrawn = La invitación se retiró. Su enlace ya no sirve.
done-ended = Esa persona ya no trabaja para la clínica.
done-tried = La prueba va en camino. Vuelva a cargar la página para ver el resultado.
done-onboarded = La clínica está creada y la invitación para su primer administrador va en camino.
refused-last-admin = Una clínica conserva al menos un administrador. Invite antes a otro.
refused-too-many-keys = La clínica ya tiene todas las claves que puede tener. Revoque una antes.
refused-too-many-webhooks = La clínica ya tiene todos los webhooks que puede tener. Borre uno antes.
refused-visit-type-in-use = Hay horarios para este tipo de visita. Cambie antes esos horarios.
refused-changed = Ha cambiado entretanto. Vuelva a mirarlo y decida de nuevo.
refused-invalid = Falta algo, o algo no es correcto.
stale-title = Otra persona ha guardado cambios entretanto
stale-how = De lo suyo aún no se ha guardado nada. El formulario tiene lo que escribió; guárdelo para reemplazar lo que hay ahora.
stale-yours = Usted escribió
stale-saved = Guardado ahora
pager-older = Anteriores
pager-later = Posteriores
span-unit = Unidad
span-unit-minutes = minutos
span-unit-hours = horas
span-unit-days = días
span-minutes = { $n ->
    [one] { $n } minuto
   *[other] { $n } minutos
}
span-hours = { $n ->
    [one] { $n } hora
   *[other] { $n } horas
}
span-days = { $n ->
    [one] { $n } día
   *[other] { $n } días
}

# Set-up
setup-title = Configuración
setup-public = Ver lo que ven los pacientes
setup-done = Listo
setup-missing = Pendiente
setup-optional = Opcional
setup-more = Más
setup-clinic-no-address = Los pacientes aún no conocen la dirección.
setup-clinic-no-phone = Los pacientes aún no saben adónde llamar.
setup-doctors-none = Nadie todavía. Empiece por añadir un médico.
setup-doctors-count = { $n ->
    [one] { $n } médico trabaja aquí.
   *[other] { $n } médicos trabajan aquí.
}
setup-hours = Horarios
setup-hours-first-doctors = Cada médico tiene su horario. Añada antes un médico.
setup-hours-all = Todos los médicos tienen horario.
setup-hours-missing = Sin horario no se puede reservar nada. Faltan los de:
setup-staff-count = { $n ->
    [0] Nadie tiene cuenta aquí todavía.
    [one] { $n } persona tiene cuenta aquí.
   *[other] { $n } personas tienen cuenta aquí.
}
setup-staff-invited = Hay alguien invitado que aún no ha aceptado.
setup-policies-no-country = Indique el país, para que se entiendan los números de teléfono.
setup-policies-no-emergency = Diga a quién llaman los pacientes si no puede esperar.
setup-policies-done = Cuándo y cómo reservan los pacientes.
setup-visit-types-count = { $n ->
    [0] Ninguno. Cada hora sirve para cualquier visita.
    [one] { $n } tipo de visita.
   *[other] { $n } tipos de visita.
}
setup-embed-count = { $n ->
    [0] Aún en ningún otro sitio web.
    [one] En { $n } sitio web más.
   *[other] En { $n } sitios web más.
}
stage-closed = Cerrada
stage-no-doctors = Sin médicos
stage-no-hours = Sin horarios
stage-nothing-free = Nada libre
stage-live = Abierta
stage-closed-how = La clínica ha cerrado definitivamente. No se puede reservar.
stage-no-doctors-how = Aún no se puede reservar: no hay ningún médico.
stage-no-hours-how = Aún no se puede reservar: ningún médico tiene horario.
stage-nothing-free-how = Hay horarios, pero los pacientes no encuentran nada libre: todo está reservado, es demasiado pronto o demasiado lejos.
stage-live-how = Los pacientes pueden reservar. La primera hora libre es { $time }.

# Clinic
clinic-title = Clínica
clinic-name = Nombre de la clínica
clinic-address = Dirección
clinic-address-hint = Calle y localidad, como la buscan los pacientes
clinic-phone = Teléfono
clinic-phone-hint = Se muestra cuando algo no se puede hacer en línea
clinic-zone = Zona horaria: { $zone }
error-clinic-name = Escriba el nombre de la clínica

# Doctors
doctors-title = Médicos
doctors-none = Nadie todavía. Añada el primer médico y luego su horario.
doctors-order = En el orden en que los ven los pacientes.
doctors-place = Puesto { $n }
doctors-until = Trabaja aquí hasta antes del { $day }.
doctors-left = Ya no trabaja aquí desde el { $day }.
doctors-hours = Horario
doctors-public = Como lo ven los pacientes
doctors-add = Añadir un médico
doctor-title = Título
doctor-title-hint = Por ejemplo, Dr. o Prof.
doctor-name = Nombre
doctor-specializations = Especialidades
doctor-specializations-hint = Una por línea, la principal primero. Los pacientes buscan por cualquiera de ellas.
doctor-languages = Idiomas
languages-hint = Códigos separados por comas, como es, en, pt-BR. El primero es el principal.
doctor-order = Puesto en las listas
doctor-order-hint = Los números menores van primero
doctor-bio = Sobre el médico
doctor-bio-hint = Unas frases para los pacientes
error-specializations = Escriba al menos una especialidad, cada una una sola vez
error-languages = Escriba códigos como es o pt-BR, cada uno una sola vez
error-order = Escriba un número del 0 al 10000
leaving-title = Dejar la clínica
leaving-how = Desde el día que elija no se ofrecen horas con este médico. Antes verá a qué citas afecta.
leaving-from = Desde el día
leaving-preview = Ver qué cambia
leaving-says = { $doctor } ya no trabaja aquí a partir del { $day }.
leaving-removed = { $n ->
    [0] No desaparece ninguna hora libre.
    [one] Desaparece { $n } hora libre.
   *[other] Desaparecen { $n } horas libres.
}
leaving-no-bookings = No afecta a ninguna cita.
leaving-bookings = { $n ->
    [one] Afecta a { $n } cita. Se mantiene hasta que recepción la cambie o la cancele.
   *[other] Afecta a { $n } citas. Se mantienen hasta que recepción las cambie o las cancele.
}
leaving-more = Y otras más adelante.
leaving-outdated = Ahora afecta a otras citas. Mírelas antes.
leaving-do = Quitar las horas
leaving-keep = Dejarlo como está
leaving-back = Reincorporar
error-leaving = Escriba un día a partir de hoy, como 24/11/2027

# Staff
staff-title = Personal
staff-none = Nadie tiene cuenta aquí todavía. Invite abajo a la primera persona.
staff-since = desde el { $day }
staff-no-factor = sin segundo factor
staff-end = Dar de baja
staff-end-how = En segundos deja de funcionar todo su acceso a esta clínica. La cuenta se conserva.
staff-end-self = Es usted. Después no podrá volver a estas páginas.
staff-end-do = Dar de baja ahora
staff-invited = Invitados
staff-invited-until = puede aceptar hasta el { $day }
staff-withdraw = Retirar
staff-invite = Invitar a alguien
staff-invite-how = A esa dirección llega un correo con un enlace. Quien lo abre e inicia sesión trabaja desde entonces para la clínica. Una invitación con otra función reemplaza la anterior.
staff-role = ¿Qué hace aquí?
staff-which-doctor = ¿Qué médico?
staff-which-doctor-hint = Solo para médicos: ven y bloquean el tiempo de este
staff-no-doctor = Ninguno
staff-invite-do = Enviar la invitación
error-which-doctor = Elija cuál de los médicos es
role-staff = Recepción
role-staff-does = Reserva para pacientes, registra llegadas y ve todos los días
role-doctor = Médico
role-doctor-does = Ve sus citas y fija y bloquea su propio tiempo
role-clinic-admin = Administrador
role-clinic-admin-does = Todo eso, y la configuración de la clínica
role-platform-admin = La plataforma
role-patient = Un paciente
role-guest = Un paciente sin cuenta
role-integrator = Un programa
role-anybody = Alguien

# Policies
policies-title = Reglas
policies-lead = Valen para lo que se reserve desde ahora. Las citas existentes se mantienen.
policies-when = Cuándo pueden reservar
policies-who = Quién reserva y cómo
policies-place = Lugar de la clínica
policies-staff = Quienes trabajan aquí
policy-notice = Antelación para reservar
policy-notice-effect = A las { $now }, la primera hora que se ofrece a un paciente es { $first }.
policy-notice-none-effect = Una hora se ofrece hasta que empieza.
policy-account-notice = Antelación para pacientes con cuenta
policy-account-notice-effect = A las { $now }, la primera hora para un paciente con cuenta es { $first }.
policy-account-notice-none-effect = Vacío: igual que para los demás.
policy-horizon = Cuántos días por adelantado
policy-horizon-effect = Hoy los pacientes pueden reservar hasta el { $day } inclusive.
policy-horizon-none-effect = Vacío: se reserva hasta donde haya horarios.
policy-cancel = Antelación para cancelar o cambiar
policy-cancel-effect = Una cita de hoy a las { $time } se podía cancelar o cambiar en línea hasta { $until }; después lo hace recepción.
policy-cancel-none-effect = Los pacientes pueden cancelar y cambiar hasta que empiece.
policy-guests = ¿Se puede reservar sin cuenta?
policy-guests-yes-effect = Todos pueden reservar sin registrarse.
policy-guests-no-effect = Quien quiera reservar se registra antes.
policy-give = Qué deben dar quienes no tienen cuenta
policy-give-nothing-effect = Basta un nombre
policy-give-phone-effect = Nombre y teléfono
policy-give-email-effect = Nombre y correo
policy-give-either-effect = Nombre, y teléfono o correo
policy-give-both-effect = Nombre, teléfono y correo
policy-upcoming = Máximo de citas pendientes por cuenta
policy-upcoming-effect = { $n ->
    [one] Quien tiene { $n } cita pendiente no reserva otra en línea.
   *[other] Quien tiene { $n } citas pendientes no reserva más en línea.
}
policy-hold = Cuánto se guarda una hora
policy-hold-effect = Quien elige una hora a las { $now } tiene hasta { $until } para reservarla.
policy-extensions = Cuántas veces se puede prolongar
policy-extensions-effect = { $n ->
    [0] No se puede prolongar.
    [one] Se puede prolongar una vez.
   *[other] Se puede prolongar { $n } veces.
}
policy-country = País
policy-country-effect = Los números sin prefijo internacional se leen como números de { $country }.
policy-country-none-effect = Dos letras, como ES. Sin ellas los números solo se entienden con prefijo internacional.
country-hint = Dos letras, como ES
policy-languages = Idiomas de la clínica
policy-emergency = A quién llamar si no puede esperar
policy-emergency-effect = Los pacientes leen: «{ $says }»
policy-factor = ¿Necesitan un segundo factor quienes trabajan aquí?
policy-factor-yes-effect = Quien inicie sesión sin él no llega a las páginas de la clínica.
policy-factor-no-effect = Basta una contraseña. Con él, los datos de los pacientes están más seguros.
error-notice = Escriba un número, hasta 30 días
error-hold = Escriba un número, de 1 minuto a 1 día
error-horizon = Escriba un número del 1 al 731, o déjelo vacío
error-extensions = Escriba un número del 0 al 100
error-upcoming = Escriba un número del 1 al 1000
error-country = Escriba las dos letras de un país, como ES, o déjelo vacío
history-title = Cambios anteriores
history-none = Todavía no se ha cambiado nada.
history-change = { $from } → { $to }

# Kinds of visits
visit-types-title = Tipos de visita
visit-types-none = Ninguno todavía: cada hora sirve para cualquier visita. Añada alguno para darle duración y reglas propias.
visit-types-add = Añadir un tipo de visita
visit-type-name = Nombre
visit-type-name-hint = Como lo leen los pacientes al elegir
visit-type-minutes = Duración en minutos
visit-type-booked-by = ¿Quién lo reserva?
visit-type-by-everybody = Cualquiera
visit-type-by-known = Pacientes que ya han venido
visit-type-by-desk = Solo recepción
visit-type-mode = ¿Dónde?
visit-type-mode-any = Según el horario
visit-type-instructions = Qué deben saber los pacientes
visit-type-instructions-hint = Por ejemplo, venir en ayunas
visit-type-names = Nombres en otros idiomas
visit-type-names-hint = Uno por línea, como en: First visit
visit-type-colour = Color
visit-type-colour-hint = Para recepción, como #1f7a8c
visit-type-rules = Reglas propias
visit-type-rules-how = Lo que quede vacío sigue las reglas de la clínica.
visit-type-remove = Quitar
visit-type-remove-how = Ya no se reserva. Las citas existentes lo conservan.
error-visit-name = Escriba un nombre que no tenga otro tipo de visita
error-visit-minutes = Escriba la duración en minutos, como 30
error-names = Escriba cada nombre en su línea, detrás de su idioma: en: First visit
error-colour = Escriba # y seis cifras, como #1f7a8c, o déjelo vacío

# Other sites
embed-title = En su propio sitio web
embed-lead = Permita reservar desde el sitio web de la clínica.
embed-origins = Sitios que pueden mostrarlo
embed-origins-hint = Uno por línea, como https://www.example.org
embed-snippet = Para pegar en una página
embed-snippet-how = Si el sitio no figura arriba o no hay scripts, queda como un enlace normal.
embed-link = Reservar en línea
error-origins = Escriba direcciones como https://www.example.org, sin nada detrás, cada una una sola vez

# Audit
audit-title = Quién hizo qué
audit-what = Qué
audit-who = Quién
audit-anybody = Cualquiera
audit-from = Desde el día
audit-to = Hasta el día
audit-show = Mostrar
audit-none = No hay nada así.
audit-none-yet = Nada aquí; aún no se han mirado las entradas anteriores.
audit-other = { $who }: { $action }
audit-member-added = { $who } incorporó a alguien al personal.
audit-patient = Sobre este paciente
audit-one-patient = Solo lo relativo a un paciente.
audit-all = Mostrar todo

# Keys of programs
api-keys-title = Claves para programas
keys-lead = Con una clave, otro programa trabaja para la clínica: un software médico, una centralita, un sitio web.
keys-docs = Qué pueden hacer los programas
keys-none = Aún no hay claves. Cree una abajo.
keys-since = creada el { $day }
keys-until = hasta el { $day }
keys-revoke = Revocar
keys-revoke-how = En segundos el programa ya no podrá hacer nada. No se puede deshacer.
keys-new = Clave nueva
keys-name = ¿Para qué es?
keys-name-hint = Para reconocerla, como Software médico
keys-may = ¿Qué puede hacer el programa?
keys-until-label = Válida hasta
keys-until-hint = Vacío: no caduca
keys-create = Crear la clave
keys-made = La clave nueva
secret-once = Cópielo ahora. Solo se muestra esta vez.
scope-appointments-read = Ver citas
scope-appointments-write = Reservar y cambiar citas
scope-patients-read = Ver fichas de pacientes
scope-patients-write = Crear fichas de pacientes
scope-schedules-read = Ver horarios y ausencias
scope-schedules-write = Bloquear tiempo de médicos
error-key-name = Diga para qué es la clave
error-key-scopes = Elija al menos una cosa que pueda hacer el programa
error-key-until = Escriba un día futuro, o déjelo vacío

# Webhooks
webhooks-title = Webhooks
webhooks-lead = Otro programa se entera al momento de lo que ocurre: una reserva, una cancelación, una hora libre.
webhooks-none = Aún no hay webhooks. Configure uno abajo.
webhooks-new = Webhook nuevo
webhooks-create = Configurar
webhook-url = Dirección
webhook-url-hint = Donde escucha el programa, como https://practice.example/holdfast
webhook-description = ¿Para qué es?
webhook-events = ¿De qué se entera?
webhook-events-hint = Si en uno nuevo no elige nada, se entera de todo
webhook-on = Activo
webhook-off = Inactivo
webhook-failing = Con fallos
webhook-switched-off = Desactivado tras demasiados fallos
webhook-failing-since = Desde { $time } no se ha aceptado ningún envío.
webhook-try = Probar
webhook-switch-off = Desactivar
webhook-switch-on = Activar
webhook-deliveries = Envíos
webhook-deliveries-none = Aún no se ha enviado nada. Pruébelo para ver si llega.
delivery-delivered = Entregado
delivery-failed = Fallido
delivery-superseded = Superado por otro posterior
delivery-waiting = En espera
delivery-tries = { $n ->
    [0] aún sin intentar
    [one] { $n } intento
   *[other] { $n } intentos
}
delivery-next = siguiente: { $time }
webhook-change = Cambiarlo
webhook-secret = El secreto
webhook-secret-how = Con él, el programa comprueba que los envíos son nuestros.
webhook-renew = Crear un secreto nuevo
webhook-renew-how = El anterior vale un día más.
webhook-delete = Borrarlo
webhook-delete-how = Lo que espera para enviarse se borra también.
error-webhook-url = Escriba una dirección pública que empiece por https://
error-webhook-events = Elija al menos un suceso
event-created = Se reservó una cita
event-confirmed = Se confirmó una reserva provisional
event-rescheduled = Se cambió una cita de hora
event-reassigned = Una cita pasó a otro médico
event-cancelled = Se canceló una cita
event-checked-in = Llegó un paciente
event-completed = Terminó una cita
event-no-show = Un paciente no vino
event-undone = Recepción deshizo un paso
event-expired = Venció una reserva provisional
event-conflict = Una cita queda fuera del horario
event-freed = Quedó libre una hora
event-trial = Prueba

# Closures
closures-title = Festivos y cierres
closures-none = No hay días de cierre próximos. Añada uno o importe los festivos.
closures-new = Cerrar la clínica
closures-from = Primer día
closures-to = Último día
closures-to-hint = Vacío: un solo día
label-closure-reason = Motivo
closures-reason-hint = Lo puede leer cualquiera
closures-days = { $from } a { $to }
closures-do = Cerrar esos días
closures-not = No cerrar
closures-remove = Volver a abrir
closures-import = Importar festivos
closures-file = Contenido del archivo
closures-file-hint = Abra el archivo .ics o .csv en un editor de texto y péguelo entero. Una tabla tiene las columnas date,name.
closures-import-do = Cerrar esos días
error-day-needed = Escriba un día, como 24/12/2027
error-day-order = El último día no puede ser anterior al primero
error-closure-days = Escriba días desde hoy hasta dentro de dos años, un año como máximo
error-holidays = Esto no es una lista de festivos. Pegue un archivo .ics o .csv entero
error-holiday-lines = No se hizo nada. Mire estas líneas: { $lines }

# The platform
platform-title = Clínicas
platform-none = Aún no hay clínicas. Empiece con la primera.
platform-first = Primera hora libre: { $time }
platform-next = Más clínicas
platform-new = Clínica nueva
platform-new-lead = La clínica queda creada al momento. Su primer administrador recibe una invitación y configura el resto.
zone-label = Zona horaria
zone-hint = Escriba una ciudad y elija, como Europe/Madrid
error-zone = Elija una zona horaria de la lista, como Europe/Madrid
platform-admin-email = Correo de su primer administrador
platform-admin-email-hint = Allí llega la invitación
platform-create = Crear la clínica
unsent-title = La invitación no se envió
unsent-lead = { $clinic } está creada y no se ha perdido nada. Solo falta invitar a su primer administrador.
unsent-to = Para: { $email }
unsent-again = Enviar de nuevo
unsent-later = Más tarde
me-platform = Ir a las clínicas de la plataforma
