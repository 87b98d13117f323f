// What pages gain by a script: focus on what is new, the visitor's own zone, the minutes that a time is still held. All else works without.
'use strict';

const keepZone = () => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || document.cookie.includes('holdfast-zone=' + zone)) return;
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  document.cookie = 'holdfast-zone=' + zone + '; Path=/; SameSite=Lax; Max-Age=31536000' + secure;
};

const focusNew = () => {
  const summary = document.querySelector('.summary') || document.querySelector('[data-focus]');
  if (summary) summary.focus();
  else if (location.hash === '#times') document.getElementById('times')?.focus({ preventScroll: true });
};

// Speaks at five, two and one minutes, and at no other time; the text beside it changes in silence.
const countDown = () => {
  const left = document.querySelector('[data-until]');
  const status = document.querySelector('[data-hold-status]');
  if (!left) return;
  const until = Date.parse(left.dataset.until);
  let before = Infinity;
  const tick = () => {
    const minutes = Math.max(0, Math.ceil((until - Date.now()) / 60000));
    left.textContent = left.dataset.minutes.replace('#', minutes);
    const spoken = [5, 2, 1].find((at) => minutes <= at && before > at && Number.isFinite(before));
    if (status && spoken) status.textContent = status.dataset.holdStatus.replace('#', minutes);
    before = minutes;
  };
  tick();
  setInterval(tick, 1000);
};

const print = () => {
  for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
  }
};

// A form is sent once, however often its button is pressed.
const sendOnce = () => {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sent) event.preventDefault();
    else if (form.method === 'post') form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
};

// A day that changes before one's eyes: the stream says that something has, the page is asked what, and a doctor's rows are
// replaced unless the focus is in them; then they wait until it has gone on.
const live = () => {
  const status = document.querySelector('[data-live]');
  if (!status || !window.EventSource) return;
  let asked = false;
  const look = async () => {
    if (asked) return;
    asked = true;
    await new Promise((done) => setTimeout(done, 250));
    asked = false;
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return void (status.textContent = status.dataset.lost);
    const anew = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const section of document.querySelectorAll('.sheet section')) {
      const other = anew.getElementById(section.id);
      if (!other || other.innerHTML === section.innerHTML) continue;
      const focused = section.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
      section.replaceChildren(...other.childNodes);
      if (focused) section.querySelector(`[href="${focused}"]`)?.focus();
      status.textContent = status.dataset.new;
    }
  };
  const stream = new EventSource(status.dataset.live);
  stream.addEventListener('open', () => { if (status.textContent === status.dataset.lost) look(); });
  stream.addEventListener('error', () => { if (stream.readyState === EventSource.CLOSED) status.textContent = status.dataset.lost; });
  for (const kind of ['appointment', 'slot', 'conflict', 'reset']) stream.addEventListener(kind, look);
  addEventListener('pagehide', () => stream.close());
};

// One key for the day before, the day after and today; the arrows go from row to row.
const keys = () => {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.matches('input, select, textarea')) return;
    const link = [...document.querySelectorAll('[data-key]')].find((of) => of.dataset.key === event.key);
    if (link) return link.click();
    const rows = [...(event.target.closest('.sheet ol')?.querySelectorAll('a') ?? [])];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!rows.length || !step) return;
    event.preventDefault();
    rows[Math.min(Math.max(rows.indexOf(event.target) + step, 0), rows.length - 1)].focus();
  });
};

keepZone();
focusNew();
countDown();
print();
sendOnce();
live();
keys();
