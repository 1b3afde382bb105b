import { expect, test } from '@playwright/test';
import { atOnce } from '../../core/slices';
import { pack, unpack } from '../../electron/parcels';
import { annotationOf } from '../core/annotation-sample';

const marks = Array.from({ length: 1_234 }, (_, number) => annotationOf(number, number, number + 3, { comment: `😀 ${String(number)}` }));
const placements = Object.fromEntries(marks.map(({ id }, at) => [id, { status: 'moved', span: { start: at, end: at + 3 }, confidence: 0.5, formerly: at }]));

/** What the other thread gets: copied, with what was handed over gone from here. */
function sent(value: unknown): { readonly got: unknown; readonly handed: number } {
  const transfer: ArrayBuffer[] = [];
  const packed = atOnce(pack(value, transfer));
  const got = structuredClone(packed, { transfer });
  return { got, handed: transfer.length };
}

test('very many annotations go between threads as bytes that change hands, and come out as they were', () => {
  const value = { ok: true, value: { file: null, bytes: new Uint8Array([1, 2]), change: { added: marks, updated: [], removed: marks.slice(0, 3) }, placements, names: marks.map(({ id }) => id) } };
  const { got, handed } = sent(value);
  expect(handed).toBeGreaterThan(20);
  expect(got).not.toEqual(value);
  expect(atOnce(unpack(got))).toEqual(value);
});

test('an ordinary message goes as it is', () => {
  for (const value of [null, 'text', { path: '/a', annotations: marks.slice(0, 9), placements: {}, permit: new Int32Array(new SharedArrayBuffer(4)) }]) {
    expect(atOnce(unpack(value))).toEqual(value);
    expect(sent(value)).toEqual({ got: value, handed: 0 });
  }
});
