// The set-up of a clinic, and the platform's pages: what is sent there is seen where it counts.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { asClinicAdmin, asPlatform, send } from './admin.mjs';
import { api, asAdmin, book, close, doctors, logIn, visitor } from './browser.mjs';
import { mailbox } from './mails.mjs';

let mails;
before(async () => {
  mails = await mailbox(Number(process.env.MAILS_PORT));
});
after(async () => {
  await mails.close();
  await close();
});

const noScripts = { javaScriptEnabled: false };
const days = (n) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10);
const save = 'form[novalidate] button.primary';

test('who is invited comes by the mail’s link, and gets to the pages of the role alone', async () => {
  const admin = await asClinicAdmin(noScripts);
  const email = `new${Date.now()}@example.org`;
  await admin.page.goto(`${admin.base}/staff`);
  await admin.page.locator('#email').fill('nobody');
  await send(admin.page, save);
  assert.match(await admin.page.title(), /^Error: /);
  assert.equal(await admin.page.locator('#email').inputValue(), 'nobody');
  await admin.page.locator('#email').fill(email);
  await send(admin.page, save);
  assert.equal(await admin.page.locator('.entries li', { hasText: email }).count(), 1);
  const invitation = await mails.link(email, '/account/invitation');

  const { page, leave } = await visitor(noScripts);
  await page.goto('/account/sign-up');
  await page.locator('#email').fill(email);
  await send(page, save);
  const { pathname, search } = await mails.link(email, '/account/complete');
  await page.goto(pathname + search);
  await page.locator('#name').fill('Nora New');
  await page.locator('#password').fill('holdfast demo 1');
  await send(page, save);
  await page.goto(invitation.pathname + invitation.search);
  await page.locator('#email').fill(email);
  await page.locator('#password').fill('holdfast demo 1');
  await send(page, save);
  await logIn(page, email);
  assert.match(page.url(), new RegExp(`/desk/${admin.clinic}/day`));
  for (const of of ['', '/doctors', '/staff', '/policies', '/audit', '/keys', '/webhooks']) {
    assert.equal((await page.goto(admin.base + of)).status(), 403, of);
  }
  assert.equal((await page.goto('/platform/clinics')).status(), 403);
  await leave();

  // and leaves again
  await admin.page.reload();
  const member = admin.page.locator('.entries li', { hasText: 'Nora New' });
  assert.match(await member.innerText(), /Front desk/);
  await member.locator('summary').click();
  await Promise.all([admin.page.waitForNavigation(), member.locator('button').click()]);
  assert.equal(await member.count(), 0);
  await admin.leave();
});

test('an invitation is withdrawn, and its link is dead', async () => {
  const admin = await asClinicAdmin();
  const email = `gone${Date.now()}@example.org`;
  await admin.page.goto(`${admin.base}/staff`);
  await admin.page.locator('#email').fill(email);
  await admin.page.locator('#role-doctor').check();
  await send(admin.page, save);
  // which doctor has to be said
  assert.equal(await admin.page.locator('#doctor_id').getAttribute('aria-invalid'), 'true');
  await admin.page.locator('#doctor_id').selectOption({ index: 1 });
  await send(admin.page, save);
  const invited = admin.page.locator('.entries li', { hasText: email });
  await Promise.all([admin.page.waitForNavigation(), invited.locator('button').click()]);
  assert.equal(await invited.count(), 0);
  await admin.leave();
});

test('a policy is seen on the public page at once, and two admins see both versions', async () => {
  const [one, two] = [await asClinicAdmin(noScripts), await asClinicAdmin(noScripts)];
  const first = async () => {
    const { body } = await api(`/clinics/${one.clinic}`);
    const { page, leave } = await visitor({ ...noScripts, timezoneId: body.time_zone });
    const doctor = (await doctors()).find((of) => of.clinic.id === one.clinic).doctor.id;
    await page.goto(`/doctors/${doctor}`);
    const href = await page.locator('.strip [aria-current]').getAttribute('href');
    await leave();
    const day = href.match(/day=([\d-]+)/)[1];
    const { body: slots } = await api(`/doctors/${doctor}/slots?limit=1`);
    assert.equal(slots.items[0].starts_at.slice(0, 10), day, 'programs are told the same');
    return day;
  };
  await two.page.goto(`${two.base}/policies`);
  const before = await first();
  const notice = async (admin, number) => {
    await admin.page.goto(`${admin.base}/policies`);
    await admin.page.locator('#min_notice_minutes').fill(number);
    await admin.page.locator('[name=min_notice_minutes_unit]').selectOption('days');
    await send(admin.page, save);
  };
  assert.ok(before < days(6), before);
  await notice(one, '6');
  assert.ok((await first()) >= days(5), 'six days ahead');
  assert.match(await one.page.locator('#min_notice_minutes-hint').innerText(), /At 10:00 the first time offered to a patient is .*, 10:00/);

  // what the other one has typed is kept beside what is saved
  await two.page.locator('#hold_minutes').fill('7');
  await send(two.page, save);
  const both = await two.page.locator('.both > div').allInnerTexts();
  assert.equal(both.length, 2, both.join(' | '));
  assert.match(both[0], /Notice before a booking\s+You typed\s+0 minutes\s+Saved now\s+6 days/);
  assert.match(both[1], /You typed\s+7 minutes\s+Saved now\s+10 minutes/);
  assert.equal(await two.page.locator('#hold_minutes').inputValue(), '7');
  assert.ok((await first()) >= days(5), 'nothing is saved yet');
  await send(two.page, save);
  assert.equal(await first(), before);
  await two.page.goto(`${two.base}/policies/history`);
  assert.match(await two.page.locator('.entries li').first().innerText(), /Alex Admin[^]*Notice before a booking: 6 days → 0 minutes/);

  // what cannot be is said at its field, and nothing is saved
  await two.page.goto(`${two.base}/policies`);
  await two.page.locator('#hold_minutes').fill('0');
  await two.page.locator('#max_upcoming').fill('many');
  await send(two.page, save);
  assert.equal(await two.page.locator('#max_upcoming').getAttribute('aria-invalid'), 'true');
  assert.equal(await two.page.locator('#max_upcoming').inputValue(), 'many');
  await two.page.locator('#max_upcoming').fill('10');
  await send(two.page, save);
  assert.equal(await two.page.locator('#hold_minutes').getAttribute('aria-invalid'), 'true');
  await two.page.locator('#hold_minutes').fill('10');
  await send(two.page, save);

  // and the log says who it was
  await two.page.goto(`${two.base}/audit?action=clinic.settings`);
  assert.match(await two.page.locator('.entries li').first().innerText(), /Alex Admin changed the policies\./);
  await two.page.goto(`${two.base}/audit?from=never`);
  assert.match(await two.page.title(), /^Error: /);
  await one.leave();
  await two.leave();
});

test('from the platform’s form to the first booking; sent twice, it is one clinic', async () => {
  const { page, leave } = await asPlatform(noScripts);
  assert.match(page.url(), /\/platform\/clinics$/);
  const name = `Riverside ${Date.now()}`;
  const email = `first${Date.now()}@example.org`;
  await page.goto('/platform/clinics/new');
  await page.locator('#name').fill(name);
  await page.locator('#time_zone').fill('Europe/Nowhere');
  await page.locator('#country').fill('gb');
  await page.locator('#email').fill(email);
  await send(page, save);
  assert.equal(await page.locator('#time_zone').getAttribute('aria-invalid'), 'true');
  await page.locator('#time_zone').fill('Europe/London');
  assert.match(await page.locator('#zones option[value="Europe/London"]').innerText(), /^UTC[+-]0\d:00$/);
  const form = Object.fromEntries(await page.locator('form[novalidate] [name]').evaluateAll((all) => all.map((of) => [of.name, of.value])));
  const twice = await Promise.all([1, 2].map(() => page.request.post('/platform/clinics/new', { form, maxRedirects: 0 })));
  assert.deepEqual(twice.map((of) => of.status()), [303, 303]);
  const again = await page.request.post('/platform/clinics/new', { form, maxRedirects: 0 });
  const setUp = again.headers().location;
  assert.match(setUp, /^\/admin\/[^/]+\?done=onboarded$/);
  const all = (await api('/clinics?limit=500')).body.items.filter((of) => of.name === name);
  assert.equal(all.length, 1);
  const clinic = all[0].id;
  await mails.link(email, '/account/invitation');
  const invited = async () => {
    await page.goto(`/admin/${clinic}/staff`);
    return page.locator('.entries li', { hasText: email }).count();
  };
  assert.equal(await invited(), 1, 'one invitation');
  const state = async () => {
    await page.goto('/platform/clinics');
    return page.locator('.entries li', { hasText: name }).locator('.state').innerText();
  };
  assert.equal(await state(), 'No doctors');

  await page.goto(setUp);
  await page.locator('.entries a', { hasText: 'Doctors' }).click();
  await page.locator('.buttons a').click();
  await page.locator('#name').fill('River Doctor');
  await send(page, save);
  assert.equal(await page.locator('#specializations').getAttribute('aria-invalid'), 'true');
  await page.locator('#specializations').fill('cardiology\ngeneral practice');
  await send(page, save);
  const doctor = new URL(page.url()).pathname.split('/').at(-1);
  assert.equal(await state(), 'No hours');
  const rule = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], start: '09:00', end: '17:00', slot_minutes: 30 };
  const template = { effective_from: days(2), rules: [rule], horizon_days: 30 };
  assert.equal((await asAdmin(clinic, `/doctors/${doctor}/availability`, template)).status, 200);
  assert.equal(await state(), 'Live');

  const guest = await visitor();
  await guest.page.goto(`/doctors/${doctor}?week=${days(7)}`);
  await guest.page.locator('button.time').last().click();
  await book(guest.page);
  await guest.leave();

  // the doctor leaves: the booking is shown before, and stays
  await page.goto(`/admin/${clinic}/doctors/${doctor}/leaving?from=${days(1)}`);
  assert.equal(await page.locator('main .plain a').count(), 1);
  assert.match(await page.locator('.notice.warn').innerText(), /^1 booking is hit/);
  await send(page, 'button.danger');
  assert.notEqual(await state(), 'Live');
  await page.goto(`/admin/${clinic}/doctors/${doctor}`);
  await send(page, 'button[value=back]');
  assert.equal(await state(), 'Live');

  // closed days
  await page.goto(`/admin/${clinic}/closures?from=${days(30)}&to=${days(32)}&reason=Painting`);
  await send(page, 'section.card button.primary');
  assert.equal(await page.locator('.entries li', { hasText: 'Painting' }).count(), 3);
  await page.locator('summary').click();
  await page.locator('#file').fill(`date,name\n${days(40)},Some Day\nnever,No Day\n`);
  await send(page, 'details button');
  assert.match(await page.locator('#file-error').innerText(), /3$/);
  await page.locator('#file').fill(`date,name\n${days(40)},Some Day\n`);
  await send(page, 'details button');
  assert.equal(await page.locator('.entries li', { hasText: 'Some Day' }).count(), 1);
  await leave();
});

test('secrets are shown once', async () => {
  const { page, base, leave } = await asClinicAdmin();
  for (const [path, fill, secret] of [
    ['/keys', async () => {
      await page.locator('#name').fill('Phone system');
      await send(page, save);
      assert.equal(await page.locator('#scopes-error').count(), 1, 'what it may do has to be said');
      await page.locator('#scope-1').check();
    }, /^hfk_/],
    ['/webhooks', () => page.locator('#url').fill(`https://practice.example/${Date.now()}`), /^whsec_/],
  ]) {
    await page.goto(base + path);
    await fill();
    await send(page, save);
    const shown = await page.locator('.notice .snippet').innerText();
    assert.match(shown, secret, path);
    assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
    await page.goto(base + path);
    assert.ok(!(await page.content()).includes(shown), path);
  }
  await page.locator('.entries a').last().click();
  assert.equal(await page.locator('.snippet').count(), 0);
  const here = page.url();
  await page.locator('summary').first().click();
  await send(page, 'form[action$="/secret"] button');
  assert.equal(await page.locator('.snippet').count(), 1);
  await page.goto(here);
  assert.equal(await page.locator('.snippet').count(), 0);
  await page.locator('details', { hasText: 'Delete' }).locator('summary').click();
  await send(page, 'form[action$="/delete"] button');
  assert.match(page.url(), /\/webhooks\?done=removed$/);
  await leave();
});

test('a kind of visit, the sites that embed, and the clinic itself are kept', async () => {
  const { page, base, leave } = await asClinicAdmin(noScripts);
  await page.goto(`${base}/visit-types/new`);
  await page.locator('#name').fill('Vaccination');
  await page.locator('#minutes').fill('ten');
  await page.locator('#names').fill('de: Impfung');
  await send(page, save);
  assert.equal(await page.locator('#minutes').getAttribute('aria-invalid'), 'true');
  await page.locator('#minutes').fill('10');
  await send(page, save);
  await page.locator('.entries a', { hasText: 'Vaccination' }).click();
  assert.equal(await page.locator('#names').inputValue(), 'de: Impfung');
  await page.locator('summary').click();
  await send(page, 'form[action$="/remove"] button');
  assert.equal(await page.locator('.entries li', { hasText: 'Vaccination' }).count(), 0);

  await page.goto(`${base}/embed`);
  await page.locator('#origins').fill('www.example.org');
  await send(page, save);
  assert.equal(await page.locator('#origins').getAttribute('aria-invalid'), 'true');
  await page.locator('#origins').fill('https://www.example.org');
  await send(page, save);
  assert.match(await page.locator('.snippet').innerText(), /<script async src="http[^"]+\/embed\.js"><\/script>$/);
  await page.locator('#origins').fill('');
  await send(page, save);

  await page.goto(`${base}/clinic`);
  const phone = await page.locator('#phone').inputValue();
  await page.locator('#name').fill('');
  await page.locator('#phone').fill('212 555 0123');
  await send(page, save);
  assert.equal(await page.locator('#name').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#phone').inputValue(), '212 555 0123');
  await page.locator('#name').fill('Hudson Clinic');
  await page.locator('#phone').fill(phone);
  await send(page, save);
  await leave();
});

test('another clinic’s set-up is not there, and a log-in leads back to what was asked for', async () => {
  const { page, clinic, base, leave } = await asClinicAdmin();
  const other = (await doctors()).find((of) => of.clinic.id !== clinic).clinic.id;
  for (const of of ['', '/doctors', '/policies', '/embed', '/closures']) {
    assert.equal((await page.goto(`/admin/${other}${of}`)).status(), 404, of);
  }
  await leave();
  const later = await visitor();
  await later.page.goto(`${base}/policies`);
  await later.page.locator('#email').fill('admin@example.org');
  await later.page.locator('#password').fill('holdfast demo 1');
  await send(later.page, 'main button.primary');
  assert.equal(new URL(later.page.url()).pathname, `${base}/policies`);
  await later.leave();
});
