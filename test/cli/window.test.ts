// A list that shows only a part of its rows says which part.
import { cutOff } from '../../cli/window';

it.each([
  ['all of them', {}, 12, 12, 'ROWS'],
  ['all of them, asked for with a limit', { limit: 50 }, 12, 12, 'ROWS'],
  ['the first ones', { limit: 50 }, 50, 1240, 'ROWS\n\n1-50 of 1,240'],
  ['those in the middle', { limit: 50, offset: 1000 }, 50, 1240, 'ROWS\n\n1,001-1,050 of 1,240'],
  ['the last ones', { offset: 1200 }, 40, 1240, 'ROWS\n\n1,201-1,240 of 1,240'],
  ['none, beyond the end', { offset: 2000 }, 0, 1240, 'There are 1,240: none after the first 2,000.'],
  ['none, where there are none', { offset: 10 }, 0, 0, 'ROWS'],
])('shows %s', (_, window, shown, total, said) => {
  expect(cutOff(window, shown, total, () => 'ROWS')).toBe(said);
});
