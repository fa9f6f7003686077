// Writes the sample summaries beside this file: made-up but plausible runs to look at pages with and to test them with.
//   node make.mjs [FOLDER]
// The bargaining here is a sketch that only has to give figures of the right shape; suasion's own models are elsewhere.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DRAWS = 600;
const ROUNDS = 10;
const LEVELS = [0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95];

/** Random numbers from a seed (mulberry32), so that the files are the same each time. */
function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const round = (value, digits = 3) => Number(value.toFixed(digits));
const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
const quantile = (sorted, level) => {
  const at = level * (sorted.length - 1);
  const low = Math.floor(at);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
};
const ascending = (list) => [...list].sort((a, b) => a - b);
const estimate = (list) => {
  const m = mean(list);
  const variance = mean(list.map((x) => (x - m) ** 2));
  return { value: round(m, 4), error: round(Math.sqrt(variance / list.length), 5) };
};
const sd = (list) => {
  const m = mean(list);
  return round(Math.sqrt(mean(list.map((x) => (x - m) ** 2))), 4);
};

const weightedMedian = (values, weights) => {
  const order = values.map((v, i) => [v, weights[i]]).sort((a, b) => a[0] - b[0]);
  const half = weights.reduce((a, b) => a + b, 0) / 2;
  let sum = 0;
  for (const [value, weight] of order) {
    sum += weight;
    if (sum >= half) return value;
  }
  return order[order.length - 1][0];
};

/** One draw: rounds of offers in which heavier actors pull lighter ones towards themselves. */
function bargain(stakes, range, pullStrength, random) {
  let x = stakes.map((s) => s.x);
  const path = [[...x]];
  const moves = [];
  for (let r = 0; r < ROUNDS; ++r) {
    const next = [...x];
    for (let to = 0; to < x.length; ++to) {
      let best = null;
      for (let from = 0; from < x.length; ++from) {
        if (from === to || Math.abs(x[from] - x[to]) < 0.02 * range) continue;
        const push = (stakes[from].c * stakes[from].s) / (stakes[to].c * stakes[to].s);
        const score = push * (0.4 + random()) * (1 - Math.abs(x[from] - x[to]) / (1.5 * range));
        if (push > 1.15 && (best === null || score > best.score)) best = { from, score, push };
      }
      if (best !== null && random() < 0.7) {
        const kind = best.push > 12 ? 'capitulation' : best.push > 3 ? 'conflict' : 'compromise';
        const share = Math.min(0.6, pullStrength * (kind === 'capitulation' ? 0.5 : kind === 'conflict' ? 0.3 : 0.18));
        const step = share * (x[best.from] - x[to]);
        next[to] = x[to] + step;
        moves.push({ from: best.from, to, kind, step });
      }
    }
    x = next;
    path.push([...x]);
  }
  return { path, moves, outcome: weightedMedian(x, stakes.map((s) => s.c * s.s)) };
}

function histogram(values, low, high) {
  const counts = new Array(100).fill(0);
  for (const v of values) counts[Math.max(0, Math.min(99, Math.floor(((v - low) / (high - low)) * 100)))] += 1;
  return { low, high, counts };
}

function bandsOf(values, scale) {
  return scale.anchors.map((anchor, i) => {
    const from = i === 0 ? scale.low : (scale.anchors[i - 1].at + anchor.at) / 2;
    const to = i === scale.anchors.length - 1 ? scale.high : (scale.anchors[i + 1].at + anchor.at) / 2;
    const inside = values.filter((v) => v >= from && (v < to || i === scale.anchors.length - 1));
    const p = inside.length / values.length;
    return {
      label: anchor.label, at: anchor.at, from, to,
      probability: { value: round(p, 4), error: round(Math.sqrt((p * (1 - p)) / values.length), 5) },
    };
  });
}

function forecast(model, baseline, values, issue) {
  const sorted = ascending(values);
  const chance = (test) => {
    const p = values.filter(test).length / values.length;
    return { value: round(p, 4), error: round(Math.sqrt((p * (1 - p)) / values.length), 5) };
  };
  const now = issue.status_quo === null ? null : issue.status_quo.mean;
  const near = 0.01 * (issue.scale.high - issue.scale.low);
  const q = LEVELS.map((level) => ({ level, value: round(quantile(sorted, level), 4) }));
  return {
    model, baseline, mean: estimate(values), sd: sd(values), quantiles: q,
    histogram: histogram(values, issue.scale.low, issue.scale.high),
    bands: bandsOf(values, issue.scale),
    against_status_quo: now === null ? null : {
      below: chance((v) => v < now - near), at: chance((v) => Math.abs(v - now) <= near), above: chance((v) => v > now + near),
    },
    words: `Ends around ${round(mean(values), 0)}; nine draws in ten give ${round(q[0].value, 0)} to ${round(q[6].value, 0)}.`,
  };
}

function course(model, runs, issue, names) {
  const n = issue.stakes.length;
  const actors = issue.stakes.map((stake, i) => {
    const fan = [];
    const means = [];
    for (let r = 0; r <= ROUNDS; ++r) {
      const at = ascending(runs.map((run) => run.path[r][i]));
      fan.push([0.05, 0.25, 0.5, 0.75, 0.95].map((level) => round(quantile(at, level), 2)));
      means.push(round(mean(at), 2));
    }
    const shifts = runs.map((run) => run.path[ROUNDS][i] - run.path[0][i]);
    const moved = shifts.map((s) => (Math.abs(s) > 1e-6 ? 1 : 0));
    const moves = estimate(moved);
    const name = names[stake.actor];
    return {
      actor: stake.actor, fan, mean: means, moves, shift: estimate(shifts),
      words: moves.value < 0.5
        ? `${name} holds its position in ${Math.round(100 - 100 * moves.value)} % of draws.`
        : `${name} gives way in ${Math.round(100 * moves.value)} % of draws, on average by ${Math.abs(round(mean(shifts), 0))}.`,
    };
  });
  const pulls = [];
  for (let from = 0; from < n; ++from) {
    for (let to = 0; to < n; ++to) {
      const of = { conflict: 0, compromise: 0, capitulation: 0 };
      let sum = 0;
      for (const run of runs) {
        const kinds = new Set();
        for (const move of run.moves) {
          if (move.from === from && move.to === to) {
            kinds.add(move.kind);
            sum += move.step;
          }
        }
        for (const kind of kinds) of[kind] += 1;
      }
      if (sum !== 0) {
        pulls.push({
          from: issue.stakes[from].actor, to: issue.stakes[to].actor,
          conflict: round(of.conflict / runs.length, 4), compromise: round(of.compromise / runs.length, 4),
          capitulation: round(of.capitulation / runs.length, 4), shift: round(sum / runs.length, 4),
        });
      }
    }
  }
  pulls.sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift));
  const range = issue.scale.high - issue.scale.low;
  const order = issue.stakes.map((_, i) => i).sort((a, b) => actors[b].mean[ROUNDS] - actors[a].mean[ROUNDS]);
  const share = order.map((i) => order.map((j) => round(
    runs.filter((run) => Math.abs(run.path[ROUNDS][i] - run.path[ROUNDS][j]) <= 0.05 * range).length / runs.length, 3)));
  return {
    model, rounds: ROUNDS, settled: { value: 0.81, error: 0.016 },
    words: 'Everyone comes to rest within ten rounds in 81 % of draws; in the other 19 % positions still move when the rounds end, so there the last round is a cut-off, not an equilibrium.',
    actors, pulls, together: { order: order.map((i) => issue.stakes[i].actor), share },
  };
}

const triangle = (low, high, random) => low + (high - low) * (random() + random()) / 2;

function solve(issue, models, names, random, fixed) {
  const draws = [];
  for (let d = 0; d < DRAWS; ++d) {
    draws.push(issue.stakes.map((s) => ({
      x: fixed ? s.position.mean : triangle(s.position.q05, s.position.q95, random),
      s: fixed ? s.salience.mean : triangle(s.salience.q05, s.salience.q95, random),
      c: fixed ? s.capability.mean : triangle(s.capability.q05, s.capability.q95, random),
    })));
  }
  const range = issue.scale.high - issue.scale.low;
  const weights = (d) => d.map((s) => s.s * s.c);
  const rules = {
    mean: (d) => mean(d.map((s) => s.x)),
    'weighted-mean': (d) => d.reduce((a, s) => a + s.x * s.s * s.c, 0) / d.reduce((a, s) => a + s.s * s.c, 0),
    median: (d) => weightedMedian(d.map((s) => s.x), d.map(() => 1)),
    'weighted-median': (d) => weightedMedian(d.map((s) => s.x), weights(d)),
    'status-quo': () => issue.status_quo?.mean ?? NaN,
  };
  for (const [k, model] of models.filter((m) => !m.baseline).entries()) {
    const runs = draws.map((d) => bargain(d, range, k === 0 ? 1 : 1.6, fixed ? () => 0.5 : random));
    issue.forecasts.push(forecast(model.id, false, runs.map((r) => r.outcome), issue));
    if (model.rounds > 0) issue.courses.push(course(model.id, runs, issue, names));
  }
  for (const model of models.filter((m) => m.baseline)) {
    const values = draws.map(rules[model.id]);
    if (Number.isFinite(values[0])) issue.forecasts.push(forecast(model.id, true, values, issue));
  }
  const lead = issue.forecasts[0];
  const q = lead.quantiles.map((one) => round(one.value, 0));
  issue.lead = lead.model;
  issue.words = [
    `${issue.name} most likely ends near ${q[3]}${issue.unit === '' ? '' : ` ${issue.unit}`}, between the landmarks on either side.`,
    `In “${models.find((m) => m.id === lead.model).title}”, half of the draws end between ${q[2]} and ${q[4]}, nine in ten between ${q[0]} and ${q[6]}.`,
  ];
  if (models.some((m) => m.baseline)) {
    const said = issue.forecasts.filter((f) => f.baseline && f.model !== 'status-quo')
      .map((f) => `${f.model.replace('-', ' ')} ${round(f.mean.value, 0)}`);
    issue.words.push(`Simple rules say, on average: ${said.join(', ')}. They differ among themselves; the model lies within their range.`);
  }
  if (issue.forecasts.filter((f) => !f.baseline).length > 1) {
    issue.words.push(`The models disagree: on average “Expected utility, as written” ends at ${round(issue.forecasts[1].mean.value, 0)}, against ${round(lead.mean.value, 0)} for the lead model.`);
  }
}

const law = (low, high, path) => ({
  mean: round((low + high) / 2), q05: low, q50: round((low + high) / 2), q95: high, path,
});

function makeIssue(spec) {
  return {
    id: spec.id, name: spec.name, unit: spec.unit ?? '',
    scale: { low: spec.anchors[0][0], high: spec.anchors[spec.anchors.length - 1][0], anchors: spec.anchors.map(([at, label]) => ({ at, label })) },
    status_quo: spec.status_quo === undefined ? null : spec.status_quo,
    because: spec.because ?? [], disputed: spec.disputed ?? '', words: [], lead: '',
    stakes: spec.stakes.map(([actor, position, salience, capability]) => ({
      actor,
      position: law(...position, `issues.${spec.id}.stakes.${actor}.position`),
      salience: law(...salience, `issues.${spec.id}.stakes.${actor}.salience`),
      capability: law(...capability, `issues.${spec.id}.stakes.${actor}.capability`),
    })),
    forecasts: [], courses: [],
  };
}

function inputsOf(issue, names, grounds) {
  const rows = [];
  let line = 40;
  if (issue.status_quo !== null) {
    rows.push({
      path: `issues.${issue.id}.status_quo`, what: `status quo of ${issue.name}`, issue: issue.id, actor: '', unit: issue.unit,
      law: `always ${issue.status_quo.mean}`, mean: issue.status_quo.mean, sd: 0, q05: issue.status_quo.q05, q50: issue.status_quo.mean,
      q95: issue.status_quo.q95, fixed: issue.status_quo.q05 === issue.status_quo.q95, stated: true, because: grounds(issue.id, '', 'status_quo'),
      disputed: '', line: line++,
    });
  }
  for (const stake of issue.stakes) {
    for (const kind of ['position', 'salience', 'capability']) {
      const one = stake[kind];
      const fixed = one.q05 === one.q95;
      rows.push({
        path: one.path, what: `${kind} of ${names[stake.actor]} on ${issue.name}`, issue: issue.id, actor: stake.actor,
        unit: kind === 'position' ? issue.unit : '', law: fixed ? `always ${one.mean}` : `between ${one.q05} and ${one.q95} (central 90 %)`,
        mean: one.mean, sd: round((one.q95 - one.q05) / 3.29), q05: one.q05, q50: one.q50, q95: one.q95, fixed, stated: true,
        because: grounds(issue.id, stake.actor, kind), disputed: '', line: line++,
      });
    }
  }
  return rows;
}

const rule = (id, title, summary) => ({ id, title, summary, source: '', baseline: true, rounds: 0, settings: [] });
const RULES = [
  rule('mean', 'Mean', 'The plain average of all positions.'),
  rule('weighted-mean', 'Compromise model', 'The average of positions, each weighted by capability times salience.'),
  rule('median', 'Median', 'The middle position when all actors count the same.'),
  rule('weighted-median', 'Weighted median', 'The middle position when each actor counts by capability times salience.'),
  rule('status-quo', 'Status quo', 'Nothing changes.'),
];
const game = (id, title, source, normalisation) => ({
  id, title, summary: 'Actors weigh a challenge by the change in policy it could win and by who would support whom; the strongest offer decides how far each gives way.',
  source, baseline: false, rounds: ROUNDS,
  settings: [
    { option: 'normalisation', value: normalisation, meaning: 'over which pairs utilities are scaled' },
    { option: 'risk', value: 'security', meaning: 'how an actor’s willingness to take risks is found' },
    { option: 'rounds', value: String(ROUNDS), meaning: 'rounds of offers at most' },
    { option: 'stop', value: 'settled', meaning: 'when to stop early' },
  ],
});
const GAMES = [
  game('scholz2011', 'Expected utility, as programmed (Scholz 2011)', 'Scholz, Calbert and Smith 2011', 'all_pairs'),
  game('as-written', 'Expected utility, as written', 'Bueno de Mesquita 1985, 1994', 'own_pairs'),
];
const LIMITS = [
  'A share of draws says how often a model ends there, given what its author believes about the inputs. It is not a measured frequency of history.',
  'The spread comes from the stated uncertainty of the inputs. Actors, issues and events that the scenario leaves out, and flaws of the models themselves, are not in it.',
  'Rounds of bargaining are steps of reasoning, not dates; where positions still move when the rounds end, the forecast depends on where they were cut off.',
];

function finish(parts) {
  const { scenario, actors, models, issues, run = {} } = parts;
  return {
    suasion: '0.1.0', schema: 1, scenario: { ...scenario, assume: [] },
    run: {
      seed: 1, draws: DRAWS, draws_asked: DRAWS, draws_invalid: 0, partial: false, design: 'monte-carlo',
      models: models.filter((m) => !m.baseline).map((m) => m.id), command: `suasion run ${scenario.id} --seed 1 --draws ${DRAWS}`, ...run,
    },
    headline: {
      issue: issues[0].id, model: issues[0].lead,
      words: run.partial ? [...issues[0].words, `The run was interrupted: these figures rest on ${run.draws} of ${run.draws_asked} draws.`] : issues[0].words,
    },
    actors, models, issues, inputs: parts.inputs, correlations: parts.correlations ?? [], sources: parts.sources ?? [],
    disputes: parts.disputes ?? [], not_used: parts.not_used ?? [], notes: parts.notes ?? [], limits: LIMITS, system: null,
  };
}

const NAMES = {
  RUS: 'Russia', BLR: 'Belarus', BLR_SEC: 'Belarusian army and security services', BLR_OIL: 'Belarusian petrochemical firms (Belneftekhim)',
  USA: 'United States', EU: 'European Union', POL: 'Poland', LTU: 'Lithuania', UKR: 'Ukraine', KAZ: 'Kazakhstan',
};
const KINDS = { BLR_SEC: 'domestic', BLR_OIL: 'firm', EU: 'organisation' };

function buffer() {
  const random = generator(7);
  const rows = (table) => table.map(([actor, ...rest]) => [actor, ...rest]);
  const spread = (centres) => rows(Object.keys(NAMES).map((actor, i) => {
    const [x, s, c] = centres[i];
    const half = 4 + Math.floor(random() * 9);
    return [actor, [Math.max(0, x - half), Math.min(100, x + half)], [Math.max(2, s - 14), Math.min(100, s + 14)], [Math.max(1, Math.round(c * 0.8)), Math.round(c * 1.2) + 1]];
  }));
  const specs = [
    { id: 'integration', name: 'Depth of Union State integration', status_quo: { mean: 35, q05: 35, q95: 35 },
      anchors: [[0, 'free trade only'], [35, 'as in 2019'], [50, 'the programmes under negotiation'], [75, 'common currency and base'], [100, 'absorption']],
      stakes: spread([[77, 65, 100], [31, 86, 62], [42, 55, 13], [50, 55, 7], [21, 20, 14], [23, 19, 13], [15, 42, 4], [15, 52, 2], [17, 32, 4], [35, 22, 6]]),
      disputed: 'The article speaks of creating a union state. The treaty dates from 1999; what is negotiated is a set of programmes under it.' },
    { id: 'energy', name: 'Relief for Belarus from the Russian oil tax change', unit: 'percent of the year’s loss made good', status_quo: { mean: 10, q05: 0, q95: 20 },
      anchors: [[0, 'none: tax step and premium in full'], [30, 'suppliers give up half their premium'], [60, 'suppliers give up all of it'], [100, 'the whole loss made good']],
      stakes: spread([[17, 50, 100], [88, 85, 50], [70, 40, 6], [90, 92, 13], [50, 10, 5], [50, 10, 5], [40, 12, 3], [22, 25, 3], [70, 25, 5], [38, 17, 4]]) },
    { id: 'basing', name: 'Russian military presence in Belarus', status_quo: { mean: 20, q05: 20, q95: 20 },
      anchors: [[0, 'none'], [20, 'two technical sites, as now'], [45, 'joint training centre'], [70, 'air base'], [100, 'permanent combat units']],
      stakes: spread([[62, 40, 100], [22, 70, 78], [35, 65, 17], [25, 15, 3], [10, 32, 14], [12, 20, 8], [6, 65, 5], [5, 75, 3], [8, 45, 5], [24, 10, 3]]) },
    { id: 'diplomacy', name: 'Diplomatic level between Minsk and Washington', status_quo: { mean: 25, q05: 20, q95: 30 },
      anchors: [[0, 'relations broken off'], [25, 'chargés and five staff each'], [60, 'ambassadors named'], [100, 'full embassies']],
      stakes: spread([[25, 40, 40], [70, 70, 90], [40, 40, 12], [60, 30, 5], [72, 50, 100], [70, 30, 20], [75, 40, 6], [75, 45, 4], [60, 20, 4], [50, 8, 3]]) },
    { id: 'sanctions', name: 'US sanctions on Belarus', status_quo: { mean: 30, q05: 25, q95: 35 },
      anchors: [[0, 'lifted'], [30, 'suspended, renewed each autumn'], [70, 'as in 2008'], [100, 'broad sectoral sanctions']],
      stakes: spread([[35, 15, 20], [8, 75, 40], [15, 30, 8], [3, 88, 8], [34, 40, 100], [36, 25, 40], [28, 30, 6], [30, 30, 4], [30, 15, 4], [25, 6, 3]]) },
  ];
  const sources = [
    { id: 'globe-2020', kind: 'press', title: 'An opinion article on a planned visit to Minsk', author: 'A. Writer', publisher: 'The Globe Post', date: '2020-01-30', url: 'https://example.org/article', note: 'cited by sentence, S1 to S28', used_by: 41 },
    { id: 'naviny-talks', kind: 'press', title: 'State of the talks on thirty-one road maps', author: '', publisher: 'Naviny', date: '2019-12-20', url: 'https://example.org/talks', note: '', used_by: 9 },
    { id: 'nmc', kind: 'data', title: 'National material capabilities, version 6', author: 'Singer', publisher: 'Correlates of War', date: '', url: 'https://example.org/nmc', note: 'composite index, shares of the world', used_by: 10 },
    { id: 'belsat-poll', kind: 'survey', title: 'A poll on the union', author: '', publisher: 'Belsat', date: '2020-01-12', url: '', note: '', used_by: 2 },
  ];
  const grounds = (issue, actor, kind) => kind === 'position'
    ? [{ source: 'globe-2020', place: `S${2 + (actor.length * 3) % 25}`, judgement: '' }, { source: '', place: '', judgement: 'Position. Placed between the landmarks by what its officials said in December and January; the width says how far they could go either way.' }]
    : kind === 'salience' ? [{ source: '', place: '', judgement: 'Salience. A standing aim, with other matters competing for attention this winter.' }]
      : kind === 'capability' && actor === 'KAZ' ? [] : [{ source: 'nmc', place: `${actor} 2019`, judgement: '' }];
  const models = [...GAMES, ...RULES];
  const issues = specs.map(makeIssue);
  for (const issue of issues) solve(issue, models, NAMES, random, false);
  const inputs = issues.flatMap((issue) => inputsOf(issue, NAMES, grounds));
  inputs[4].disputed = 'Two of the sources disagree on what was offered in December.';
  return finish({
    scenario: { id: 'belarus-2020', title: 'Belarus between Moscow and the West, January 2020', question: 'How far will Union State integration go, and does the visit of 1 February change it?',
      summary: 'Moscow offers cheap energy for closer union, Minsk refuses to dissolve itself and looks west, and Washington, after a long chill, sends its Secretary of State. Five linked bargains: integration, oil terms, Russian bases, diplomatic ties and US sanctions.',
      origin: '2020-01-31', end: '2022-06-30', hash: '5f1c0a3de2b94786a1d05c7be98f3a42', edits: [{ path: 'issues.integration.stakes.RUS.salience', value: '[50, 80]' }] },
    actors: Object.entries(NAMES).map(([id, name]) => ({ id, name, kind: KINDS[id] ?? 'state', groups: id === 'RUS' || id === 'BLR' || id === 'KAZ' ? ['CSTO'] : id === 'USA' || id === 'POL' || id === 'LTU' ? ['NATO'] : [], because: [{ source: 'globe-2020', place: 'S1', judgement: '' }], disputed: '' })),
    models, issues, inputs, sources,
    correlations: [{ first: 'issues.integration.stakes.RUS.position', second: 'issues.energy.stakes.RUS.position', value: 0.6, because: [{ source: '', place: '', judgement: 'The same people decide both, and trade one for the other.' }] }],
    disputes: [
      { where: 'issues.integration', name: 'Depth of Union State integration', text: issues[0].disputed, because: [{ source: 'globe-2020', place: 'S14', judgement: '' }] },
      { where: 'events.visit-2020', name: 'Visit of the Secretary of State', text: 'The article calls it the first such visit since independence; there was one in 1993.', because: [{ source: 'globe-2020', place: 'S1', judgement: '' }] }],
    not_used: [
      { section: 'events', count: 2, items: [
        { id: 'visit-2020', name: 'Visit of the US Secretary of State to Minsk', words: 'visit.secretary, United States to Belarus, planned 2020-02-01', because: [{ source: 'globe-2020', place: 'S1', judgement: '' }], disputed: 'Not the first since independence.' },
        { id: 'tsentr-2019', name: 'Exercise Tsentr 2019', words: 'exercise, Russia, date 2019-09-16, troops 128000', because: [{ source: 'globe-2020', place: 'S18', judgement: '' }], disputed: '' }] },
      { section: 'commitments', count: 1, items: [{ id: 'budapest', name: 'Budapest Memorandum', words: 'assurance, Russia, United States, date 1994-12-05', because: [], disputed: '' }] }],
    notes: [{ severity: 'warning', code: 'S501', where: 'belarus-2020.toml:412:3', message: 'capability of Kazakhstan on ‘energy’ has no because', hint: 'add a source, or own it as a judgement' }],
  });
}

function minimal() {
  const names = { A: 'Alpha', B: 'Wirtschaftskooperationsverband-Nord' };
  const issue = makeIssue({ id: 'tariff', name: 'Tariff on steel', unit: 'percent', anchors: [[0, 'none'], [25, 'as demanded']], stakes: [['A', [20, 20], [50, 50], [60, 60]], ['B', [5, 5], [60, 60], [20, 20]]] });
  const models = [{ ...GAMES[0], rounds: 0, settings: [] }];
  solve(issue, models, names, generator(3), true);
  return finish({
    scenario: { id: 'minimal', title: 'The smallest scenario', question: 'How high will the tariff be?', summary: '', origin: '', end: '', hash: '00000000000000000000000000000001', edits: [] },
    actors: Object.entries(names).map(([id, name]) => ({ id, name, kind: '', groups: [], because: [], disputed: '' })),
    models, issues: [issue], inputs: inputsOf(issue, names, () => []), run: { draws: 256, draws_asked: DRAWS, draws_invalid: 2, partial: true, design: 'sobol' },
  });
}

function council() {
  const random = generator(11);
  const names = {};
  for (let i = 0; i < 40; ++i) names[`M${i + 1}`] = i % 7 === 3 ? `Federation of Member Regions ${i + 1}` : `Member ${i + 1}`;
  const anchors = [[0, 'no rule'], [40, 'voluntary targets'], [45, 'targets with reporting'], [80, 'binding targets'], [100, 'a ban from 2035']];
  const issue = makeIssue({ id: 'targets', name: 'Emission targets', anchors, status_quo: { mean: 40, q05: 40, q95: 40 },
    stakes: Object.keys(names).map((id, i) => {
      const x = i < 14 ? 15 + 20 * random() : i < 30 ? 50 + 15 * random() : 75 + 15 * random();
      const c = Math.round(3 + 97 * random() ** 3);
      return [id, [round(x - 6, 1), round(x + 6, 1)], [30, 80], [c, c + 4]];
    }) });
  const models = [GAMES[0], ...RULES];
  solve(issue, models, names, random, false);
  return finish({
    scenario: { id: 'council', title: 'Forty members', question: 'Which emission target will a council of forty adopt?', summary: 'A made-up council, to see how the page copes with many actors.', origin: '2026-01-01', end: '2026-12-31', hash: '0000000000000000000000000000000c', edits: [] },
    actors: Object.entries(names).map(([id, name]) => ({ id, name, kind: 'state', groups: [], because: [], disputed: '' })),
    models, issues: [issue], inputs: inputsOf(issue, names, () => [{ source: '', place: '', judgement: 'Made up.' }]),
  });
}

const folder = process.argv[2] ?? dirname(fileURLToPath(import.meta.url));
for (const [name, summary] of Object.entries({ 'belarus-like': buffer(), minimal: minimal(), council: council() })) {
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(summary)}\n`);
}
