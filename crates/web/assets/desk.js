// What the pages of a clinic's team gain by a script. All else works without.
'use strict';

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

live();
keys();
