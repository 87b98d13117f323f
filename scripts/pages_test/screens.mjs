// Pictures of every page, at a phone's and a desk's width, light and dark, and some of them mirrored: to be looked at.
//   node screens.mjs FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { asClinicAdmin, asPlatform, ofAdmin, ofPlatform } from './admin.mjs';
import { atDesk, book, bookAtDesk, close, doctors, fill, hold, logIn, visitor } from './browser.mjs';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };

// Browsers take pictures as PNG and JPEG; as WebP they are a third as large, and letters stay sharp.
const { page: darkroom } = await visitor();
await darkroom.goto('/log-in');
async function webp(png) {
  const text = await darkroom.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext('2d').drawImage(picture, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/webp', quality: 0.35 });
    const codes = new Uint8Array(await blob.arrayBuffer());
    let letters = '';
    for (const code of codes) letters += String.fromCharCode(code);
    return btoa(letters);
  }, png.toString('base64'));
  return Buffer.from(text, 'base64');
}

/** The same page in every size and scheme, as whoever the cookies are of. */
async function take(state, name, path, { locale = 'en-GB', before = async () => {}, only } = {}) {
  for (const [size, viewport] of Object.entries(sizes)) {
    for (const colorScheme of ['light', 'dark']) {
      if (only && !only.includes(`${size}-${colorScheme}`)) continue;
      const { page, context } = await visitor({ storageState: state, viewport, colorScheme, locale });
      await page.goto(path);
      await before(page);
      writeFileSync(`${folder}/${name}-${size}-${colorScheme}.webp`, await webp(await page.screenshot({ fullPage: true })));
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
await take(undefined, 'integrate', '/integrate');
await take(undefined, 'embed', `/embed/${doctor.clinic.id}`);
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
const free = await desk.page.locator('.row.free a').first().evaluate((link) => link.href);
const squeeze = await desk.page.locator('.top-of a[href*=squeeze]').first().evaluate((link) => link.href);
const appointment = await desk.page.locator('.row.confirmed a').first().evaluate((link) => link.href);
state = await desk.context.storageState();
await take(state, 'desk-day', day);
await take(state, 'desk-day-ar', day, { locale: 'ar', only: ['desktop-light'] });
await take(state, 'desk-week', day.replace('/day/', '/week/'));
await take(state, 'desk-moving', `${day}?move=${appointment.split('/').at(-1)}`);
await take(state, 'desk-appointment', appointment);
await take(state, 'desk-book', free);
await take(state, 'desk-squeeze', squeeze);
await desk.page.goto(appointment);
const patientRecord = await desk.page.locator('h1 a').evaluate((link) => link.href);
await take(state, 'desk-patient', patientRecord);
await take(state, 'desk-patients', `${day.split('/day')[0]}/patients`);
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
  await take(state, name, path);
}
await take(state, 'admin-ar', admin.base, { locale: 'ar', only: ['phone-light'] });
await take(state, 'account', '/me/account');
state = await (await asPlatform()).context.storageState();
for (const path of ofPlatform.values()) await take(state, path.slice(1).replaceAll('/', '-'), path);
await close();
