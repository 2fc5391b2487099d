// perennial people …
import { type Command, Option } from 'commander';
import type { Person } from '../api/people';
import { api, type FieldsOf } from './api';
import { answer, type Common, leaf } from './command';
import { digestPage } from './digest-page';
import { when } from './moments';
import { reviving, troubleLines } from './revive';
import { paint, table } from './table';
import { cutOff, type Window, withWindow } from './window';

const ours = api('people');

export function people(command: Command): void {
  reviving(command, 'people', 'handle', 'li.wei');

  withWindow(leaf(command, 'list', 'Our people.', 'perennial people list')).action(
    async ({ limit, offset, ...options }: Common & Window) => {
      const { people: all, total } = await ours('list', { limit, offset });
      const rows = all.map((one) => [
        paint('bold', one.handle),
        one.name,
        one.email,
        one.language,
        one.zone,
        one.manager ?? '',
        one.state === 'left' ? paint('dim', 'left') : one.nextDigest ? when(one.nextDigest, one.zone) : '',
      ]);
      const whole = () =>
        all.length === 0
          ? 'Nobody yet. Add one with `perennial people add`, or bring them in with `perennial import people FILE.csv`.'
          : `${table(['handle', 'name', 'mail', 'language', 'zone', 'manager', 'next digest'], rows)}\n\n${all.length === 1 ? '1 person' : `${all.length} people`}.`;
      answer(options, all, () => cutOff({ offset }, all.length, total, whole));
    },
  );

  leaf(command, 'show <handle>', 'One of our people.', 'perennial people show li.wei').action(async (handle: string, options: Common) => {
    const shown = await ours('show', { handle });
    answer(options, shown, () => facts(shown));
  });

  leaf(
    command,
    'digest <handle>',
    'What the digest of one of our people would say if it went now.',
    'perennial people digest li.wei',
    'perennial people digest li.wei --json',
  ).action(async (handle: string, options: Common) => {
    const digest = await ours('digest', { handle });
    answer(options, digest, () => digestPage(digest));
  });

  leaf(
    command,
    'add <handle>',
    'Add one of our people.',
    'perennial people add sun.li --name "Sun Li" --email sun.li@example.com --language zh-CN --zone Asia/Shanghai',
  )
    .requiredOption('--name <name>', 'as colleagues write it')
    .requiredOption('--email <address>', 'where reminders go')
    .addOption(new Option('--language <language>', 'of mails').choices(ours.codes('add', 'language')))
    .option('--zone <zone>', 'IANA zone')
    .option('--calendar <id>', "a calendar of the playbook (default: the zone's)")
    .option('--manager <handle>', 'whom refused mail is told to')
    .action(async (handle: string, options: Common & Omit<FieldsOf<'people', 'add'>, 'handle'>) => {
      const { json: _json, ...fields } = options;
      const added = await ours('add', { handle, ...fields });
      answer(options, added, () => `${added.handle} is added.`);
    });
}

const TIMES = ['leftAt', 'nextDigest'];

const facts = ({ trouble, ...person }: Person): string =>
  table(
    [],
    [...Object.entries(person), ...troubleLines('people', person.handle, trouble).map((line) => ['trouble', line] as const)]
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => [paint('dim', name), TIMES.includes(name) ? when(String(value), person.zone) : String(value)]),
  );
