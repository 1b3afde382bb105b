import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';

/** The text of one part of a package. */
export function partOf(bytes: Uint8Array, path: string): string {
  return strFromU8(unzipSync(bytes)[path] ?? new Uint8Array());
}

/** A package with some parts rewritten, as another program would save it. Null takes a part out. */
export function editPackage(bytes: Uint8Array, edits: Readonly<Record<string, (content: string) => string | null>>): Uint8Array {
  const files: Zippable = {};
  const parts = unzipSync(bytes);
  for (const path of new Set([...Object.keys(parts), ...Object.keys(edits)])) {
    const content = strFromU8(parts[path] ?? new Uint8Array());
    const edited = edits[path] ? edits[path](content) : content;
    if (edited !== null) files[path] = strToU8(edited);
  }
  return zipSync(files, { level: 1 });
}
