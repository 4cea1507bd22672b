import { openLanceDb } from '@unseen/vector-store';
import { describeAnswers } from './testing/answers-oracle.ts';

describeAnswers('LanceDB', (dir) => openLanceDb({ dir }));
