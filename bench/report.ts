// The medians of the measurements, as a table and as JSON.
import { table } from '../cli/table';
import type { Machine } from './machine';

/** One line of the report. The n-th samples of both sides come from the n-th repeat. */
export interface Measurement {
  readonly benchmark: string;
  readonly what: string;
  readonly unit: string;
  readonly ours: readonly number[];
  readonly baseline?: readonly number[];
  /** The project's goal, for the ratio or for our own median. */
  readonly wanted?: { readonly of: 'ratio' | 'ours'; readonly least?: number; readonly most?: number };
  readonly note?: string;
  /** Details that explain the figure; only in the JSON. */
  readonly detail?: unknown;
}

/** The median; of an even number of samples the upper middle one. `NaN` for no samples. */
export const median = (samples: readonly number[]): number => percentile(samples, 50);

/** The smallest sample that `percent` of all samples do not exceed; the median of an even number is the upper middle one. `NaN` for no samples. */
export const percentile = (samples: readonly number[], percent: number): number =>
  samples.toSorted((a, b) => a - b)[Math.min(samples.length - 1, Math.floor((samples.length * percent) / 100))] ?? Number.NaN;

/** The median of the ratios within each repeat, so that changes between repeats cancel out. */
const ratioOf = ({ ours, baseline }: Measurement): number | undefined =>
  baseline && median(ours.map((sample, repeat) => sample / (baseline[repeat] ?? Number.NaN)));

const digits = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3));

function verdict({ wanted, ours }: Measurement, ratio: number | undefined): string {
  if (!wanted) return '';
  const value = wanted.of === 'ratio' ? (ratio ?? Number.NaN) : median(ours);
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = wanted;
  const bound = wanted.least === undefined ? `at most ${most}` : `at least ${least}`;
  return `${bound}: ${value >= least && value <= most ? 'yes' : 'NO'}`;
}

export const asTable = (machine: Machine, measurements: readonly Measurement[]): string => {
  const { cpu, cores, memoryGB, node, temporal, load } = machine;
  const rows = measurements.map((one) => {
    const ratio = ratioOf(one);
    return [
      one.benchmark,
      one.what,
      one.baseline ? digits(median(one.baseline)) : '',
      digits(median(one.ours)),
      ratio === undefined ? '' : ratio.toFixed(2),
      one.unit,
      verdict(one, ratio),
    ];
  });
  const notes = measurements.flatMap(({ what, note }) => (note === undefined ? [] : [`${what}: ${note}`]));
  return [
    `${cpu}, ${cores} cores, ${memoryGB} GB, Node ${node}${temporal ? `, Temporal server ${temporal}` : ''}, load ${load.join(' ')}`,
    '',
    table(['', 'medians', 'baseline', 'ours', 'ratio', 'unit', 'wanted'], rows, [2, 3, 4]),
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
};

export const asJson = (machine: Machine, measurements: readonly Measurement[]): string =>
  JSON.stringify(
    {
      machine,
      measurements: measurements.map((one) => ({
        ...one,
        medians: { ours: median(one.ours), ...(one.baseline && { baseline: median(one.baseline), ratio: ratioOf(one) }) },
      })),
    },
    undefined,
    2,
  );
