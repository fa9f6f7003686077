/** The axis of time under a chart of the system: the year it begins in, and the first days of years. */

import * as Plot from '@observablehq/plot';

import { width as textWidth } from '../text.ts';

/** The first days of the years that the dates reach. */
export function newYears(dates: Date[]): Date[] {
  const [from, to] = [dates[0]!, dates[dates.length - 1]!];
  return Array.from({ length: Math.max(0, to.getUTCFullYear() - from.getUTCFullYear()) }, (_, i) => new Date(Date.UTC(from.getUTCFullYear() + 1 + i, 0, 1)))
    .filter((day) => day <= to);
}

/** @param wide pixels between the first and the last date. Labels that would touch each other or the edge are left out. */
export function timeAxis(dates: Date[], wide: number): Plot.Markish[] {
  const [from, to] = [dates[0]!, dates[dates.length - 1]!];
  const at = (day: Date) => (wide * (day.getTime() - from.getTime())) / Math.max(1, to.getTime() - from.getTime());
  const room = textWidth('2020') + 6;
  const common = { tickSize: 3, fill: 'var(--ink-2)', stroke: 'var(--axis)', label: null } as const;
  const years = newYears(dates).filter((day) => wide - at(day) > room / 2 - 4);
  const apart = Math.max(1, Math.ceil(room / Math.max(1, at(years[1] ?? to) - at(years[0] ?? from))));
  const shown = years.filter((_, i) => i % apart === 0);
  const first = shown[0];
  const starts = first === undefined || at(first) > room * 1.5;
  return [starts ? Plot.axisX([from], { ...common, tickFormat: (day: Date) => String(day.getUTCFullYear()), textAnchor: 'start' }) : null,
    Plot.axisX(shown, { ...common, tickFormat: (day: Date) => String(day.getUTCFullYear()) })];
}
