// Checks every text of a request: in its body, address, query and key. Cells of import files are checked row by row instead, where each wrong one
// is reported (client/temporal/input.ts); a hook's body is checked after its signature.
import type { FastifyRequest } from 'fastify';
import { LONGEST_LINE, LONGEST_PROSE, wrongInput } from '../client/temporal/input';
import { strangeIn } from '../domain/plain-text';

/** Fields whose texts may have several lines. */
const PROSE: readonly string[] = ['reason', 'note', 'outcome', 'text'];
/** Fields with whole files, limited only by the size of the body. */
const FILES: readonly string[] = ['source'];
/** Limits of longer one-line fields: successors with conditions, an effect's key, ids, link tokens. */
const LONG_LINES: Readonly<Record<string, number>> = { to: 2_000, key: 400, id: 400, token: 400 };
const DEEPEST = 8;

/** Throws `InvalidInput` for the first text with forbidden characters, or too long. */
export function checkTexts(request: FastifyRequest): void {
  const { params, query, body, headers, routeOptions } = request;
  const key = headers['idempotency-key'];
  look(params, '', 0);
  look(query, '', 0);
  if (typeof key === 'string') lookAt('Idempotency-Key', key);
  if (typeof body === 'object' && routeOptions.url !== '/api/import/:kind') look(body, '', 0);
}

function look(value: unknown, path: string, depth: number): void {
  if (typeof value === 'string') return lookAt(path, value);
  if (typeof value !== 'object' || value === null) return;
  if (depth >= DEEPEST) throw wrongInput(path, '', 'too-deep');
  for (const [name, part] of Object.entries(value)) {
    const inside = path === '' ? name : `${path}.${name}`;
    const strange = strangeIn(name, 'one');
    if (strange !== undefined || name.length > LONGEST_LINE) throw wrongInput(path === '' ? 'body' : path, '', 'bad-field-name', strange);
    look(part, inside, depth + 1);
  }
}

function lookAt(path: string, text: string): void {
  const name = path.split('.').at(-1) ?? path;
  const isFile = FILES.includes(name);
  const isProse = isFile || PROSE.includes(name);
  const longest = isFile ? Number.POSITIVE_INFINITY : isProse ? LONGEST_PROSE : (LONG_LINES[name] ?? LONGEST_LINE);
  const strange = strangeIn(text, isProse ? 'many' : 'one');
  if (text.length > longest) throw wrongInput(path, text, 'too-long', { longest });
  if (strange !== undefined) throw wrongInput(path, text, 'strange-character', strange);
}
