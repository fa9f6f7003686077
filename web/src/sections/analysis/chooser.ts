/** A choice of one output among many, and what there is to say of it; on paper, the sentences on all of them as well. */

import type { Output } from '../../analysis.ts';
import { type Child, h } from '../../dom.ts';
import { counted } from '../../text.ts';

const KINDS: [Output['kind'], string][] = [['issue', 'Issues'], ['question', 'Questions'], ['claim', 'Claims'], ['variable', 'Variables']];

export interface Choice {
  title: string;
  kind: Output['kind'];
  content: () => Child;
  /** What there is to say of it in words. */
  words: string;
}

function optionsOf(choices: Choice[]): Child {
  const option = (one: Choice) => h('option', { value: choices.indexOf(one) }, one.title);
  const kinds = KINDS.filter(([kind]) => choices.some((one) => one.kind === kind));
  return kinds.length < 2 ? choices.map(option)
    : kinds.map(([kind, label]) => h('optgroup', { label }, choices.filter((one) => one.kind === kind).map(option)));
}

/** @param id unique on the page. @param label of the choice. */
export function chooser(id: string, label: string, choices: Choice[]): Child {
  const made = new Map<number, HTMLElement>();
  const panel = h('div', { class: 'chosen', id: `${id}-chosen` });
  const select = h('select', { id, 'aria-controls': `${id}-chosen` }, optionsOf(choices));
  const show = () => {
    const at = Number(select.value);
    const found = made.get(at) ?? h('div', {}, h('h3', {}, choices[at]!.title), choices[at]!.content());
    made.set(at, found);
    panel.replaceChildren(found);
  };
  select.addEventListener('change', show);
  show();
  return [choices.length < 2 ? null : h('div', { class: 'filter' }, h('div', {}, h('label', { for: id }, label), select)), panel,
    choices.length < 2 ? null : h('details', { class: 'more in-words' }, h('summary', {}, `All ${counted(choices.length, 'answer')} in words`),
      h('div', { class: 'more-body' }, h('dl', { class: 'terms' }, choices.map((one) => [h('dt', {}, one.title), h('dd', {}, one.words)]))))];
}
