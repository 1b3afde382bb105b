import { strToU8, zipSync, type Zippable, type ZipOptions } from 'fflate';

/** One file in a package. */
export interface PackagePart {
  readonly path: string;
  readonly content: string;
  /** Put in as it is, not packed: what is looked at without unpacking. */
  readonly stored?: boolean;
}

/** The time that the parts carry: ZIP knows no zone and fflate writes local time, so the UTC fields are given as local ones. */
function partTime(instant: string): Date {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = (instant.match(/\d+/g) ?? []).map(Number);
  return new Date(Math.min(2099, Math.max(1980, year)), month - 1, day, hour, minute, second);
}

/** A ZIP archive of the parts in their order. The same parts and instant (ISO 8601, UTC) give the same bytes in every time zone. */
export function writePackage(parts: readonly PackagePart[], instant: string): Uint8Array {
  const files: Zippable = {};
  const mtime = partTime(instant);
  for (const { path, content, stored } of parts) {
    const options: ZipOptions = { mtime, level: stored ? 0 : 6 };
    files[path] = [strToU8(content), options];
  }
  return zipSync(files);
}
