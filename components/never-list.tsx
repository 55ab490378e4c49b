import { useWords } from './words.ts';

const PROMISES = ['request', 'send', 'record', 'elsewhere'] as const;

/** What Feed Canary never does. */
export function NeverList() {
  const { t } = useWords();
  return (
    <ul class="never">
      {PROMISES.map((promise) => (
        <li key={promise}>{t(`never.${promise}`)}</li>
      ))}
    </ul>
  );
}
