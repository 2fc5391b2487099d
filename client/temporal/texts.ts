// Published playbooks by hash, and the texts that ids stand for.
import { type Playbook, type Text, touchpointTexts, words } from '../../domain/playbook/playbook';
import { playbooks, type Store } from '../../store';

/** A published playbook; `undefined` where there is none of this hash. */
export const playbookOf = playbooks.parsed;

export interface Texts {
  /** A touchpoint's title, from the newest playbook that knows it. */
  readonly title: (touchpoint: string) => Text;
  /** The newest playbook; `undefined` before the first is published. */
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

/** A role's title, as the playbook of this hash says it. */
export async function roleTitle(store: Store, hash: string | undefined, role: string): Promise<Text> {
  const playbook = hash === undefined ? undefined : await playbookOf(store, hash);
  return playbook ? { en: words(playbook, 'role', role, 'en'), zh: words(playbook, 'role', role, 'zh') } : { en: role, zh: role };
}
