export const LONGEST_SUBJECT: number;
export function subjectProblem(subject: string): string | undefined;
