problem-not-found = Esta página no está aquí
problem-not-found-how = La dirección es incorrecta, o no le corresponde ver de qué trata.
problem-forbidden = No puede abrir esta página
problem-forbidden-how = Es para otras personas de la clínica. Si la necesita, pregunte a quien la administra.
problem-too-many = Demasiados intentos
problem-too-many-how = Espere un poco y vuelva a intentarlo.
problem-form = El formulario era demasiado antiguo
problem-form-how = Vuelva atrás, recargue la página y envíelo de nuevo. No se ha cambiado nada.
problem-changed = Ha cambiado entretanto
problem-changed-how = Vuelva atrás, recargue la página y mire cómo está. No se ha cambiado nada.
problem-away = Ahora mismo no podemos hacerlo
problem-away-how = No se ha cambiado nada. Inténtelo de nuevo en un minuto.
problem-unknown = No sabemos si ha funcionado
problem-unknown-how = Mire sus citas antes de intentarlo otra vez.
problem-ours = Algo ha fallado por nuestra parte
problem-ours-how = Inténtelo de nuevo. Si sigue así, llame a la clínica.
problem-refused = Esto no se puede hacer
problem-refused-how = No se ha cambiado nada. Vuelva atrás e inténtelo de otra manera.
problem-wait = { $n ->
    [one] Puede intentarlo de nuevo en un segundo.
   *[other] Puede intentarlo de nuevo en { $n } segundos.
}
problem-start = Ir a la primera página
problem-code = Si pide ayuda, diga:
