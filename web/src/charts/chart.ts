/** The frame of every chart: a figure with its message, the picture, its legend, and its figures behind a line. */

import * as Plot from '@observablehq/plot';

import { type Child, figuresBehind, h } from '../dom.ts';
import { FONT_SIZE } from '../text.ts';

export interface ChartOptions {
  title: string;
  /** What the picture shows, in one sentence made from the data. */
  message: string;
  draw: (width: number) => SVGElement;
  legend?: Child;
  /** The same as a table, for readers who cannot see the picture. */
  data?: Child | (() => Child);
  /** Below this width the picture scrolls inside its frame, pixels. */
  least?: number;
}

/** Text width of an A4 page with the margins of style.css, CSS pixels. */
const PRINT_WIDTH = 672;

/** No chart is drawn narrower than this, also where its frame is: it then scrolls, pixels. */
const NARROWEST = 240;

const redraws: ((width?: number) => void)[] = [];
let printing = false;

/** Draws every chart for paper, also those that are not on show. */
function drawForPrint(): void {
  printing = true;
  redraws.forEach((redraw) => redraw(PRINT_WIDTH));
}

function drawForScreen(): void {
  printing = false;
  redraws.forEach((redraw) => redraw());
}

/** Redraws charts around printing. */
export function watchPrinting(): void {
  addEventListener('beforeprint', drawForPrint);
  addEventListener('afterprint', drawForScreen);
}

/** The picture of one chart, drawn again when its room changes. */
function canvas(options: ChartOptions): HTMLElement {
  const box = h('div', { class: 'canvas' });
  let drawn = 0;
  const redraw = (width = box.clientWidth) => {
    if (width === 0 || width === drawn) {
      return;
    }
    drawn = width;
    const least = Math.max(NARROWEST, options.least ?? 0);
    const svg = options.draw(Math.max(width, least));
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', `${options.title}. ${options.message}`);
    svg.querySelectorAll('[aria-label]').forEach((part) => part.removeAttribute('aria-label'));
    const scrolls = width < least && !printing;
    box.toggleAttribute('data-scrolls', scrolls);
    if (scrolls) {
      box.setAttribute('tabindex', '0');
      box.setAttribute('role', 'group');
      box.setAttribute('aria-label', `${options.title}, scrolls sideways`);
    } else {
      ['tabindex', 'role', 'aria-label'].forEach((name) => box.removeAttribute(name));
    }
    box.replaceChildren(svg);
  };
  redraws.push(redraw);
  new ResizeObserver(() => {
    if (!printing) {
      redraw();
    }
  }).observe(box);
  return box;
}

export function chart(options: ChartOptions): HTMLElement {
  return h('figure', { class: 'chart' },
    h('figcaption', {}, h('span', { class: 'chart-title' }, options.title), ' ', h('span', { class: 'chart-message' }, options.message)),
    canvas(options),
    options.legend ? h('div', { class: 'legend' }, options.legend) : null,
    options.data ? figuresBehind(options.data) : null);
}

/** Keeps text readable where it stands on lines. */
export const HALO = { stroke: 'var(--paper)', 'stroke-width': 4, 'paint-order': 'stroke', 'stroke-linejoin': 'round' };

/** Plot with what all charts share: colours of the page, no own style sheet colours, no axes unless given as marks. */
export function plot(options: Plot.PlotOptions): SVGElement {
  const svg = Plot.plot({
    ...options,
    style: { background: 'none', color: 'inherit', fontFamily: 'inherit', fontSize: `${FONT_SIZE}px`, overflow: 'visible' },
  });
  return svg as SVGElement;
}

/** One entry of a legend. @param mark name of its style: see `.key` in style.css. */
export function key(mark: string, text: string): HTMLElement {
  return h('span', { class: 'key' }, h('span', { class: `key-mark ${mark}`, 'aria-hidden': 'true' }), text);
}

/** Words of a legend that explain no mark. */
export function note(text: string): HTMLElement {
  return h('span', { class: 'key' }, text);
}

/** Which of the colours for models a forecast has. */
export function colourOf(index: number, baseline: boolean): string {
  return baseline ? 'var(--rule)' : index === 0 ? 'var(--lead)' : 'var(--other)';
}
