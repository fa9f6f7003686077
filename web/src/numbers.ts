/** Numbers for people, by the rules of src/suasion/report/numbers.hpp, so that charts and sentences show the same digits. */

import type { Estimate, Issue } from './summary.ts';

/** Figures are rounded to multiples of `step`, which needs `decimals` digits after the point. */
export interface Grain {
  step: number;
  decimals: number;
}

/** The least of 1, 2, 5 times a power of ten that is not below `value`. */
function roundStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  for (const factor of [1, 2, 5]) {
    if (factor * power * (1 + 1e-9) >= value) {
      return factor * power;
    }
  }
  return 10 * power;
}

/** The finest grain that neither the scale (about a hundred steps) nor the error (one standard error a step) forbids. */
export function grain(range: number, error: number): Grain {
  const finest = 10 ** Math.round(Math.log10(range / 100));
  const step = Math.max(finest, error > 0 ? roundStep(error) : 0);
  return { step, decimals: Math.max(0, -Math.floor(Math.log10(step * (1 + 1e-9)))) };
}

/** Rounds halves away from zero, as C++ does; Math.round takes them upwards. */
function roundHalfAway(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}

/** The value rounded to the grain: "47", "7.4"; never "-0". A minus sign, not a hyphen. */
export function number(value: number, { step, decimals }: Grain): string {
  let rounded = roundHalfAway(value / step) * step;
  if (Math.abs(rounded) < 0.5 * step) {
    rounded = 0;
  }
  return rounded.toFixed(decimals).replace('-', '\u2212');
}

/** The same with its sign: "+3", "−3", "0". */
export function signed(value: number, by: Grain): string {
  const text = number(value, by);
  return /^[0.]+$/.test(text) || text.startsWith('\u2212') ? text : `+${text}`;
}

/** How finely figures of an issue may be shown. */
export function grainOf(issue: Issue, error = 0): Grain {
  return grain(issue.scale.high - issue.scale.low, error);
}

/** "47", "7.4 years": a figure on the issue's scale with its unit. */
export function onScale(issue: Issue, value: number, error = 0): string {
  const figure = number(value, grainOf(issue, error));
  return issue.unit === '' ? figure : `${figure}\u00a0${issue.unit}`;
}

/** A chance as "72 %", rounded to what its error supports; "under 1 %" and "over 99 %" at the ends. */
export function percent(chance: Estimate, draws: number): string {
  const sign = '\u00a0%';
  const unseen = draws === 0 ? 100 : Math.min(100, Math.max(1, Math.ceil(300 / draws - 1e-9)));
  if (chance.value <= 0) {
    return `under ${unseen}${sign}`;
  }
  if (chance.value >= 1) {
    return `over ${100 - unseen}${sign}`;
  }
  const points = 100 * chance.value;
  const step = Math.max(1, chance.error > 0 ? roundStep(100 * chance.error) : 1);
  if (points < 0.5 * step) {
    return `under ${step}${sign}`;
  }
  if (points > 100 - 0.5 * step) {
    return `over ${100 - step}${sign}`;
  }
  return `${roundHalfAway(points / step) * step}${sign}`;
}

/** A share without an error of its own: "72 %". */
export function share(value: number): string {
  const points = Math.round(100 * value);
  return `${points === 0 && value > 0 ? 'under 1' : points === 100 && value < 1 ? 'over 99' : points}\u00a0%`;
}

/** "± 0.4" percentage points: the standard error of a chance. */
export function pointsOfError(chance: Estimate): string {
  const points = 100 * chance.error;
  return points === 0 ? '' : points < 0.1 ? '±\u00a0under\u00a00.1' : `±\u00a0${points.toFixed(1)}`;
}

/** A number of any size with at most four significant digits: "0.155", "1,690,000". */
export function plain(value: number): string {
  const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return new Intl.NumberFormat('en-GB', digits).format(value).replace('-', '\u2212');
}

/** "10,000". */
export function count(value: number): string {
  return new Intl.NumberFormat('en-GB').format(value);
}

/** "31 January 2020"; other text as it is. */
export function date(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso);
  if (parts === null) {
    return iso;
  }
  const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
  return `${Number(parts[3])} ${months[Number(parts[2]) - 1]} ${parts[1]}`;
}
