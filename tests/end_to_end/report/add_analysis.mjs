// Puts what the analysing commands found into the summary of a run, as a full run has it.
//   node add_analysis.mjs RUN FOLDER     FOLDER has NAME.json for why, sensitivity, flip, leverage and coalitions, or lacks it
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [run, folder] = process.argv.slice(2);
const found = (name) => (existsSync(join(folder, `${name}.json`)) ? JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) : null);
const path = join(run, 'summary.json');
const summary = JSON.parse(readFileSync(path, 'utf8'));
summary.analysis = {
  why: found('why')?.why ?? null, sensitivity: found('sensitivity'), flips: found('flip')?.flips ?? null,
  leverage: found('leverage'), coalitions: found('coalitions'),
};
writeFileSync(path, JSON.stringify(summary));
