// What a monitoring system scrapes, in the text format of Prometheus.
import { entityParts } from '../../domain/ids';
import { troubles } from '../../store';
import type { Connection } from '../temporal/connection';

const NAME = 'perennial_entities_troubled';

export const metrics =
  ({ store }: Connection) =>
  /** One gauge: entities that look alive and are not well, by kind and by what stands against them. */
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
