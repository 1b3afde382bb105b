import { defineConfig } from '@playwright/test';

/** The long form of the faults: hours of bad luck in minutes. One after the other, so that times are the same for each. */
export default defineConfig({
  testDir: '.', workers: 1, timeout: 3_600_000, expect: { timeout: 15_000 }, reporter: 'list', outputDir: '../../test-results/faults', globalSetup: '../../scripts/test-display.mjs',
});
