import { openLanceDb } from '@unseen/vector-store';
import { describeAnswers } from './testing/answers-oracle.ts';

describeAnswers('LanceDB', (dir) => openLanceDb({ dir }));
describeAnswers('a store that keeps no columns', async (dir) => {
  const store = await openLanceDb({ dir });
  store.fieldRows = () => Promise.resolve(undefined);
  return store;
});
