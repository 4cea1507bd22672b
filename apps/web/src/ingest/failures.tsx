import type { JobFailure } from '@unseen/client';

/** What could not be taken in, and why; folded until someone asks. */
export function Failures({
  summary,
  failures,
  onOpen,
}: {
  summary: string;
  failures: readonly JobFailure[] | undefined;
  onOpen?: () => void;
}) {
  return (
    <details class="failures" onToggle={(event) => event.currentTarget.open && onOpen?.()}>
      <summary>{summary}</summary>
      <ul>
        {failures?.map(({ id, reason, code }, index) => (
          <li key={`${index}:${id}`}>
            <span class="mono">{id}</span>
            <span>{reason}</span>
            <span class="muted mono">{code}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
