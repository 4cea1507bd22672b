import { useState } from 'preact/hooks';

/** What a form knows of the request it sends: whether it is under way, and why the last one failed. */
export interface Sending {
  readonly busy: boolean;
  readonly error: unknown;
  /** Sends; never rejects. */
  readonly send: (request: () => Promise<void>) => Promise<void>;
}

/** Keeps what a form knows of the request it sends. */
export function useSending(): Sending {
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const send = async (request: () => Promise<void>) => {
    setBusy(true);
    setError(undefined);
    try {
      await request();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return { busy, error, send };
}
