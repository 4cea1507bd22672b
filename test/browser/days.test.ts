import { Standalone } from '../support/standalone.ts';
import { threeDays } from './support/days.ts';

threeDays(() => Standalone.start());
