import { each, type Sliced } from '../core/slices';

/**
 * Very many annotations between two threads: a message is copied on the thread that sends it and again on the one that gets it, in one go and value by value.
 * So long lists are packed as bytes of JSON, in slices, and the bytes change hands without being copied.
 */

/** The lists that may be very long. What they hold is JSON by nature: it is in files, too. */
const listNames: ReadonlySet<string> = new Set(['annotations', 'deleted', 'updates', 'added', 'updated', 'removed']);
/** The objects by id that may be. */
const recordNames: ReadonlySet<string> = new Set(['placements']);
/** So many entries go as they are. */
const fewEnough = 500;
/** Entries that are packed together: the work of a moment. */
const parcelSize = 100;

/** Stands for a long list, or for the entries of a large object. */
interface Parcel {
  readonly parcel: 'list' | 'record';
  readonly parts: readonly Uint8Array[];
}

type Plain = Record<string, unknown>;

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function isParcel(value: Plain): value is Plain & Parcel {
  return (value['parcel'] === 'list' || value['parcel'] === 'record') && Array.isArray(value['parts']);
}

/** The value with its long lists packed. The buffers are put into `transfer`, which is to be handed over with it. */
export function* pack(value: unknown, transfer: ArrayBuffer[]): Sliced<unknown> {
  if (!isPlain(value)) return value;
  const packed: Plain = {};
  for (const [name, field] of Object.entries(value)) {
    if (listNames.has(name) && Array.isArray(field) && field.length > fewEnough) packed[name] = yield* packList('list', field, transfer);
    else if (recordNames.has(name) && isPlain(field)) packed[name] = yield* packRecord(field, transfer);
    else packed[name] = yield* pack(field, transfer);
  }
  return packed;
}

function* packRecord(record: Plain, transfer: ArrayBuffer[]): Sliced<unknown> {
  const entries = Object.entries(record);
  return entries.length > fewEnough ? yield* packList('record', entries, transfer) : record;
}

function* packList(kind: Parcel['parcel'], list: readonly unknown[], transfer: ArrayBuffer[]): Sliced<Parcel> {
  const parts: Uint8Array[] = [];
  for (let from = 0; from < list.length; from += parcelSize) {
    const bytes = new TextEncoder().encode(JSON.stringify(list.slice(from, from + parcelSize)));
    parts.push(bytes);
    transfer.push(bytes.buffer as ArrayBuffer);
    yield;
  }
  return { parcel: kind, parts };
}

/** The value that was packed. */
export function* unpack(value: unknown): Sliced<unknown> {
  if (!isPlain(value)) return value;
  if (isParcel(value)) return yield* unpackList(value);
  const whole: Plain = {};
  for (const [name, field] of Object.entries(value)) whole[name] = yield* unpack(field);
  return whole;
}

function* unpackList({ parcel, parts }: Parcel): Sliced<unknown> {
  const list: unknown[] = [];
  for (const part of parts) {
    for (const entry of JSON.parse(new TextDecoder().decode(part)) as unknown[]) list.push(entry);
    yield;
  }
  if (parcel === 'list') return list;
  const record: Plain = {};
  yield* each(list as [string, unknown][], ([name, field]) => { record[name] = field; });
  return record;
}
