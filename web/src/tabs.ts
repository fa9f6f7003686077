/** Tabs by the usual pattern: Tab reaches the chosen one, arrow keys, Home and End switch. On paper every panel shows. */

import { type Child, h } from './dom.ts';

export interface TabPanel {
  title: string;
  content: Child;
}

/** @param id unique on the page. @param label what the tabs choose between. */
export function tabs(id: string, label: string, panels: TabPanel[]): HTMLElement {
  const buttons = panels.map((panel, i) => h('button', {
    type: 'button', role: 'tab', id: `${id}-tab-${i}`, 'aria-controls': `${id}-panel-${i}`,
    click: () => choose(i, false),
    keydown: (event) => onKey(event as KeyboardEvent, i),
  }, panel.title));
  const bodies = panels.map((panel, i) => h('div', { role: 'tabpanel', id: `${id}-panel-${i}`, 'aria-labelledby': `${id}-tab-${i}`, class: 'panel' },
    h('p', { class: 'panel-title' }, panel.title), panel.content));

  function choose(chosen: number, focus: boolean): void {
    buttons.forEach((button, i) => {
      button.setAttribute('aria-selected', String(i === chosen));
      button.tabIndex = i === chosen ? 0 : -1;
    });
    bodies.forEach((body, i) => body.classList.toggle('panel-off', i !== chosen));
    if (focus) {
      buttons[chosen]?.focus();
    }
  }

  function onKey(event: KeyboardEvent, at: number): void {
    const last = buttons.length - 1;
    const to: Record<string, number> = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at === 0 ? last : at - 1, Home: 0, End: last };
    const next = to[event.key];
    if (next !== undefined) {
      event.preventDefault();
      choose(next, true);
    }
  }

  choose(0, false);
  return h('div', { class: 'tabs' }, h('div', { role: 'tablist', 'aria-label': label }, buttons), bodies);
}
