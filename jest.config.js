/** ESM-only packages are transformed; everything else is CommonJS already. */
const transform = {
  '^.+\\.c?[tj]s$': ['@swc/jest', { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }],
};

/** @type {import('jest').Config} */
module.exports = {
  transform,
  transformIgnorePatterns: ['/node_modules/(?!(temporal-polyfill|temporal-utils|@electric-sql)/)'],
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  // A guard against what never ends, also beside heavy load; no test is about how long something takes.
  testTimeout: 900_000,
  testSequencer: '<rootDir>/scripts/test-sequencer.js',
  // Tests wait for servers and clocks much of their time: four keep two cores busy.
  maxWorkers: 4,
};
