// Booked without a pointer: by Tab and Enter alone, with the focus visible at every step.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { close, visitor } from './browser.mjs';

after(close);

async function tabTo(page, selector) {
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
