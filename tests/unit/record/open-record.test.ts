import 'fake-indexeddb/auto';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, expect, it } from 'vitest';
import openRecord from '../../../entrypoints/open-record.ts';
import { DATABASE_NAME } from '../../../lib/record/schema.ts';
import { emptyBrowser, frozen, outcome, restore, startedRecord } from '../../support/record-room.ts';

beforeEach(emptyBrowser);

const open = async () => {
  openRecord.main();
  await sleep(50);
};

it('opening the record ahead makes none where there is none: the popup’s first one is whole', async () => {
  await open();
  expect(await indexedDB.databases()).toEqual([]);
  openRecord.main();
  const { readRecord } = await startedRecord();
  expect(await readRecord(5)).toMatchObject({ incidents: [], slots: [] });
});

it('opening the record ahead keeps nobody from bringing it to a newer version, or from deleting it', async () => {
  const [old] = frozen;
  if (old) (await restore(old)).close();
  openRecord.main();
  const { readRecord } = await startedRecord();
  expect((await readRecord(5)).incidents).not.toEqual([]);
  await open();
  await outcome(indexedDB.deleteDatabase(DATABASE_NAME));
});
