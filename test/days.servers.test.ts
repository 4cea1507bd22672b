import { threeDays } from './browser/support/days.ts';
import { startPlatform } from './support/start-platform.ts';

// What test/browser/days.test.ts does on embedded engines, on services behind one origin. Needs Chromium.
threeDays(() => startPlatform());
