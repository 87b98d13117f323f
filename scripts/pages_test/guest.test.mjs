// A guest's way from the search to a booking, to another time, and to none; without scripts, in every language.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { api, book, close, doctors, fill, hold, languages, visitor } from './browser.mjs';

after(close);

for (const locale of languages) {
  test(`a guest finds, holds, books, moves and cancels without scripts (${locale})`, async () => {
    const { page, leave } = await visitor({ locale, javaScriptEnabled: false });
    await page.goto('/');
    assert.equal(await page.locator('html').getAttribute('lang'), locale);
    assert.equal(await page.locator('html').getAttribute('dir'), locale === 'ar' ? 'rtl' : 'ltr');
    await page.locator('.facets button').click();
    await page.locator('.doctor h3 a').nth(languages.indexOf(locale)).click();
    await page.locator('.paging .later').click();
    await page.locator('button.time').first().click();
    await page.waitForURL(/\/book\//);
    // a mistake keeps what was typed, and names the field
    await page.locator('#email').fill('ada@example.org');
    await page.locator('form.details button.primary').click();
    assert.equal(await page.locator('.summary a').getAttribute('href'), '#name');
    assert.equal(await page.locator('#email').inputValue(), 'ada@example.org');
    assert.equal(await page.locator('#name').getAttribute('aria-invalid'), 'true');
    await book(page);
    assert.match(await page.locator('.done').innerText(), /[0-9A-F]{4}-[0-9A-F]{4}/);
    const when = await page.locator('.facts time').getAttribute('datetime');
    // what is to be booked is booked once, however often the page is loaded
    await page.reload();
    assert.equal(await page.locator('.facts time').getAttribute('datetime'), when);
    // by the link that was given, from another browser
    const link = await page.locator('.secret a').getAttribute('href');
    const other = await visitor({ locale, javaScriptEnabled: false });
    await other.page.goto(link);
    await other.page.waitForURL(/\/appointments\//);
    assert.equal(await other.page.locator('.facts time').getAttribute('datetime'), when);
    assert.ok(!other.page.url().includes(link.split('/m/')[1]), 'the secret stays out of the address');
    await other.page.locator('.buttons a').first().click();
    await other.page.locator('button.time').last().click();
    await other.page.waitForURL(/\?moved$/);
    const moved = await other.page.locator('.facts time').getAttribute('datetime');
    assert.notEqual(moved, when);
    // the old browser sees the new time
    await page.goto(page.url().replace('/booked/', '/appointments/'));
    assert.equal(await page.locator('.facts time').getAttribute('datetime'), moved);
    await page.locator('.buttons a').last().click();
    await page.locator('#reason').fill('feels well again');
    await page.locator('button.danger').click();
    await page.waitForURL(/\?cancelled$/);
    await page.goto(page.url().replace('?cancelled', '/move'));
    assert.match(page.url(), /\/appointments\/[^/]+$/, 'what is cancelled is not moved');
    await other.leave();
    await leave();
  });
}

test('an appointment is nobody else’s to see', async () => {
  const [doctor] = await doctors();
  const guest = await visitor();
  await hold(guest.page, doctor.doctor.id);
  const details = guest.page.url();
  await book(guest.page);
  const booked = guest.page.url();
  const stranger = await visitor();
  for (const url of [details, booked, `${booked}/calendar.ics`, booked.replace('/booked/', '/appointments/')]) {
    const answer = await stranger.page.goto(url);
    assert.equal(answer.status(), 404, url);
    assert.ok(!(await answer.text()).includes('Lovelace'));
  }
  const answer = await stranger.page.goto('/m/eyJ0eXAiOiJhdCtqd3QifQ.wrong.secret');
  assert.equal(answer.status(), 404);
  assert.match(await stranger.page.locator('h1').innerText(), /does not work/);
  // the form that was booked, once more: the same booking
  await guest.page.goto(details);
  assert.equal(guest.page.url(), booked);
  await stranger.leave();
  await guest.leave();
});

test('the entry for a calendar has the instant of the page', async () => {
  const [doctor] = await doctors();
  const { page, leave } = await visitor();
  await hold(page, doctor.doctor.id, 15);
  await book(page);
  const when = new Date(await page.locator('.facts time').getAttribute('datetime'));
  const entry = await page.evaluate(async () => {
    const answer = await fetch(`${location.pathname}/calendar.ics`);
    return { type: answer.headers.get('content-type'), text: await answer.text() };
  });
  assert.match(entry.type, /^text\/calendar/);
  const stamp = when.toISOString().replace(/[-:]|\.\d+/g, '');
  assert.match(entry.text, new RegExp(`DTSTART:${stamp}`));
  await leave();
});

test('a time that is let go is free for others at once', async () => {
  const [doctor] = await doctors();
  const [one, two] = [await visitor(), await visitor()];
  await one.page.goto(`/doctors/${doctor.doctor.id}`);
  const first = one.page.locator('button.time').first();
  const slot = (await first.getAttribute('value')).split(',')[0];
  await first.click();
  await one.page.waitForURL(/\/book\//);
  await two.page.goto(`/doctors/${doctor.doctor.id}`);
  assert.equal(await two.page.locator(`button.time[value^="${slot}"]`).count(), 0);
  // back: the own time is there, and goes on
  await one.page.goto(`/doctors/${doctor.doctor.id}`);
  await one.page.locator('.notice a.primary').click();
  await fill(one.page, { name: 'Grace Hopper' });
  await one.page.locator('button[formaction$="/release"]').click();
  await one.page.waitForURL(/\/doctors\//);
  await two.page.reload();
  assert.equal(await two.page.locator(`button.time[value^="${slot}"]`).count(), 1);
  // and what was typed is not typed twice
  await one.page.locator('button.time').nth(3).click();
  assert.equal(await one.page.locator('#name').inputValue(), 'Grace Hopper');
  await one.page.locator('button[formaction$="/release"]').click();
  await one.leave();
  await two.leave();
});

test('a hold is kept longer as often as the clinic allows', async () => {
  const [doctor] = await doctors();
  const { page, leave } = await visitor();
  await hold(page, doctor.doctor.id, 16);
  await page.locator('#name').fill('Ada');
  let times = 0;
  while (await page.locator('button[formaction$="/extend"]').count()) {
    await page.locator('button[formaction$="/extend"]').click();
    await page.waitForLoadState();
    assert.equal(await page.locator('#name').inputValue(), 'Ada');
    times += 1;
    assert.ok(times <= 10);
  }
  assert.equal(times, 10);
  await page.locator('button[formaction$="/release"]').click();
  await leave();
});

test('the first card has the soonest time of the API, and nobody is there twice', async () => {
  const { page, leave } = await visitor();
  await page.goto('/find');
  const { body } = await api('/slots?limit=1');
  const value = await page.locator('button.time').first().getAttribute('value');
  assert.equal(Number(value.split(',')[1]) * 1000, Date.parse(body.items[0].starts_at));
  const names = await page.locator('.doctor h3').allInnerTexts();
  assert.equal(new Set(names).size, names.length);
  // a day that is none keeps the form, and says so
  const answer = await page.goto('/find?from=2026-02-31&specialization=cardiology');
  assert.equal(answer.status(), 422);
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.locator('#specialization').inputValue(), 'cardiology');
  await leave();
});
