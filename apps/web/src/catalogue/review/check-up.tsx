import { dataOf } from '@unseen/client';
import { unseen } from '../../platform/client.ts';
import { useLoaded } from '../../platform/use-loaded.ts';
import { t } from '../../text/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { linkTo } from '../address.ts';
import type { ViewProperties } from '../view.ts';

/** What about the classes deserves a look: those that collide, hardly differ, or hold nothing. */
export function CheckUp({ address }: ViewProperties) {
  const { collection } = address;
  const { value, error, reload } = useLoaded(
    async (signal) =>
      dataOf(await unseen.http.GET('/v1/classes/lint', { params: { query: { collection } }, signal })),
    [collection],
  );
  if (error !== undefined && value === undefined) return <Trouble error={error} retry={reload} />;
  if (value === undefined) return <Loading />;
  const kinds = Object.entries(t.check.kinds).map(([kind, texts]) => ({
    kind,
    ...texts,
    findings: value.findings.filter((finding) => finding.kind === kind),
  }));
  if (value.findings.length === 0) return <Empty title={t.check.none} text={t.check.noneText} />;
  const edit = (id: string) => linkTo({ ...address, editing: id });
  return (
    <section aria-label={t.catalogue.tab.check}>
      {kinds
        .filter(({ findings }) => findings.length > 0)
        .map(({ kind, title, text, findings }) => (
          <section key={kind} class="findings">
            <h2>
              {title} <span class="count">{t.number(findings.length)}</span>
            </h2>
            <p class="muted">{text}</p>
            <ul>
              {findings.map(({ classId, className, otherId, otherName, detail }) => (
                <li key={`${classId} ${otherId ?? ''}`}>
                  <span>
                    <a href={edit(classId)}>{className}</a>
                    {otherId !== undefined && otherName !== undefined && (
                      <>
                        {t.check.and}
                        <a href={edit(otherId)}>{otherName}</a>
                      </>
                    )}
                  </span>
                  <span class="muted small">{detail}</span>
                </li>
              ))}
            </ul>
          </section>
        ))}
    </section>
  );
}
