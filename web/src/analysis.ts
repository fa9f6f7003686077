/** What a full run adds to summary.json: what made its forecasts, what they hang on, what would flip them, what could be done. */

import { grain, number, plain, signed } from './numbers.ts';
import type { Because, Bounded, Estimate, Report } from './summary.ts';

/** What was looked at: an issue by one model, a question, a claim, or a variable of the system. */
export interface Output {
  name: string;
  title: string;
  kind: 'issue' | 'question' | 'claim' | 'variable';
  day: string;
  unit: string;
}

/** A forecast taken apart: `from` and the values of the parts add up to `to`. */
export interface Made extends Output {
  by: 'actor' | 'module';
  from: Estimate;
  to: Estimate;
  parts: { name: string; title: string; value: number; error: number; because: Because[] }[];
  from_words: string;
  words: string;
}

/** An uncertain input. */
export interface Studied {
  path: string;
  title: string;
  unit: string;
  q05: number;
  q50: number;
  q95: number;
  because: Because[];
  /** What a prior that the scenario does not state rests on. */
  prior_source: string;
}

/** Inputs that are moved together, or chance. */
export interface Group {
  name: string;
  title: string;
  chance: boolean;
  count: number;
  inputs: Studied[];
}

export interface Hangs extends Output {
  constant: boolean;
  rows: { group: number; total: Bounded; first: Bounded }[];
  words: string;
}

export interface Sensitivity {
  method: string;
  meaning: string;
  groups: Group[];
  outputs: Hangs[];
}

/** An input whose middle is moved by so many standard deviations. */
export interface Shift {
  input: Studied;
  by: number;
  from: number;
  to: number;
  words: string;
}

export interface Single extends Shift {
  flips: boolean;
  error: number;
  reached: Estimate;
}

export interface Tipping {
  input: Studied;
  points: { at: number; mean: number; error: number }[];
  crossings: { at: number; low: number; high: number }[];
  words: string;
}

/** Values of some inputs, and how often it is so where they hold. */
export interface Box {
  sides: { input: Studied; low: number | null; high: number | null; words: string }[];
  coverage: Bounded;
  density: Bounded;
}

export interface Flip extends Output {
  question: string;
  holds: boolean;
  mean: Estimate;
  threshold: number;
  draws: number;
  /** The answer; how firm it is; which inputs flip it alone, or nothing. */
  words: [string, string, string];
  singles: Single[];
  joint: { flips: boolean; length: number; error: number; reached: Estimate; shifts: Shift[] };
  tipping: Tipping | null;
  conditions: { overall: Bounded; boxes: Box[]; leaves: Box[]; why_not: string; words: string };
}

/** A move, or several together, as tried. */
export interface Judged {
  move: { lever: string; amount: number; words: string; inputs: { path: string; median: number; to: number; because: Because[] }[] }[];
  words: string;
  cost: number;
  draws: number;
  gain: Estimate;
  worst_tenth: Estimate;
  helped: Estimate;
  reached: Estimate | null;
}

export interface Leverage {
  actor: string;
  goal: { text: string; output: string; unit: string; direction: number; target: number | null; chance: number | null; words: string };
  criterion: string;
  budget: number | null;
  costs: { kind: string; points: number; per: string; meaning: string }[];
  draws: number;
  start: { value: Estimate; reached: Estimate | null };
  best: Judged;
  singles: Judged[];
  finalists: (Judged & { regret: { expected: Estimate; in_95_percent: Estimate } })[];
  /** Places among the finalists. */
  robust: { expected: number; worst_tenth: number; regret: number; agree: boolean };
  effects: {
    outputs: { output: string; words: string; before: Estimate; change: Estimate }[];
    last_positions: { issue: string; actor: string; change: Estimate }[];
    fortunes: { actor: string; points: Estimate }[];
  };
  words: string[];
}

/** A figure over the draws. */
export interface Spread {
  mean: number;
  error: number;
  q05: number;
  q95: number;
}

export interface Player {
  actor: string;
  weight: Spread;
  shapley_shubik: Spread;
  banzhaf: Spread;
  /** Shares of draws. */
  pivot_rising: number;
  pivot_falling: number;
  veto: number;
  dummy: number;
  dictator: number;
}

export interface RecurringSet {
  members: string[];
  share: number;
}

export interface Game {
  issue: string;
  draws: number;
  players: Player[];
  minimal_winning: RecurringSet[];
  minimal_winning_kinds: number;
  minimal_blocking: RecurringSet[];
  minimal_blocking_kinds: number;
  rule: string;
  words: string[];
}

/** Parts that the run did not come to are absent or null. */
export interface Analysis {
  why?: Made[] | null;
  sensitivity?: Sensitivity | null;
  flips?: Flip[] | null;
  /** One actor's goal, or several. */
  leverage?: Leverage | Leverage[] | null;
  coalitions?: { issues: Game[] } | null;
}

/** How figures of an output are written; a chance in percent, and its changes in percentage points. */
export interface Writing {
  /** No finer than its error, where one is given. */
  level(value: number, error?: number): string;
  change(value: number, error?: number): string;
  error(value: number): string;
  /** What changes are in, for legends. */
  unit: string;
}

/** @param span of the figures that stand together, from the least to the most. */
export function writing(output: { kind: string; unit: string; name: string }, span: number, report: Report): Writing {
  const chance = output.kind === 'question' || output.kind === 'claim';
  const issue = report.summary.issues.find((one) => output.name.split('@')[0] === `issues.${one.id}`);
  const times = chance ? 100 : 1;
  const range = chance ? 100 : issue === undefined ? Math.max(span, 1e-9) : issue.scale.high - issue.scale.low;
  // a digit more than a forecast has: parts are smaller
  const by = (error: number) => grain(range / 10, times * error);
  return {
    level: (value, error = 0) => `${number(times * value, by(error))}${chance ? '\u00a0%' : ''}`,
    change: (value, error = 0) => signed(times * value, by(error)),
    error: (value) => (times * value > 1e-9 * range ? `±\u00a0${plain(Number((times * value).toPrecision(2)))}` : ''),
    unit: chance ? 'percentage points' : output.unit === '' ? 'points of the issue’s scale' : output.unit,
  };
}

/** "95 % sure" ends of an estimate. */
export function around(one: Estimate): [number, number] {
  return [one.value - 2 * one.error, one.value + 2 * one.error];
}
