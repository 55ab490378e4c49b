import { h } from './dom.ts';
import { settings } from './settings.ts';

export interface ListItem {
  key: string;
  /** what stands in the cell; called anew each time the cell comes near the viewport */
  build(): HTMLElement;
  /** X puts empty cells between its blocks */
  isFiller?: boolean;
}

/** Cells exist this far above and below the viewport. */
const MARGIN_PX = 800;
/** The next page is asked for when the list's end comes this near. */
const NEAR_END_PX = 1_600;
const GUESSED_HEIGHT_PX = 240;

/** Like X's lists: cells are placed by transforms, and only those near the viewport exist. */
export class WindowedList {
  readonly element = h('div', { style: 'position: relative; min-height: 0px' });
  readonly #items: ListItem[] = [];
  readonly #heights = new Map<string, number>();
  readonly #cells = new Map<string, HTMLElement>();
  readonly #onNearEnd: () => void;
  #isScheduled = false;

  constructor(onNearEnd: () => void, signal: AbortSignal) {
    this.#onNearEnd = onNearEnd;
    const schedule = () => this.#schedule();
    window.addEventListener('scroll', schedule, { passive: true, signal });
    window.addEventListener('resize', schedule, { passive: true, signal });
  }

  append(items: ListItem[]): void {
    this.#items.push(...items);
    this.#schedule();
  }

  prepend(item: ListItem): void {
    this.#items.unshift(item);
    this.#schedule();
  }

  remove(key: string): void {
    const index = this.#items.findIndex((item) => item.key === key);
    if (index >= 0) this.#items.splice(index, 1);
    this.#cells.get(key)?.remove();
    this.#cells.delete(key);
    this.#heights.delete(key);
    this.#schedule();
  }

  /** Build, place and remove cells; measuring a new cell moves those below it, hence the second pass. */
  draw(): void {
    const { top } = this.element.getBoundingClientRect();
    const [from, to] = [-top - MARGIN_PX, window.innerHeight - top + MARGIN_PX];
    for (let pass = 0; pass < 3 && this.#place(from, to); pass++);
    const totalHeight = this.#totalHeight();
    // a list whose cells another extension hides has no height and never ends
    if (totalHeight > 0 && totalHeight + top - window.innerHeight < NEAR_END_PX) this.#onNearEnd();
  }

  /** @returns whether a cell was new, so that places may have changed */
  #place(from: number, to: number): boolean {
    const near = this.#itemsBetween(from, to);
    for (const [key, cell] of this.#cells) {
      if (near.has(key)) continue;
      cell.remove();
      this.#cells.delete(key);
    }
    const newKeys = [...near.keys()].filter((key) => !this.#cells.has(key));
    let above: HTMLElement | undefined;
    for (const { item, offset } of near.values()) {
      const cell = this.#cellOf(item);
      this.#moveTo(cell, offset);
      // in the order they are seen, as React keeps them
      if (!cell.isConnected)
        this.element.insertBefore(cell, above ? above.nextSibling : this.element.firstChild);
      above = cell;
    }
    for (const key of newKeys) this.#heights.set(key, this.#cells.get(key)?.offsetHeight ?? 0);
    const minHeight = `${this.#totalHeight()}px`;
    if (this.element.style.minHeight !== minHeight) this.element.style.minHeight = minHeight;
    return newKeys.length > 0;
  }

  #itemsBetween(from: number, to: number): Map<string, { item: ListItem; offset: number }> {
    const found = new Map<string, { item: ListItem; offset: number }>();
    let offset = 0;
    for (const item of this.#items) {
      const height = this.#heightOf(item);
      if (offset + height >= from && offset <= to) found.set(item.key, { item, offset });
      offset += height;
    }
    return found;
  }

  #cellOf(item: ListItem): HTMLElement {
    const known = this.#cells.get(item.key);
    if (known) return known;
    // cells had no name in 2021 [capture]
    const testId = settings.era === '2021' ? undefined : 'cellInnerDiv';
    const cell = h('div', { 'data-testid': testId, style: 'position: absolute; width: 100%' });
    // a filler holds empty elements only
    cell.append(item.isFiller ? h('div') : h('div', {}, h('div', {}, item.build())));
    if (!item.isFiller) cell.append(h('div', { role: 'separator' }));
    this.#cells.set(item.key, cell);
    return cell;
  }

  #moveTo(cell: HTMLElement, offset: number): void {
    const transform = `translateY(${offset}px)`;
    if (cell.style.transform !== transform) cell.style.transform = transform;
  }

  #heightOf({ key, isFiller }: ListItem): number {
    return this.#heights.get(key) ?? (isFiller ? 0 : GUESSED_HEIGHT_PX);
  }

  #totalHeight(): number {
    return this.#items.reduce((sum, item) => sum + this.#heightOf(item), 0);
  }

  /** At most one drawing per frame; a timer, as frames do not come in background tabs. */
  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setTimeout(() => {
      this.#isScheduled = false;
      if (this.element.isConnected) this.draw();
    }, 16);
  }
}
