// The one test runner: pure and file-level tests side by side, the real window one test at a time.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './scripts/test-display.mjs',
  forbidOnly: true,
  workers: 2,
  reporter: 'list',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  use: { trace: 'retain-on-failure' },
  projects: [
    { name: 'unit', testMatch: /tests\/(core|electron|renderer|scripts)\/.*\.spec\.tsx?$/, fullyParallel: true },
    // After the unit tests even where some fail, so that two windows never compete and the numbers are whole.
    { name: 'e2e', testMatch: /tests\/e2e\/.*\.spec\.ts$/, workers: 1, fullyParallel: false },
  ],
});
