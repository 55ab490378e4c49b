/** What an IDBRequest comes to, without any library of ours in between. */
export const outcome = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });

/** Everything in a store, in the order of its keys; ids are the database's own affair. */
export async function rowsOf(store: string): Promise<unknown[]> {
  const db = await outcome(indexedDB.open('feed-canary'));
  const rows = await outcome(db.transaction(store).objectStore(store).getAll());
  db.close();
  return rows.map(({ id: _id, ...row }) => row);
}
