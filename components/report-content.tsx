import type { SharingView } from '../lib/crowd/client/sharing-view.ts';
import { reportWords } from '../lib/words/report-words.ts';
import { PointList } from './point-list.tsx';
import { useWords } from './words.ts';

interface Props {
  example: SharingView['example'];
  nowMs: number;
}

/** All bytes of a report, each field with what it is for and what it says. */
export function ReportContent({ example, nowMs }: Props) {
  const { t, locale } = useWords();
  return (
    <>
      <p>{t('content.about')}</p>
      <dl class="fields">
        {reportWords(example, nowMs, t, locale).map(({ field, label, says, hex }) => (
          <div key={field} data-field={field}>
            <dt>{label}</dt>
            <dd>{says}</dd>
            <dd>
              <code>{hex}</code>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const NEVER_SHARED = [
  'neverShared.you',
  'neverShared.read',
  'neverShared.id',
  'neverShared.browser',
] as const;

/** What no report holds, and what a connection tells whoever is called. */
export function NeverShared() {
  const { t } = useWords();
  return (
    <>
      <PointList points={NEVER_SHARED} mark="withheld" />
      <p class="quiet">{t('neverShared.address')}</p>
    </>
  );
}
