import { en } from '../../text/en.ts';
import type { ViewProperties } from '../view.ts';
import { Calibration } from './calibration.tsx';
import { ClassQuality } from './class-quality.tsx';
import { RetrievalQuality } from './retrieval-quality.tsx';

/** How good it is: whether classes are told apart, and whether words find pictures. */
export function Quality({ address }: ViewProperties) {
  return (
    <>
      <section class="quality-section" aria-labelledby="class-quality">
        <h2 id="class-quality">{en.quality.classes}</h2>
        <p class="muted view-lead">{en.quality.classesText}</p>
        <ClassQuality collection={address.collection} />
      </section>
      <section class="quality-section" aria-labelledby="calibration">
        <h2 id="calibration">{en.calibration.title}</h2>
        <p class="muted view-lead">{en.calibration.text}</p>
        <Calibration collection={address.collection} />
      </section>
      <section class="quality-section" aria-labelledby="retrieval-quality">
        <h2 id="retrieval-quality">{en.quality.retrieval}</h2>
        <p class="muted view-lead">{en.quality.retrievalText}</p>
        <RetrievalQuality />
      </section>
    </>
  );
}
