import { encodeModel, type OnnxModel } from '../onnx/schema.ts';

/**
 * Makes a value inside a graph one of its outputs. Protobuf merges a message that occurs twice, so the declaration is
 * appended and the rest of the file, which may be large, stays byte for byte what it was.
 */
export function exposeOutput(file: Uint8Array, name: string): Uint8Array {
  const addition = { graph: { output: [{ name }] } } as unknown as OnnxModel;
  return Buffer.concat([file, encodeModel(addition)]);
}
