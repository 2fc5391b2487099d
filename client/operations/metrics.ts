// Metrics for a monitoring system, in Prometheus' text format.
import { entityParts } from '../../domain/ids';
import { troubles } from '../../store';
import type { Connection } from '../temporal/connection';

const NAME = 'perennial_entities_troubled';

export const metrics =
  ({ store }: Connection) =>
  /** One gauge: the number of entities in trouble, by kind and trouble. */
  async (): Promise<string> => {
    const counts = new Map<string, number>();
    for (const { entity, why } of await troubles.list(store)) {
      const labels = `kind="${entityParts(entity).kind}",why="${why}"`;
      counts.set(labels, (counts.get(labels) ?? 0) + 1);
    }
    return [
      `# HELP ${NAME} Entities that look alive and take no command, or cannot go on.`,
      `# TYPE ${NAME} gauge`,
      ...Array.from(counts, ([labels, count]) => `${NAME}{${labels}} ${count}`),
      '',
    ].join('\n');
  };
