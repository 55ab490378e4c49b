import { describe, expect, it } from 'vitest';
import { CELLS, cellOf } from '../../../../lib/crowd/cells.ts';
import { type Kept, NOTHING_KEPT, newSharing, type Sharing } from '../../../../lib/crowd/client/kept.ts';
import { type SharingInput, sharingView } from '../../../../lib/crowd/client/sharing-view.ts';
import { decodeReport, type Report } from '../../../../lib/crowd/report.ts';
import { slotAt } from '../../../../lib/crowd/slot.ts';
import { SEASONED } from '../../../../lib/crowd/tier.ts';

const NOW_MS = Date.UTC(2026, 10, 25, 12, 3);
const SLOT = slotAt(NOW_MS);
const JAPAN = cellOf('JP') ?? 0;
const EAST_ASIA = cellOf('030') ?? 0;

const token = (slot: number) => ({
  slot,
  tier: SEASONED,
  nonce: new Uint8Array(32),
  signature: new Uint8Array(256),
});

function view(sharing: Partial<Sharing> = {}, kept: Partial<Kept> = {}, parts: Partial<SharingInput> = {}) {
  return sharingView({
    kept: { ...NOTHING_KEPT, sharing: { ...newSharing(), ...sharing }, ...kept },
    isSharing: true,
    seesCrowd: true,
    withheld: undefined,
    isUnrecorded: false,
    seen: undefined,
    cell: JAPAN,
    nowMs: NOW_MS,
    randomBytes: (length) => new Uint8Array(length),
    ...parts,
  });
}

describe('what is shown of sharing', () => {
  it('counts the tokens that can still be used', () => {
    const tokens = [SLOT - 1, SLOT, SLOT + 1].map(token);
    expect(view({}, { tokens })).toMatchObject({ slotsLeft: 2, waiting: 0, trouble: undefined });
    expect(view({}, { tokens, sharing: undefined }).slotsLeft).toBe(0);
  });

  it('lists what was sent, newest first, by place and not by number', () => {
    const report = { symptom: 'ok', cell: JAPAN, isPanel: true, state: 'delivered' } as const;
    const retry = { atMs: 0, failures: 0 };
    const unsent = { nonce: new Uint8Array(32), signature: new Uint8Array(256), onsetMs: 0, retry };
    const reports = [
      { ...report, slot: SLOT - 9, madeAtMs: NOW_MS - 9 },
      { ...report, slot: SLOT, madeAtMs: NOW_MS, state: 'waiting' as const, unsent },
    ];
    const { sent, waiting } = view({}, { reports });
    expect(sent).toEqual([
      { atMs: NOW_MS, symptom: 'ok', cell: 'JP', isPanel: true, state: 'waiting' },
      { atMs: NOW_MS - 9, symptom: 'ok', cell: 'JP', isPanel: true, state: 'delivered' },
    ]);
    expect(waiting).toBe(1);
  });

  it('holds an example of what a report sent now would tell', () => {
    const seen = { kind: 'trouble', symptom: 'empty-list', sinceMs: 0, atMs: 0, isOutage: true } as const;
    const { example } = view({ namedCells: [0, EAST_ASIA] }, {}, { seen });
    expect(example).toMatchObject({ symptom: 'empty-list', cell: '030', isPanel: false });
    const decoded = decodeReport(example.bytes) as Report;
    expect(decoded).toMatchObject({ symptom: 'empty-list', cell: EAST_ASIA, slot: SLOT });
    expect(CELLS[decoded.cell]?.code).toBe(example.cell);
  });

  it('shows the smallest place in it until it is known which are large enough', () => {
    expect(view().example).toMatchObject({ symptom: 'ok', cell: 'JP', isPanel: true });
  });
});

describe('the trouble with sharing', () => {
  const keys = { '20782/1': 'a'.repeat(64) };
  const published = { atMs: NOW_MS, crowd: 'calm', keys } as const;
  const differing: Partial<Sharing> = { published, digests: { '20782/1': 'b'.repeat(64) } };
  const tokens = [token(SLOT)];

  it('is none of those who do not share', () => {
    expect(view({ collectorTrouble: 'refused' }, {}, { isSharing: false }).trouble).toBeUndefined();
  });

  it.each([
    ['no-host-permission', view(differing, {}, { withheld: 'no-host-permission' })],
    ['not-recorded', view(differing, {}, { isUnrecorded: true })],
    ['keys-differ', view({ ...differing, issuerTrouble: 'issuer-busy' })],
    ['bad-keys', view({ issuerTrouble: 'bad-keys' }, { tokens })],
    ['issuer-busy', view({ issuerTrouble: 'issuer-busy', collectorTrouble: 'refused' })],
    ['refused', view({ issuerTrouble: 'issuer-unreachable', collectorTrouble: 'refused' }, { tokens })],
    [undefined, view({ issuerTrouble: 'issuer-unreachable' }, { tokens })],
    [undefined, view({}, {}, { withheld: 'not-wanted' })],
  ])('is %s first', (trouble, shown) => {
    expect(shown.trouble).toBe(trouble);
  });
});
