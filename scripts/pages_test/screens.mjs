// Pictures of every page, at a phone's and a desk's width, light and dark, and some of them mirrored: to be looked at.
//   node screens.mjs FOLDER
import { mkdirSync } from 'node:fs';
import { asClinicAdmin, asPlatform, ofAdmin, ofPlatform } from './admin.mjs';
import { atDesk, book, bookAtDesk, close, doctors, fill, hold, logIn, visitor } from './browser.mjs';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

/** The same page in every size and scheme, as whoever the cookies are of. */
async function take(state, name, path, { locale = 'en-GB', before = async () => {}, only } = {}) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark']) {
      if (only && !only.includes(`${size}-${colorScheme}`)) continue;
      const { page, context } = await visitor({ storageState: state, viewport, colorScheme, locale });
      await page.goto(path);
      await before(page);
      await page.screenshot({ path: `${folder}/${name}-${size}-${colorScheme}.jpg`, type: 'jpeg', quality: 72, fullPage: true });
      await context.close();
    }
  }
}

const [doctor] = await doctors();
const guest = await visitor();
await hold(guest.page, doctor.doctor.id, 8);
await book(guest.page);
const id = guest.page.url().split('/').at(-1);
await hold(guest.page, doctor.doctor.id, 9);
const details = new URL(guest.page.url()).pathname;
let state = await guest.context.storageState();
await take(state, 'start', '/');
await take(state, 'find', '/find?specialization=cardiology');
await take(state, 'doctor', `/doctors/${doctor.doctor.id}`);
await take(state, 'details', details, { before: (page) => fill(page) });
await take(state, 'details-with-a-mistake', details, {
  before: async (page) => {
    await page.locator('#email').fill('ada@example.org');
    await Promise.all([page.waitForNavigation(), page.locator('form.details button.primary').click()]);
  },
});
await take(state, 'booked', `/booked/${id}`);
await take(state, 'appointment', `/appointments/${id}`);
await take(state, 'move', `/appointments/${id}/move`);
await take(state, 'cancel', `/appointments/${id}/cancel`);
await take(undefined, 'log-in', '/log-in');
await take(undefined, 'sign-up', '/account/sign-up');
await take(undefined, 'not-found', '/nothing');
await take(state, 'start-ar', '/', { locale: 'ar' });
await take(state, 'details-ar', details, { locale: 'ar', only: ['phone-light', 'desktop-light'] });
await take(state, 'doctor-de', `/doctors/${doctor.doctor.id}`, { locale: 'de', only: ['phone-light', 'desktop-light'] });

const patient = await visitor();
await logIn(patient.page, 'patient@example.org');
await hold(patient.page, doctor.doctor.id, 10);
await patient.page.locator('#name').fill('Pat Doe');
await patient.page.locator('form.details button.primary').click();
await patient.page.waitForURL(/\/booked\//);
await take(await patient.context.storageState(), 'me', '/me');

const desk = await atDesk();
for (const name of ['Ada Lovelace', 'Grace Hopper', 'Alan Turing', 'Katherine Johnson', 'Emmy Noether']) await bookAtDesk(desk.page, name);
const day = new URL(desk.page.url()).pathname;
const free = await desk.page.locator('.row.free a').first().getAttribute('href');
const appointment = await desk.page.locator('.row.confirmed a').first().getAttribute('href');
state = await desk.context.storageState();
await take(state, 'desk-day', day);
await take(state, 'desk-day-ar', day, { locale: 'ar', only: ['desktop-light'] });
await take(state, 'desk-appointment', appointment);
await take(state, 'desk-book', free);
await take(state, 'desk-conflicts', `${day.split('/day')[0]}/conflicts`);

const doctorsOwn = await visitor();
await logIn(doctorsOwn.page, 'doctor@example.org');
await doctorsOwn.page.goto('/doctor/hours');
const hours = new URL(doctorsOwn.page.url()).pathname;
state = await doctorsOwn.context.storageState();
await take(state, 'doctor-hours', hours);
await take(state, 'doctor-hours-edit', `${hours}/edit`);
await take(state, 'doctor-hours-preview', `${hours}/edit`, {
  before: async (page) => {
    await page.locator('#r0-end').fill('15:00');
    await page.locator('.buttons .primary').click();
    await page.locator('.month').waitFor();
  },
});
await take(state, 'doctor-day', `/doctor/day?date=${day.split('/').at(-1).slice(0, 10)}`);
const admin = await asClinicAdmin();
const ofClinic = await ofAdmin(admin);
state = await admin.context.storageState();
for (const [route, path] of ofClinic) {
  const name = route.replace('/admin/{clinic_id}', 'admin').replaceAll('/', '-').replace('-{id}', '-one');
  await take(state, name, path, { only: ['phone-light', 'desktop-dark'] });
}
await take(state, 'admin-ar', admin.base, { locale: 'ar', only: ['phone-light'] });
await take(state, 'account', '/me/account', { only: ['phone-light', 'desktop-dark'] });
state = await (await asPlatform()).context.storageState();
for (const path of ofPlatform.values()) await take(state, path.slice(1).replaceAll('/', '-'), path, { only: ['phone-light', 'desktop-dark'] });
await close();
