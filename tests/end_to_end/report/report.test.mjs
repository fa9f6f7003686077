// Opens reports in a real browser and checks what a reader, a keyboard and a screen reader get.
//   node report.test.mjs CASE SMALL      folders of two runs, each with report.html and summary.json
// CASE is the bundled case, as large as reports get. SMALL has every section and kind of chart at the least size, so that
// the accessibility checks, whose cost grows with the page, can look at it in every state; at CASE they look once, unfolded.
// Needs chromium (in PATH, or named by $CHROMIUM). Exit status 0 if all is well.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';

import { openBrowser, openPage } from './browser.mjs';

if (process.argv.length !== 4) {
  throw new Error('usage: node report.test.mjs CASE SMALL');
}
const [file, small] = process.argv.slice(2).map((folder) => join(resolve(folder), 'report.html'));
const [summary, smallSummary] = [file, small].map((report) => JSON.parse(readFileSync(join(dirname(report), 'summary.json'), 'utf8')));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZES = { phone: { width: 360, height: 740 }, tablet: { width: 820, height: 1180 }, desktop: { width: 1440, height: 900 } };
const AXE = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] };

let browser;
before(async () => { browser = await openBrowser(); });
after(async () => { await browser.close(); });

/** Opens a report, runs the steps, and then asserts that it neither complained nor asked for anything. */
async function reading(size, steps, { report = file, hash = '' } = {}) {
  const { page, seen } = await openPage(browser, report, size, hash);
  try {
    await steps(page);
    assert.deepEqual(seen.complaints, [], 'errors or warnings in the console');
    const own = pathToFileURL(report).href;
    assert.deepEqual(seen.requests.filter((url) => !url.startsWith(own) && !url.startsWith('data:')), [], 'requests beside the file itself');
  } finally {
    await page.close();
  }
}

/** What axe finds, as readable lines. */
async function violations(page, within = 'html') {
  if (!await page.evaluate(() => 'axe' in globalThis)) {
    await page.evaluate(axe);
  }
  const found = await page.evaluate(([context, options]) => globalThis.axe.run(context, options), [within, AXE]);
  return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${one.help}: ${node.target.join(' ')}: ${node.failureSummary}`));
}

const settle = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Opens everything that is folded away, so that it is looked at too (tables of figures are made only then), or folds all. */
async function unfold(page, open = true) {
  await page.evaluate((to) => document.querySelectorAll('details').forEach((details) => { details.open = to; }), open);
  if (open) {
    await page.waitForFunction(() => [...document.querySelectorAll('details.data .more-body')].every((body) => body.childElementCount > 0));
  }
  await settle(page);
}

/** Labels that lie over each other. Runs in the page. */
function clashes() {
  return [...document.querySelectorAll('[data-labels]')].flatMap((group) => {
    const boxes = [...group.querySelectorAll('text')].map((text) => ({ text: text.textContent, box: text.getBoundingClientRect() }));
    return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => a.box.width > 0 && b.box.width > 0
      && a.box.left < b.box.right - 1 && b.box.left < a.box.right - 1 && a.box.top < b.box.bottom - 3 && b.box.top < a.box.bottom - 3).map((b) => `${a.text} over ${b.text}`));
  });
}

/** The full figures behind what is printed, by their path in summary.json. One path may stand in several places. */
async function figures(page) {
  return page.evaluate(() => {
    const found = {};
    for (const one of document.querySelectorAll('[data-figure]')) {
      (found[one.dataset.figure] ??= []).push(Number(one.value));
    }
    return found;
  });
}

/** Opens what is folded away in one section. */
async function unfoldIn(page, section) {
  await page.evaluate((id) => document.querySelectorAll(`#${id} details`).forEach((details) => { details.open = true; }), section);
  await page.waitForFunction((id) => [...document.querySelectorAll(`#${id} details.data .more-body`)].every((body) => body.childElementCount > 0), section);
}

/** The figures of a forecast taken apart, by their path. */
function partsOf(made) {
  return made.parts.length === 0 ? {} : { from: made.from.value, to: made.to.value, ...Object.fromEntries(made.parts.map((part) => [`parts.${part.name}`, part.value])) };
}

/** The figures of what an output hangs on. */
function driversOf(output) {
  return Object.fromEntries(output.rows.flatMap((row) => [[`rows.${row.group}.total`, row.total.value], [`rows.${row.group}.first`, row.first.value]]));
}

/** The figures of what would flip an answer. */
function flipOf(flip) {
  const { conditions: { boxes, leaves, overall }, tipping } = flip;
  const list = (name, all, value) => all.map((one, i) => [`${name}.${i}`, value(one)]);
  return { mean: flip.mean.value, ...Object.fromEntries([
    ...flip.singles.map((one, i) => [`singles.${i}.by`, one.by]),
    ...list('tipping.points', tipping?.points ?? [], (one) => one.mean), ...list('tipping.crossings', tipping?.crossings ?? [], (one) => one.at),
    ...boxes.slice(0, 1).flatMap((one) => [['conditions.boxes.0.density', one.density.value], ['conditions.boxes.0.coverage', one.coverage.value], ['conditions.overall', overall.value]]),
    ...(leaves.length < 2 ? [] : leaves.map((one, i) => [`conditions.leaves.${i}.density`, one.density.value]))]) };
}

describe('the report', { concurrency: 2 }, () => {
  test('fits every size', async (t) => {
    await reading(SIZES.desktop, async (page) => {
      const sideways = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      for (const [name, size] of Object.entries(SIZES)) {
        await page.setViewportSize(size);
        await unfold(page, false);
        await t.test(`on a ${name} no label under a chart lies over another`, async () => {
          assert.deepEqual(await page.evaluate(clashes), []);
          assert.ok(await page.locator('[data-labels]').count() > 0);
        });
        await t.test(`on a ${name} it does not scroll sideways, folded or not`, async () => {
          assert.equal(await sideways(), 0, 'pixels that the page is too wide');
          await unfold(page);
          assert.equal(await sideways(), 0, 'pixels that the unfolded page is too wide');
        });
      }
    });
  });

  test('is accessible with everything unfolded', async () => {
    await reading(SIZES.desktop, async (page) => {
      await unfold(page);
      assert.deepEqual(await violations(page), []);
    });
  });

  test('is as rich as any when it is small', () => {
    const sections = (one) => Object.entries(one).filter(([, value]) => Array.isArray(value) && value.length > 0).map(([name]) => name);
    // warnings, of means that hang on a few draws, come and go with the draws
    for (const part of [({ warnings, ...rest }) => rest, (one) => one.system, (one) => one.system.map]) {
      const absent = sections(part(summary)).filter((name) => !sections(part(smallSummary)).includes(name));
      assert.deepEqual(absent, [], 'sections of the bundled case that the small run lacks');
    }
    assert.ok(smallSummary.issues.some((issue) => issue.courses.length > 1), 'two models that bargain');
  });

  const STATES = [
    ...Object.entries(SIZES).map(([name, size]) => ({ state: `on a ${name}`, size })),
    { state: 'on a phone, unfolded', size: SIZES.phone, open: true },
    { state: 'unfolded', open: true },
    { state: 'in dark colours', media: { colorScheme: 'dark' }, open: true },
    { state: 'in print', media: { media: 'print' } },
  ];
  test('is accessible when small', async (t) => {
    await reading(SIZES.desktop, async (page) => {
      for (const { state, size = SIZES.desktop, media = {}, open = false } of STATES) {
        await t.test(state, async () => {
          await page.setViewportSize(size);
          await page.emulateMedia({ media: 'screen', colorScheme: 'light', ...media });
          await unfold(page, open);
          assert.deepEqual(await violations(page), []);
        });
      }
    }, { report: small });
  });

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

  for (const [name, report, told] of [['bundled case', file, summary], ['small run', small, smallSummary]]) {
    test(`shows the figures of summary.json: ${name}`, async () => {
      await reading(SIZES.desktop, async (page) => {
        const shown = await figures(page);
        const equal = (path, value) => assert.deepEqual([...new Set(shown[path])], [value], path);
        equal('run.draws', told.run.draws);
        equal('run.seed', told.run.seed);
        for (const issue of told.issues) {
          for (const forecast of issue.forecasts) {
            const path = `issues.${issue.id}.forecasts.${forecast.model}`;
            equal(`${path}.mean`, forecast.mean.value);
            equal(`${path}.quantiles.0.95`, forecast.quantiles.at(-1).value);
          }
          const lead = issue.forecasts[0];
          for (const [at, band] of (lead?.bands ?? []).entries()) {
            equal(`issues.${issue.id}.forecasts.${lead.model}.bands.${at}`, band.probability.value);
          }
          for (const course of issue.courses) {
            for (const actor of course.actors) {
              equal(`issues.${issue.id}.courses.${course.model}.actors.${actor.actor}.shift`, actor.shift.value);
            }
          }
        }
      }, { report });
    });
  }

  for (const [name, report, told] of [['bundled case', file, summary], ['small run', small, smallSummary]]) {
    test(`puts the models side by side on every issue: ${name}`, async () => {
      await reading(SIZES.desktop, async (page) => {
        const tab = page.locator('#models [role="tab"]');
        for (const [at, issue] of told.issues.entries()) {
          if (told.issues.length > 1) {
            await tab.nth(at).click();
          }
          const section = page.locator('#models');
          await section.locator('.canvas > svg:visible').first().waitFor();
          const text = (await section.innerText()).replace(/\s+/g, ' ');
          for (const forecast of issue.forecasts) {
            const { differs } = told.models.find((one) => one.id === forecast.model);
            const scores = told.past_scores.flatMap((set) => set.scores.filter((one) => one.model === forecast.model));
            assert.ok(scores.length > 0, `${forecast.model} was scored`);
            for (const words of [forecast.words, forecast.beside, differs, ...scores.map((one) => one.words)]) {
              assert.ok(differs !== '' && text.includes(words.replace(/\s+/g, ' ')), `${issue.id} ${forecast.model}: ${words}`);
            }
          }
        }
        const shown = await figures(page);
        for (const [at, set] of told.past_scores.entries()) {
          set.scores.forEach((one) => assert.deepEqual(shown[`past_scores.${at}.${one.model}.crps`], [one.crps.value], one.model));
        }
        assert.deepEqual(told.other_models.filter((one) => told.models.some((ran) => ran.id === one.id)), []);
      }, { report });
    });
  }

  test('tells who would gain from which swap, on both of its issues', async () => {
    const { exchanges: [exchange] } = smallSummary;
    assert.ok(exchange.swaps.length > 0, 'the small run swaps');
    await reading(SIZES.desktop, async (page) => {
      const shown = await figures(page);
      exchange.swaps.forEach((swap, i) => {
        const path = `exchanges.${exchange.model}.swaps.${i}`;
        assert.deepEqual(shown[`${path}.chance`], [swap.chance.value, swap.chance.value]);
        assert.deepEqual(shown[`${path}.gains.0`], [swap.gains[0], swap.gains[0]]);
      });
    }, { report: small });
    await reading(SIZES.desktop, async (page) => {
      const said = await page.locator('#models').innerText();
      assert.equal(summary.exchanges.length, 0);
      assert.match(said, /To see who would gain from which swap, run:\s+suasion run belarus-2020 --model \S+,exchange/);
    });
  });

  test('draws forces and neighbours on a map', async () => {
    const { map, roles } = summary.system;
    await reading(SIZES.desktop, async (page) => {
      const picture = page.locator('#fear figure').filter({ hasText: 'Forces, borders and exposure' });
      const stands = new Set(map.forces.map((one) => `${one.at} ${one.of.join()} ${one.during === null}`));
      assert.equal(await picture.locator('svg circle').count(), stands.size);
      const labels = await picture.locator('[data-labels="map"] text').allTextContents();
      for (const { name } of [roles.protege, ...roles.neighbours]) {
        assert.ok(labels.some((label) => label.startsWith(name)), `${name} in ${labels.join(', ')}`);
      }
    });
  });

  for (const [name, report, { system }] of [['bundled case', file, summary], ['small run', small, smallSummary]]) {
    test(`shows the figures of the system: ${name}`, async () => {
      await reading(SIZES.desktop, async (page) => {
        const shown = await figures(page);
        const equal = (path, value) => assert.deepEqual([...new Set(shown[path])], [value], path);
        for (const question of system.questions) {
          equal(`system.questions.${question.id}.chance`, question.chance.value);
        }
        for (const claim of system.claims.filter((one) => one.verdict !== 'untestable')) {
          equal(`system.claims.${claim.id}.finding.value`, claim.finding.value.value);
          claim.ablations.forEach((one, i) => equal(`system.claims.${claim.id}.ablations.${i}.value`, one.value.value));
        }
        const main = system.counterfactuals.find((one) => one.id === system.main_counterfactual);
        const day = Math.min(1, system.days.length - 1);
        const [first] = main.effects.filter((one) => one.variables[0] === 'leverage.payoff.protege');
        equal(`system.counterfactuals.${main.id}.leverage.payoff.protege.${day}`, first.mean[day]);
        for (const variable of ['leverage.price', 'leverage.payoff.protege', `tension.buffer.${system.roles.neighbours[0].id}`]) {
          equal(`system.variables.${variable}.mean.0`, system.variables.find((one) => one.name === variable).mean[0]);
        }
      }, { report });
    });
  }

  test('tells what-ifs on the day that is chosen, and keeps open what was', async () => {
    const { system } = summary;
    await reading(SIZES.desktop, async (page) => {
      const other = system.counterfactuals.find((one) => one.id !== system.main_counterfactual && one.effects.some((effect) => effect.variables[0] === 'leverage.level'));
      await page.locator(`[id="what-if-${other.id}"] > summary`).click();
      const last = system.days.length - 1;
      await page.locator('#effect-day').selectOption(String(last));
      assert.ok(await page.locator(`[id="what-if-${other.id}"]`).evaluate((details) => details.open));
      const shown = await figures(page);
      const effect = other.effects.find((one) => one.variables[0] === 'leverage.level');
      assert.deepEqual(shown[`system.counterfactuals.${other.id}.leverage.level.${last}`], [effect.mean[last]]);
      assert.equal(shown[`system.counterfactuals.${other.id}.leverage.level.1`], undefined);
    });
  });

  test('tells chances given the answer to a question', async () => {
    const { questions, draws } = summary.system;
    const sure = (one) => Math.min(one.chance.value, 1 - one.chance.value) * draws >= 40;
    const known = questions.find((one) => sure(one) && one.given.length > 0);
    await reading(SIZES.phone, async (page) => {
      await page.locator('#question-given').selectOption(known.id);
      const shown = await figures(page);
      for (const question of questions.filter((one) => one !== known)) {
        const given = question.given.find((one) => one.question === known.id);
        assert.deepEqual(shown[`system.questions.${question.id}.given.${known.id}.yes`], [given.yes], question.id);
        assert.deepEqual(shown[`system.questions.${question.id}.given.${known.id}.no`], [given.no], question.id);
      }
      await page.locator('#question-given').selectOption('');
      assert.ok(Object.keys(await figures(page)).every((path) => !path.includes('.given.')));
    });
  });

  test('holds chances against what came to pass, where that is known', async () => {
    const { scores } = summary.system;
    await reading(SIZES.phone, async (page) => {
      const shown = await figures(page);
      for (const question of scores.questions) {
        assert.deepEqual(shown[`system.scores.questions.${question.id}.chances.suasion`], [question.chances.suasion], question.id);
      }
      for (const total of scores.totals) {
        assert.deepEqual(shown[`system.scores.totals.${total.forecaster}.brier`], [total.brier]);
      }
      assert.equal(await page.locator('#scores .lead-words').innerText(), scores.words);
    });
    assert.equal(smallSummary.system.scores, null);
    await reading(SIZES.desktop, async (page) => assert.equal(await page.locator('#scores').count(), 0), { report: small });
  });

  test('tells how many claims were judged at once, and how well the figures are known', async () => {
    const { diagnostics } = summary.system;
    await reading(SIZES.desktop, async (page) => {
      assert.equal(await page.locator('.claims-at-once').textContent(), diagnostics.claims.words);
      const limits = await page.locator('ul.limits > li').allTextContents();
      for (const words of [summary.run.precision.words, ...summary.warnings, ...diagnostics.words]) {
        assert.equal(limits.filter((one) => one.includes(words)).length, 1, words);
      }
      for (const limit of summary.limits) {
        assert.ok(limits.some((one) => one.includes(limit)), limit);
      }
    });
  });

  for (const [name, report, { analysis }] of [['bundled case', file, summary], ['small run', small, smallSummary]]) {
    test(`takes forecasts apart, and tells what they hang on and what would flip them: ${name}`, async () => {
      await reading(SIZES.desktop, async (page) => {
        const parts = [['why', analysis.why, partsOf], ['sensitivity', analysis.sensitivity.outputs, driversOf], ['flips', analysis.flips, flipOf]];
        for (const [section, outputs, expected] of parts) {
          assert.ok(outputs.length > 0, section);
          for (const [at, output] of outputs.entries()) {
            if (outputs.length > 1) {
              await page.locator(`#${section} select`).selectOption(String(at));
            }
            await unfoldIn(page, section);
            const shown = await figures(page);
            for (const [path, value] of Object.entries(expected(output))) {
              assert.deepEqual([...new Set(shown[`analysis.${section}.${output.name}.${path}`])], [value], `${section} ${output.name} ${path}`);
            }
            const text = (await page.locator(`#${section}`).innerText()).replace(/\s+/g, ' ');
            for (const words of [output.title, output.words, output.question ?? ''].flat()) {
              assert.ok(text.includes(words.replace(/\s+/g, ' ')), `${section} ${output.name}: ${words}`);
            }
            if (report === small) {
              assert.deepEqual(await violations(page, `#${section}`), [], `${section} ${output.name}`);
            }
          }
        }
      }, { report });
    });
  }

  test('names the sources of what made a forecast', async () => {
    const [made] = summary.analysis.why;
    const cited = made.parts.flatMap((part) => part.because.map((one) => one.source)).filter((source) => source !== '');
    assert.ok(cited.length > 0);
    await reading(SIZES.desktop, async (page) => {
      await unfoldIn(page, 'why');
      for (const source of new Set(cited)) {
        assert.ok(await page.locator('#why .grounds a').filter({ hasText: source }).count() > 0, source);
      }
    });
  });

  test('says what could be done and who decides, where that was looked for', async () => {
    const { leverage, coalitions } = summary.analysis;
    await reading(SIZES.phone, async (page) => {
      assert.equal(await page.locator('#leverage').count(), leverage === null ? 0 : 1);
      assert.equal(await page.locator('#coalitions').count(), coalitions === null ? 0 : 1);
      const shown = await figures(page);
      if (leverage !== null) {
        assert.deepEqual(shown['analysis.leverage.best.gain'], [leverage.best.gain.value]);
        const text = await page.locator('#leverage').innerText();
        leverage.words.forEach((words) => assert.ok(text.includes(words), words));
      }
      for (const player of coalitions?.issues[0].players ?? []) {
        await unfoldIn(page, 'coalitions');
        assert.deepEqual((await figures(page))[`analysis.coalitions.${coalitions.issues[0].issue}.${player.actor}.shapley_shubik`], [player.shapley_shubik.mean]);
      }
    });
  });

  test('shows claims by verdict, each with the place where it was made', async () => {
    const { claims } = summary.system;
    await reading(SIZES.desktop, async (page) => {
      const verdict = claims[0].verdict;
      await page.locator('#claim-verdict').selectOption(verdict);
      assert.equal(await page.locator('.claim:visible').count(), claims.filter((one) => one.verdict === verdict).length);
      await page.locator('#claim-verdict').selectOption('');
      for (const claim of claims) {
        const text = await page.locator(`[id="claim-${claim.id}"]`).innerText();
        assert.ok(text.includes(claim.text), claim.text);
        for (const one of claim.because) {
          assert.ok(text.includes(`${one.source} ${one.place}`.trim()), `${claim.id} ${one.source} ${one.place}`);
        }
      }
    });
  });

  test('keeps seeing and doing apart', async () => {
    await reading(SIZES.desktop, async (page) => {
      await unfold(page);
      const effects = await page.locator('#what-ifs [data-figure]').evaluateAll((all) => all.map((one) => one.dataset.figure));
      assert.ok(effects.length > 0);
      assert.ok(effects.every((path) => !path.includes('.signal.seeing.')), 'what seeing tells is no effect');
      const rows = await page.locator('#belief tr:has([data-figure*="signal.seeing"])').allInnerTexts();
      assert.ok(rows.length === 1 && rows[0].includes('Seeing') && !rows[0].includes('Doing'), rows.join());
    });
  });

  test('calls actors by their names', async () => {
    const { roles } = summary.system;
    const ids = [roles.protege, roles.patron, roles.rival, ...roles.neighbours].map((one) => one.id);
    await reading(SIZES.desktop, async (page) => {
      for (const section of ['questions', 'what-ifs', 'timeline', 'belief', 'leash', 'fear']) {
        const text = (await page.locator(`#${section}`).innerText()).replace(/Changed in the scenario: .*/g, '');
        assert.deepEqual(ids.filter((id) => new RegExp(`\\b${id}\\b`).test(text)), [], section);
      }
    });
  });

  test('has a target for every link within it', async () => {
    await reading(SIZES.desktop, async (page) => {
      const lost = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')].map((link) => decodeURIComponent(link.getAttribute('href').slice(1))).filter((id) => document.getElementById(id) === null));
      assert.deepEqual([...new Set(lost)], []);
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
      assert.match(await page.locator('#input-filter').locator('xpath=ancestor::section[1]').locator('.filter-count').innerText(), new RegExp(`^${found} of`));
    });
  });

  test('follows links into its parts', async () => {
    const id = `issue-${summary.issues.at(-1).id}`;
    await reading(SIZES.phone, async (page) => {
      await page.waitForTimeout(300);
      const top = await page.locator(`[id="${id}"]`).evaluate((section) => section.getBoundingClientRect().top);
      assert.ok(Math.abs(top) < 300, `${id} is ${top} pixels from the top`);
    }, { hash: `#${id}` });
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
