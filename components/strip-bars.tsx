import type { TargetedPointerEvent } from 'preact';

/** In the drawing's own units; it is stretched to the room there is. */
const [COLUMN, HEIGHT] = [7, 40];

/** A bar of half an hour. Height says the state as well as colour does. */
export interface Column {
  startMs: number;
  state: string;
  /** Of the row's height, from 0 to 1. */
  height: number;
}

interface Props {
  columns: Column[];
  /** The place of the bar that is being told about. */
  pointed: number | undefined;
  onPoint: (index: number) => void;
}

/** One row of bars. What they say is told in words elsewhere. */
export const StripBars = ({ columns, pointed, onPoint }: Props) => (
  <svg
    viewBox={`0 0 ${columns.length * COLUMN} ${HEIGHT}`}
    preserveAspectRatio="none"
    aria-hidden="true"
    onPointerMove={(event) => onPoint(placeOf(event, columns.length))}
  >
    {pointed !== undefined && <rect class="pointed" x={pointed * COLUMN} width={COLUMN} height={HEIGHT} />}
    {columns.map(({ startMs, state, height }, index) => (
      <rect
        key={startMs}
        data-state={state}
        x={index * COLUMN + 1}
        y={HEIGHT * (1 - height)}
        width={COLUMN - 2}
        height={HEIGHT * height}
        rx={1.5}
      />
    ))}
  </svg>
);

/** The bar below or above the pointer. One listener and one element a bar: the popup is seen when all are made. */
function placeOf({ clientX, currentTarget }: TargetedPointerEvent<SVGSVGElement>, columns: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  const fromLeft = (clientX - left) / width;
  const part = currentTarget.matches(':dir(rtl)') ? 1 - fromLeft : fromLeft;
  return Math.min(columns - 1, Math.max(0, Math.floor(part * columns)));
}
