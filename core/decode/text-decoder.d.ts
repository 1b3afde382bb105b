/** What core uses of the decoder that every runtime brings along and no ECMAScript library declares. */
declare class TextDecoder {
  constructor(label: 'utf-8' | 'utf-16le', options: { fatal: boolean; ignoreBOM: boolean });
  decode(bytes: Uint8Array, options?: { stream: boolean }): string;
}
