import { defineConfig, mergeConfig } from 'vitest/config';
import shared from './vitest.config.ts';

/** `npm run test:training`: what runs the recipe; `UNSEEN_PYTHON` names a Python with PyTorch. */
export default mergeConfig(
  { ...shared, test: { ...shared.test, include: [], exclude: [] } },
  defineConfig({ test: { include: ['test/*.training.test.ts'] } }),
);
