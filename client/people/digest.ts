// The preview of a person's digest.

import type { Digest } from '../../api/people';
import { DomainError } from '../../domain/decider/decider';
import { compilePerson, firstYearOf, outlook } from '../../domain/playbook/compile-person';
import { formatInstant } from '../../domain/time/time';
import { digests, mails, type people, personLives } from '../../store';
import { published } from '../accounts/account-terms';
import { timeOf } from '../accounts/account-view';
import type { Connection } from '../temporal/connection';
import { directory } from '../temporal/directory';
import { texts } from '../temporal/texts';

const DAY = 86_400_000;

/** The sections that the digest of `person` would have now. Throws `no-playbook`, `no-digest`. */
export async function digestOf(connection: Connection, person: people.Person): Promise<Digest> {
  const { store } = connection;
  const now = connection.now();
  const life = await personLives.get(store, person.id);
  const { playbook } = await published(connection, life?.state.terms?.playbook);
  const terms = compilePerson(playbook, person, firstYearOf(now));
  if (!terms) throw new DomainError('no-digest');
  const since = (await mails.lastDigestAt(store, person.id)) ?? life?.state.since ?? now - DAY;
  const [digest, known, { title }] = await Promise.all([
    digests.gather(store, { person: person.id, now, since, ...outlook(playbook, terms, now) }),
    directory(store),
    texts(store),
  ]);
  const task = ({ id, account, accountName, touchpoint, due, state, attendant }: digests.DigestTask): Digest['today'][number] => ({
    id,
    account,
    name: accountName,
    title: title(touchpoint),
    due: formatInstant(due),
    state,
    who: known.handle(attendant),
  });
  return {
    person: person.handle,
    zone: person.zone,
    at: formatInstant(now),
    since: formatInstant(since),
    standingInFor: digest.standingInFor.map((one) => ({ person: known.handle(one.person), until: formatInstant(one.until) })),
    overdue: digest.overdue.map(task),
    escalated: digest.escalated.map(task),
    today: digest.today.map(task),
    coming: digest.coming.map(task),
    cases: digest.cases.map(({ id, account, accountName, title: reported, owner, milestone, isBreached, due }) => ({
      id,
      account,
      name: accountName,
      title: reported,
      owner: known.handle(owner),
      milestone,
      breached: isBreached,
      due: formatInstant(due),
    })),
    handovers: digest.handovers.map(({ id, account, accountName, kind, status, from, fromName, to, toName, due, isLate, open }) => ({
      ...{ id, account, name: accountName, kind, status, fromName, toName, open: [...open] },
      from: known.handle(from),
      to: known.handle(to),
      due: formatInstant(due),
      late: isLate,
    })),
    changes: digest.changes.map(({ kind, at, account, accountName, by, about, due }) => ({
      kind,
      at: formatInstant(at),
      account,
      name: accountName,
      by,
      about,
      due: timeOf(due),
    })),
    team: digest.team && {
      members: digest.team.members.map(({ person: id, overdue, today, cases, awayUntil }) => ({
        person: known.handle(id),
        overdue,
        today,
        cases,
        awayUntil: timeOf(awayUntil),
      })),
      overdue: digest.team.overdue.map(task),
    },
  };
}
