import { useState } from 'preact/hooks';

/** Copies a text, and knows whether that was done. */
export function useCopied() {
  const [copied, setCopied] = useState(false);
  return {
    copied,
    /** @param byHand - what to do without a clipboard: there is none where the origin is not secure */
    copy: (text: string, byHand?: () => void) => {
      navigator.clipboard.writeText(text).then(
        () => setCopied(true),
        () => (byHand === undefined ? setCopied(false) : byHand()),
      );
    },
    forget: () => setCopied(false),
  };
}
