// Puts a summary into the page, as suasion does.
//   node fill.mjs PAGE SUMMARY OUTPUT
import { readFileSync, writeFileSync } from 'node:fs';

const [page, summary, output] = process.argv.slice(2);
const json = readFileSync(summary, 'utf8');
const { scenario, headline } = JSON.parse(json);
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
const values = {
  '<!--SUASION_TITLE-->': escape(scenario.title),
  '<!--SUASION_NOSCRIPT-->': headline.words.map((words) => `<p>${escape(words)}</p>`).join('\n'),
  '/*SUASION_SUMMARY*/null': json.replace(/</g, '\\u003c').replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029'),
};
let text = readFileSync(page, 'utf8');
for (const [marker, value] of Object.entries(values)) {
  text = text.replace(marker, () => value);
}
writeFileSync(output, text);
