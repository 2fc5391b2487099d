// Zone rules come with Node. The deployment's version is on record, and a worker with another one says so.
import type { Logger } from 'pino';
import { type Store, zoneRules } from '../store';
import { ZONE_RULES } from '../worker/worker';

/** Warns where this worker's zone rules differ from those on record: until they are adopted, due times may differ. */
export async function warnOfZoneRules(store: Store, logger: Logger, running = ZONE_RULES): Promise<void> {
  const recorded = await zoneRules.inForce(store);
  if (recorded !== undefined && recorded !== running)
    logger.warn({ recorded, running }, `zone rules ${running} are not those on record (${recorded}): \`perennial upgrade\` adopts them`);
}
