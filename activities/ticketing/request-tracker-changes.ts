// What people changed in Request Tracker: its transactions after a cursor.
import { z } from 'zod';
import type { TicketChange, TicketChanges } from './port';
import { meaningOf, type RequestTrackerConfig, statusesOf } from './request-tracker-configuration';
import { quoted, type Rest, refsShape } from './request-tracker-rest';

/** Transactions in one page. */
const PAGE = 100;
/**
 * A transaction is numbered, and dated, before it is committed, so a lower number may appear after a higher one. Each reading therefore repeats the
 * last minute, without the transactions it knows; of a busy minute, the last 50 transactions.
 */
const OVERLAP = { time: 60_000, count: 50 } as const;

const transactionShape = z.object({
  id: z.coerce.number().int(),
  Type: z.string(),
  ObjectId: z.coerce.string(),
  OldValue: z.coerce.string(),
  NewValue: z.coerce.string(),
  Created: z.string(),
  Creator: z.object({ id: z.string() }),
});
type Transaction = z.output<typeof transactionShape>;

const pageShape = z.object({ items: z.array(transactionShape) });
const personShape = z.object({ Name: z.string(), Privileged: z.coerce.number() });
type Person = z.output<typeof personShape>;

/** Changes of tickets in our queue, and of tickets that we made, in whichever queue they are now. */
export const changesOf = (config: RequestTrackerConfig, ask: Rest): ((cursor: string | undefined) => Promise<TicketChanges>) => {
  const meaning = meaningOf(statusesOf(config));
  const ours = `ObjectType = 'RT::Ticket' AND (TicketQueue = ${quoted(config.queue)} OR TicketCreator = '__CurrentUser__')`;
  const relevant = `(Type = 'Status' OR Type = 'Correspond' OR (Type = 'Set' AND Field = 'Owner')) AND Creator != '__CurrentUser__'`;

  const newest = async (): Promise<string> => {
    const query = { query: ours, orderby: 'id', order: 'DESC', per_page: '1' };
    return (await ask('transactions', refsShape, { query })).body?.items[0]?.id ?? '0';
  };

  /** The changes that a transaction means to us; `people` takes an id or a name. */
  const whats = async (
    { Type, OldValue, NewValue, Creator }: Transaction,
    people: (who: string) => Promise<Person | undefined>,
  ): Promise<readonly TicketChange['what'][]> => {
    // A customer's reply does not count as our answer.
    if (Type === 'Correspond') return (await people(Creator.id))?.Privileged ? ['answered'] : [];
    if (Type === 'Set') return (await people(NewValue))?.Name === 'Nobody' ? [] : ['taken'];
    const [from, to] = [meaning(OldValue), meaning(NewValue)];
    if (to === from) return [];
    if (to === 'deleted' || to === 'resolved') return [to];
    const left: readonly TicketChange['what'][] = from === 'resolved' ? ['reopened'] : from === 'waiting' ? ['resumed'] : [];
    if (to === 'waiting') return [...left, 'stalled'];
    // Request Tracker itself opens a ticket that is answered: nobody has taken it.
    return from === 'open' && to === 'taken' && Creator.id !== 'RT_System' ? ['taken'] : left;
  };

  return async (cursor) => {
    if (cursor === undefined) return { changes: [], cursor: await newest(), more: false };
    const place = placeAt(cursor);
    const { body, at } = await ask('transactions', pageShape, {
      query: {
        query: `${ours} AND ${relevant} AND id > ${place.after}`,
        fields: 'Type,ObjectId,OldValue,NewValue,Created,Creator',
        orderby: 'id',
        per_page: String(PAGE),
      },
    });
    const page = body?.items ?? [];
    const people = remembered(async (who: string) => (await ask(`user/${encodeURIComponent(who)}`, personShape)).body);
    const changes: TicketChange[] = [];
    for (const transaction of page.filter(({ id }) => !place.known.has(id)))
      for (const what of await whats(transaction, people))
        changes.push({ id: `${transaction.id}-${what}`, ticket: transaction.ObjectId, what, at: Date.parse(transaction.Created) });
    return { changes, cursor: cursorAfter(page, place, at), more: page.length === PAGE };
  };
};

/** What has been read: everything up to `after`, and the numbers in `known`. Written `12` or `12:14,15`. */
interface Place {
  readonly after: number;
  readonly known: ReadonlySet<number>;
}

const placeAt = (cursor: string): Place => {
  const [after, known] = cursor.split(':');
  return { after: Number(after), known: new Set(known?.split(',').map(Number)) };
};

/** `page` is in order of number. */
const cursorAfter = (page: readonly Transaction[], { after }: Place, now: number): string => {
  const isSettled = ({ Created }: Transaction, index: number): boolean =>
    index < page.length - OVERLAP.count || Date.parse(Created) < now - OVERLAP.time;
  const settled = page.findLast(isSettled)?.id ?? after;
  const known = page.filter(({ id }) => id > settled).map(({ id }) => id);
  return known.length > 0 ? `${settled}:${known.join(',')}` : String(settled);
};

const remembered = <Value>(find: (key: string) => Promise<Value>): ((key: string) => Promise<Value>) => {
  const found = new Map<string, Promise<Value>>();
  return (key) => {
    const value = found.get(key) ?? find(key);
    found.set(key, value);
    return value;
  };
};
