/** A harmonic mean, 0 to 1, of one version of a catalogue. */
interface VersionFigures {
  readonly version: number;
  readonly top1: { readonly harmonic: number };
}

/** What the gate before a publication looks at. */
export interface ClassMeasurement {
  readonly figures: VersionFigures;
  /** The published version on the same items; absent when none is. */
  readonly against?: { readonly figures: VersionFigures; readonly harmonicGain: number };
}

/**
 * Why a version must not take the place of the published one; undefined when it may.
 * @param maxDrop - how much its harmonic mean may lie below, 0 to 1
 */
export function whyBlocked({ figures, against }: ClassMeasurement, maxDrop: number): string | undefined {
  if (against === undefined || against.harmonicGain >= -maxDrop) return undefined;
  const before = against.figures;
  const [was, is] = [before, figures].map(({ top1 }) => top1.harmonic.toFixed(3));
  return `The harmonic mean falls from ${was} in version ${before.version} to ${is} in version ${figures.version}.`;
}
