import type { ComponentChildren } from 'preact';

/** Nothing here: says so, and what to do next. */
export function Empty({
  title,
  text,
  whole = false,
  children,
}: {
  title: string;
  text: string;
  /** Whether it is all there is on the page. */
  whole?: boolean;
  children?: ComponentChildren;
}) {
  return (
    <section class="empty">
      {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p>{text}</p>
      {children !== undefined && <div class="actions">{children}</div>}
    </section>
  );
}
