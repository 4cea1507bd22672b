import { t } from '../../text/text.ts';
import type { ViewProperties } from '../view.ts';
import { Calibration } from './calibration.tsx';
import { ClassQuality } from './class-quality.tsx';
import { RetrievalQuality } from './retrieval-quality.tsx';

/** How good it is: whether classes are told apart, and whether words find pictures. */
export function Quality({ address }: ViewProperties) {
  return (
    <>
      <section class="quality-section" aria-labelledby="class-quality">
        <h2 id="class-quality">{t.quality.classes}</h2>
        <p class="muted view-lead">{t.quality.classesText}</p>
        <ClassQuality collection={address.collection} />
      </section>
      <section class="quality-section" aria-labelledby="calibration">
        <h2 id="calibration">{t.calibration.title}</h2>
        <p class="muted view-lead">{t.calibration.text}</p>
        <Calibration collection={address.collection} />
      </section>
      <section class="quality-section" aria-labelledby="retrieval-quality">
        <h2 id="retrieval-quality">{t.quality.retrieval}</h2>
        <p class="muted view-lead">{t.quality.retrievalText}</p>
        <RetrievalQuality />
      </section>
    </>
  );
}
