import type { ManiculeApi, OpenedDocument } from '../../core/contract';
import { createTextDecoder, type DecodingReport } from '../../core/decode/decode-text';
import { createLineEndNormalizer } from '../../core/decode/line-ends';
import { failure, success, type Result } from '../../core/problem';

/** Where a document's text goes while it arrives. */
export interface TextSink {
  /** The first piece; the first screen can be painted from it. Resolves when it is: nothing else should keep the window busy before. */
  begin(text: string): Promise<void>;
  append(text: string): void;
  /** Bytes read so far. */
  progress(bytes: number): void;
}

/** UTF-16 units that are collected before they are appended: fewer appends cost less in all, larger ones block for longer. */
const appendAt = 1024 * 1024;

/** Reads a document in pieces, one ahead, decoding each as it comes. Ends with 'cancelled' when `signal` says so. */
export async function loadDocument(opened: OpenedDocument, api: ManiculeApi, sink: TextSink, signal: AbortSignal): Promise<Result<DecodingReport>> {
  const decoder = createTextDecoder(opened.encoding);
  const lines = createLineEndNormalizer();
  const decode = (bytes: Uint8Array) => lines.push(decoder.push(bytes));
  const rest = () => lines.push(decoder.finish()) + lines.finish();

  let { last } = opened.firstChunk;
  let read = opened.firstChunk.bytes.byteLength;
  await sink.begin(decode(opened.firstChunk.bytes) + (last ? rest() : ''));
  if (signal.aborted) return failure({ kind: 'cancelled' });
  sink.progress(read);
  let collected = '';
  let ahead = last ? null : api.readChunk(opened.documentId, 1);
  for (let index = 2; ahead; index += 1) {
    const result = await ahead;
    if (signal.aborted) return failure({ kind: 'cancelled' });
    if (!result.ok) return result;
    last = result.value.last;
    ahead = last ? null : api.readChunk(opened.documentId, index);
    read += result.value.bytes.byteLength;
    collected += decode(result.value.bytes) + (last ? rest() : '');
    if (last || collected.length >= appendAt) {
      sink.append(collected);
      sink.progress(read);
      collected = '';
    }
  }
  return success(decoder.report());
}
