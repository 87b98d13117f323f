// Every page, in light and dark and in every language, by axe-core's rules; and what axe does not see: widths, weights, headers.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { asClinicAdmin, asPlatform, ofAdmin, ofPlatform } from './admin.mjs';
import { atDesk, book, bookAtDesk, close, doctors, hold, languages, logIn, visitor } from './browser.mjs';

const axe = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
const routes = JSON.parse(readFileSync(new URL('./pages.json', import.meta.url), 'utf8'));

// An address of every page, and the browser that may see it.
const examples = new Map();
const ofDesk = new Map();
const ofDoctor = new Map();
let [forAdmin, forPlatform] = [new Map(), new Map()];
let guest;
let desk;
let admin;
let platform;
let doctorsOwn;

before(async () => {
  const [doctor] = await doctors();
  guest = await visitor();
  await hold(guest.page, doctor.doctor.id, 20);
  await book(guest.page);
  const id = guest.page.url().split('/').at(-1);
  await hold(guest.page, doctor.doctor.id, 21);
  for (const [route, path] of [
    ['/', '/'],
    ['/find', '/find?specialization=cardiology'],
    ['/doctors/{id}', `/doctors/${doctor.doctor.id}`],
    ['/book/{id}', new URL(guest.page.url()).pathname],
    ['/booked/{id}', `/booked/${id}`],
    ['/appointments/{id}', `/appointments/${id}`],
    ['/appointments/{id}/cancel', `/appointments/${id}/cancel`],
    ['/appointments/{id}/move', `/appointments/${id}/move`],
    ['/m/{secret}', '/m/wrong'],
    ['/log-in', '/log-in'],
    ['/account/sign-up', '/account/sign-up'],
    ['/account/complete', '/account/complete?token=x'],
    ['/account/forgotten', '/account/forgotten'],
    ['/account/reset', '/account/reset?token=x'],
    ['/account/invitation', '/account/invitation?token=x'],
    ['/embed/{clinic_id}', `/embed/${doctor.clinic.id}`],
    ['/embed/{clinic_id}/doctors/{id}', `/embed/${doctor.clinic.id}/doctors/${doctor.doctor.id}`],
    ['/integrate', '/integrate'],
    ['nothing', '/nothing/here'],
    ['nobody', '/find?clinic_id=01990000-0000-7000-8000-000000000000'],
    ['mistaken', '/find?from=never'],
  ]) {
    examples.set(route, path);
  }
  desk = await atDesk();
  await bookAtDesk(desk.page, 'Axe Example');
  const free = await desk.page.locator('.row.free a').first().evaluate((link) => link.href);
  const squeeze = await desk.page.locator('.top-of a[href*=squeeze]').first().evaluate((link) => link.href);
  const day = new URL(desk.page.url()).pathname;
  await desk.page.locator('.row.confirmed a', { hasText: 'Axe Example' }).click();
  const appointment = new URL(desk.page.url()).pathname;
  const patient = await desk.page.locator('a[href*="/patients/"]').getAttribute('href');
  const of = day.split('/day')[0];
  for (const [route, path] of [
    ['/me', '/me'],
    ['/me/account', '/me/account'],
    ['/desk/{clinic_id}/day', day],
    ['/desk/{clinic_id}/day/{date}', day],
    ['/desk/{clinic_id}/appointments/{id}', appointment],
    ['moving', `${day}?move=${appointment.split('/').at(-1)}`],
    ['/desk/{clinic_id}/week', `${of}/week`],
    ['/desk/{clinic_id}/week/{date}', day.replace('/day/', '/week/')],
    ['/desk/{clinic_id}/conflicts', `${of}/conflicts`],
    ['/desk/{clinic_id}/book', free],
    ['to come', `${of}/book?patient_id=${patient.split('/').at(-1)}`],
    ['/desk/{clinic_id}/squeeze', squeeze],
    ['/desk/{clinic_id}/patients', `${of}/patients`],
    ['/desk/{clinic_id}/patients/{id}', patient],
  ]) {
    ofDesk.set(route, path);
  }
  doctorsOwn = await visitor();
  await logIn(doctorsOwn.page, 'doctor@example.org');
  await doctorsOwn.page.goto('/doctor/hours');
  const hours = new URL(doctorsOwn.page.url()).pathname;
  const [, , clinic, , self] = hours.split('/');
  for (const [route, path] of [
    ['/doctor/day', `/doctor/day?date=${day.split('/').at(-1)}`],
    ['/doctor/hours', '/doctor/hours'],
    ['/desk/{clinic_id}/doctors/{doctor_id}/hours', `${hours}?done=saved`],
    ['/desk/{clinic_id}/doctors/{doctor_id}/hours/edit', `${hours}/edit`],
    ['/desk/{clinic_id}/doctors/{doctor_id}/hours/dates', `${hours}/dates?kind=open`],
    ['/desk/{clinic_id}/why', `/desk/${clinic}/why?doctor=${self}&at=${day.split('/').at(-1)}T12:30`],
    ['a day off', `/desk/${clinic}/why?doctor=${self}&at=never`],
    ['today', '/doctor/day'],
  ]) {
    ofDoctor.set(route, path);
  }
  admin = await asClinicAdmin();
  forAdmin = await ofAdmin(admin);
  platform = await asPlatform();
  forPlatform = ofPlatform;
});

/** Who looks at which addresses. Forms of a set-up differ by their words alone: all languages of theirs are for PAGES_WHOLE. */
const looks = async (locale) => [
  [await guest.context.storageState(), examples],
  [await desk.context.storageState(), ofDesk],
  [await doctorsOwn.context.storageState(), ofDoctor],
  ...(process.env.PAGES_WHOLE || locale === 'en-GB'
    ? [[await admin.context.storageState(), forAdmin], [await platform.context.storageState(), forPlatform]]
    : []),
];

after(async () => {
  await guest.leave();
  await desk.leave();
  await doctorsOwn.leave();
  await admin.leave();
  await platform.leave();
  await close();
});

const files = ['/assets/{name}', '/embed.js', '/booked/{id}/calendar.ics'];

test('every page has an example', () => {
  for (const route of routes) assert.ok([examples, ofDesk, ofDoctor, forAdmin, forPlatform].some((of) => of.has(route)) || files.includes(route), `${route} is tried by nobody`);
});

// colours do not depend on the language: all of both is for PAGES_WHOLE
const schemes = (locale) => (process.env.PAGES_WHOLE || locale === 'en-GB' ? ['light', 'dark'] : ['light']);
// the longest words; mirrored ones are in the test of longer texts
const wide = process.env.PAGES_WHOLE ? languages : ['de'];

/** All rules once; where only the colours or only the words are others, those that could find something. */
const rulesFor = (locale, colorScheme) => {
  const all = { rules: { 'target-size': { enabled: true } } };
  if (process.env.PAGES_WHOLE) return all;
  if (colorScheme === 'dark') return { runOnly: ['color-contrast'] };
  if (locale !== 'en-GB') all.rules['color-contrast'] = { enabled: false };
  return all;
};

for (const locale of languages) {
  for (const colorScheme of schemes(locale)) {
    test(`axe finds nothing (${locale}, ${colorScheme})`, async () => {
      for (const [state, paths] of await looks(locale)) {
        const { page, leave } = await visitor({ locale, colorScheme, storageState: state });
        for (const path of paths.values()) {
          await page.goto(path);
          await page.evaluate(axe);
          const { violations } = await page.evaluate((rules) => axe.run(rules), rulesFor(locale, colorScheme));
          const found = violations.map((of) => `${of.id}: ${of.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
          assert.deepEqual(found, [], `${path} (${locale}, ${colorScheme})`);
        }
        await leave();
      }
    });
  }
}

test('no page is wider than a small screen, nor with larger text spacing', async () => {
  for (const [locale, [state, paths]] of (await looks('en-GB')).flatMap((look) => wide.map((locale) => [locale, look]))) {
    const { page, leave } = await visitor({ locale, viewport: { width: 320, height: 640 }, storageState: state });
    for (const path of paths.values()) {
      await page.goto(path);
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}');
        document.adoptedStyleSheets = [sheet];
      });
      const surplus = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(surplus <= 0, `${path} (${locale}) is ${surplus} px too wide`);
    }
    await leave();
  }
});

// As in a language whose words are half as long again, written either way.
test('longer texts are cut off nowhere, and fit a small screen, mirrored too', async () => {
  for (const [state, paths] of await looks('en-GB')) {
    const { page, leave } = await visitor({ viewport: { width: 390, height: 844 }, storageState: state });
    for (const path of paths.values()) {
      await page.goto(path);
      await page.evaluate(() => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          const words = text.data.trim();
          if (!words || text.parentElement.closest('script, style, bdi, time, pre, textarea')) continue;
          text.data = text.data.replace(/\p{L}{3,}/gu, (word) => word + word.slice(0, Math.ceil(word.length / 2)));
        }
      });
      for (const dir of ['ltr', 'rtl']) {
        const found = await page.evaluate((to) => {
          document.documentElement.dir = to;
          const cut = [...document.querySelectorAll('button, .button, summary, label, h1, h2, th')].filter((of) => {
            const isShown = of.getClientRects().length > 0 && !of.closest('.sheet, .vh') && !of.classList.contains('vh');
            return isShown && of.scrollWidth > of.clientWidth + 1 && getComputedStyle(of).display !== 'inline';
          });
          const surplus = document.documentElement.scrollWidth - document.documentElement.clientWidth;
          return [...cut.map((of) => of.outerHTML.slice(0, 120)), ...(surplus > 0 ? [`${surplus} px too wide`] : [])];
        }, dir);
        assert.deepEqual(found, [], `${path} (${dir})`);
      }
    }
    await leave();
  }
});

test('pages are light, stand in no frame, and are kept by nobody', async () => {
  const state = await guest.context.storageState();
  const { page, leave } = await visitor({ storageState: state });
  for (const path of examples.values()) {
    const requests = [];
    const note = (request) => requests.push(request);
    page.on('request', note);
    const answer = await page.goto(path);
    page.off('request', note);
    const html = await answer.text();
    assert.ok(requests.filter((of) => !of.url().startsWith('data:') && !of.redirectedFrom()).length <= 4, path);
    assert.ok(html.length <= 30_000, `${path}: ${html.length} bytes`);
    const headers = answer.headers();
    // a clinic's sites may have some of them in a frame; which, is tried in embed.test.mjs
    const sites = path.startsWith('/embed/') ? /(?<=frame-ancestors ).*$/ : /(?!)/;
    assert.equal(
      headers['content-security-policy'].replace(sites, "'none'"),
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
      path,
    );
    assert.equal(headers['cache-control'], 'no-store', path);
    assert.ok(!/ style=|<style| on[a-z]+=/.test(html), path);
  }
  for (const [pattern, most] of [[/\/assets\/[^"]+\.css/, 8_000], [/\/assets\/[^"]+\.js/, 16_000]]) {
    const [path] = (await (await page.goto('/')).text()).match(pattern);
    const answer = await page.request.get(path);
    assert.match(answer.headers()['cache-control'], /immutable/);
    assert.ok(gzipSync(await answer.body()).length <= most, path);
  }
  await leave();
});
