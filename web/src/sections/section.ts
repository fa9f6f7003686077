/** A section of the page: heading, and an address that others can link to. */

import { type Child, h } from '../dom.ts';

export interface Section {
  id: string;
  title: string;
  /** As named in the contents, where the title is too long. */
  short?: string;
  element: HTMLElement;
  /** Sections of one group stand under a common heading in the contents. */
  group?: string;
}

export function section(id: string, title: string, content: Child, options: { kicker?: string; short?: string; group?: string } = {}): Section {
  const element = h('section', { id, 'aria-labelledby': `${id}-title` },
    options.kicker ? h('p', { class: 'kicker' }, options.kicker) : null,
    h('h2', { id: `${id}-title` }, title), content);
  return { id, title, element, ...(options.short ? { short: options.short } : {}), ...(options.group ? { group: options.group } : {}) };
}
