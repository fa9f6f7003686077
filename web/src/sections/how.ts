/** How figures come about: plain words and formulas, behind a line that opens them. */

import { type Child, h } from '../dom.ts';

/** One formula with what it means and where it is from. */
export interface Formula {
  says: string;
  formula: string;
  source: string;
}

export function how(words: string, formulas: Formula[], after: Child = null): HTMLDetailsElement {
  return h('details', { class: 'more how' }, h('summary', {}, 'How this is computed'),
    h('div', { class: 'more-body' }, h('p', {}, words),
      h('ul', { class: 'formulas' }, formulas.map((one) => h('li', {}, h('p', {}, one.says), one.formula === '' ? null : h('p', { class: 'formula' }, one.formula),
        one.source === '' ? null : h('p', { class: 'source-note' }, one.source)))), after));
}
