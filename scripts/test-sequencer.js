// Long test files first, so that no worker begins a long one when the others are nearly done; what waits beside what computes.
'use strict';
const { statSync } = require('node:fs');

/** The longest, in the order in which they begin. A file that grows long is named here; all others go by size, as jest would. */
const FIRST = [
  'faults/digests',
  'faults/offboarding',
  'cli/examples',
  'server/operator',
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

  /** For `--onlyFailures`, which needs the results of an earlier run. */
  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
};
