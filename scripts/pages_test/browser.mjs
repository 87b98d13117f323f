// A real browser on the running server, and what every test watches: no page breaks its content policy, logs an error, or asks
// another host for anything.
import { chromium } from 'playwright-core';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

export const base = process.env.DEMO_URL;
export const languages = ['en-GB', 'de', 'es', 'ar'];

let browser;

export async function open() {
  browser ??= await chromium.launch({ executablePath: process.env.CHROMIUM, args: ['--no-sandbox'] });
  return browser;
}

export async function close() {
  await browser?.close();
  browser = undefined;
}

/** A window of its own, whose page notes what goes wrong in it. */
export async function visitor(options = {}) {
  const context = await (await open()).newContext({ baseURL: base, locale: 'en-GB', viewport: { width: 1000, height: 900 }, ...options });
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const wrong = [];
  page.on('console', (message) => {
    // a page that refuses is no fault of the page before it
    const isRefusal = /status of (4\d\d)/.test(message.text());
    if (message.type() === 'error' && !isRefusal) wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) wrong.push(`asks ${request.url()}`);
  });
  return {
    context,
    page,
    async leave() {
      await context.close();
      assert.deepEqual(wrong, []);
    },
  };
}

/** What the API answers. */
export async function api(path, options = {}) {
  const headers = { 'content-type': 'application/json', ...options.headers };
  const answer = await fetch(`${base}/v1${path}`, { ...options, headers });
  const text = await answer.text();
  return { status: answer.status, body: text ? JSON.parse(text) : null };
}

/** The doctors of the demonstration, soonest first. */
export async function doctors() {
  const { body } = await api('/doctors/soonest?limit=20&times=3');
  return body.items;
}

/** From a doctor's page to the details of a time that nobody else takes: the last of a day that is far off. */
export async function hold(page, doctor, week = 14) {
  const day = new Date(Date.now() + week * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/doctors/${doctor}?week=${day}`);
  await page.locator('button.time').last().click();
  await page.waitForURL(/\/book\//);
}

/** Fills in the details. */
export async function fill(page, { name = 'Ada Lovelace', email = 'ada@example.org', phone = '' } = {}) {
  await page.locator('#name').fill(name);
  await page.locator('#email').fill(email);
  if (phone) await page.locator('#phone').fill(phone);
}

/** Books what is held. */
export async function book(page, details) {
  await fill(page, details);
  await page.locator('form.details button.primary').click();
  await page.waitForURL(/\/booked\//);
}

/** Logs somebody of the demonstration in. */
export async function logIn(page, email) {
  await page.goto('/log-in');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill('holdfast demo 1');
  await Promise.all([page.waitForNavigation(), page.locator('main button.primary').click()]);
}

// Log-ins of an account are counted: a file of tests is content with one, unless it logs out.
let atWork;

// Enough free times for a test that books some.
const MANY = 20;

/** Somebody at the desk, on the first day to come that has many free times. */
export async function atDesk({ anew = false, ...options } = {}) {
  if (!atWork || anew) {
    const first = await visitor();
    await logIn(first.page, 'desk@example.org');
    const clinic = first.page.url().match(/\/desk\/([^/]+)\/day/)[1];
    const logged = { clinic, storageState: await first.context.storageState() };
    await first.leave();
    if (!anew) atWork = logged;
    else return onDay(logged, options);
  }
  return onDay(atWork, options);
}

async function onDay({ clinic, storageState }, options) {
  const desk = await visitor({ storageState, ...options });
  const { body } = await api(`/slots?clinic_id=${clinic}&limit=400`);
  const days = body.items.map((slot) => slot.starts_at.slice(0, 10));
  const date = days.find((day) => days.filter((of) => of === day).length >= MANY);
  await desk.page.goto(`/desk/${clinic}/day/${date}`);
  return { ...desk, clinic, date };
}

/** Books a free time of the day for somebody who calls, who was never there before. */
export async function bookAtDesk(page, name, free = page.locator('.row.free a').first()) {
  await free.click();
  await page.waitForURL(/\/book\?/);
  await page.locator('details:has(#name) summary').click();
  await page.locator('#name').fill(name);
  await page.locator('#phone').fill('212 555 0100');
  await page.locator('#book button.primary').click();
  await page.waitForURL(/\/day\//);
}

/** What the API answers somebody of a clinic's team. */
export async function asAdmin(clinic, path, body, method = 'POST') {
  const asked = ['admin', 'token', '--data-dir', process.env.DEMO_DATA_DIR, '--role', 'clinic_admin', '--clinic', clinic];
  const token = execFileSync(process.env.DEMO_BIN, asked).toString().trim();
  return api(path, { method, body: body && JSON.stringify(body), headers: { authorization: `Bearer ${token}` } });
}

/** By Tab to what the selector names, with the focus seen at every step. */
export async function tabTo(page, selector) {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const state = await page.evaluate((wanted) => {
      const at = document.activeElement;
      const box = at.getBoundingClientRect();
      const style = getComputedStyle(at);
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
      return {
        isThere: at.matches(wanted),
        isSeen: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
        isCovered: !(top === null || at.contains(top) || top.contains(at) || at.labels?.[0]?.contains(top)),
        name: at.outerHTML.slice(0, 120),
      };
    }, selector);
    assert.ok(state.isSeen, `no focus ring: ${state.name}`);
    assert.ok(!state.isCovered, `covered: ${state.name}`);
    if (state.isThere) return;
  }
  assert.fail(`${selector} is not reached by Tab`);
}
