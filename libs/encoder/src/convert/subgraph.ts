import type { OnnxGraph, OnnxModel } from '../onnx/schema.ts';

/**
 * The part of a model that leads to one of its values: what else it computes, and the inputs and weights of that alone, are left out.
 * @param output - name of the value; it becomes the one output
 */
export function subgraphFor(model: OnnxModel, output: string): OnnxModel {
  const { graph } = model;
  const needed = new Set([output]);
  const node = [...graph.node]
    .reverse()
    .filter((one) => {
      if (!one.output.some((name) => needed.has(name))) return false;
      for (const name of one.input) needed.add(name);
      for (const { g } of one.attribute) if (g) namesIn(g, needed);
      return true;
    })
    .reverse();
  return {
    ...model,
    graph: {
      ...graph,
      node,
      initializer: graph.initializer.filter(({ name }) => needed.has(name!)),
      input: graph.input.filter(({ name }) => needed.has(name)),
      output: graph.output.filter(({ name }) => name === output),
    },
  };
}

/** A graph inside a node may read any value around it. */
function namesIn(graph: OnnxGraph, names: Set<string>): void {
  for (const { name } of graph.output) names.add(name);
  for (const node of graph.node) {
    for (const name of node.input) names.add(name);
    for (const { g } of node.attribute) if (g) namesIn(g, names);
  }
}
