/** Elements of the page, made without a framework. Text is only ever set as text, so nothing an author writes is markup. */

export type Child = Node | string | null | undefined | Child[];
type Value = string | number | boolean | null | undefined | ((event: Event) => void);

function append(parent: Element, child: Child): void {
  if (Array.isArray(child)) {
    for (const one of child) {
      append(parent, one);
    }
  } else if (child !== null && child !== undefined && child !== '') {
    parent.append(child);
  }
}

function fill(element: Element, attributes: Record<string, Value>, children: Child[]): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  append(element, children);
}

/** An HTML element; attributes that are functions listen to the event of that name. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  fill(element, attributes, children);
  return element;
}

/** An SVG element. */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Record<string, Value> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
  fill(element, attributes, children);
  return element;
}

/** A figure that the reader sees rounded and a program reads in full. @param path where it stands in summary.json. */
export function figureOf(path: string, value: number, text: string): HTMLElement {
  return h('data', { value, 'data-figure': path }, text);
}

/** A name as part of an id or a link: letters, digits and `-._`, the rest as hex. */
export function slug(text: string): string {
  return text.replace(/[^A-Za-z0-9._-]/g, (c) => `_${c.codePointAt(0)!.toString(16)}`);
}

/** A link's address if it is one of the web, else nothing: a scenario cannot put a script into a link. */
export function webAddress(url: string): string | null {
  return /^https?:\/\//i.test(url) ? url : null;
}

export interface Column {
  title: string;
  /** Numbers are set flush right. */
  number?: boolean;
}

/** A table that scrolls inside its own frame when it is wider than the page. The first cell of a row is its heading. */
export function table(caption: string, columns: Column[], rows: Child[][], className = ''): HTMLElement {
  const kind = (at: number) => (columns[at]?.number ? 'number' : null);
  return h('div', { class: `scroll ${className}`.trim(), role: 'group', 'aria-label': caption, tabindex: 0 },
    h('table', {},
      h('caption', { class: 'visually-hidden' }, caption),
      h('thead', {}, h('tr', {}, columns.map((column, at) => h('th', { scope: 'col', class: kind(at) }, column.title)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, at) => at === 0
        ? h('th', { scope: 'row', class: kind(at) }, cell)
        : h('td', { class: kind(at) }, cell)))))));
}

/**
 * The figures of a chart behind a line that opens them. They do not print unless opened.
 * @param content a function makes a large table only when it is asked for, so that the page stays light.
 */
export function figuresBehind(content: Child | (() => Child)): HTMLDetailsElement {
  const body = h('div', { class: 'more-body' });
  const details = h('details', { class: 'more data' }, h('summary', {}, 'The figures of this chart'), body);
  if (typeof content !== 'function') {
    append(body, content);
    return details;
  }
  details.addEventListener('toggle', () => {
    if (details.open && body.childElementCount === 0) {
      append(body, content());
    }
  });
  return details;
}

/** Says again what the parts of a table are, for browsers that forget it when the style sheet lays rows out as blocks. */
export function withRoles(table: HTMLTableElement): HTMLTableElement {
  table.setAttribute('role', 'table');
  const roles: Record<string, string> = { 'thead, tbody': 'rowgroup', tr: 'row', 'thead th': 'columnheader', 'tbody th': 'rowheader', td: 'cell' };
  for (const [selector, role] of Object.entries(roles)) {
    table.querySelectorAll(selector).forEach((part) => part.setAttribute('role', role));
  }
  return table;
}
