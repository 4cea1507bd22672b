/** Lines of JSON as they come. */
export async function* linesOf<T>(body: NonNullable<Response['body']>): AsyncGenerator<T, void> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array<ArrayBuffer>>)
    .getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      const lines = (rest + value).split('\n');
      rest = lines.pop()!;
      for (const line of lines) yield JSON.parse(line) as T;
    }
  } finally {
    // A stream that broke cannot be cancelled any more, and need not be.
    await reader.cancel().catch(() => undefined);
  }
}
