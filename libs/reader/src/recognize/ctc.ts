/** One character that was read. */
export interface ReadCharacter {
  readonly text: string;
  /** Probability, 0 to 1. */
  readonly confidence: number;
  /** Where its middle stands along the line, as a share of the crop's width. */
  readonly at: number;
}

/**
 * Greedy decoding of connectionist temporal classification (Graves et al. 2006): the likeliest class of each step, repeats joined, blanks
 * left out.
 * @param probabilities - steps x classes, row-major
 * @param alphabet - character of each class; class 0 is the blank
 * @param from - first value of this line in `probabilities`
 */
export function decodeCtc(
  probabilities: Float32Array,
  from: number,
  steps: number,
  alphabet: readonly string[],
): ReadCharacter[] {
  const classes = alphabet.length;
  const characters: ReadCharacter[] = [];
  let run: { best: number; first: number; last: number; confidence: number } | undefined;
  const end = () => {
    if (run === undefined || run.best === 0) return;
    const { best, first, last, confidence } = run;
    characters.push({ text: alphabet[best]!, confidence, at: (first + last + 1) / 2 / steps });
  };
  for (let step = 0; step < steps; step++) {
    const start = from + step * classes;
    let best = 0;
    for (let i = 1; i < classes; i++) if (probabilities[start + i]! > probabilities[start + best]!) best = i;
    const confidence = probabilities[start + best]!;
    if (run?.best === best) {
      run.last = step;
      run.confidence = Math.max(run.confidence, confidence);
    } else {
      end();
      run = { best, first: step, last: step, confidence };
    }
  }
  end();
  return characters;
}
