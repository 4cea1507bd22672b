/** Most characters of a subject: what `git log --oneline` and web pages show without cutting it. */
export const LONGEST_SUBJECT = 72;

/**
 * What is wrong with the first line of a commit message; undefined when nothing is.
 * @param {string} subject
 * @returns {string | undefined}
 */
export function subjectProblem(subject) {
  if (/^(Merge|Revert|fixup!|squash!) /.test(subject)) return undefined;
  if (!/^[a-z][a-z0-9-]*(, [a-z][a-z0-9-]*)*: \S/.test(subject)) {
    return 'Begin with a scope: `search: cut the tail by match`.';
  }
  const { length } = [...subject];
  return length > LONGEST_SUBJECT
    ? `Has ${length} characters; at most ${LONGEST_SUBJECT}: the rest goes into the body.`
    : undefined;
}
