// perennial contact …
import { type Command, Option } from 'commander';
import { api, type FieldsOf, zoneOfAccount } from './api';
import { answer, body, type Common, leaf, type Reasoned, text, withStatement } from './command';
import { changedPage, foreseenPage } from './handover-page';
import { count, paint, table } from './table';
import { cutOff, type Window, withWindow } from './window';

const contacts = api('contacts');
const handovers = api('handovers');

export function contact(command: Command): void {
  withWindow(leaf(command, 'list', "The customers' people, by account.", 'perennial contact list --account acme'))
    .option('--account <id>', 'of one account')
    .option('--all', 'those who have left, too')
    .action(async ({ account, all: asked, limit, offset, ...options }: Common & Window & { account?: string; all?: true }) => {
      const { contacts: all, total } = await contacts('list', { account, all: asked, limit, offset });
      const rows = all.map((one) => [
        one.id,
        one.account,
        `${one.name}${one.primary ? ' *' : ''}`,
        one.role ?? '',
        one.level,
        one.email ?? '',
        one.phone ?? '',
        one.language ?? '',
        one.left ? paint('dim', 'has left') : '',
      ]);
      const whole = () =>
        all.length === 0
          ? `No contacts${account ? ` at ${account}` : ''} yet. Add one with \`perennial contact add ${account ?? 'ACCOUNT'}\`.`
          : `${table(['id', 'account', 'name', 'role', 'level', 'mail', 'phone', 'language', ''], rows)}\n\n${count(all.length, 'contact')}, * the first to talk to.`;
      answer(options, all, () => cutOff({ offset }, all.length, total, whole));
    });

  leaf(
    command,
    'add <account>',
    "Add one of a customer's people.",
    'perennial contact add acme --name "Zhou Min" --level manager --role purchasing --email zhou@example.com',
  )
    .requiredOption('--name <name>', 'as they write it')
    .requiredOption('--level <level>', 'where they stand: a code of the playbook, such as executive, manager, operational')
    .option('--email <address>', 'mail')
    .option('--phone <number>', 'telephone')
    .option('--role <text>', 'what they do there')
    .addOption(new Option('--language <language>', 'that they read').choices(contacts.codes('add', 'language')))
    .option('--primary', 'the first to talk to')
    .action(async (account: string, options: Common & Omit<FieldsOf<'contacts', 'add'>, 'account'>) => {
      const { json: _json, ...fields } = options;
      const added = await contacts('add', { account, ...fields });
      const first = added.insteadOf === null ? '' : `, and the first to talk to instead of ${added.insteadOf}`;
      answer(options, added, () => `${added.name} is a contact of ${account} now (${added.id})${first}.`);
    });
  changing(command);
}

interface Change extends Common, Reasoned {
  readonly ours?: true;
  readonly theirs?: true;
  readonly role?: string;
  readonly dryRun?: true;
  readonly note?: string;
}

function changing(command: Command): void {
  withStatement(
    leaf(
      command,
      'change <account>',
      "Somebody is succeeded, on our side or the customer's: a handover begins, to be complete within 24 hours.",
      'perennial contact change acme --ours --role account-manager --to wang.fang --reason left --dry-run',
      'perennial contact change acme --theirs --from c-17 --to c-21 --reason left',
      'perennial contact change acme --theirs --from c-17 --name "Zhou Min" --email zhou@example.com --reason "new head of purchasing"',
    ),
  )
    .option('--ours', 'one of ours hands over')
    .option('--theirs', "one of the customer's people is succeeded")
    .option(
      '--role <role>',
      'ours: what passes, with commas: roles of the playbook, such as account-manager, backup; theirs: what the new contact does there',
    )
    .option('--from <who>', "who is succeeded: a handle (default: who has the roles), or a contact's id")
    .option('--to <who>', "the successor: a handle, or a contact's id")
    .option('--name <name>', 'theirs, instead of --to: a new contact, as they write it')
    .option('--level <level>', "the new contact's (default: as who is succeeded)")
    .option('--email <address>', "the new contact's mail")
    .option('--phone <number>', "the new contact's telephone")
    .addOption(new Option('--language <language>', 'that the new contact reads').choices(contacts.codes('add', 'language')))
    .requiredOption('--reason <reason>', 'a code of the playbook such as left, transferred, long-leave; or words', text)
    .option('--note <text>', 'more, for the record')
    .option('--dry-run', 'only say what would move, and who would be told')
    .action((account: string, options: Change & Newcomer) => change(command, account, options));
}

type Newcomer = Omit<FieldsOf<'handovers', 'change'>, 'kind' | 'roles' | 'role' | 'dryRun' | 'note'>;

async function change(command: Command, account: string, given: Change & Newcomer): Promise<void> {
  const { ours, theirs, role, dryRun, json, as, at, reason, note, ...fields } = given;
  if ((ours === true) === (theirs === true)) command.error('error: one of --ours and --theirs is needed');
  if (ours && !role) command.error('error: --ours needs --role: what passes to the successor');
  const kind = ours ? { kind: 'ours' as const, roles: role } : { kind: 'theirs' as const, role };
  const changed = await handovers('change', {
    id: account,
    ...kind,
    ...fields,
    dryRun,
    note,
    ...body({ ...(as && { as }), ...(at && { at }), reason }),
  });
  const options: Common = json ? { json } : {};
  if (json) return answer(options, changed, () => '');
  const zone = await zoneOfAccount(account);
  answer(options, changed, () => ('dryRun' in changed ? foreseenPage(changed, zone) : changedPage(changed, zone)));
}
