/** The shape of summary.json, as published in schemas/summary.schema.json. Positions are on the scale of their issue. */

import type { Analysis } from './analysis.ts';
import type { System } from './system.ts';

export interface Estimate {
  value: number;
  /** Monte Carlo standard error. */
  error: number;
}

export interface Because {
  /** Empty for a judgement. */
  source: string;
  place: string;
  judgement: string;
}

export interface Actor {
  id: string;
  name: string;
  kind: string;
  groups: string[];
  because: Because[];
  disputed: string;
}

export interface Model {
  id: string;
  title: string;
  summary: string;
  /** Why its outcome is another than the compromise. */
  differs: string;
  source: string;
  baseline: boolean;
  rounds: number;
  settings: { option: string; value: string; meaning: string }[];
}

/** A model that the run left out. */
export interface OtherModel {
  id: string;
  title: string;
  summary: string;
  differs: string;
  source: string;
  /** What it lacks on every issue; empty where it could be run. */
  needs: string;
}

/** A figure with its 95 % interval. */
export interface Bounded {
  value: number;
  low: number;
  high: number;
}

/** How a model scored on decisions whose outcome is known; in points of a scale of 0 to 100. */
export interface PastScore {
  model: string;
  cases: number;
  learnt: 'weights' | 'width of the error';
  mean_absolute_error: Bounded;
  minus_compromise: Bounded | null;
  crps: Bounded;
  coverage_90: number;
  words: string;
}

export interface PastSet {
  title: string;
  citation: string;
  cases: number;
  clusters: number;
  made_on: string;
  version: string;
  command: string;
  words: string;
  scores: PastScore[];
}

/** A swap of concessions: the first actor gives way on the first issue, the second on the second. */
export interface Swap {
  actors: [string, string];
  issues: [string, string];
  chance: Estimate;
  /** In lengths of a scale times salience. */
  gains: [number, number];
  /** Of the outcomes of the two issues, on their scales. */
  shifts: [number, number];
  third_parties: number;
}

export interface Exchange {
  model: string;
  trades: number;
  partners: number;
  third_parties: number;
  words: string;
  swaps: Swap[];
}

export interface Band {
  label: string;
  at: number;
  from: number;
  to: number;
  probability: Estimate;
}

export interface Forecast {
  model: string;
  baseline: boolean;
  mean: Estimate;
  sd: number;
  quantiles: { level: number; value: number; error: number }[];
  histogram: { low: number; high: number; counts: number[] };
  bands: Band[];
  against_status_quo: null | { below: Estimate; at: Estimate; above: Estimate };
  words: string;
  /** How far from the compromise; empty for the compromise itself. */
  beside: string;
}

export interface ActorCourse {
  actor: string;
  /** 5, 25, 50, 75 and 95 % of the position: a row for the start and one for each round. */
  fan: number[][];
  mean: number[];
  moves: Estimate;
  shift: Estimate;
  words: string;
}

export interface Pull {
  from: string;
  to: string;
  conflict: number;
  compromise: number;
  capitulation: number;
  /** Mean signed distance that `to` moves on offers of `from`. */
  shift: number;
}

export interface Course {
  model: string;
  rounds: number;
  settled: Estimate;
  words: string;
  actors: ActorCourse[];
  pulls: Pull[];
  together: { order: string[]; share: number[][] };
}

export interface Scale {
  low: number;
  high: number;
  anchors: { at: number; label: string }[];
}

export interface LawSummary {
  mean: number;
  q05: number;
  q50: number;
  q95: number;
  path: string;
}

export interface Issue {
  id: string;
  name: string;
  unit: string;
  scale: Scale;
  status_quo: null | { mean: number; q05: number; q95: number };
  because: Because[];
  disputed: string;
  words: string[];
  lead: string;
  stakes: { actor: string; position: LawSummary; salience: LawSummary; capability: LawSummary }[];
  /** The lead model first, then other models, then baselines. */
  forecasts: Forecast[];
  courses: Course[];
}

export interface Input {
  path: string;
  what: string;
  issue: string;
  actor: string;
  unit: string;
  law: string;
  mean: number;
  sd: number;
  q05: number;
  q50: number;
  q95: number;
  fixed: boolean;
  stated: boolean;
  because: Because[];
  disputed: string;
  line: number;
}

export interface Source {
  id: string;
  kind: string;
  title: string;
  author: string;
  publisher: string;
  date: string;
  url: string;
  note: string;
  used_by: number;
}

export interface NotUsed {
  section: string;
  count: number;
  items: { id: string; name: string; words: string; because: Because[]; disputed: string }[];
}

export interface Summary {
  suasion: string;
  schema: number;
  scenario: {
    id: string;
    title: string;
    question: string;
    summary: string;
    origin: string;
    end: string;
    hash: string;
    edits: { path: string; value: string }[];
    /** Settings of the system's modules, as written. */
    assume: string[];
  };
  run: {
    seed: number;
    draws: number;
    draws_asked: number;
    draws_invalid: number;
    partial: boolean;
    design: string;
    models: string[];
    /** How well the figures are known, and which is known least well. */
    precision?: { words: string };
    command: string;
  };
  headline: { issue: string; model: string; words: string[] };
  actors: Actor[];
  models: Model[];
  other_models: OtherModel[];
  past_scores: PastSet[];
  issues: Issue[];
  exchanges: Exchange[];
  inputs: Input[];
  correlations: { first: string; second: string; value: number; because: Because[] }[];
  sources: Source[];
  disputes: { where: string; name: string; text: string; because: Because[] }[];
  not_used: NotUsed[];
  notes: { severity: string; code: string; where: string; message: string; hint: string }[];
  limits: string[];
  /** Figures that hang on a few draws. */
  warnings?: string[];
  /** Where the scenario states one and the run came to it. */
  system: System | null;
  /** Where the run was a full one. */
  analysis?: Analysis | null;
}

/** A summary with the look-ups that every section needs. */
export interface Report {
  summary: Summary;
  actorName(id: string): string;
  modelTitle(id: string): string;
}

export function makeReport(summary: Summary): Report {
  const actors = new Map(summary.actors.map((actor) => [actor.id, actor.name]));
  const models = new Map(summary.models.map((model) => [model.id, model.title]));
  return {
    summary,
    actorName: (id) => actors.get(id) || id,
    modelTitle: (id) => models.get(id) || id,
  };
}

/** The quantile at a level that the summary holds. @throws where it does not: the summary is damaged. */
export function quantile(forecast: Forecast, level: number): number {
  const found = forecast.quantiles.find((one) => Math.abs(one.level - level) < 1e-9);
  if (found === undefined) {
    throw new Error(`forecast of ${forecast.model} lacks the quantile ${level}`);
  }
  return found.value;
}

/** Whether every draw gave the same outcome, but for rounding. */
export function isFixed(forecast: Forecast): boolean {
  return forecast.sd <= 1e-9 * (forecast.histogram.high - forecast.histogram.low);
}
