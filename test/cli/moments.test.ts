// Times as people write them are meant where the thing is that they are about, whatever the zone of the computer.
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
