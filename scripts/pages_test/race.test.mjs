// Two browsers press the same time: one has it, the other is shown what there is instead.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { api, close, doctors, visitor } from './browser.mjs';

after(close);

test('of two browsers one holds the time, and the other sees others near it', async () => {
  const rounds = Number(process.env.PAGES_ROUNDS ?? 5);
  const [doctor] = (await doctors()).slice(-1);
  for (let round = 0; round < rounds; round += 1) {
    const both = [await visitor(), await visitor()];
    const day = new Date(Date.now() + (17 + (round % 10)) * 86_400_000).toISOString().slice(0, 10);
    for (const { page } of both) await page.goto(`/doctors/${doctor.doctor.id}?week=${day}`);
    const answers = await Promise.all(
      both.map(({ page }) => Promise.all([page.waitForNavigation(), page.locator('button.time').first().click()])),
    );
    const statuses = answers.map(([answer]) => answer.status()).sort();
    assert.deepEqual(statuses, [200, 409], `round ${round}`);
    const [winner, loser] = answers[0][0].status() === 200 ? both : [...both].reverse();
    assert.match(winner.page.url(), /\/book\//);
    assert.ok((await loser.page.locator('button.time').count()) >= 1);
    const focused = await loser.page.evaluate(() => document.activeElement.tagName);
    assert.equal(focused, 'H1', 'who has lost the race hears so');
    // one of the times near it can be had
    await loser.page.locator('button.time').first().click();
    await loser.page.waitForURL(/\/book\//).catch(async () => assert.fail(await loser.page.locator('main').innerText()));
    for (const { page } of both) {
      await page.locator('button[formaction$="/release"]').click();
      await page.waitForURL(/\/doctors\//);
    }
    for (const one of both) await one.leave();
  }
});

test('a hold that was lost while typing keeps the details', async () => {
  const [doctor] = (await doctors()).slice(-1);
  const { page, context, leave } = await visitor();
  await page.goto(`/doctors/${doctor.doctor.id}`);
  const slot = (await page.locator('button.time').first().getAttribute('value')).split(',')[0];
  await page.locator('button.time').first().click();
  await page.waitForURL(/\/book\//);
  const id = page.url().split('/').at(-1);
  // let go in another tab of the same browser, and taken by somebody else
  const cookie = (await context.cookies()).find((of) => of.name === '__Host-holdfast-visitor').value;
  const token = cookie.split('.')[0];
  await api(`/holds/${id}`, { method: 'DELETE', headers: { 'hold-token': token } });
  const taken = await api('/bookings', {
    method: 'POST',
    body: JSON.stringify({ slot_id: slot, patient: { name: 'Somebody Else', email: 'else@example.org' } }),
  });
  assert.equal(taken.status, 201);
  await page.locator('#name').fill('Ada Lovelace');
  await page.locator('#reason').fill('check-up');
  await page.locator('form.details button.primary').click();
  await page.locator('h1', { hasText: 'just been taken' }).waitFor();
  await page.locator('button.time').first().click();
  await page.waitForURL(/\/book\//);
  assert.equal(await page.locator('#name').inputValue(), 'Ada Lovelace');
  assert.equal(await page.locator('#reason').inputValue(), 'check-up');
  await page.locator('button[formaction$="/release"]').click();
  await leave();
});
