/** The strategic system in summary.json: its shape, and the look-ups that its sections need. */

import { grain, number, signed } from './numbers.ts';
import type { Because, Estimate } from './summary.ts';

export interface Named {
  id: string;
  name: string;
}

/** Who plays a part; `words` is the name in running text. */
export interface Role extends Named {
  words: string;
}

export interface Module {
  id: string;
  title: string;
  summary: string;
  source: string;
  on: boolean;
  why_off: string;
  settings: { option: string; value: string; meaning: string; values: { value: string; meaning: string }[] }[];
}

export interface Prior {
  path: string;
  unit: string;
  meaning: string;
  law: string;
  q05: number;
  q50: number;
  q95: number;
  /** By the scenario; else it is the module's own. */
  stated: boolean;
  /** Its magnitude comes from another field or kind of case. */
  borrowed: boolean;
  source: string;
  because: Because[];
}

export interface Period {
  first: string;
  last: string;
}

export type DateKind = 'date' | 'announced' | 'planned' | 'postponed' | 'cancelled' | 'done' | 'during' | 'until';

export interface Dated {
  section: string;
  id: string;
  name: string;
  kind: string;
  from: string[];
  to: string[];
  /** Of a kind from which observers learn. */
  signal: boolean;
  public: boolean;
  dates: Partial<Record<DateKind, Period>>;
  because: Because[];
  disputed: string;
}

/** A number for each of the system's dates; quantiles where it is not an event. */
export interface Variable {
  name: string;
  words: string;
  unit: string;
  /** Figures are shown as `times` the figure, and `plus` for a level. */
  shown: { times: number; plus: number; unit: string; difference: string };
  meaning: string;
  event: boolean;
  mean: number[];
  error: number[];
  q05?: number[];
  q25?: number[];
  q50?: number[];
  q75?: number[];
  q95?: number[];
}

export interface Question {
  id: string;
  text: string;
  cluster: string;
  by: string;
  chance: Estimate;
  words: string;
  /** Its chance where another question came out yes, or no. */
  given: { question: string; yes: number; no: number; yes_error: number; no_error: number }[];
}

/** What a counterfactual takes away: baseline less counterfactual, a number for each of the system's days. */
export interface Effect {
  variables: string[];
  mean: number[];
  error: number[];
  above: number[];
  below: number[];
  q05?: number[];
  q50?: number[];
  q95?: number[];
  /** The mean at every date. */
  course?: number[];
}

export interface Counterfactual {
  id: string;
  text: string;
  /** Its text's first clause. */
  words: string;
  edits: string;
  effects: Effect[];
}

export interface Finding {
  change: string;
  value: Estimate;
  q05: number;
  q50: number;
  q95: number;
  share: number;
  holds: boolean;
  why_not: string;
}

export type Verdict = 'supported' | 'conditional' | 'not supported' | 'untestable';

export interface Claim {
  id: string;
  text: string;
  because: Because[];
  disputed: string;
  statistic: string;
  test: string;
  measure: string;
  unit: string;
  day: string;
  compare: string[];
  against: string[];
  expect: string;
  bound: number | null;
  verdict: Verdict;
  words: string;
  sentence: string;
  finding: Finding;
  ablations: Finding[];
  beside: { variable: string; words: string; unit: string; value: Estimate; q05: number; q95: number }[];
}

/** A question whose answer is known. */
export interface Scored {
  id: string;
  text: string;
  cluster: string;
  yes: boolean;
  /** The day that settled it. */
  date: string | null;
  /** Empty: from memory, unverified. */
  sources: string[];
  note: string;
  /** By forecaster. */
  chances: Record<string, number>;
  error: number;
}

export interface Scores {
  words: string;
  questions: Scored[];
  clusters: number;
  totals: { forecaster: string; brier: number; log: number; brier_by_cluster: number; log_by_cluster: number }[];
}

export interface Place extends Named {
  kind: string;
  in: string;
  north: number;
  east: number;
}

export interface Force extends Named {
  section: string;
  of: string[];
  at: string;
  troops: number;
  during: Period | null;
}

export interface System {
  /** What the first screen says; empty where there is no counterfactual, or no question. */
  words: { what_if: string; questions: string };
  /** Id; empty if there is none. */
  main_counterfactual: string;
  draws: number;
  draws_invalid: number;
  roles: { protege: Role; patron: Role; rival: Role; neighbours: Role[]; issue: string };
  modules: Module[];
  priors: Prior[];
  calendar: Dated[];
  /** The last day of each tick. */
  dates: string[];
  variables: Variable[];
  questions: Question[];
  /** Days of the effects. */
  days: string[];
  counterfactuals: Counterfactual[];
  claims: Claim[];
  claim_draws: number;
  /** Nothing where no answers are known. */
  scores: Scores | null;
  /** What the computation says of itself. */
  diagnostics: { words: string[]; claims: { words: string } };
  map: { places: Place[]; forces: Force[]; borders: string[][] };
}

/** The variable of that name; nothing where its module is off. */
export function variableOf(system: System, name: string): Variable | undefined {
  return system.variables.find((one) => one.name === name);
}

/** The variables whose names begin so. */
export function variablesOf(system: System, prefix: string): Variable[] {
  return system.variables.filter((one) => one.name.startsWith(prefix));
}

/** What a counterfactual takes away from a variable; nothing where that is lost in the noise of the draws. */
export function effectOn(counterfactual: Counterfactual, variable: string): Effect | undefined {
  return counterfactual.effects.find((one) => one.variables.includes(variable));
}

/** A name without the explanation that may follow it in parentheses. */
export function shortName(name: string): string {
  return name.replace(/ \(.*$/, '');
}

/** A level as it is shown. */
export function level(variable: Variable, value: number): number {
  return value * variable.shown.times + variable.shown.plus;
}

/** What is less than this in the unit that is shown is nought: rounding, not a result. */
const NOUGHT = 1e-8;

/** A figure with at most as many digits as its error bears, in steps of about a hundredth of `span`. */
export function measured(value: number, span: number, error: number): string {
  return Math.max(span, Math.abs(value)) < NOUGHT ? '0' : number(value, grain(span > 0 ? span : Math.abs(value), error));
}

/** "0.15", "34": a level without its unit, no finer than its error; `at` is the number of the date. */
export function levelNumber(variable: Variable, values: number[], at: number): string {
  const { times } = variable.shown;
  const wide = times * Math.max(Math.abs((variable.q95?.[at] ?? 0) - (variable.q05?.[at] ?? 0)), Math.abs(values[at]!));
  return measured(level(variable, values[at]!), wide, times * variable.error[at]!);
}

/** "0.15 standard deviations", "34 %". */
export function levelText(variable: Variable, values: number[], at: number): string {
  const { unit } = variable.shown;
  return `${levelNumber(variable, values, at)}${unit === '' ? '' : `\u00a0${unit}`}`;
}

/** "0.15 higher": how a variable would differ in the world of a counterfactual, that is, the effect turned round. */
export function wouldBe(variable: Variable, effect: Effect, day: number): string {
  const { times, difference } = variable.shown;
  const mean = times * effect.mean[day]!;
  const span = Math.max(Math.abs(mean), Math.abs(times * (effect.q05?.[day] ?? 0)), Math.abs(times * (effect.q95?.[day] ?? 0)));
  const text = measured(Math.abs(mean), span, times * effect.error[day]!);
  if (/^[0.]+$/.test(text)) {
    return 'the same';
  }
  return `${text}${difference === '' ? '' : `\u00a0${difference}`} ${mean > 0 ? 'lower' : 'higher'}`;
}

/** "−0.5 to 1.2": the nine draws in ten of what wouldBe() says on average; nothing for events, which happen or not. */
export function wouldBeBetween(variable: Variable, effect: Effect, day: number): string {
  if (effect.q05 === undefined || effect.q95 === undefined) {
    return '';
  }
  const { times } = variable.shown;
  const [low, high] = [-times * effect.q95[day]!, -times * effect.q05[day]!];
  const wide = Math.max(Math.abs(low), Math.abs(high));
  if (wide < NOUGHT) {
    return '0 to 0';
  }
  const by = grain(wide, times * effect.error[day]!);
  return `${signed(low, by)} to ${signed(high, by)}`;
}

/** The share of draws in which the difference has the sign of its mean. */
export function shareOf(effect: Effect, day: number): number {
  return effect.mean[day]! > 0 ? effect.above[day]! : effect.below[day]!;
}

/** The counterfactual that claims are judged by most. */
export function mainCounterfactual(system: System): Counterfactual | undefined {
  return system.counterfactuals.find((one) => one.id === system.main_counterfactual);
}

/** Half a year on, or the last day there is: the day of which the first screen speaks. */
export function usualDay(system: System): number {
  return Math.min(1, system.days.length - 1);
}
