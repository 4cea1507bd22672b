import type { ComponentChildren } from 'preact';

/** Nothing here: says so, and what to do next. */
export function Empty({
  title,
  text,
  children,
}: {
  title: string;
  text: string;
  children?: ComponentChildren;
}) {
  return (
    <section class="empty">
      <h2>{title}</h2>
      <p>{text}</p>
      {children !== undefined && <div class="actions">{children}</div>}
    </section>
  );
}
