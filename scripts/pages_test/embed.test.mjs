// A clinic's times in another site's page: two real origins, no cookies of third parties.
import test, { after, before } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { chromium } from 'playwright-core';
import { asAdmin, base, doctors } from './browser.mjs';

let browser;
let sites;
let clinics;

/** A site of its own, on another host than the pages: `localhost`, where they are `127.0.0.1`. */
function site(headers = {}) {
  return new Promise((done) => {
    const server = createServer((request, response) => {
      const of = new URL(request.url, 'http://localhost').searchParams.getAll('clinic');
      const links = of.map((id) => `<p><a class="link" href="${base}/find?clinic_id=${id}" data-holdfast="${id}">Book online</a></p>`);
      response.writeHead(200, { 'content-type': 'text/html', ...headers });
      response.end(`<!doctype html><html lang="en"><title>A clinic</title><meta name="viewport" content="width=device-width">
        <body><h1>Our clinic</h1><button id="first">Before</button>${links.join('')}<button id="last">After</button>
        <script async src="${base}/embed.js"></script>`);
    });
    server.listen(0, '127.0.0.1', () => done({ server, origin: `http://localhost:${server.address().port}` }));
  });
}

before(async () => {
  // third parties get no cookies, as browsers are about to have it
  const args = ['--no-sandbox', '--test-third-party-cookie-phaseout'];
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args });
  sites = {
    allowed: await site(),
    refused: await site(),
    isolated: await site({ 'cross-origin-embedder-policy': 'require-corp' }),
  };
  clinics = [...new Set((await doctors()).map((of) => of.clinic.id))];
  for (const clinic of clinics.slice(0, 2)) {
    const set = { embed_origins: [sites.allowed.origin, sites.isolated.origin] };
    const done = await asAdmin(clinic, `/clinics/${clinic}/settings`, set, 'PATCH');
    assert.equal(done.status, 200, JSON.stringify(done.body));
  }
});

after(async () => {
  await browser.close();
  for (const { server } of Object.values(sites)) server.close();
});

async function open(of, { count = 1, ...options } = {}) {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 900, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await page.goto(`${of.origin}/?${clinics.slice(0, count).map((id) => `clinic=${id}`).join('&')}`);
  return { page, frame: page.frameLocator('iframe').first(), leave: () => context.close() };
}

const isPut = (page) => page.waitForFunction(() => [...document.querySelectorAll('iframe')].every((of) => of.offsetHeight > 100) && document.querySelector('iframe'));

test('allowed: the link becomes the times, as high as they are, and named', async () => {
  const { page, frame, leave } = await open(sites.allowed);
  await isPut(page);
  assert.equal(await page.locator('.link').isVisible(), false);
  assert.equal(await page.locator('iframe').getAttribute('title'), 'Book online');
  const inside = await frame.locator('body').evaluate((body) => body.getBoundingClientRect().height);
  const outside = await page.locator('iframe').evaluate((of) => of.offsetHeight);
  assert.ok(Math.abs(inside - outside) <= 2, `${inside} in ${outside}`);
  assert.equal(await frame.locator('.top, .foot').count(), 0);
  await leave();
});

test('refused: the link stays a link, and nobody comes into the frame', async () => {
  const { page, leave } = await open(sites.refused);
  await page.locator('iframe').waitFor({ state: 'attached' });
  await page.waitForLoadState('networkidle');
  assert.equal(await page.locator('.link').isVisible(), true);
  assert.equal(await page.locator('iframe').getAttribute('aria-hidden'), 'true');
  assert.ok((await page.locator('iframe').evaluate((of) => of.offsetHeight)) <= 1);
  for (const expected of ['first', '', 'last']) {
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.id), expected);
  }
  await leave();
});

test('a booking is made in the frame without any cookie', async () => {
  const { page, frame, leave } = await open(sites.allowed);
  const cookies = [];
  page.on('request', async (request) => cookies.push((await request.allHeaders()).cookie));
  page.on('response', async (response) => cookies.push((await response.allHeaders())['set-cookie']));
  await isPut(page);
  await frame.locator('.doctor h3 a').first().click();
  await frame.locator('a.later').click();
  await frame.locator('button.time').last().click();
  await frame.locator('#email').fill('framed@example.org');
  await frame.locator('button[formaction$="/extend"]').click();
  await frame.locator('#email[value="framed@example.org"]').waitFor();
  // something is missing: said, with what was typed
  await frame.locator('form.details button.primary').click();
  await frame.locator('.summary').waitFor();
  assert.equal(await frame.locator('#email').inputValue(), 'framed@example.org');
  await frame.locator('#name').fill('Framed Guest');
  await frame.locator('form.details button.primary').click();
  await frame.locator('.done').waitFor();
  const link = await frame.locator('.secret a').getAttribute('href');
  assert.match(link, /\/m\//);
  assert.equal(await frame.locator('.secret a').getAttribute('target'), '_blank');
  assert.deepEqual(cookies.filter(Boolean), []);
  assert.equal((await page.context().cookies()).length, 0);
  await leave();
});

test('of two visitors one has the time, and the other finds the details kept with the next one', async () => {
  const { page, frame, leave } = await open(sites.allowed);
  await isPut(page);
  const doctor = (await frame.locator('.doctor h3 a').first().getAttribute('href')).split('/').at(-1);
  await frame.locator('.doctor h3 a').first().click();
  await frame.locator('a.later').click();
  await frame.locator('button.time').nth(3).click();
  await frame.locator('#name').fill('Too Late');
  await frame.locator('#email').fill('late@example.org');
  // the hold is let go behind the page's back, and somebody else takes the time
  const [action, token] = await frame.locator('form.details').evaluate((form) => [form.action, form.elements.visitor.value]);
  const post = (path, fields) => fetch(path, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
  assert.equal((await post(`${action}/release`, { visitor: token })).status, 303);
  const slots = await (await fetch(`${base}/v1/doctors/${doctor}/slots?limit=400`)).json();
  const facts = new Date(await frame.locator('.facts time').getAttribute('datetime')).getTime();
  const same = slots.items.find((of) => Date.parse(of.starts_at) === facts);
  const taken = await asAdmin(clinics[0], '/bookings', { slot_id: same.id, patient: { name: 'Faster', phone: '212 555 0122' } });
  assert.equal(taken.status, 201);
  await frame.locator('form.details button.primary').click();
  await frame.locator('button.time').first().click();
  await frame.locator('form.details').waitFor();
  assert.equal(await frame.locator('#name').inputValue(), 'Too Late');
  await leave();
});

test('a time that is let go is free again, and another is chosen', async () => {
  const { page, frame, leave } = await open(sites.allowed);
  await isPut(page);
  await frame.locator('.doctor h3 a').first().click();
  await frame.locator('a.later').click();
  const value = await frame.locator('button.time').first().getAttribute('value');
  await frame.locator('button.time').first().click();
  await frame.locator('button[formaction$="/release"]').click();
  await frame.locator('button.time').first().waitFor();
  await frame.locator('a.later').click();
  await frame.locator(`button.time[value="${value}"]`).waitFor();
  await leave();
});

test('two clinics on one page', async () => {
  const { page, leave } = await open(sites.allowed, { count: 2 });
  await isPut(page);
  const titles = await Promise.all([0, 1].map((at) => page.frameLocator('iframe').nth(at).locator('h1').innerText()));
  assert.notEqual(titles[0], titles[1]);
  await leave();
});

test('in a page that lets in only what asks to be let in', async () => {
  const { page, frame, leave } = await open(sites.isolated);
  await isPut(page);
  await frame.locator('button.time').first().click();
  await frame.locator('form.details').waitFor();
  await leave();
});

test('on a small screen nothing is too wide', async () => {
  const { page, frame, leave } = await open(sites.allowed, { viewport: { width: 320, height: 640 } });
  await isPut(page);
  assert.ok((await frame.locator('html').evaluate((of) => of.scrollWidth - of.clientWidth)) <= 0);
  await frame.locator('.doctor h3 a').first().click();
  await frame.locator('.strip').waitFor();
  assert.ok((await frame.locator('html').evaluate((of) => of.scrollWidth - of.clientWidth)) <= 0);
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  await leave();
});

test('Tab goes in and comes out; the focus is not taken', async () => {
  const { page, leave } = await open(sites.allowed);
  await isPut(page);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'BODY');
  await page.locator('#first').focus();
  const seen = new Set();
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => document.activeElement.id || document.activeElement.tagName);
    seen.add(at);
    if (at === 'last') break;
  }
  assert.ok(seen.has('IFRAME') && seen.has('last'), [...seen].join());
  await leave();
});

test('without scripts the link leads to the times', async () => {
  const { page, leave } = await open(sites.allowed, { javaScriptEnabled: false });
  await page.locator('.link').click();
  await page.waitForURL(/\/find\?clinic_id=/);
  assert.ok((await page.locator('.doctor').count()) >= 1);
  await leave();
});
