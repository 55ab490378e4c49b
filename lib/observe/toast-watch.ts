import { isPhrase } from '../x/phrases/phrases.ts';
import { SELECTORS } from '../x/selectors.ts';

/** Counts X's toasts that say a post could not be sent. They stay for seconds, and each has a hidden twin. */
export class ToastWatch {
  readonly #seen = new WeakSet<Element>();
  #failures = 0;

  look(document: Document): void {
    const fresh = [...document.querySelectorAll(SELECTORS.toast)].filter((toast) => !this.#seen.has(toast));
    for (const toast of fresh) this.#seen.add(toast);
    if (fresh.some((toast) => isPhrase('postFailedRetry', toast.textContent ?? ''))) this.#failures += 1;
  }

  get hasFailures(): boolean {
    return this.#failures > 0;
  }

  /** The count since it was last taken. */
  take(): number {
    const failures = this.#failures;
    this.#failures = 0;
    return failures;
  }
}
