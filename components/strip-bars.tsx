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
  <svg viewBox={`0 0 ${columns.length * COLUMN} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
    {columns.map(({ startMs, state, height }, index) => (
      <g key={startMs} class={index === pointed ? 'pointed' : ''} onPointerEnter={() => onPoint(index)}>
        <rect class="column" x={index * COLUMN} width={COLUMN} height={HEIGHT} />
        <rect
          data-state={state}
          x={index * COLUMN + 1}
          y={HEIGHT * (1 - height)}
          width={COLUMN - 2}
          height={HEIGHT * height}
          rx={1.5}
        />
      </g>
    ))}
  </svg>
);
