// node scripts/check-commits.mjs RANGE       the commits of a range, as `origin/main..HEAD`
// node scripts/check-commits.mjs --file FILE one message, as git's `commit-msg` hook gives it
// Subjects have a scope and at most 72 characters, so that a log can be read and filtered.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { subjectProblem } from './lib/commit-subject.mjs';

const [first, file] = process.argv.slice(2);
if (first === undefined || (first === '--file' && file === undefined)) {
  console.error('node scripts/check-commits.mjs RANGE | --file FILE');
  process.exit(2);
}
const subjects = first === '--file' ? [readFileSync(file, 'utf8').split('\n', 1)[0]] : subjectsOf(first);
const problems = subjects.flatMap((subject) => {
  const problem = subjectProblem(subject);
  return problem === undefined ? [] : [`${subject}\n  ${problem}`];
});
for (const problem of problems) console.error(problem);
process.exit(problems.length === 0 ? 0 : 1);

function subjectsOf(range) {
  const { status, stdout, stderr } = spawnSync('git', ['log', '--no-merges', '--format=%s', range], {
    encoding: 'utf8',
  });
  if (status !== 0) {
    console.error(stderr.trim());
    process.exit(2);
  }
  return stdout.split('\n').filter((subject) => subject !== '');
}
