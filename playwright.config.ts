// The one test runner: the real window one test at a time, and beside it pure and file-level tests.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  globalSetup: './scripts/test-display.mjs',
  forbidOnly: true,
  workers: 2,
  reporter: 'list',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  // Two fifths of a window test's work is its trace: recorded when asked for, to look into a failure.
  use: { trace: process.env['MANICULE_TRACE'] ? 'retain-on-failure' : 'off', screenshot: 'only-on-failure' },
  projects: [
    // One window at a time: two would compete for the focus. First, so that the other worker has the unit tests meanwhile.
    { name: 'e2e', testMatch: /tests\/e2e\/.*\.spec\.ts$/, workers: 1, fullyParallel: false },
    { name: 'unit', testMatch: /tests\/(core|electron|renderer|scripts)\/.*\.spec\.tsx?$/, fullyParallel: true },
    // Shows the main job to a person and leaves files behind: only when `npm run demo` asks for it.
    ...(process.env['MANICULE_DEMO'] ? [{ name: 'demo', testMatch: /tests\/demo\/.*\.spec\.ts$/ }] : []),
    // Pictures to be looked at: only when `npm run pictures` asks for them.
    ...(process.env['MANICULE_PICTURES_RUN'] ? [{ name: 'pictures', testMatch: /tests\/pictures\/.*\.spec\.ts$/, workers: 1 }] : []),
  ],
});
