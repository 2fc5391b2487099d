// Orders the test files: long ones first, so that none begins when the others are nearly done, and waiting ones beside computing ones.
'use strict';
const { statSync } = require('node:fs');

/** The longest files, in the order of their start. Add a file here when it grows long; the others are ordered by size, as jest does. */
const FIRST = [
  'faults/digests',
  'faults/offboarding',
  'cli/examples',
  'server/operator',
  'recipes/recipes',
  'faults/faults',
  'activities/ticketing/redmine',
  'replay/replay',
  'cli/tour',
  'activities/ticketing/request-tracker',
  'domain/account-properties',
  'domain/calendar-properties',
  'faults/bad-input',
  'server/life',
  'privacy/deployment',
  'server/offboardings',
  'server/problems',
  'server/boundary',
  'server/digests',
  'faults/cases',
  'server/outside',
  'cli/commands',
  'client/imports',
  'server/ladder',
  'workflows/entity',
];

const rank = ({ path }) => {
  const place = FIRST.findIndex((name) => path.endsWith(`/test/${name}.test.ts`));
  return place < 0 ? FIRST.length : place;
};

module.exports = class Sequencer {
  sort(tests) {
    const size = new Map(tests.map((test) => [test, statSync(test.path).size]));
    return tests.toSorted((one, other) => rank(one) - rank(other) || size.get(other) - size.get(one));
  }

  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, index) => index % shardCount === shardIndex - 1);
  }

  /** Required by `--onlyFailures`, which needs the results of an earlier run. */
  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
};
