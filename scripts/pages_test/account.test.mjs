// An account's own page: password, second factor, sessions; and its end.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { send } from './admin.mjs';
import { close, visitor } from './browser.mjs';

after(close);

/** The code of RFC 6238 that an app shows. */
function code(secret, ahead = 0) {
  const bits = [...secret].map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const mac = createHmac('sha1', bytes).update(step).digest();
  const number = mac.readUInt32BE(mac[19] & 15) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, '0');
}

test('a password, a second factor and sessions are an account’s own', async () => {
  const email = `own${Date.now()}@example.org`;
  const asked = ['admin', 'account', '--data-dir', process.env.DEMO_DATA_DIR, '--listen', new URL(process.env.DEMO_URL).host, '--email', email];
  const { pathname, search } = new URL(execFileSync(process.env.DEMO_BIN, asked).toString().trim());
  const [first, second] = ['holdfast demo 1', 'holdfast demo 2'];
  const { page, leave } = await visitor({ javaScriptEnabled: false });
  await page.goto(pathname + search);
  await page.locator('#name').fill('Olga Own');
  await page.locator('#password').fill(first);
  await send(page, 'button.primary');
  const logIn = async (on, password, more) => {
    await on.goto('/log-in');
    await on.locator('#email').fill(email);
    await on.locator('#password').fill(password);
    await send(on, 'main button.primary');
    if (more) {
      await on.locator('#password').fill(password);
      await on.locator('#code').fill(more);
      await send(on, 'main button.primary');
    }
  };
  await logIn(page, first);
  const other = await visitor();
  await logIn(other.page, first);

  // the other session is seen, and ended
  await page.goto('/me/account');
  assert.equal(await page.locator('.entries li').count(), 2);
  await send(page, '.entries button');
  assert.equal(await page.locator('.entries li').count(), 1);
  // what a session was given holds for some seconds more
  const began = Date.now();
  do await other.page.goto('/me/account');
  while (!/\/log-in/.test(other.page.url()) && Date.now() - began < 10_000);
  assert.match(other.page.url(), /\/log-in/);

  // a new password needs the old one
  await page.locator('#old_password').fill('guessed it at once');
  await page.locator('#new_password').fill(second);
  await send(page, 'form[action$="/password"] button');
  assert.equal(await page.locator('#old_password').getAttribute('aria-invalid'), 'true');
  assert.equal(await page.locator('#old_password').inputValue(), '');
  await page.locator('#old_password').fill(first);
  await page.locator('#new_password').fill(second);
  await send(page, 'form[action$="/password"] button');
  assert.match(page.url(), /done=password$/);

  // a second factor is in force once a code of it has come; its codes are shown once
  await page.locator('#factor_password').fill(second);
  await send(page, 'form[action$="/factor"] button');
  const secret = await page.locator('.snippet').innerText();
  await page.locator('#code').fill('abc');
  await send(page, 'form[action$="/confirm"] button');
  assert.equal(await page.locator('#code').getAttribute('aria-invalid'), 'true');
  await page.locator('#code').fill(code(secret));
  await send(page, 'form[action$="/confirm"] button');
  const codes = (await page.locator('.snippet').innerText()).trim().split(/\s+/);
  assert.ok(codes.length >= 8, codes.join(' '));
  await page.goto('/me/account');
  assert.equal(await page.locator('.snippet').count(), 0);
  await page.locator('.links button').click();
  await logIn(page, second, codes[0]);
  await page.goto('/me/account');
  assert.equal(await page.locator('form[action$="/factor/remove"]').count(), 1);

  // closed for good: by password and code
  await page.locator('summary').last().click();
  await page.locator('#close_password').fill(second);
  await send(page, 'form[action$="/close"] button');
  assert.equal(await page.locator('#close_code').getAttribute('aria-invalid'), 'true');
  await page.locator('#close_password').fill(second);
  await page.locator('#close_code').fill(codes[1]);
  await send(page, 'form[action$="/close"] button');
  assert.equal(new URL(page.url()).pathname, '/');
  await logIn(page, second);
  assert.match(await page.title(), /^Error: /);
  await other.leave();
  await leave();
});
