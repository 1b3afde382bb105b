import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const name = 'welcome.md';

/**
 * Puts the bundled sample document into the profile, where it can be annotated, and tells its path.
 * One that is there is replaced only when a newer Manicule brings another text.
 */
export async function placeSample(assets: string, samples: string): Promise<string> {
  const path = join(samples, name);
  const bundled = await readFile(join(assets, 'samples', name));
  const present = await readFile(path).catch(() => null);
  if (present?.equals(bundled)) return path;
  await mkdir(samples, { recursive: true, mode: 0o700 });
  await writeFile(path, bundled);
  return path;
}
