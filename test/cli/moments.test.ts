// Times that people write are in the zone of their subject, whatever this computer's zone is.
import { instant, moment, spoken } from '../../cli/moments';

it.each([
  ['2026-11-24 09:00', '2026-11-24T09:00'],
  ['2026-11-24T09:00', '2026-11-24T09:00'],
  ['2026-11-24T09:00+08:00', '2026-11-24T01:00:00Z'],
  ['2026-11-24T01:00Z', '2026-11-24T01:00:00Z'],
])('%s travels as %s', (given, sent) => {
  expect(instant(given)).toBe(sent);
  expect(moment(given)).toBe(sent);
});

it('the answer says the time in that zone', () => {
  expect(spoken('2026-11-24T09:00', 'Asia/Shanghai')).toBe(', spoken of at 2026-11-24 09:00 (Asia/Shanghai)');
  expect(spoken('2026-11-24T01:00:00Z', 'Asia/Shanghai')).toBe(', spoken of at 2026-11-24 09:00 (Asia/Shanghai)');
  expect(spoken(undefined, 'Asia/Shanghai')).toBe('');
});
