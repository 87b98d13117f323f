// The clinic's time first; the visitor's own beside it only where their clocks differ then.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { close, doctors, visitor } from './browser.mjs';

after(close);

for (const timezoneId of ['Pacific/Auckland', 'Asia/Kolkata', 'America/New_York']) {
  test(`a clinic in New York, looked at from ${timezoneId}`, async () => {
    const doctor = (await doctors()).find((of) => of.clinic.time_zone === 'America/New_York');
    const { page, leave } = await visitor({ timezoneId });
    await page.goto('/');
    // the script has told the zone; the next page goes by it
    await page.goto(`/doctors/${doctor.doctor.id}`);
    const button = page.locator('button.time').first();
    const at = new Date(Number((await button.getAttribute('value')).split(',')[1]) * 1000);
    const clock = (timeZone, instant = at) => instant.toLocaleTimeString('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    assert.equal(await button.locator('b').innerText(), clock('America/New_York'));
    const own = button.locator('.own');
    if (timezoneId === 'America/New_York') assert.equal(await own.count(), 0);
    else assert.ok((await own.innerText()).includes(clock(timezoneId)));
    // who types goes by their own clock
    await button.click();
    await page.waitForURL(/\/book\//);
    const until = new Date(await page.locator('[data-until]').getAttribute('data-until'));
    assert.ok((await page.locator('.hold-line b').innerText()).includes(clock(timezoneId, until)));
    await page.locator('button[formaction$="/release"]').click();
    await page.waitForURL(/\/doctors\//);
    await leave();
  });
}
