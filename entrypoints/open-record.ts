import { DATABASE_NAME } from '../lib/record/schema.ts';

/**
 * Has the browser open the record while the popup's page is still being read: where it was not in use lately, that takes
 * longer than all else the popup waits for. The popup opens it again, which is quick for the next seconds.
 */
function main() {
  const opening = indexedDB.open(DATABASE_NAME);
  // There is no record yet. Whoever writes first makes its stores; an empty database would keep them from it.
  opening.onupgradeneeded = () => opening.transaction?.abort();
  opening.onsuccess = () => opening.result.close();
}

/** As WXT's `defineUnlistedScript` would have it. */
export default { main };
