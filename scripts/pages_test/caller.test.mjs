// Somebody calls: found by a few letters, booked by the keyboard alone, told apart from others of the same name.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { api, asAdmin, atDesk, bookAtDesk, close, doctors } from './browser.mjs';

after(close);

test('from n to booked: by keys alone, in few of them, few round trips and little time', async () => {
  const { page, clinic, date, leave } = await atDesk();
  assert.equal((await asAdmin(clinic, `/clinics/${clinic}/patients`, { name: 'Rosalind Franklin', birth_date: '1920-07-25', phone: '212 555 0131' })).status, 201);
  await page.goto(`/desk/${clinic}/day/${date}`);
  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.waitForTimeout(60);
    await page.keyboard.press(key);
  };
  const trips = [];
  page.on('request', (request) => {
    const isTrip = ['document', 'fetch'].includes(request.resourceType()) && !request.redirectedFrom();
    if (isTrip) trips.push(`${request.method()} ${new URL(request.url()).pathname}`);
  });
  const begun = Date.now();
  await press('n');
  await page.waitForURL(/\/book$/);
  for (const letter of 'frankl') await press(letter);
  await page.locator('[data-first]').waitFor();
  await press('Enter');
  await page.waitForURL(/patient_id=/);
  await page.waitForFunction(() => document.activeElement.type === 'radio');
  await press('ArrowDown');
  await press('Enter');
  const says = page.locator('.notice.ok');
  await says.waitFor();
  assert.ok(Date.now() - begun < 20_000);
  assert.ok(keys <= 30, `${keys} keys`);
  assert.ok(trips.length <= 4, trips.join(', '));
  // the birth date is said, so that nobody is taken for another
  assert.match(await says.innerText(), /Rosalind Franklin \(born 25 July 1920\)/);
  await leave();
});

test('two people of one name are told apart by their birth dates', async () => {
  const { page, clinic, leave } = await atDesk();
  for (const birth_date of ['1950-01-02', '1980-03-04']) {
    assert.equal((await asAdmin(clinic, `/clinics/${clinic}/patients`, { name: 'Twin Namesake', birth_date })).status, 201);
  }
  await page.goto(`/desk/${clinic}/book`);
  await page.locator('#q').fill('namesake');
  await page.locator('[role=search] button').click();
  await page.waitForURL(/\/find$/);
  assert.equal(await page.locator('.results a').count(), 2);
  await page.locator('.results a', { hasText: '1980' }).click();
  await page.waitForURL(/patient_id=/);
  await page.locator('#book button.primary').click();
  await page.locator('.notice.ok', { hasText: '4 March 1980' }).waitFor();
  await leave();
});

test('a caller’s next appointment is two steps from the sheet; the record is corrected there, by one at a time', async () => {
  const { page, clinic, leave } = await atDesk();
  await bookAtDesk(page, 'Dorothy Hodgkin');
  await page.keyboard.press('/');
  await page.waitForURL(/\/patients$/);
  await page.locator('#q').pressSequentially('hodgk');
  await page.locator('[data-first]').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/patients\/[0-9a-f-]+$/);
  assert.equal(await page.locator('section[aria-labelledby=ahead] li').count(), 1);
  const address = page.url();
  const other = await page.context().newPage();
  await other.goto(address);
  await page.locator('#phone').fill('212 555 0188');
  await page.locator('#birth_date').fill('1910-05-12');
  await page.locator('form[action*="/patients/"] button.primary').click();
  await page.waitForURL(/\?saved$/);
  assert.equal(await page.locator('#phone').inputValue(), '212 555 0188');
  // who had it open before is told, keeps what was typed, and has changed nothing
  await other.locator('#desk_notes').fill('ground floor');
  await other.locator('form[action*="/patients/"] button.primary').click();
  await other.locator('[role=alert]').waitFor();
  assert.equal(await other.locator('#desk_notes').inputValue(), 'ground floor');
  const { body } = await asAdmin(clinic, address.split('/desk/')[1].replace(clinic, `/clinics/${clinic}`), undefined, 'GET');
  assert.deepEqual([body.phone, body.desk_notes, body.birth_date], ['212 555 0188', '', '1910-05-12']);
  await other.close();
  // a name that is none is said at its field
  await page.locator('#name').fill('');
  await page.locator('form[action*="/patients/"] button.primary').click();
  assert.match(await page.title(), /^Error: /);
  assert.equal(await page.locator('.summary a[href="#name"]').count(), 1);
  await leave();
});

test('somebody is squeezed in outside the hours, without scripts too', async () => {
  const { page, clinic, date, leave } = await atDesk({ javaScriptEnabled: false });
  await page.locator('.top-of a[href*=squeeze]').first().click();
  await page.locator('#time').fill('19:10');
  await page.locator('#minutes').fill('2');
  await page.locator('button.primary').click();
  assert.match(await page.title(), /^Error: /);
  await page.locator('#minutes').fill('10');
  await page.locator('button.primary').click();
  await page.waitForURL(/\/book\?/);
  await page.locator('details:has(#name) summary').click();
  await page.locator('#name').fill('Squeezed In');
  await page.locator('#phone').fill('212 555 0166');
  await page.locator('#book button.primary').click();
  await page.waitForURL(new RegExp(`/day/${date}`));
  assert.match(await page.locator('.row.confirmed', { hasText: 'Squeezed In' }).innerText(), /19:10/);
  assert.equal((await api(`/slots?clinic_id=${clinic}&from=${date}T00:00:00Z&limit=100`)).body.items.filter((of) => of.starts_at.includes('T19:10')).length, 0);
  await leave();
});

test('a time for other visits is had with a reason, which is kept', async () => {
  const { page, clinic, date, leave } = await atDesk();
  const types = (await api(`/clinics/${clinic}/visit-types`)).body.items;
  assert.ok(types.length >= 2, 'the demonstration has visit types');
  const doctor = (await doctors()).find((of) => of.clinic.id === clinic).doctor.id;
  const at = new Date(`${date}T23:30:00Z`);
  const made = await asAdmin(clinic, `/doctors/${doctor}/slots`, {
    starts_at: at.toISOString(),
    ends_at: new Date(at.getTime() + 900_000).toISOString(),
    mode: 'in_person',
    visit_type_ids: [types[0].id],
  });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  await page.goto(`/desk/${clinic}/book?slot_id=${made.body.id},${at / 1000}&doctor_id=${doctor}`);
  await page.locator('details:has(#name) summary').click();
  await page.locator('#name').fill('Other Visit');
  await page.locator('#phone').fill('212 555 0155');
  await page.locator('#visit_type_id').selectOption(types[1].id);
  await page.locator('#book button.primary').click();
  await page.locator('[role=alert]').waitFor();
  await page.locator('#override_reason').fill('the doctor agrees');
  await page.locator('#override_reason + button').click();
  await page.locator('.notice.ok', { hasText: 'Other Visit' }).waitFor();
  await page.locator('.row.confirmed a', { hasText: 'Other Visit' }).click();
  await page.waitForURL(/\/appointments\//);
  const { body } = await asAdmin(clinic, `/appointments/${page.url().split('/').at(-1)}`, undefined, 'GET');
  assert.deepEqual(body.overrides.map((of) => of.reason), ['the doctor agrees']);
  await leave();
});

test('no address has a name, a phone, an e-mail or a birth date in it, and the stream has none', async () => {
  const { page, clinic, date, leave } = await atDesk();
  const marks = ['Zyxwvut', '0147123', 'zyxwvut@', '1931-12-13'];
  const patient = { name: 'Marker Zyxwvut', phone: '212 0147123', email: 'zyxwvut@example.org', birth_date: '1931-12-13' };
  assert.equal((await asAdmin(clinic, `/clinics/${clinic}/patients`, patient)).status, 201);
  const addresses = [];
  page.on('request', (request) => addresses.push(request.url(), request.headers().referer ?? '', request.headers().cookie ?? ''));
  // what the stream says meanwhile, read to its end by a page of its own
  const stream = await page.context().newPage();
  await stream.goto(`/desk/${clinic}/day/${date}`);
  await stream.evaluate((to) => {
    window.said = '';
    const source = new EventSource(to);
    for (const kind of ['appointment', 'slot', 'conflict', 'reset']) source.addEventListener(kind, (event) => { window.said += event.data + event.lastEventId; });
    return new Promise((open) => source.addEventListener('open', open));
  }, `/v1/clinics/${clinic}/changes?date=${date}`);
  await page.goto(`/desk/${clinic}/book`);
  await page.locator('#q').pressSequentially('zyxw');
  await page.locator('[data-first]').click();
  await page.waitForURL(/patient_id=/);
  await page.locator('#from').fill(date);
  await page.locator('.filter button').click();
  await page.waitForURL(/from=/);
  await page.locator('#book button.primary').click();
  await page.locator('.notice.ok').waitFor();
  const titles = [await page.title()];
  await page.locator('.row.confirmed a', { hasText: 'Zyxwvut' }).click();
  await page.waitForURL(/\/appointments\//);
  titles.push(await page.title());
  await page.locator('a[href*="move="]').click();
  await page.locator('.row.free button').last().click();
  await page.locator('.notice.ok').waitFor();
  await page.goto(`/desk/${clinic}/patients`);
  await page.locator('#q').fill('212 0147123');
  await page.locator('[role=search] button').click();
  await page.locator('.results a').click();
  await page.waitForURL(/\/patients\//);
  titles.push(await page.title());
  await stream.waitForFunction(() => window.said.length > 0);
  const said = await stream.evaluate(() => window.said);
  for (const mark of marks) {
    for (const text of [...addresses, ...titles, said]) assert.ok(!decodeURIComponent(text).toLowerCase().includes(mark.toLowerCase()), `${mark}: ${text}`);
  }
  await leave();
});
