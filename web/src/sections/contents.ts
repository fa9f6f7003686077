/** The contents beside the text, or above it where there is no room. */

import { h } from '../dom.ts';
import type { Section } from './section.ts';

export function contents(sections: Section[]): HTMLElement {
  const groups = [...new Set(sections.map((one) => one.group ?? ''))];
  const link = (one: Section) => h('li', {}, h('a', { href: `#${one.id}` }, one.short ?? one.title));
  const list = h('details', { class: 'contents-list', open: true }, h('summary', {}, 'Contents'),
    groups.map((group, i) => [h('p', { class: 'contents-group', id: `contents-${i}` }, group),
      h('ul', { 'aria-labelledby': `contents-${i}` }, sections.filter((one) => (one.group ?? '') === group).map(link))]));
  const wide = matchMedia('(min-width: 1080px)');
  const fit = () => { list.open = wide.matches; };
  wide.addEventListener('change', fit);
  fit();
  return h('nav', { class: 'contents', 'aria-label': 'Contents' }, list);
}

/** Marks in the contents which section is being read. */
export function followReading(nav: HTMLElement, sections: Section[]): void {
  const links = new Map([...nav.querySelectorAll('a')].map((link) => [link.getAttribute('href')!.slice(1), link]));
  const seen = new Set<string>();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        seen.add(entry.target.id);
      } else {
        seen.delete(entry.target.id);
      }
    }
    const current = sections.find((one) => seen.has(one.id))?.id;
    links.forEach((link, id) => {
      if (id === current) {
        link.setAttribute('aria-current', 'true');
      } else {
        link.removeAttribute('aria-current');
      }
    });
  }, { rootMargin: '-15% 0px -70% 0px' });
  sections.forEach((one) => watcher.observe(one.element));
}
