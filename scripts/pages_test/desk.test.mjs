// The desk: a clinic's day, bookings for callers, the steps of an appointment; and who must not get there.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { api, asAdmin, atDesk, bookAtDesk, close, doctors, logIn, visitor } from './browser.mjs';

after(close);

test('a booking for a caller is on the day, and is moved and called off', async () => {
  const { page, leave } = await atDesk();
  await bookAtDesk(page, 'Caller One');
  assert.equal(await page.locator('.row.confirmed', { hasText: 'Caller One' }).count(), 1);
  // the day before: nobody is checked in yet, and the page says so
  await page.locator('.row.confirmed a', { hasText: 'Caller One' }).click();
  await page.locator('button[value="check-in"]').click();
  await page.locator('[role=alert]').waitFor();
  assert.equal(await page.locator('button[value="check-in"]').count(), 1);
  const before = await page.locator('.facts time').innerText();
  // two presses: move, and where to
  await page.locator('a[href*="move="]').click();
  await page.locator('.row.free button').last().click();
  await page.locator('.notice.ok').waitFor();
  assert.match(await page.locator('.notice.ok').innerText(), /Caller One/);
  await page.locator('.row.confirmed a', { hasText: 'Caller One' }).click();
  assert.notEqual(await page.locator('.facts time').innerText(), before);
  await page.locator('details summary').click();
  await page.locator('#reason').fill('called off by phone');
  await page.locator('button[value="cancel"]').click();
  await page.waitForURL(/\/day\//);
  assert.equal(await page.locator('.row', { hasText: 'Caller One' }).count(), 0);
  await leave();
});

test('the same works without scripts', async () => {
  const { page, leave } = await atDesk({ javaScriptEnabled: false });
  await bookAtDesk(page, 'Caller Two');
  await page.locator('.row.confirmed a', { hasText: 'Caller Two' }).click();
  await page.locator('details summary').click();
  await page.locator('button[value="cancel"]').click();
  await page.waitForURL(/\/day\//);
  await leave();
});

test('somebody who was there before is found by name, and booked for', async () => {
  const { page, leave } = await atDesk();
  await bookAtDesk(page, 'Mary Somerville');
  await page.locator('.row.free a').last().click();
  await page.locator('#q').fill('somerv');
  await page.locator('[role=search] button').click();
  await page.locator('.results a').first().click();
  await page.waitForURL(/patient_id=/);
  assert.equal(await page.locator('.card .plain li').count(), 1, 'what is to come is beside it');
  await page.locator('#book button.primary').click();
  await page.waitForURL(/\/day\//);
  assert.equal(await page.locator('.row.confirmed', { hasText: 'Mary Somerville' }).count(), 2);
  // a form without a name says what is missing, and keeps the rest
  await page.locator('.row.free a').first().click();
  await page.locator('details:has(#name) summary').click();
  await page.locator('#phone').fill('212 555 0199');
  await page.locator('#book button.primary').click();
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.locator('#phone').inputValue(), '212 555 0199');
  await leave();
});

test('another desk sees a booking within two seconds, and keeps its focus', async () => {
  const [one, two] = [await atDesk(), await atDesk()];
  await two.page.waitForFunction(() => document.querySelector('[data-live]'));
  const focused = two.page.locator('.row a').last();
  await focused.focus();
  const href = await focused.getAttribute('href');
  await bookAtDesk(one.page, 'Somebody New');
  const begun = Date.now();
  await two.page.locator('.row.confirmed', { hasText: 'Somebody New' }).waitFor({ timeout: 5_000 });
  assert.ok(Date.now() - begun < 2_000, `${Date.now() - begun} ms`);
  assert.equal(await two.page.evaluate(() => document.activeElement.getAttribute('href')), href);
  await one.leave();
  await two.leave();
});

test('rows are gone through by the arrows, days by keys', async () => {
  const { page, date, leave } = await atDesk();
  await page.locator('.row a').first().focus();
  await page.keyboard.press('ArrowDown');
  const second = await page.locator('.sheet section').first().locator('.row a').nth(1).getAttribute('href');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), second);
  await page.keyboard.press(']');
  await page.waitForURL((url) => !url.pathname.endsWith(date));
  await page.keyboard.press('[');
  await page.waitForURL((url) => url.pathname.endsWith(date));
  await leave();
});

test('patients, strangers and other clinics do not get to a desk', async () => {
  const { page, clinic, date, leave } = await atDesk();
  await bookAtDesk(page, 'Secret Person');
  await page.locator('.row.confirmed a', { hasText: 'Secret Person' }).click();
  const paths = [`/desk/${clinic}/day`, `/desk/${clinic}/day/${date}`, new URL(page.url()).pathname];
  const other = (await doctors()).find((of) => of.clinic.id !== clinic).clinic.id;
  for (const path of paths.map((of) => of.replace(clinic, other))) {
    if (path.endsWith('/day')) continue; // only where today is, which is no secret
    assert.equal((await page.goto(path)).status(), 404, path);
  }
  const stranger = await visitor();
  for (const path of paths) {
    await stranger.page.goto(path);
    assert.match(stranger.page.url(), /\/log-in\?to=/);
  }
  await logIn(stranger.page, 'patient@example.org');
  assert.match(stranger.page.url(), /\/me$/);
  for (const path of paths) {
    const answer = await stranger.page.goto(path);
    assert.equal(answer.status(), 403, path);
    assert.ok(!(await answer.text()).includes('Secret Person'));
  }
  await stranger.leave();
  await leave();
});

test('after a log-out nothing is left, by Back neither', async () => {
  const { page, leave } = await atDesk({ anew: true });
  await bookAtDesk(page, 'Left Behind');
  await page.locator('.links button').click();
  await page.waitForURL(/\/$/);
  await page.goBack();
  await page.reload();
  assert.match(page.url(), /\/log-in/);
  assert.ok(!(await page.content()).includes('Left Behind'));
  const kept = await page.evaluate(() => [sessionStorage.length, localStorage.length]);
  assert.deepEqual(kept, [0, 0]);
  await leave();
});

test('a form of another site, and one without its token, change nothing', async () => {
  const { page, clinic, date, leave } = await atDesk();
  const status = await page.evaluate(async (to) => {
    const answer = await fetch(to, { method: 'POST', body: new URLSearchParams({ step: 'cancel' }) });
    return answer.status;
  }, `/desk/${clinic}/book`);
  assert.equal(status, 403);
  await page.goto(`/desk/${clinic}/day/${date}`);
  const token = await page.locator('.links input[name=form_token]').getAttribute('value');
  await page.reload();
  assert.notEqual(await page.locator('.links input[name=form_token]').getAttribute('value'), token, 'masked anew');
  const outside = await fetch(`${process.env.DEMO_URL}/hold`, {
    method: 'POST',
    headers: { 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    body: 'slot_id=x',
  });
  assert.equal(outside.status, 403);
  assert.equal((await api('/health')).status, 404);
  await leave();
});

test('an account’s own appointments are its own page', async () => {
  const { page, leave } = await visitor();
  await logIn(page, 'patient@example.org');
  const [doctor] = await doctors();
  await page.goto(`/doctors/${doctor.doctor.id}`);
  await page.locator('button.time').last().click();
  await page.waitForURL(/\/book\//);
  await page.locator('#name').fill('Pat Doe');
  await page.locator('form.details button.primary').click();
  await page.waitForURL(/\/booked\//);
  assert.equal(await page.locator('.secret').count(), 0, 'an account needs no link');
  await page.goto('/me');
  assert.ok((await page.locator('.appointments li').count()) >= 1);
  await page.locator('.appointments a').first().click();
  await page.locator('.buttons a').last().click();
  await page.locator('button.danger').click();
  await page.waitForURL(/\?cancelled$/);
  await leave();
});

test('bookings outside the hours are worked off: moved to a time near by, or kept with a reason', async () => {
  const { page, clinic, leave } = await atDesk();
  const doctor = (await doctors()).find((of) => of.clinic.id === clinic);
  const { body } = await api(`/doctors/${doctor.doctor.id}/slots?limit=400`);
  const day = body.items.at(-1).starts_at.slice(0, 10);
  const [first, second] = body.items.filter((slot) => slot.starts_at.startsWith(day));
  await page.goto(`/desk/${clinic}/day/${day}`);
  for (const name of ['Outside One', 'Outside Two']) {
    const slot = name.endsWith('One') ? first : second;
    await bookAtDesk(page, name, page.locator(`a[href*="${slot.id}"]`));
  }
  const away = { starts_at: first.starts_at, ends_at: second.ends_at };
  assert.equal((await asAdmin(clinic, `/doctors/${doctor.doctor.id}/time-off`, away)).status, 201);
  await page.goto(`/desk/${clinic}/conflicts`);
  const row = (name) => page.locator('.results li', { hasText: name });
  assert.equal(await row('Outside One').count(), 1);
  // without a reason nothing is kept
  await row('Outside One').locator('form').last().locator('button').click();
  await page.locator('[role=alert]').waitFor();
  await row('Outside One').locator('input[name=reason]').fill('a colleague steps in');
  await row('Outside One').locator('form').last().locator('button').click();
  await row('Outside One').waitFor({ state: 'detached' });
  await row('Outside Two').locator('form').first().locator('button').first().click();
  await page.waitForURL(/\/day\//);
  await page.goto(`/desk/${clinic}/conflicts`);
  assert.equal(await row('Outside Two').count(), 0);
  await leave();
});
