// An appointment is moved by two presses, by dragging it and by keys; a time that is refused says why, and changes nothing.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { api, asAdmin, atDesk, bookAtDesk, close, doctors } from './browser.mjs';

after(close);

const ways = {
  async 'two presses'(page, name, slot) {
    await page.locator('.row a[data-move]', { hasText: name }).click();
    await page.locator('a[href*="move="]').click();
    await page.locator(`.row button[value^="${slot}"]`).click();
  },
  async dragging(page, name, slot) {
    await page.locator('.row a[data-move]', { hasText: name }).dragTo(page.locator(`.row.free a[href*="${slot}"]`));
  },
  async keys(page, name, slot) {
    await page.locator('.row a[data-move]', { hasText: name }).focus();
    await page.keyboard.press('m');
    await page.waitForURL(/move=/);
    await page.waitForFunction(() => document.activeElement.matches('.row > button'));
    // by the arrows over free times alone
    for (let presses = 0; presses < 60; presses += 1) {
      const at = await page.evaluate(() => document.activeElement.value);
      if (at?.startsWith(slot)) break;
      const down = await page.evaluate((to) => {
        const top = (of) => of.getBoundingClientRect().top;
        return top(document.querySelector(`.row button[value^="${to}"]`)) > top(document.activeElement);
      }, slot);
      const before = at;
      await page.keyboard.press(down ? 'ArrowDown' : 'ArrowUp');
      if ((await page.evaluate(() => document.activeElement.value)) === before) await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('Enter');
    await page.locator('dialog[open]').waitFor();
    assert.match(await page.locator('dialog').innerText(), new RegExp(name));
    await page.keyboard.press('Enter');
  },
};

/** When the appointment is, as the database has it. */
async function startOf(clinic, id) {
  return (await asAdmin(clinic, `/appointments/${id}`, undefined, 'GET')).body.starts_at;
}

/** A free time of the day that is the last of the first column. */
async function lastFree(page) {
  const href = await page.locator('.sheet section').first().locator('.row.free a').last().getAttribute('href');
  const [slot, at] = new URL(href, page.url()).searchParams.get('slot_id').split(',');
  return { slot, at: new Date(at * 1000).toISOString() };
}

for (const [way, move] of Object.entries(ways)) {
  test(`by ${way}: to the time that was chosen; a taken one says so, and what is free`, async () => {
    // tall enough for the whole day: what is dragged cannot be scrolled to meanwhile
    const { page, clinic, date, leave } = await atDesk({ viewport: { width: 1000, height: 3200 } });
    const name = `Moved ${Math.random().toString(36).slice(2, 9)}`;
    await bookAtDesk(page, name);
    const id = (await page.locator('.row a[data-move]', { hasText: name }).getAttribute('data-move')).split(',')[0];
    await page.goto(`/desk/${clinic}/day/${date}`);
    const to = await lastFree(page);
    await move(page, name, to.slot);
    await page.locator('.notice.ok', { hasText: name }).waitFor();
    assert.equal(new Date(await startOf(clinic, id)).toISOString(), to.at);

    // somebody else takes the next one under the desk's hands: nothing renews itself here
    await page.route('**/changes?*', (route) => route.fulfill({ status: 204 }));
    await page.goto(`/desk/${clinic}/day/${date}`);
    const next = await lastFree(page);
    const before = await startOf(clinic, id);
    const taken = await asAdmin(clinic, '/bookings', { slot_id: next.slot, patient: { name: 'Somebody Faster', phone: '212 555 0177' } });
    assert.equal(taken.status, 201);
    if (way === 'dragging') {
      await move(page, name, next.slot);
    } else {
      // the sheet of before, as another desk still has it
      const form = `<button name="slot_id" form="move" value="${next.slot},${Date.parse(next.at) / 1000}"><span class="at">late</span></button>`;
      await page.goto(`/desk/${clinic}/day/${date}?move=${id}`);
      await page.locator('.sheet section ol .row').first().evaluate((row, html) => { row.innerHTML = html; row.className = 'row free'; }, form);
      await page.locator(`.row button[value^="${next.slot}"]`).focus();
      if (way === 'keys') {
        await page.keyboard.press('Enter');
        await page.locator('dialog[open]').waitFor();
        await page.keyboard.press('Enter');
      } else {
        await page.locator(`.row button[value^="${next.slot}"]`).click();
      }
    }
    await page.locator('[role=alert]').waitFor();
    assert.ok((await page.locator('#move button').count()) >= 1, 'the next free ones are offered');
    assert.equal(await page.locator('.row', { hasText: name }).count(), 1, 'the row is back');
    assert.equal(await startOf(clinic, id), before);
    await page.locator('#move button').first().click();
    await page.locator('.notice.ok', { hasText: name }).waitFor();
    await leave();
  });
}

test('an appointment is moved to another day, on the sheet of a week too', async () => {
  const { page, clinic, date, leave } = await atDesk();
  await bookAtDesk(page, 'Next Week');
  const id = (await page.locator('.row a[data-move]', { hasText: 'Next Week' }).getAttribute('data-move')).split(',')[0];
  await page.goto(`/desk/${clinic}/day/${date}?move=${id}`);
  await page.keyboard.press(']');
  await page.waitForURL((url) => !url.pathname.endsWith(date) && url.searchParams.get('move') === id);
  await page.keyboard.press('Escape');
  await page.waitForURL(/\/appointments\//);
  const doctor = (await doctors()).find((of) => of.clinic.id === clinic).doctor.id;
  await page.goto(`/desk/${clinic}/week/${date}?doctor=${doctor}&move=${id}`);
  assert.ok((await page.locator('.sheet section').count()) === 7);
  await page.locator(`.sheet section:not([id="d-${date}"]) .row.free button`).last().click();
  await page.locator('.notice.ok', { hasText: 'Next Week' }).waitFor();
  assert.ok(!page.url().includes(date));
  await leave();
});

test('single keys can be switched off', async () => {
  const { page, date, leave } = await atDesk();
  await page.keyboard.press('?');
  await page.locator('[data-keys-off]').click();
  await page.locator('h1').click();
  await page.keyboard.press(']');
  await page.keyboard.press('n');
  assert.ok(page.url().endsWith(date));
  await page.locator('[data-keys-off]').click();
  await page.locator('h1').click();
  await page.keyboard.press('n');
  await page.waitForURL(/\/book$/);
  await leave();
});

test('what is typed stays while the day changes under it, and the last change is seen', async () => {
  const { page, clinic, date, leave } = await atDesk();
  const name = `Held ${Math.random().toString(36).slice(2, 9)}`;
  await bookAtDesk(page, name);
  const id = (await page.locator('.row a[data-move]', { hasText: name }).getAttribute('data-move')).split(',')[0];
  await page.goto(`/desk/${clinic}/day/${date}?move=${id}`);
  const looks = [];
  let streams = 0;
  page.on('request', (request) => {
    if (request.url().includes('/changes?')) streams += 1;
    else if (request.resourceType() === 'fetch') looks.push(request.url());
  });
  await page.locator('.row > button').first().focus();
  await page.keyboard.press('Enter');
  await page.locator('dialog[open]').waitFor();
  await page.evaluate(() => document.querySelector('dialog').append(document.createElement('textarea')));
  await page.locator('dialog textarea').pressSequentially('called, cannot come, wants the after');
  await page.evaluate(() => document.activeElement.setSelectionRange(8, 8));
  const scroll = await page.evaluate(() => scrollY);
  const { body } = await api(`/slots?clinic_id=${clinic}&limit=400`);
  const slot = body.items.filter((of) => of.starts_at.startsWith(date)).at(-1).id;
  const changes = process.env.PAGES_WHOLE ? 100 : 30;
  for (let change = 0; change < changes / 2; change += 1) {
    const patient = { name: `${name} ${change}`, phone: '212 555 0144' };
    const made = await asAdmin(clinic, '/bookings', { slot_id: slot, patient });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    if (change < changes / 2 - 1) await asAdmin(clinic, `/appointments/${made.body.id}/cancel`, {});
  }
  await page.locator('.row.confirmed', { hasText: `${name} ${changes / 2 - 1}` }).waitFor({ timeout: 2_000 });
  const now = await page.evaluate(() => ({
    tag: document.activeElement.tagName,
    text: document.activeElement.value,
    caret: document.activeElement.selectionStart,
    scroll: scrollY,
    isOpen: document.querySelector('dialog').open,
  }));
  assert.deepEqual(now, { tag: 'TEXTAREA', text: 'called, cannot come, wants the after', caret: 8, scroll, isOpen: true });
  assert.ok(streams <= 1, `${streams} streams`);
  assert.ok(looks.length <= 30, `${looks.length} looks`);
  await leave();
});
