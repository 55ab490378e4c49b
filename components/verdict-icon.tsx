import outage from '../assets/verdicts/outage.svg';
import paused from '../assets/verdicts/paused.svg';
import suspected from '../assets/verdicts/suspected.svg';
import unknown from '../assets/verdicts/unknown.svg';
import working from '../assets/verdicts/working.svg';
import yours from '../assets/verdicts/yours.svg';

const SHAPES = { working, suspected, outage, yours, unknown, paused };

/** The shape the toolbar button wears too. Always next to the words, so it has none itself. */
export const VerdictIcon = ({ shape, sizePx }: { shape: keyof typeof SHAPES; sizePx: number }) => (
  <img src={SHAPES[shape]} alt="" width={sizePx} height={sizePx} />
);
