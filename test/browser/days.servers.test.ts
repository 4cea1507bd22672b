import { startPlatform } from '../support/start-platform.ts';
import { threeDays } from './support/days.ts';

// What days.test.ts does on embedded engines, on services behind one origin. Needs Chromium.
threeDays(() => startPlatform());
