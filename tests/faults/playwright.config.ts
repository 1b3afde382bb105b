import { defineConfig } from '@playwright/test';

/** The long form of the storage's faults: hours of bad luck in minutes. One after the other, so that times are the same for each. */
export default defineConfig({ testDir: '.', workers: 1, timeout: 3_600_000, reporter: 'list', outputDir: '../../test-results/faults' });
