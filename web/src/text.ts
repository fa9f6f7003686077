/** Words and their width: measuring, wrapping and listing. */

const context = document.createElement('canvas').getContext('2d');
/** Typeface of the page: read once, since asking the browser makes it lay the page out. */
const family = getComputedStyle(document.body).fontFamily;
/** Widths already measured, since the same names stand in many charts. */
const measured = new Map<string, number>();

/** Font size of charts, pixels. */
export const FONT_SIZE = 12;
/** Distance between lines of chart text, pixels. */
export const LINE = 15;

/** Width of a text in a chart, pixels. */
export function width(text: string, size = FONT_SIZE, weight = 400): number {
  if (context === null) {
    return text.length * size * 0.62;
  }
  const key = `${weight} ${size} ${text}`;
  let found = measured.get(key);
  if (found === undefined) {
    context.font = `${weight} ${size}px ${family}`;
    found = context.measureText(text).width;
    measured.set(key, found);
  }
  return found;
}

/** Breaks text into lines no wider than `room`, if need be inside a word. */
export function wrap(text: string, room: number, size = FONT_SIZE, weight = 400): string[] {
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/\s+/)) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (width(joined, size, weight) <= room) {
      line = joined;
      continue;
    }
    if (line !== '') {
      lines.push(line);
    }
    while (width(word, size, weight) > room && word.length > 4) {
      let keep = word.length - 1;
      while (keep > 3 && width(`${word.slice(0, keep)}-`, size, weight) > room) {
        --keep;
      }
      const part = word.slice(0, keep);
      lines.push(part.endsWith('-') ? part : `${part}-`);
      word = word.slice(keep);
    }
    line = word;
  }
  return line === '' ? lines : [...lines, line];
}

/** The same in at most `most` lines, the last one ending in an ellipsis where text is left out. */
export function wrapInto(text: string, room: number, most: number, size = FONT_SIZE, weight = 400): string[] {
  const lines = wrap(text, room, size, weight);
  if (lines.length <= most) {
    return lines;
  }
  let last = lines[most - 1]!;
  while (last.length > 1 && width(`${last}…`, size, weight) > room) {
    last = last.slice(0, -1);
  }
  return [...lines.slice(0, most - 1), `${last.trimEnd()}…`];
}

/** "a", "a and b", "a, b and c". */
export function list(words: string[], last = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words[words.length - 1]}`;
}

/** "1 draw", "2 draws". */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${new Intl.NumberFormat('en-GB').format(count)} ${count === 1 ? noun : plural}`;
}

/** Text with its first letter large. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
