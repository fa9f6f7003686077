// Turns the page into a C++ source that holds its bytes.
//   node embed.mjs PAGE OUTPUT
import { readFileSync, writeFileSync } from 'node:fs';

const [page, output] = process.argv.slice(2);
const PER_LINE = 24;
const bytes = readFileSync(page);
const lines = [];
for (let at = 0; at < bytes.length; at += PER_LINE) {
  lines.push(`${[...bytes.subarray(at, at + PER_LINE)].map((byte) => (byte < 128 ? byte : `'\\x${byte.toString(16)}'`)).join(',')},`);
}
writeFileSync(output, `// Made from web/ by embed.mjs.
#include "suasion/report/template.hpp"

namespace suasion::report {

namespace {

constexpr char page[] = {
${lines.join('\n')}
};

}  // namespace

std::string_view report_template() {
  return {page, sizeof page};
}

}  // namespace suasion::report
`);
