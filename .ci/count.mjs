// Sums what the test hosts themselves reported, so that the last line of a run cannot say more than happened.
// Usage: node count.mjs FOLDER PROJECT...; prints "passed failed", and on the error stream every failed test and every project without a report.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, ...expected] = process.argv.slice(2);
const missing = new Set(expected);
let passed = 0;
let failed = 0;

for (const name of readdirSync(folder).filter((file) => file.endsWith('.trx'))) {
  const text = readFileSync(join(folder, name), 'utf8');
  const project = /codeBase="(?:[^"]*[\\/])?([^"\\/]+)\.dll"/.exec(text)?.[1] ?? name;
  const counters = /<Counters\b[^>]*>/.exec(text)?.[0] ?? '';
  const number = (counter) => Number(new RegExp(`\\b${counter}="(\\d+)"`).exec(counters)?.[1] ?? 0);
  const bad = ['failed', 'error', 'timeout', 'aborted', 'disconnected'].reduce((sum, counter) => sum + number(counter), 0);
  // A failed test also leaves a note of the runner; only these words tell of a host that did not come to its end.
  const notes = /<RunInfos>[\s\S]*<\/RunInfos>/.exec(text)?.[0] ?? '';
  const crashed = number('executed') === 0 || /<ResultSummary\b[^>]*outcome="(?:Aborted|Error)"/.test(text)
    || /host process (?:crashed|exited)|run was aborted/i.test(notes);

  missing.delete(project);
  passed += number('passed');
  failed += bad + (crashed ? 1 : 0);
  console.error(`${project}: ${number('passed')} passed, ${bad} failed, ${number('notExecuted')} skipped${crashed ? ', the test host crashed or ran nothing' : ''}`);
  for (const [result] of text.matchAll(/<UnitTestResult\b[^>]*outcome="(?:Failed|Error|Timeout|Aborted)"[^>]*>/g)) {
    console.error(`failed: ${/testName="([^"]*)"/.exec(result)?.[1]}`);
  }
}

for (const project of missing) {
  failed += 1;
  console.error(`failed: ${project} left no report; its test host crashed or never started`);
}

console.log(`${passed} ${failed}`);
