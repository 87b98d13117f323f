// A doctor's time: hours that are set by keyboard and without scripts, previews that say what saving does, the own day, and why a time
// is not offered.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { api, close, logIn, tabTo, visitor } from './browser.mjs';

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const zone = 'America/New_York';
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

let clinic;
let token;
/** Admin and doctor of the demonstration's first clinic, logged in. */
let admin;
let doctor;

before(async () => {
  doctor = await visitor();
  await logIn(doctor.page, 'doctor@example.org');
  await doctor.page.goto('/doctor/hours');
  clinic = doctor.page.url().split('/')[4];
  const asked = ['admin', 'token', '--data-dir', process.env.DEMO_DATA_DIR, '--role', 'clinic_admin', '--clinic', clinic];
  token = execFileSync(process.env.DEMO_BIN, asked).toString().trim();
  admin = await visitor();
  await logIn(admin.page, 'admin@example.org');
});

after(async () => {
  await doctor.leave();
  await admin.leave();
  await close();
});

/** What the API answers the clinic's admin. */
async function asked(path, body, method = body ? 'POST' : 'GET') {
  return api(path, { method, body: body && JSON.stringify(body), headers: { authorization: `Bearer ${token}` } });
}

/** A doctor without hours, and the address of them. */
async function newDoctor(name) {
  const { body } = await asked(`/clinics/${clinic}/doctors`, { name, specialization: 'surgery' });
  return { id: body.id, hours: `/desk/${clinic}/doctors/${body.id}/hours` };
}

/** Another window of who is logged in. */
async function windowOf({ context }, options = {}) {
  return visitor({ storageState: await context.storageState(), ...options });
}

/** A day so many days ahead, by the clinic's clocks; the next such weekday from then on. */
function ahead(days, weekday) {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date());
  const date = new Date(`${today}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  while (weekday !== undefined && weekdays[(date.getUTCDay() + 6) % 7] !== weekday) date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** Free slots of a doctor by day, as the API has them. */
async function freeByDay(id, from) {
  const { body } = await asked(`/doctors/${id}/slots?limit=500&from=${from}T00:00:00Z`);
  const days = {};
  for (const slot of body.items) {
    const day = slot.starts_at.slice(0, 10);
    days[day] = (days[day] ?? 0) + 1;
  }
  return { days, all: JSON.stringify(body.items) };
}

/** The counts of a preview: by day, before and after; null where nothing changes. */
const counts = (page) => page.evaluate(() => [...document.querySelectorAll('.month li')].map((li) => {
  const number = (name) => { const found = li.querySelector(name); return found && Number(found.textContent); };
  return [li.querySelector('time').dateTime, number('del'), number('ins')];
}));

const templates = async (id) => (await asked(`/doctors/${id}/templates`)).body.items;
const focused = (page) => page.evaluate(() => document.activeElement.id || document.activeElement.value);

test('hours are set by the keyboard alone, from none to saved', async () => {
  const { id, hours } = await newDoctor('Keyboard Alone');
  const { page, leave } = await windowOf(admin);
  await page.goto(hours);
  assert.match(await page.locator('main').innerText(), /No hours yet/);
  await tabTo(page, 'a.primary[href$="/edit"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/edit$/);
  await tabTo(page, 'button[value=fill]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'r0-start');
  // a row more has the focus, and keeps what is beside it
  await tabTo(page, '#r0-end');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'button[value="add:mon"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'r1-start');
  assert.equal(await page.locator('#r0-end').inputValue(), '15:00');
  assert.equal(await page.locator('#r1-start').inputValue(), '15:00');
  await tabTo(page, 'button[value="break:mon"]');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.id === 'r2-start');
  // one less, and its neighbour has it
  await page.keyboard.down('Shift');
  await tabTo(page, 'button[value="remove:1"]');
  await page.keyboard.up('Shift');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('#mon .span').length === 2);
  await page.waitForFunction(() => document.activeElement.id === 'r1-start');
  // Enter in a field is the preview, and no other button
  await page.keyboard.press('Enter');
  await page.locator('.month').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await tabTo(page, 'button[value=save]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=saved/);
  const [saved, ...others] = await templates(id);
  assert.equal(others.length, 0);
  assert.deepEqual(saved.rules.map((rule) => [rule.days.join(), rule.start, rule.end]), [
    ['mon', '09:00', '15:00'],
    ['tue,wed,thu,fri', '09:00', '17:00'],
  ]);
  assert.deepEqual(saved.breaks, [{ days: ['mon'], start: '12:00', end: '13:00' }]);
  await leave();
});

/** Numbers that come again in the next run. */
function dice(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** A week by chance: some days, some of them in two halves, some with a break. */
function someWeek(roll) {
  const rows = [];
  const clock = (minutes) => `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  for (const day of weekdays) {
    let at = roll(2) * 30;
    for (let halves = roll(3); halves > 0; halves -= 1) {
      const start = at + roll(8) * 30;
      const end = Math.min(start + 60 + roll(10) * 30, 24 * 60);
      if (end <= start) break;
      rows.push([['row', `${day},hours`], ['start', clock(start)], ['end', clock(end)], ['minutes', 15 + roll(4) * 5], ['buffer', roll(2) * 5], ['mode', roll(2) ? 'virtual' : 'in_person']]);
      if (roll(3) === 0) rows.push([['row', `${day},break`], ['start', clock(start + 20)], ['end', clock(start + 40)]]);
      at = end + 30;
    }
  }
  return rows.flat();
}

test('a preview writes nothing, and says what saving does, across a change of the clocks too', async () => {
  const { id, hours } = await newDoctor('Many Weeks');
  const { page, leave } = await windowOf(admin);
  const roll = dice(20_261_128);
  // the clocks go forward in New York on the second Sunday of March
  const year = new Date().getUTCFullYear() + 1;
  const forward = [8, 9, 10, 11, 12, 13, 14].find((day) => new Date(Date.UTC(year, 2, day)).getUTCDay() === 0);
  const spring = `${year}-03-${String(forward - 6).padStart(2, '0')}`;
  for (const from of [ahead(0), spring, ahead(0)]) {
    await page.goto(`${hours}/edit`);
    const rows = someWeek(roll);
    const [before, known] = [await freeByDay(id, from), await templates(id)];
    await page.evaluate((fields) => {
      const form = document.querySelector('form.week');
      for (const old of form.querySelectorAll('.spans')) old.remove();
      for (const [name, value] of fields) {
        const field = Object.assign(document.createElement('input'), { type: 'hidden', name, value });
        form.append(field);
      }
    }, rows);
    await page.locator('#from').fill(from);
    await page.locator('#horizon').fill('27');
    await page.locator('button.primary').click();
    await page.locator('button[value=save]').waitFor();
    const seen = await counts(page);
    assert.equal((await page.locator('.notice', { hasText: 'The clocks go forward' }).count()), from === spring ? 1 : 0);
    assert.equal((await freeByDay(id, from)).all, before.all, 'nothing is written');
    assert.deepEqual(await templates(id), known);
    await page.locator('button[value=save]').click();
    await page.waitForURL(/done=saved/);
    const then = await freeByDay(id, from);
    assert.ok(seen.length === 0 || seen.length === 28);
    for (const [day, left, right] of seen) {
      const [was, is] = [before.days[day] ?? 0, then.days[day] ?? 0];
      assert.deepEqual(left === null ? [was, was] : [left, right], [was, is], `${day} from ${from}`);
    }
    if (seen.length === 0) assert.deepEqual(then.days, before.days);
  }
  await leave();
});

test('a booking that was made in between is seen before hours are saved over it', async () => {
  const { id, hours } = await newDoctor('Late Booking');
  const rules = [{ days: weekdays, start: '09:00', end: '17:00', slot_minutes: 60 }];
  await asked(`/doctors/${id}/availability`, { effective_from: ahead(0), effective_until: null, rules });
  const { page, leave } = await windowOf(admin);
  await page.goto(`${hours}/edit`);
  await page.locator('#r0-end').fill('12:00');
  await page.locator('#mon summary', { hasText: 'Copy Monday' }).click();
  for (const day of weekdays.slice(1)) await page.locator(`#mon-${day}`).check();
  await page.locator('button[value="copy:mon"]').click();
  await page.waitForFunction(() => document.activeElement.id === 'r1-start');
  assert.equal(await page.locator('#r6-end').inputValue(), '12:00');
  await page.locator('button.primary').click();
  await page.locator('button[value=save]').waitFor();
  assert.match(await page.locator('main').innerText(), /All bookings stay within the hours/);
  const slots = (await asked(`/doctors/${id}/slots?limit=100&from=${ahead(3)}T00:00:00Z`)).body.items;
  const slot = slots.find((of) => of.starts_at.includes('T15:00'));
  const booked = await asked('/bookings', { slot_id: slot.id, patient: { name: 'Hypatia Between' } });
  assert.equal(booked.status, 201);
  await page.locator('button[value=save]').click();
  await page.locator('[role=alert]', { hasText: 'Not saved' }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('role')), 'alert');
  const hit = await page.locator('.hits li').innerText();
  assert.match(hit, /15:00 Hypatia Between/);
  assert.equal((await templates(id)).length, 1);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run({ rules: { 'target-size': { enabled: true } } }));
  assert.deepEqual(violations.map((of) => of.id), []);
  await page.locator('button[value=save]').click();
  await page.waitForURL(/done=saved/);
  assert.equal((await templates(id)).length, 2);
  const { body } = await asked(`/clinics/${clinic}/conflicts?doctor_id=${id}`);
  assert.deepEqual(body.items.map((of) => of.appointment_id), [booked.body.id]);
  await leave();
});

test('all of it works without scripts, in German', async () => {
  const { id, hours } = await newDoctor('Ohne Skripte');
  const { page, leave } = await windowOf(admin, { javaScriptEnabled: false, locale: 'de' });
  const press = (value) => Promise.all([page.waitForNavigation(), page.locator(`main button[value="${value}"]:not(.vh)`).click()]);
  await page.goto(hours);
  await press('fill');
  assert.equal(await page.locator('[autofocus]').getAttribute('id'), 'r0-start');
  await page.locator('#r0-end').fill('12:00');
  await press('add:mon');
  assert.equal(await page.locator('[autofocus]').getAttribute('id'), 'r1-start');
  await page.locator('#r1-start').fill('11:00');
  await page.locator('#r2-end').fill('08:00');
  await page.locator('#r3-minutes').fill('600');
  await press('preview');
  assert.match(await page.title(), /^Fehler: /);
  const errors = await page.locator('.span .error').allInnerTexts();
  assert.equal(errors.length, 3);
  assert.match(errors[0], /Montag .*Überschneidet/);
  assert.match(errors[1], /Dienstag.*Ende/);
  assert.match(errors[2], /Mittwoch.*480/);
  assert.equal(await page.locator('#r1-start').inputValue(), '11:00', 'what was typed stays');
  await press('remove:1');
  await page.locator('#mon summary', { hasText: 'übertragen' }).click();
  for (const day of ['tue', 'wed', 'thu', 'fri']) await page.locator(`#mon-${day}`).check();
  await press('copy:mon');
  await page.locator('#from').fill(ahead(40));
  await press('preview');
  await press('edit');
  assert.equal(await page.locator('#r4-end').inputValue(), '12:00');
  await press('preview');
  await press('save');
  await page.waitForURL(/done=saved/);
  assert.match(await page.locator('.templates li').innerText(), /Geplant[^]*Mo–Fr[^]*09:00–12:00/);
  await page.locator('.templates button.danger').click();
  await page.waitForURL(/done=withdrawn/);
  assert.equal((await templates(id)).length, 0);

  await page.goto(`${hours}/dates`);
  const [first, second] = [ahead(10, 'mon'), ahead(17, 'wed')];
  await page.locator('#d0-first').fill(first);
  await press('add');
  assert.equal(await page.locator('[autofocus]').getAttribute('id'), 'd1-first');
  await page.locator('#d1-first').fill(second);
  await page.locator('#reason').fill('Fortbildung');
  await press('preview');
  await press('save');
  await page.waitForURL(/done=saved/);
  const { body } = await asked(`/doctors/${id}/time-off`);
  assert.deepEqual(body.items.map((of) => of.starts_at.slice(0, 19)), [`${first}T00:00:00`, `${second}T00:00:00`]);
  await page.locator('.dated button').first().click();
  await page.waitForURL(/done=removed/);
  assert.equal(await page.locator('.dated li').count(), 1);

  await page.goto(`${hours}/dates`);
  await press('kind:open');
  await page.locator('#d0-first').fill(first);
  await page.locator('#start').fill('09:00');
  await page.locator('#end').fill('09:10');
  await press('preview');
  assert.equal(await page.locator('#minutes').getAttribute('aria-invalid'), 'true');
  await page.locator('#end').fill('11:00');
  await press('preview');
  const seen = await page.locator('.month li.more').allInnerTexts();
  assert.equal(seen.length, 1);
  await press('save');
  await page.waitForURL(/done=saved/);
  assert.equal((await freeByDay(id, first)).days[first], 4);
  await page.locator('.dated button').last().click();
  await press('save');
  await page.waitForURL(/done=removed/);
  assert.equal((await freeByDay(id, first)).days[first], undefined);
  await leave();
});

test('a doctor sees the next patient, arrivals as they happen, and nobody else’s patients', async () => {
  const own = (await asked(`/clinics/${clinic}/doctors`)).body.items.find((of) => of.name === 'Grace Okafor').id;
  const today = ahead(0);
  // a slot that has begun is booked by the desk as well; where there is none on a day like this, hours until midnight are opened
  const ofToday = async () => (await asked(`/doctors/${own}/slots?limit=500`)).body.items.filter((of) => of.starts_at.startsWith(today));
  if ((await ofToday()).length < 2) {
    const now = new Date(Date.now() + 300_000);
    const start = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(now);
    await asked(`/doctors/${own}/openings`, { dates: [today], rules: [{ start, end: '24:00', slot_minutes: 5 }] });
  }
  const [first, second] = await ofToday();
  const { page, leave } = await windowOf(doctor);
  await page.goto('/doctor/day');
  await page.waitForFunction(() => document.querySelector('[data-live]'));
  const names = ['Rosalind First', 'Chien-Shiung Second'];
  const ids = [];
  for (const [slot, name] of [[second, names[1]], [first, names[0]]]) {
    const answer = await asked('/bookings', { slot_id: slot.id, patient: { name } });
    assert.equal(answer.status, 201);
    ids.push(answer.body.id);
  }
  await page.locator('#next', { hasText: names[0] }).waitFor();
  // who is here comes first; the stream of a demonstration ends after a second, and is asked for again within four
  assert.equal((await asked(`/appointments/${ids[0]}/check-in`, {})).status, 200);
  await page.locator('#next', { hasText: names[1] }).waitFor();
  assert.match(await page.locator('#next').innerText(), /Here/);
  // the visit has not begun: nothing is changed, and that is said
  await page.locator('#complete').click();
  await page.locator('[role=alert]').waitFor();
  await page.locator('#undo-check-in').click();
  await page.locator('#next', { hasText: names[0] }).waitFor();
  assert.equal((await asked(`/appointments/${ids[0]}`)).body.checked_in_at ?? null, null);
  // a colleague's patient is not among them, nor is the colleague's day theirs
  const other = await newDoctor('A Colleague');
  await asked(`/doctors/${other.id}/availability`, { effective_from: today, effective_until: null, rules: [{ days: weekdays, start: '00:00', end: '24:00', slot_minutes: 30 }] });
  const theirs = (await asked(`/doctors/${other.id}/slots?limit=1`)).body.items[0];
  await asked('/bookings', { slot_id: theirs.id, patient: { name: 'Somebody Elses' } });
  for (const path of ['/doctor/day', `/doctor/day?date=${theirs.starts_at.slice(0, 10)}`]) {
    await page.goto(path);
    assert.ok(!(await page.content()).includes('Somebody Elses'), path);
  }
  assert.equal((await page.goto(`${other.hours}/edit`)).status(), 403);
  // time is blocked after a look at whom that hits
  await page.goto('/doctor/day');
  await page.locator('details summary').click();
  await page.locator('#reason').fill('fire drill');
  await page.locator('details button').click();
  await page.locator('.hits li', { hasText: names[0] }).waitFor();
  await page.locator('button[value=save]').click();
  await page.waitForURL(/\/doctor\/day$/);
  assert.equal(await page.locator('.row.away').count(), 1);
  await leave();
});

test('why a time is not offered is what the public page shows', async () => {
  const { id, hours } = await newDoctor('Asked About');
  const rules = [{ days: weekdays, start: '08:00', end: '18:00', slot_minutes: 25, buffer_minutes: 5 }];
  const breaks = [{ days: weekdays, start: '12:00', end: '13:00' }];
  await asked(`/doctors/${id}/availability`, { effective_from: ahead(0), effective_until: null, rules, breaks, horizon_days: 20 });
  const day = ahead(5);
  const off = await asked(`/doctors/${id}/time-off`, { starts_at: `${day}T16:00:00-05:00`, ends_at: `${day}T17:00:00-05:00` });
  assert.equal(off.status, 201);
  const { body } = await api(`/doctors/${id}/slots?limit=500`);
  await asked('/bookings', { slot_id: body.items.find((of) => of.starts_at.includes(`${day}T10:`)).id, patient: { name: 'Taken Time' } });
  const offered = (await api(`/doctors/${id}/slots?limit=500`)).body.items;
  const roll = dice(7);
  const { page, leave } = await windowOf(admin);
  const says = new Map();
  const clocks = ['07:30', '10:10', '12:20', '13:27', '16:30', ...Array.from({ length: 10 }, () => `${String(8 + roll(10)).padStart(2, '0')}:${String(roll(60)).padStart(2, '0')}`)];
  for (const clock of clocks) {
    const answer = await page.request.get(`/desk/${clinic}/why?doctor=${id}&at=${day}T${clock}`);
    const html = await answer.text();
    const at = (time) => time.slice(0, 10) === day && time.slice(11, 16);
    const isFree = offered.some((slot) => at(slot.starts_at) && at(slot.starts_at) <= clock && clock < at(slot.ends_at));
    assert.equal(html.includes('>It is offered to patients<'), isFree, clock);
    says.set(clock, [...html.matchAll(/<li>([^<]*)<\/li>/g)].map((of) => of[1]).join(' '));
  }
  assert.match(says.get('07:30'), /outside the doctor/);
  assert.match(says.get('10:10'), /has an appointment/);
  assert.match(says.get('12:20'), /break/);
  assert.match(says.get('13:27'), /no appointment fits/);
  assert.match(says.get('16:30'), /is away/);
  // one gets there from the hours, and is told what is missing
  await page.goto(hours);
  await page.locator('a[href*="/why?"]').click();
  await page.locator('#at').fill(`${day}T12:20`);
  await page.locator('main button').click();
  await page.locator('.reasons li', { hasText: 'break' }).waitFor();
  assert.equal((await page.goto(`/desk/${clinic}/why?doctor=${id}&at=never`)).status(), 422);
  await leave();
});
