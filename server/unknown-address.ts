// The answers for unknown addresses and methods.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CONTRACT } from '../api/contract';
import type { Topic } from '../api/route';
import { problem, sendProblem } from './problem';

const ADDRESSES = Object.values<Topic>(CONTRACT)
  .flatMap((topic) => Object.values(topic))
  .map(({ method, path }) => ({ method, pattern: new RegExp(`^/api${path.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`) }));

/** 405 with the allowed methods, or 404. */
export function answerUnknown({ url, method, id }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const address = url.replace(/\?.*$/s, '');
  const methods = ADDRESSES.flatMap((one) => (one.pattern.test(address) ? [one.method] : []));
  if (methods.length === 0 || methods.some((one) => one === method))
    return sendProblem(reply, problem(404, 'not-found', 'There is nothing at this address; /api/openapi.json has all addresses.', id));
  const detail = `This address takes ${methods.join(' and ')}; /api/openapi.json has all addresses.`;
  return sendProblem(reply.header('allow', methods.join(', ')), problem(405, 'method-not-allowed', detail, id));
}
