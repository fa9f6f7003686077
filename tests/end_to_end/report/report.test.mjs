// Opens the report of a run in a real browser and checks what a reader, a keyboard and a screen reader get.
//   node report.test.mjs RUN_FOLDER      the folder holds report.html and summary.json
// Needs chromium (in PATH, or named by $CHROMIUM). Exit status 0 if all is well.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { openBrowser, openPage } from './browser.mjs';

const folder = resolve(process.argv[2] ?? process.env.SUASION_RUN ?? '.');
const file = join(folder, 'report.html');
const summary = JSON.parse(readFileSync(join(folder, 'summary.json'), 'utf8'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = { phone: { width: 360, height: 740 }, tablet: { width: 820, height: 1180 }, desktop: { width: 1440, height: 900 } };
const AXE = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser.close(); });

/** Opens the report, runs the steps, and then asserts that it neither complained nor asked for anything. */
async function reading(size, steps, hash = '') {
  const { page, seen } = await openPage(browser, file, size, hash);
  try {
    await steps(page);
    assert.deepEqual(seen.complaints, [], 'errors or warnings in the console');
    const own = pathToFileURL(file).href;
    assert.deepEqual(seen.requests.filter((url) => !url.startsWith(own) && !url.startsWith('data:')), [], 'requests beside the file itself');
  } finally {
    await page.close();
  }
}

/** What axe finds, as readable lines. */
async function violations(page) {
  await page.evaluate(axe);
  const found = await page.evaluate((options) => globalThis.axe.run(document, options), AXE);
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${one.help}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

/** Opens everything that is folded away, so that it is looked at too. */
async function unfold(page) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => { details.open = true; }));
}

const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** The full figure behind what is printed. */
async function figure(page, path) {
  const found = page.locator(`[data-figure="${path.replace(/["\\]/g, '\\$&')}"]`).first();
  return Number(await found.getAttribute('value'));
}

describe('the report', () => {
  for (const [name, size] of Object.entries(SIZES)) {
    test(`on a ${name} is accessible and does not scroll sideways, folded or not`, async () => {
      await reading(size, async (page) => {
        const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        assert.equal(await sideways(), 0, 'pixels that the page is too wide');
        assert.deepEqual(await violations(page), []);
        await unfold(page);
        await settle(page);
        assert.equal(await sideways(), 0, 'pixels that the unfolded page is too wide');
      });
    });
  }

  const STATES = { 'with everything unfolded': {}, 'in dark colours': { colorScheme: 'dark' }, 'in print': { media: 'print' } };
  for (const [state, media] of Object.entries(STATES)) {
    test(`is accessible ${state}`, async () => {
      await reading(SIZES.desktop, async (page) => {
        await page.emulateMedia(media);
        if (Object.keys(media).length === 0) {
          await unfold(page);
        }
        await settle(page);
        assert.deepEqual(await violations(page), []);
      });
    });
  }

  test('says on its first screen what is asked and what comes out', async () => {
    await reading(SIZES.desktop, async (page) => {
      const first = await page.locator('header.first').innerText();
      assert.ok(first.includes(summary.scenario.title), 'title');
      assert.ok(first.includes(summary.scenario.question), 'question');
      for (const sentence of summary.headline.words) {
        assert.ok(first.includes(sentence), sentence);
      }
      assert.equal(await page.title(), summary.scenario.title);
      const picture = await page.locator('header.first .canvas svg').boundingBox();
      assert.ok(picture.y + picture.height <= SIZES.desktop.height, `the picture ends at ${picture.y + picture.height} pixels`);
    });
  });

  test('shows the figures of summary.json', async () => {
    await reading(SIZES.desktop, async (page) => {
      assert.equal(await figure(page, 'run.draws'), summary.run.draws);
      assert.equal(await figure(page, 'run.seed'), summary.run.seed);
      for (const issue of summary.issues) {
        for (const forecast of issue.forecasts) {
          const path = `issues.${issue.id}.forecasts.${forecast.model}`;
          assert.equal(await figure(page, `${path}.mean`), forecast.mean.value, path);
          assert.equal(await figure(page, `${path}.quantiles.0.95`), forecast.quantiles.at(-1).value, path);
        }
        const lead = issue.forecasts[0];
        for (const [at, band] of (lead?.bands ?? []).entries()) {
          assert.equal(await figure(page, `issues.${issue.id}.forecasts.${lead.model}.bands.${at}`), band.probability.value);
        }
        for (const course of issue.courses) {
          for (const actor of course.actors) {
            assert.equal(await figure(page, `issues.${issue.id}.courses.${course.model}.actors.${actor.actor}.shift`), actor.shift.value);
          }
        }
      }
    });
  });

  test('has a picture with words for every chart, and headings in order', async () => {
    await reading(SIZES.desktop, async (page) => {
      const charts = await page.locator('.canvas:visible').count();
      const drawn = await page.locator('.canvas:visible > svg[role="img"][aria-label]').count();
      assert.ok(charts > summary.issues.length, `${charts} charts`);
      assert.equal(drawn, charts);
      const levels = await page.evaluate(() => [...document.querySelectorAll('h1,h2,h3,h4')].filter((one) => one.checkVisibility()).map((one) => Number(one.tagName[1])));
      assert.equal(levels[0], 1);
      assert.equal(levels.filter((level) => level === 1).length, 1);
      assert.ok(levels.every((level, i) => i === 0 || level <= levels[i - 1] + 1), levels.join(' '));
    });
  });

  test('names landmarks under its charts without one label over another', async () => {
    for (const size of Object.values(SIZES)) {
      await reading(size, async (page) => {
        const clashes = await page.evaluate(() => [...document.querySelectorAll('[data-labels]')].flatMap((group) => {
          const boxes = [...group.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.box.width > 0 && b.box.width > 0
            && a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1 && a.box.top < b.box.bottom - 3 && b.box.top < a.box.bottom - 3).map((b) => `${a.text} over ${b.text}`));
        }));
        assert.deepEqual(clashes, []);
        assert.ok(await page.locator('[data-labels]').count() > 0);
      });
    }
  });

  test('switches models by keyboard', { skip: summary.issues.every((issue) => issue.courses.length < 2) }, async () => {
    await reading(SIZES.desktop, async (page) => {
      const list = page.locator('[role="tablist"]').first();
      const chosen = list.locator('[role="tab"][aria-selected="true"]');
      const before = await chosen.innerText();
      let reached = false;
      for (let presses = 0; presses < 200 && !reached; ++presses) {
        await page.keyboard.press('Tab');
        reached = await chosen.evaluate((tab) => tab === document.activeElement);
      }
      assert.ok(reached, 'Tab reaches the tabs');
      await page.keyboard.press('ArrowRight');
      assert.notEqual(await chosen.innerText(), before);
      assert.ok(await chosen.evaluate((tab) => tab === document.activeElement), 'the focus moves along');
      const panel = page.locator(`#${await chosen.getAttribute('aria-controls')}`);
      assert.ok(await panel.isVisible());
      await panel.locator('.canvas > svg').first().waitFor();
      await page.keyboard.press('Home');
      assert.equal(await chosen.innerText(), before);
    });
  });

  test('finds inputs by words', { skip: summary.inputs.length < 2 }, async () => {
    await reading(SIZES.desktop, async (page) => {
      const rows = page.locator('.inputs tbody tr:visible');
      await unfold(page);
      const all = await rows.count();
      assert.equal(all, summary.inputs.length);
      const actor = summary.inputs.find((input) => input.actor !== '').actor;
      const name = summary.actors.find((one) => one.id === actor).name;
      await page.locator('#input-filter').fill(`${name} salience`);
      const found = await rows.count();
      assert.ok(found > 0 && found < all, `${found} of ${all}`);
      assert.match(await page.locator('.filter-count').innerText(), new RegExp(`^${found} of`));
    });
  });

  test('follows links into its parts', async () => {
    const id = `issue-${summary.issues.at(-1).id}`;
    await reading(SIZES.phone, async (page) => {
      await page.waitForTimeout(300);
      const top = await page.locator(`[id="${id}"]`).evaluate((section) => section.getBoundingClientRect().top);
      assert.ok(Math.abs(top) < 300, `${id} is ${top} pixels from the top`);
    }, `#${id}`);
  });

  test('prints on A4 without cutting a chart', async () => {
    await reading(SIZES.desktop, async (page) => {
      const pdf = await page.pdf({ preferCSSPageSize: true });
      assert.equal(pdf.subarray(0, 5).toString(), '%PDF-');
      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: 672, height: 1000 });
      await settle(page);
      const pageHeight = 1001; // A4 less the margins, CSS pixels
      const tall = await page.evaluate((most) => [...document.querySelectorAll('.chart .canvas')].filter((one) => one.getBoundingClientRect().height > most)
        .map((one) => one.closest('figure').textContent.slice(0, 60)), pageHeight);
      assert.deepEqual(tall, [], 'charts higher than a page');
    });
  });
});
