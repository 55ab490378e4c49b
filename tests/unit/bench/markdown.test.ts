import { describe, expect, it } from 'vitest';
import { markdownTable, replaceMarked } from '../../bench/markdown.ts';

describe('a table in a document', () => {
  it('has its names on the left, figures on the right and notes below', () => {
    const table = {
      title: 'T',
      columns: ['n'],
      rows: [['a', '1'] as [string, string]],
      notes: ['Of today.'],
    };
    expect(markdownTable(table)).toBe('|  | n |\n| --- | ---: |\n| a | 1 |\n\nOf today.');
  });

  it('takes the place of what stood between its marks, and of nothing else', () => {
    const document = 'before\n<!-- begin x -->\nold\n<!-- end x -->\nafter';
    const once = replaceMarked(document, 'x', 'new');
    expect(once).toBe('before\n<!-- begin x -->\nnew\n<!-- end x -->\nafter');
    expect(replaceMarked(once, 'x', 'new')).toBe(once);
  });

  it('is refused by a document without marks', () => {
    expect(() => replaceMarked('<!-- end x --> <!-- begin x -->', 'x', '')).toThrow(/begin x/);
  });
});
