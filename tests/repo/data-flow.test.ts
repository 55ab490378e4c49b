import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { cellOf } from '../../lib/crowd/cells.ts';
import { decodeReport, encodeReport, REPORT_BYTES, REPORTED_SYMPTOMS } from '../../lib/crowd/report.ts';
import { slotAt } from '../../lib/crowd/slot.ts';

const page = readFileSync('docs/data-flow.md', 'utf8');

it('the page on what leaves the browser shows a report as it is', () => {
  const hex = /^(?:[0-9a-f]{8} ?){8}$[\s0-9a-f]+/m.exec(page)?.[0].replace(/\s/g, '') ?? '';
  const bytes = Buffer.from(hex, 'hex');
  const report = decodeReport(bytes);
  expect(report).toMatchObject({
    slot: slotAt(Date.parse('2023-12-21T05:00:00Z')),
    ageMinutes: 4,
    cell: cellOf('IN'),
    symptom: 'empty-feed',
    isPanel: false,
  });
  expect(Buffer.from(encodeReport(report as Exclude<typeof report, string>)).equals(bytes)).toBe(true);
});

it('the page’s table has a row for each byte', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| (\d+) \|/gm)].map(([, offset, bytes]) =>
    [offset, bytes].map(Number),
  );
  let end = 0;
  for (const [offset, bytes] of rows) {
    expect(offset).toBe(end);
    end += bytes ?? 0;
  }
  expect(end).toBe(REPORT_BYTES);
  expect(page).toContain(`1 to ${REPORTED_SYMPTOMS.length - 1} the kind of trouble`);
});
