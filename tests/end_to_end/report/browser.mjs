// A real browser without a network, and the report of a run opened in it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { chromium } from 'playwright-core';

/** How long a busy machine may take for one step, milliseconds: a limit against hanging, not a measure. */
const PATIENCE = 300_000;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run',
  '--host-resolver-rules=MAP * ~NOTFOUND', '--disable-dev-shm-usage'];

/** The browser to use: $CHROMIUM, or the first one in PATH. @throws Error where there is none, with what to do. */
export function findBrowser() {
  const asked = process.env.CHROMIUM;
  if (asked) {
    if (!existsSync(asked)) {
      throw new Error(`CHROMIUM is ${asked}, which does not exist`);
    }
    return asked;
  }
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      if (existsSync(join(folder, name))) {
        return join(folder, name);
      }
    }
  }
  throw new Error('there is no chromium in PATH: install it (apt-get install chromium), or name it in CHROMIUM');
}

/** A browser with a fresh profile of its own, which goes with it when it is closed. */
export function openBrowser() {
  return chromium.launch({ executablePath: findBrowser(), headless: true, args: ARGUMENTS });
}

/** The page of a file in a window of its own, with all that it asked for and complained about. */
export async function openPage(browser, file, { width, height }, hash = '') {
  const page = await browser.newPage({ viewport: { width, height }, offline: true });
  page.setDefaultTimeout(PATIENCE);
  const seen = { requests: [], complaints: [] };
  page.on('request', (request) => seen.requests.push(request.url()));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) {
      seen.complaints.push(message.text());
    }
  });
  page.on('pageerror', (error) => seen.complaints.push(String(error.stack ?? error)));
  await page.goto(pathToFileURL(file).href + hash);
  await page.waitForFunction(() => document.querySelector('.canvas svg') !== null);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  return { page, seen };
}
