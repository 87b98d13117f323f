// What pages gain by a script: focus on what is new, the visitor's own zone, the minutes that a time is still held. All else works without.
'use strict';

const isEmbedded = () => document.body.classList.contains('embedded');

const keepZone = () => {
  if (isEmbedded()) return;
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

// In another site's page: how high it is, to be told to that site alone, which only a site of the clinic's list gets to hear.
const tellHeight = () => {
  if (!isEmbedded() || parent === self) return;
  const known = document.body.dataset.origins.split(' ');
  const host = location.ancestorOrigins?.[0];
  const to = host ? known.filter((origin) => origin === host) : known;
  const tell = () => {
    const holdfast = Math.ceil(document.body.getBoundingClientRect().height);
    for (const origin of to) parent.postMessage({ holdfast }, origin);
  };
  new ResizeObserver(tell).observe(document.body);
};

keepZone();
tellHeight();
focusNew();
countDown();
print();
sendOnce();
