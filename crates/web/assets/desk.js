// What the pages of a clinic's team gain by a script. All else works without.
'use strict';

const offset = 300000; // a line of the sheet: five minutes

// A day that changes before one's eyes: the stream says that something has, the page is asked what, and the columns that look different
// are replaced. The focus stays on its row; what is dragged is not taken from under the pointer.
const live = () => {
  const status = document.querySelector('[data-live]');
  if (!status || !window.EventSource) return;
  let isDue = false;
  let isLooking = false;
  // as the server wrote it: what scripts have added since, and the token that is another in every page, are no change
  const plain = (section) => section.innerHTML.replace(/(name="form_token" value=")[^"]*/g, '$1');
  const sections = () => document.querySelectorAll('.sheet section, [data-part]');
  const shown = new Map([...sections()].map((section) => [section.id, plain(section)]));
  const renew = async () => {
    const answer = await fetch(location.pathname + location.search, { headers: { accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return void (status.textContent = status.dataset.lost);
    const anew = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (document.body.dataset.dragging) return void (isDue = true);
    for (const section of sections()) {
      const other = anew.getElementById(section.id);
      if (!other || plain(other) === shown.get(section.id)) continue;
      shown.set(section.id, plain(other));
      const held = section.contains(document.activeElement) ? document.activeElement : null;
      const href = held?.getAttribute('href');
      const value = held?.getAttribute('value');
      const again = held?.id ? `#${CSS.escape(held.id)}` : href ? `[href="${href}"]` : value ? `[value="${value}"]` : null;
      section.replaceChildren(...other.childNodes);
      if (again) section.querySelector(again)?.focus({ preventScroll: true });
      status.textContent = status.dataset.new;
    }
  };
  // one look at a time: an answer of before never overwrites a later one
  const look = async () => {
    isDue = true;
    if (isLooking) return;
    isLooking = true;
    while (isDue) {
      await new Promise((done) => setTimeout(done, 500));
      if (document.body.dataset.dragging) continue;
      isDue = false;
      await renew().catch(() => { status.textContent = status.dataset.lost; });
    }
    isLooking = false;
  };
  const stream = new EventSource(status.dataset.live);
  // with each connection one look: something may have changed between the page and the stream, or while it was cut off
  stream.addEventListener('open', () => {
    if (status.textContent === status.dataset.lost) status.textContent = '';
    look();
  });
  stream.addEventListener('error', () => { if (stream.readyState === EventSource.CLOSED) status.textContent = status.dataset.lost; });
  for (const kind of ['appointment', 'slot', 'conflict', 'reset']) stream.addEventListener(kind, look);
  addEventListener('pagehide', () => stream.close());
};

const line = () => {
  const sheet = document.querySelector('.sheet[data-origin]');
  if (!sheet) return;
  setInterval(() => {
    const at = Math.floor((Date.now() - sheet.dataset.origin) / offset) + 1;
    for (const now of sheet.querySelectorAll('.now')) now.className = `now r${at}`;
  }, 30000);
};

// The free time that stands nearest to the one that is moved.
const nearest = () => {
  const from = document.querySelector('.sheet .row.moving');
  const top = (of) => of.getBoundingClientRect().top;
  const list = from?.closest('ol') ?? document;
  const free = [...list.querySelectorAll('.row > button')];
  if (from) free.sort((a, b) => Math.abs(top(a) - top(from)) - Math.abs(top(b) - top(from)));
  return free[0] ?? document.querySelector('#move button');
};

const keysOff = () => document.cookie.includes('holdfast-keys=off');

// One key for the day before, the day after, today, a booking, a search, a move; the arrows go from row to row and from column to
// column, where an appointment is moved over free times alone.
const keys = () => {
  const pressable = (list) => [...list.querySelectorAll(document.querySelector('[data-moving]') ? '.row > button' : '.row > a, .row > button')];
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || document.querySelector('dialog[open]')) return;
    if (event.target.matches('input:not([type=radio]):not([type=checkbox]), select, textarea')) return;
    if (event.key === 'Escape' || !keysOff()) {
      if (event.key === '?') return void (document.querySelector('[data-keys]') ?? {}).toggleAttribute?.('open');
      if (event.key === 'm' && event.target.dataset.move) return void move(event.target);
      const link = [...document.querySelectorAll('[data-key]')].find((of) => of.dataset.key === event.key);
      if (link) {
        event.preventDefault();
        return link.click();
      }
    }
    const list = event.target.closest('.sheet section > ol');
    const rtl = document.dir === 'rtl' ? -1 : 1;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const across = { ArrowRight: rtl, ArrowLeft: -rtl }[event.key];
    if (!list || (!step && !across)) return;
    event.preventDefault();
    const rows = pressable(list);
    if (step) return void rows[Math.min(Math.max(rows.indexOf(event.target) + step, 0), rows.length - 1)]?.focus();
    const lists = [...document.querySelectorAll('.sheet section > ol')].filter((of) => pressable(of).length);
    const next = lists[lists.indexOf(list) + across];
    const top = event.target.getBoundingClientRect().top;
    const near = next && pressable(next).sort((a, b) => Math.abs(a.getBoundingClientRect().top - top) - Math.abs(b.getBoundingClientRect().top - top))[0];
    near?.focus();
  });
  // one stop of Tab for each column: the row that had the focus last, or the first
  const stops = () => {
    for (const list of document.querySelectorAll('.sheet section > ol')) {
      const rows = pressable(list);
      const kept = rows.find((row) => row === document.activeElement) ?? rows.find((row) => row.tabIndex === 0) ?? rows[0];
      for (const row of list.querySelectorAll('.row > a, .row > button')) row.tabIndex = row === kept ? 0 : -1;
    }
  };
  const first = document.querySelector('[data-moving]') && !document.querySelector('[data-focus]');
  stops();
  if (first) nearest()?.focus();
  document.addEventListener('focusin', (event) => { if (event.target.closest('.sheet')) stops(); });
  const sheet = document.querySelector('.sheet');
  if (sheet) new MutationObserver(stops).observe(sheet, { childList: true, subtree: true });
  const button = document.querySelector('[data-keys-off]');
  if (!button) return;
  const say = () => { button.textContent = keysOff() ? button.dataset.keysOn : button.dataset.keysOff; };
  button.hidden = false;
  say();
  button.addEventListener('click', () => {
    document.cookie = `holdfast-keys=${keysOff() ? 'on' : 'off'}; Path=/; SameSite=Lax; Max-Age=31536000`;
    say();
  });
};

const move = (row) => {
  const to = new URL(location.href);
  to.searchParams.set('move', row.dataset.move.split(',')[0]);
  to.searchParams.delete('done');
  to.hash = '';
  location.assign(to);
};

const hidden = (name, value) => {
  const input = document.createElement('input');
  [input.type, input.name, input.value] = ['hidden', name, value];
  return input;
};

// By a key a move is asked about first: nothing is pressed by accident. By pointer two presses are enough.
const ask = () => {
  const form = document.getElementById('move');
  if (!form) return;
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button[name=slot_id]');
    if (!button || event.detail > 0 || button.form !== form) return;
    event.preventDefault();
    const dialog = document.createElement('dialog');
    const text = document.createElement('p');
    text.id = 'ask';
    text.textContent = form.dataset.ask.replace('#', button.querySelector('.at')?.textContent ?? button.textContent.trim());
    dialog.setAttribute('aria-labelledby', 'ask');
    const buttons = document.createElement('div');
    buttons.className = 'buttons';
    const { value } = button;
    // the button itself may be another by then: its column is replaced when something changes
    const again = () => document.querySelector(`button[name=slot_id][value="${value}"]`)?.focus();
    const go = () => {
      form.append(hidden('slot_id', value));
      form.requestSubmit();
    };
    for (const [says, does] of [[form.dataset.yes, go], [form.dataset.no, again]]) {
      const of = document.createElement('button');
      of.type = 'button';
      of.className = buttons.children.length ? 'secondary' : 'primary';
      of.textContent = says;
      of.addEventListener('click', () => { dialog.close(); does(); });
      buttons.append(of);
    }
    dialog.append(text, buttons);
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  });
};

// An appointment is dragged onto a free time: the same form as by hand.
const drag = () => {
  const token = document.querySelector('input[name=form_token]')?.value;
  let dragged = null;
  document.addEventListener('dragstart', (event) => {
    const row = event.target.closest?.('[data-move]');
    if (!row) return;
    dragged = row.dataset.move.split(',');
    document.body.dataset.dragging = 'yes';
    event.dataTransfer.effectAllowed = 'move';
    event.dataTransfer.setData('text/plain', '');
  });
  const target = (event) => (dragged ? event.target.closest?.('.row.free') : null);
  document.addEventListener('dragover', (event) => {
    for (const of of document.querySelectorAll('.row.over')) of.classList.remove('over');
    const row = target(event);
    if (!row) return;
    event.preventDefault();
    row.classList.add('over');
  });
  document.addEventListener('dragend', () => {
    dragged = null;
    delete document.body.dataset.dragging;
    for (const of of document.querySelectorAll('.row.over')) of.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    const row = target(event);
    const href = row?.querySelector('a')?.href;
    if (!href) return;
    event.preventDefault();
    const form = document.createElement('form');
    form.method = 'post';
    form.action = new URL(`../move/${dragged[0]}`, location.href).pathname;
    for (const [name, value] of [['form_token', token], ['version', dragged[1]], ['slot_id', new URL(href).searchParams.get('slot_id')]]) {
      form.append(hidden(name, value));
    }
    document.body.append(form);
    form.requestSubmit();
  });
};

// Somebody is looked up while a name is typed; Arrow down goes to those who were found, Enter to the first of them.
const find = () => {
  const input = document.querySelector('[data-find]');
  if (!input) return;
  const region = document.getElementById(input.dataset.find);
  let timer;
  let asked = input.defaultValue;
  const look = async () => {
    const q = input.value.trim();
    if (q === asked) return;
    asked = q;
    // in the body: no address has a name in it
    const body = new URLSearchParams(new FormData(input.form));
    const answer = await fetch(input.form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
    if (!answer.ok || input.value.trim() !== q) return;
    const anew = new DOMParser().parseFromString(await answer.text(), 'text/html');
    region.replaceChildren(...(anew.getElementById(region.id)?.childNodes ?? []));
    for (const name of ['name', 'phone', 'email']) {
      const [own, other] = [document.getElementById(name), anew.getElementById(name)];
      if (own && other) own.value = other.value;
    }
    const [own, other] = [document.querySelector('[data-new]'), anew.querySelector('[data-new]')];
    if (own && other) own.closest('details').open = other.closest('details').open;
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(look, 200);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      region.querySelector('a')?.focus();
    } else if (event.key === 'Enter' && input.value.trim() === asked && region.querySelector('[data-first]')) {
      event.preventDefault();
      region.querySelector('[data-first]').click();
    }
  });
  region.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = [...region.querySelectorAll('a')];
    (all[all.indexOf(event.target) + step] ?? (step < 0 ? input : event.target)).focus();
  });
};

// Buttons that change a form and nothing else get it back without a new page: no entry in the history, and no flash. What the form
// leads to is a page of its own.
const swap = () => {
  document.addEventListener('submit', async (event) => {
    const [form, button] = [event.target, event.submitter];
    if (event.defaultPrevented || !form.matches('[data-swap]') || !/^(add|break|copy|remove|fill|kind)\b/.test(button?.value)) return;
    event.preventDefault();
    try {
      const body = new URLSearchParams(new FormData(form, button));
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
      const anew = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('[data-swap]');
      if (!answer.ok || !anew) throw answer;
      form.replaceWith(anew);
      focusNew();
    } catch {
      delete form.dataset.swap;
      delete form.dataset.sent;
      form.requestSubmit(button);
    }
  });
};

live();
line();
keys();
ask();
drag();
find();
swap();
