// Bundles src/ into one self-contained page: dist/report.html, or the path given.
//   node build.mjs [OUTPUT]
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const output = resolve(process.argv[2] ?? join(here, 'dist', 'report.html'));
const target = ['chrome100', 'firefox100', 'safari15.4'];

async function bundle(entry) {
  const result = await build({
    entryPoints: [join(here, 'src', entry)], bundle: true, minify: true, write: false, target, format: 'iife', charset: 'ascii',
    legalComments: 'none', logLevel: 'warning',
  });
  if (result.warnings.length > 0) {
    process.exit(1);
  }
  return result.outputFiles[0].text.trim();
}

const parts = {
  script: (await bundle('main.ts')).replace(/<\/(script)/gi, '<\\/$1').replace(/<!--/g, '<\\!--'),
  style: await bundle('style.css'),
};
const page = readFileSync(join(here, 'src', 'page.html'), 'utf8').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
for (const marker of ['/*SUASION_SUMMARY*/null', '<!--SUASION_TITLE-->', '<!--SUASION_NOSCRIPT-->']) {
  if (page.split(marker).length !== 2) {
    throw new Error(`the page must hold ${marker} once`);
  }
}
mkdirSync(dirname(output), { recursive: true });
writeFileSync(output, page);
