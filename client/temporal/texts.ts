// Published playbooks by hash, and titles for codes.
import { type Playbook, type Text, touchpointTexts, words } from '../../domain/playbook/playbook';
import { playbooks, type Store } from '../../store';

/** A published playbook; `undefined` where none has this hash. */
export const playbookOf = playbooks.parsed;

export interface Texts {
  /** A touchpoint's title, from the latest playbook that has it. */
  readonly title: (touchpoint: string) => Text;
  /** The latest playbook; `undefined` before the first publication. */
  readonly latest: Playbook | undefined;
}

export async function texts(store: Store): Promise<Texts> {
  const published = await playbooks.list(store);
  const all = (await Promise.all(published.map(({ hash }) => playbookOf(store, hash)))).filter((playbook) => playbook !== undefined);
  return {
    latest: all[0],
    title: (touchpoint) => {
      const knowing = all.find(({ touchpoints }) => Object.hasOwn(touchpoints, touchpoint));
      return knowing ? touchpointTexts(knowing, touchpoint).title : { en: touchpoint, zh: touchpoint };
    },
  };
}

/** A role's title in the playbook with this hash. */
export async function roleTitle(store: Store, hash: string | undefined, role: string): Promise<Text> {
  const playbook = hash === undefined ? undefined : await playbookOf(store, hash);
  return playbook ? { en: words(playbook, 'role', role, 'en'), zh: words(playbook, 'role', role, 'zh') } : { en: role, zh: role };
}
