import { createUtf16Decoder } from './decode-utf16';
import { createUtf8Decoder } from './decode-utf8';
import { createWindows1252Decoder } from './decode-windows-1252';
import { bomLength, detectEncoding, detectionLength, encodingNames, type DetectedEncoding, type EncodingName } from './detect-encoding';
import { joinBytes, type PieceDecoder } from './piece-decoder';

/** How bytes were understood as text. */
export interface DecodingReport {
  readonly encoding: EncodingName;
  /** True when a byte order mark stood before the text. */
  readonly bom: boolean;
  /** True when the encoding was chosen by hand. */
  readonly chosen: boolean;
  /** True when the bytes are no UTF-8 and were therefore taken as Windows-1252. */
  readonly fallback: boolean;
  /** Invalid sequences shown as U+FFFD. */
  readonly replaced: number;
}

/** Decodes a document's bytes as they come, cut anywhere. The pieces of text, joined, are the document's source. */
export interface TextDecoderStream {
  /** Text for these bytes, as far as it is certain: may be empty. Never ends within a character. */
  push(bytes: Uint8Array): string;
  /** The rest. */
  finish(): string;
  /** Final after `finish`; before that, what is known so far. */
  report(): DecodingReport;
}

/** True for the name of an encoding that can be chosen by hand. */
export function isKnownEncoding(name: string): name is EncodingName {
  return encodingNames.some((known) => known === name);
}

interface Running {
  readonly decoder: PieceDecoder;
  readonly detected: DetectedEncoding;
  fellBack(): boolean;
}

function createDecoder(detected: DetectedEncoding, chosen: boolean): Running {
  const never = (): boolean => false;
  switch (detected.encoding) {
    case 'utf-8': {
      // A byte order mark is a sequence of UTF-8 too: after it, no broken byte makes the file Windows-1252.
      const decoder = createUtf8Decoder(!chosen && detected.bomLength === 0);
      return { decoder, detected, fellBack: decoder.fellBack };
    }
    case 'windows-1252':
      return { decoder: createWindows1252Decoder(), detected, fellBack: never };
    case 'utf-16le':
    case 'utf-16be':
      return { decoder: createUtf16Decoder(detected.encoding), detected, fellBack: never };
  }
}

/**
 * A decoder for one document. `encoding` is a name chosen by hand; null, or a name not known here, has it detected:
 * by byte order mark, then by the pattern of UTF-16, then as UTF-8 or, where that fails, Windows-1252.
 */
export function createTextDecoder(encoding: string | null): TextDecoderStream {
  const chosen = encoding !== null && isKnownEncoding(encoding) ? encoding : null;
  let start: Uint8Array = new Uint8Array(0);
  let running: Running | null = null;

  function begin(): Running {
    const detected = chosen ? { encoding: chosen, bomLength: bomLength(start, chosen) } : detectEncoding(start);
    return createDecoder(detected, chosen !== null);
  }

  return {
    push(bytes) {
      if (running) return running.decoder.push(bytes);
      start = joinBytes(start, bytes);
      if (start.length < detectionLength) {
        // The caller may reuse its bytes.
        start = start.slice();
        return '';
      }
      running = begin();
      const text = running.decoder.push(start.subarray(running.detected.bomLength));
      start = new Uint8Array(0);
      return text;
    },
    finish() {
      if (running) return running.decoder.finish();
      running = begin();
      return running.decoder.push(start.subarray(running.detected.bomLength)) + running.decoder.finish();
    },
    report() {
      const detected = running?.detected ?? { encoding: chosen ?? 'utf-8', bomLength: 0 };
      const fallback = running?.fellBack() ?? false;
      return {
        encoding: fallback ? 'windows-1252' : detected.encoding,
        bom: detected.bomLength > 0,
        chosen: chosen !== null,
        fallback,
        replaced: running?.decoder.replaced() ?? 0,
      };
    },
  };
}
