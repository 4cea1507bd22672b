import { SERVERS } from '@unseen/testing';
import { afterAll, beforeAll, describe } from 'vitest';
import { BackupLab } from './testing/lab.ts';
import { restoresElsewhere } from './testing/scenarios.ts';
import { openEmbedded, openOnServers } from './testing/stores.ts';

describe.skipIf(SERVERS.postgres === undefined || SERVERS.s3 === undefined)('on servers', () => {
  let lab: BackupLab;
  beforeAll(async () => {
    lab = await BackupLab.open();
  });
  afterAll(() => lab.close());

  restoresElsewhere('from embedded engines to servers', () => lab, openEmbedded, openOnServers);
  restoresElsewhere('from servers to embedded engines', () => lab, openOnServers, openEmbedded);
});
