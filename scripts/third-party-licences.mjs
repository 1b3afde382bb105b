// The notices that the licences of the bundled libraries ask to be passed on.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Writes the licence texts of every library that went into the bundles.
 * @param {string} project
 * @param {{ inputs: Record<string, unknown> }[]} metafiles esbuild's
 * @param {string} target the file to write
 */
export async function writeLicences(project, metafiles, target) {
  const folders = new Set(metafiles.flatMap(({ inputs }) => Object.keys(inputs)).map(packageFolder).filter((folder) => folder !== null));
  const notices = await Promise.all([...folders].sort().map((folder) => noticeOf(path.join(project, folder))));
  await writeFile(target, notices.join(`\n${'-'.repeat(72)}\n\n`));
}

/** The innermost package a bundled file belongs to, null for the project's own files. */
function packageFolder(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? null;
}

async function noticeOf(folder) {
  const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : `\n${(await readFile(path.join(folder, file), 'utf8')).trim()}\n`;
  return `${name} ${version} (${license})\n${text}`;
}
