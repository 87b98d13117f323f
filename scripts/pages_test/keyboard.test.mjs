// Booked without a pointer: by Tab and Enter alone, with the focus visible at every step.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { close, tabTo, visitor } from './browser.mjs';

after(close);

test('a guest books by the keyboard alone', async () => {
  const { page, leave } = await visitor();
  await page.goto('/');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  await tabTo(page, '.doctor h3 a');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/doctors\//);
  await tabTo(page, 'button.time');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/book\//);
  await tabTo(page, '#name');
  await page.keyboard.type('Ada Lovelace');
  await tabTo(page, '#email');
  await page.keyboard.type('ada@example.org');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/booked\//);
  assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H1');
  await leave();
});

test('the minutes of a hold are spoken at five, two and one, and at no other time', async () => {
  const { page, leave } = await visitor();
  await page.clock.install();
  await page.goto('/');
  await page.locator('button.time').first().click();
  await page.waitForURL(/\/book\//);
  const spoken = [];
  for (let second = 0; second < 11 * 60; second += 5) {
    await page.clock.runFor(5_000);
    const says = await page.locator('[data-hold-status]').innerText();
    if (says && says !== spoken.at(-1)) spoken.push(says);
  }
  assert.deepEqual(spoken.map((says) => says.split(' ')[0]), ['5', '2', '1']);
  await page.locator('button[formaction$="/release"]').click();
  await leave();
});
