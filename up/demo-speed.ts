// The speed of a demonstration's clock.
import { DomainError } from '../domain/decider/decider';

const MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
  mo: 30.4375 * 86_400_000,
  y: 365.25 * 86_400_000,
};

/** Reads a speed: `1mo=10s` means that a month passes in ten seconds. Returns milliseconds of the deployment in a real one. Throws `bad-speed`. */
export function demoSpeed(text: string): number {
  const [, ours, ourUnit = '', real, realUnit = ''] = /^(\d+(?:\.\d+)?)(mo|ms|[smhdwy])=(\d+(?:\.\d+)?)(mo|ms|[smhdwy])$/.exec(text) ?? [];
  const speed = (Number(ours) * (MS[ourUnit] ?? Number.NaN)) / (Number(real) * (MS[realUnit] ?? Number.NaN));
  if (!Number.isFinite(speed) || speed <= 0) throw new DomainError('bad-speed', { text });
  return speed;
}
