import { fileURLToPath } from 'node:url';
import { describeReaderPack } from './support/written/describe-reader-pack.ts';

// The pack that ships, or another one: UNSEEN_READER_PACK=DIR npm test -- test/reader-pack.test.ts
describeReaderPack(
  process.env['UNSEEN_READER_PACK'] ?? fileURLToPath(new URL('../models/reader', import.meta.url)),
);
