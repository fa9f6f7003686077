/** Opens what is folded away where a link leads into it, and everything that is words on paper. */

function reveal(behavior: ScrollBehavior): void {
  const id = decodeURIComponent(location.hash.slice(1));
  const target = id === '' ? null : document.getElementById(id);
  if (target === null) {
    return;
  }
  for (let at: HTMLElement | null = target; at !== null; at = at.parentElement) {
    if (at instanceof HTMLDetailsElement) {
      at.open = true;
    }
  }
  target.scrollIntoView({ behavior });
}

const opened: HTMLDetailsElement[] = [];

function openForPrint(): void {
  for (const details of document.querySelectorAll<HTMLDetailsElement>('main details:not(.data):not([open])')) {
    details.open = true;
    opened.push(details);
  }
}

function closeAfterPrint(): void {
  opened.splice(0).forEach((details) => { details.open = false; });
}

/** Follows the address of the page, also the one it was opened with, and printing. */
export function openAround(): void {
  addEventListener('hashchange', () => reveal('auto'));
  addEventListener('beforeprint', openForPrint);
  addEventListener('afterprint', closeAfterPrint);
  // charts get their height after the first frame; before that the target stands elsewhere
  requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(() => reveal('instant'))));
}
