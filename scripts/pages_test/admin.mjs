// What the tests of the set-up pages share.
import { logIn, visitor } from './browser.mjs';

/** Somebody who runs the demonstration's first clinic. */
export async function asClinicAdmin(options = {}) {
  const admin = await visitor(options);
  await logIn(admin.page, 'admin@example.org');
  const clinic = admin.page.url().match(/\/desk\/([^/]+)\//)[1];
  return { ...admin, clinic, base: `/admin/${clinic}` };
}

/** Who runs the platform. */
export async function asPlatform(options = {}) {
  const platform = await visitor(options);
  await logIn(platform.page, 'platform@example.org');
  return platform;
}

/** Sends the form that a button is in, and waits for the page that comes of it. */
export async function send(page, button) {
  await Promise.all([page.waitForNavigation(), page.locator(button).first().click()]);
}

/** An address of each page of the set-up. */
export async function ofAdmin({ page, base }) {
  const first = async (path, link) => {
    await page.goto(base + path);
    return page.locator(link).first().getAttribute('href');
  };
  const doctor = await first('/doctors', '.entries h2 a');
  await page.goto(`${base}/webhooks`);
  await page.locator('#url').fill('https://practice.example/holdfast');
  await send(page, 'form[novalidate] button.primary');
  return new Map([
    ...['', '/clinic', '/doctors', '/doctors/new', '/staff', '/policies', '/policies/history', '/visit-types', '/visit-types/new', '/closures', '/embed', '/audit', '/keys', '/webhooks'].map(
      (path) => [`/admin/{clinic_id}${path}`, base + path],
    ),
    ['/admin/{clinic_id}/doctors/{id}', doctor],
    ['/admin/{clinic_id}/doctors/{id}/leaving', `${doctor}/leaving?from=2099-01-01`],
    ['/admin/{clinic_id}/visit-types/{id}', await first('/visit-types', '.entries a')],
    ['/admin/{clinic_id}/webhooks/{id}', await first('/webhooks', '.entries a')],
  ]);
}

/** The same for the platform. */
export const ofPlatform = new Map([
  ['/platform/clinics', '/platform/clinics'],
  ['/platform/clinics/new', '/platform/clinics/new'],
]);
