import { useWords } from './words.ts';

/** What others see. */
export function CrowdLine() {
  const { t } = useWords();
  return (
    <p class="crowd" data-part="crowd" data-crowd="off">
      {t('crowd.off')}
    </p>
  );
}
