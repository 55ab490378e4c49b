import { type ComponentChild, h } from 'preact';
import type { Status } from '../../publish/snapshot.ts';
import { EN, type TextKey } from '../texts/en.ts';
import type { Words } from '../words.ts';

/** What people see, most frequent first. */
export function symptoms({ symptoms: seen }: Status, words: Words): ComponentChild {
  const { text, number } = words;
  const most = Math.max(1, ...seen.map(({ n }) => n));
  return h(
    'section',
    { id: 'symptoms', class: 'card', 'aria-labelledby': 'symptoms-title' },
    h('h2', { id: 'symptoms-title' }, text('symptoms.title')),
    seen.length === 0
      ? h('p', { class: 'quiet' }, text('symptoms.none'))
      : h(
          'ul',
          { class: 'ranking' },
          seen.map(({ symptom, n }) =>
            h(
              'li',
              null,
              h('span', null, symptomName(symptom, words)),
              h('span', { class: 'count' }, number(n)),
              h(
                'svg',
                { viewBox: '0 0 100 4', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
                h('rect', { class: 'track', width: 100, height: 4 }),
                h('rect', { class: 'rank', width: Math.round((n / most) * 100), height: 4 }),
              ),
            ),
          ),
        ),
  );
}

/** A newer collector on the same database may know symptoms that this one does not. */
export const symptomName = (symptom: string, { text }: Words): string => {
  const key = `symptom.${symptom}`;
  return Object.hasOwn(EN, key) ? text(key as TextKey) : symptom;
};
