/** A table whose rows have a bar after their heading: questions and their chances. */

import { h, withRoles } from '../dom.ts';

/** @param heads of the columns after the bar. @param body its rows; they may be exchanged later, by `withRoles`. */
export function barredTable(caption: string, heads: string[], body: HTMLElement): HTMLElement {
  const first = [h('th', { scope: 'col' }, 'Question'), h('th', { scope: 'col', class: 'bar-cell' }, h('span', { class: 'visually-hidden' }, 'Bar'))];
  return h('div', { class: 'scroll', role: 'group', tabindex: 0, 'aria-label': caption }, withRoles(h('table', { class: 'bands questions' },
    h('caption', { class: 'visually-hidden' }, caption), h('thead', {}, h('tr', {}, first, heads.map((head) => h('th', { scope: 'col', class: 'number' }, head)))), body)));
}
