/** A generator of numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number;
/** Paragraphs without end. */
export function paragraphs(seed?: number): Generator<string>;
/** Writes a text of at least `bytes` bytes into a file. */
export function writeText(file: string, bytes: number): Promise<void>;
