// What the page for programs shows is run, as it is shown: each of its examples books.
import test, { after } from 'node:test';
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { asAdmin, close, doctors, visitor } from './browser.mjs';

const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), 'holdfast-examples-'));
const tsc = join(process.cwd(), '../openapi/node_modules/.bin/tsc');

after(async () => {
  await close();
  rmSync(folder, { recursive: true });
});

const ways = {
  curl: (file) => run('sh', [file]),
  Python: (file) => run('python3', [file]),
  async TypeScript(file) {
    await run(tsc, ['--strict', '--target', 'es2022', '--module', 'commonjs', '--lib', 'es2022,dom', '--outDir', folder, file]);
    return run(process.execPath, [file.replace('.ts', '.js')]);
  },
};

for (const [language, way] of Object.entries(ways)) {
  test(`a first booking in ${language}`, async () => {
    const { page, leave } = await visitor();
    await page.goto('/integrate');
    const shown = await page.locator(`[data-example="${language}"]`).innerText();
    const clinic = (await doctors())[0].clinic.id;
    const made = await asAdmin(clinic, `/clinics/${clinic}/api-keys`, { name: `Example in ${language}`, scopes: ['appointments:write'] });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const key = Object.values(made.body).find((value) => typeof value === 'string' && value.startsWith('hf'));
    const source = shown.replace('00000000-0000-0000-0000-000000000000', clinic).replace('your key', key);
    assert.ok(source.includes(process.env.DEMO_URL), 'it names these pages');
    const file = join(folder, { curl: 'first.sh', Python: 'first.py', TypeScript: 'first.ts' }[language]);
    writeFileSync(file, source);
    const { stdout } = await way(file);
    assert.match(stdout, /confirmed/);
    await leave();
  });
}
