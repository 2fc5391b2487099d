/** Packages that exist only as ES modules are transformed; all other code is CommonJS. */
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
  // Stops a test that would never end, also on a machine under load. No test depends on its duration.
  testTimeout: 900_000,
  testSequencer: '<rootDir>/scripts/test-sequencer.js',
  // Tests mostly wait for servers and clocks: four at a time keep two cores busy.
  maxWorkers: 4,
};
