import { parser } from '@prometheus-io/lezer-promql';

/** A metric an expression asks for, and the labels it asks by. */
export interface Selected {
  readonly metric: string;
  readonly labels: readonly string[];
}

/** What a PromQL expression selects. @throws Error when it is not PromQL */
export function selectedBy(expression: string): Selected[] {
  const selected: { metric: string; labels: string[] }[] = [];
  parser.parse(expression).iterate({
    enter: (node) => {
      const text = expression.slice(node.from, node.to);
      if (node.type.isError) throw new Error(`not PromQL at ${node.from}: ${expression}`);
      if (node.name === 'VectorSelector') {
        selected.push({ metric: /^\w+/.exec(text)![0], labels: [] });
      } else if (node.name === 'LabelName' && node.node.parent?.name.endsWith('Matcher')) {
        selected.at(-1)!.labels.push(text);
      }
    },
  });
  return selected;
}

/** Labels an expression groups by. */
export function groupedBy(expression: string): string[] {
  return [...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names]) => names!.split(/,\s*/));
}
