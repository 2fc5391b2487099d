// "Did you mean …": the known word nearest to what was written.
import type { Suggestion } from '../problems/coded';

/** Number of edits (insert, delete, replace, swap neighbours) from `a` to `b`. */
function edits(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** The word of `known` nearest to `written`; `undefined` where none is near. */
export function nearest(written: string, known: readonly string[]): string | undefined {
  const plain = (word: string): string => word.toLowerCase().replace(/[-_ ]/g, '');
  const ranked = known
    .map((word) => ({ word, distance: edits(plain(written), plain(word)) }))
    .filter(({ word, distance }) => distance <= Math.max(1, Math.floor(word.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.word;
}

/** For a problem's parameters: the nearest known word, or all known words. */
export function meantOrKnown(written: string, known: readonly string[]): Suggestion {
  const meant = nearest(written, known);
  return meant === undefined ? { known } : { meant };
}
