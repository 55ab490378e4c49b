import { PointList } from './point-list.tsx';

const PROMISES = ['never.request', 'never.send', 'never.record', 'never.elsewhere'] as const;

/** What Feed Canary never does. */
export const NeverList = () => <PointList points={PROMISES} mark="kept" />;
