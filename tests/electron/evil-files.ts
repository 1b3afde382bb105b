import { execFileSync } from 'node:child_process';
import { chmod, mkdir, open, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DecodingReport } from '../../core/decode/decode-text';
import type { Problem } from '../../core/problem';

/** What must come of a file: a problem (with its code), or a text. `source` null: any text. */
export type Outcome =
  | { readonly problem: Problem['kind']; readonly code?: string }
  | { readonly source: string | null; readonly report: DecodingReport };

/** A file that tries something. `make` answers with its path, which may be one that every system has. */
export interface EvilFile {
  readonly name: string;
  readonly outcome: Outcome;
  make(folder: string): Promise<string> | string;
}

const clean: DecodingReport = { encoding: 'utf-8', bom: false, chosen: false, fallback: false, replaced: 0 };
const windows: DecodingReport = { ...clean, encoding: 'windows-1252', fallback: true };
const prose = 'In the beginning was the “Word”. e\u0301 👩‍👩‍👧\n';
const binary: Outcome = { problem: 'binary-file' };
const tooLarge: Outcome = { problem: 'file-too-large' };
const notRegular: Outcome = { problem: 'not-a-regular-file' };
const notFound: Outcome = { problem: 'file-not-found' };
const gigabyte = 2 ** 30;

function text(source: string | null, report: Partial<DecodingReport> = {}): Outcome {
  return { source, report: { ...clean, ...report } };
}

function fileOf(name: string, content: string | Buffer | readonly number[], outcome: Outcome, fileName = 'file.txt'): EvilFile {
  return {
    name,
    outcome,
    async make(folder) {
      const path = join(folder, fileName);
      await writeFile(path, typeof content === 'string' ? content : Buffer.from(content));
      return path;
    },
  };
}

function path(name: string, where: string | ((folder: string) => string), outcome: Outcome): EvilFile {
  return { name, outcome, make: (folder) => (typeof where === 'string' ? where : where(folder)) };
}

/** A file of this size that takes no room; smaller where the file system has no such files. */
function sparse(name: string, size: number, outcome: Outcome, start = ''): EvilFile {
  return {
    name,
    outcome,
    async make(folder) {
      const handle = await open(join(folder, 'sparse'), 'w');
      await handle.writeFile(start);
      for (let tried = size; tried > 1_000_000; tried = Math.floor(tried / 2)) {
        const done = await handle.truncate(tried).then(() => true, () => false);
        if (done) break;
      }
      await handle.close();
      return join(folder, 'sparse');
    },
  };
}

function utf16(content: string, bigEndian: boolean): Buffer {
  const bytes = Buffer.from(content, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

function utf32(content: string, bigEndian: boolean): Buffer {
  const points = [...content].map((character) => character.codePointAt(0) ?? 0);
  const bytes = Buffer.alloc(points.length * 4);
  points.forEach((point, index) => { if (bigEndian) bytes.writeUInt32BE(point, index * 4); else bytes.writeUInt32LE(point, index * 4); });
  return bytes;
}

const sizes: readonly EvilFile[] = [
  fileOf('0 bytes', '', text('')),
  fileOf('one character', 'x', text('x')),
  fileOf('one emoji', '😀', text('😀')),
  fileOf('one line end', '\n', text('\n')),
  fileOf('exactly one chunk', 'a'.repeat(256 * 1024), text('a'.repeat(256 * 1024))),
  fileOf('one byte more than a chunk', 'a'.repeat(256 * 1024 + 1), text('a'.repeat(256 * 1024 + 1))),
  fileOf('an emoji across two chunks', `${'a'.repeat(256 * 1024 - 2)}😀b`, text(`${'a'.repeat(256 * 1024 - 2)}😀b`)),
  fileOf('50 MB in one line', Buffer.alloc(50_000_000, 'long '), text('long '.repeat(10_000_000))),
  fileOf('a million line ends', '\r\n'.repeat(1_000_000), text('\r\n'.repeat(1_000_000))),
  sparse('8 TB, sparse', 8 * 1024 * gigabyte, tooLarge),
  sparse('1 GB, sparse', gigabyte, tooLarge),
  sparse('1 GB, sparse, that begins as text', gigabyte, tooLarge, prose),
  sparse('500 MB of NULs', 500_000_000, binary),
];

const special: readonly EvilFile[] = [
  path('a folder', (folder) => folder, { problem: 'is-folder' }),
  path('the root', '/', { problem: 'is-folder' }),
  path('/dev/null', '/dev/null', notRegular),
  path('/dev/zero', '/dev/zero', notRegular),
  path('/dev/urandom', '/dev/urandom', notRegular),
  path('/dev/full', '/dev/full', notRegular),
  path('the terminal', '/dev/tty', notRegular),
  path('a new pseudoterminal', '/dev/ptmx', notRegular),
  { name: 'a FIFO', outcome: notRegular, make(folder) { execFileSync('mkfifo', [join(folder, 'fifo')]); return join(folder, 'fifo'); } },
  { name: 'a link to a FIFO', outcome: notRegular, async make(folder) { execFileSync('mkfifo', [join(folder, 'fifo')]); await symlink('fifo', join(folder, 'link')); return join(folder, 'link'); } },
  path('a file of the system without a size', '/proc/version', text(null)),
  path('a file of the system with a wrong size', '/sys/devices/system/cpu/online', text(null)),
  path('the memory of the process', '/proc/self/mem', { problem: 'read-failed', code: 'EIO' }),
  path('the mounts of the process', '/proc/self/mounts', text(null)),
];

const links: readonly EvilFile[] = [
  { name: 'a link', outcome: text('x'), async make(folder) { await writeFile(join(folder, 'to'), 'x'); await symlink('to', join(folder, 'link')); return join(folder, 'link'); } },
  { name: 'a link that leads nowhere', outcome: notFound, async make(folder) { await symlink('nowhere', join(folder, 'link')); return join(folder, 'link'); } },
  { name: 'a link to itself', outcome: { problem: 'read-failed', code: 'ELOOP' }, async make(folder) { await symlink('link', join(folder, 'link')); return join(folder, 'link'); } },
  {
    name: 'two links to each other',
    outcome: { problem: 'read-failed', code: 'ELOOP' },
    async make(folder) { await symlink('b', join(folder, 'a')); await symlink('a', join(folder, 'b')); return join(folder, 'a'); },
  },
  { name: 'a link to a folder', outcome: { problem: 'is-folder' }, async make(folder) { await symlink('.', join(folder, 'link')); return join(folder, 'link'); } },
  { name: 'a file without read permission', outcome: { problem: 'no-permission' }, async make(folder) { await writeFile(join(folder, 'f'), 'x'); await chmod(join(folder, 'f'), 0); return join(folder, 'f'); } },
  {
    name: 'a folder without permission',
    outcome: { problem: 'no-permission' },
    async make(folder) { await mkdir(join(folder, 'd')); await writeFile(join(folder, 'd', 'f'), 'x'); await chmod(join(folder, 'd'), 0); return join(folder, 'd', 'f'); },
  },
];

const names: readonly EvilFile[] = [
  path('no such file', (folder) => join(folder, 'none'), notFound),
  path('no name', '', notFound),
  path('a NUL in the name', (folder) => `${folder}/a\0b`, notFound),
  path('a name of 256 bytes', (folder) => join(folder, 'n'.repeat(256)), { problem: 'read-failed', code: 'ENAMETOOLONG' }),
  path('a path of 5,000 bytes', (folder) => folder + '/n'.repeat(2500), { problem: 'read-failed', code: 'ENAMETOOLONG' }),
  { name: 'a file as a folder', outcome: notFound, async make(folder) { await writeFile(join(folder, 'f'), 'x'); return join(folder, 'f', 'g'); } },
  fileOf('a name of 255 bytes', 'x', text('x'), 'n'.repeat(255)),
  fileOf('a line end in the name', 'x', text('x'), 'two\nlines.txt'),
  fileOf('emoji and a combining mark in the name', 'x', text('x'), '👩‍👩‍👧 e\u0301.txt'),
  fileOf('a name like an option', 'x', text('x'), '--help'),
  fileOf('quotes and a backslash in the name', 'x', text('x'), '\'"\\$(x).txt'),
  {
    name: 'a name that is no UTF-8',
    outcome: notFound,
    async make(folder) {
      await writeFile(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9), Buffer.from('.txt')]), 'x');
      return join(folder, 'caf\ufffd.txt');
    },
  },
];

const kinds: readonly EvilFile[] = [
  fileOf('ELF', Buffer.from('7f454c460201010000000000000000000300', 'hex'), binary),
  path('a program', process.execPath, binary),
  fileOf('PNG', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), binary),
  fileOf('PDF', '%PDF-1.7\n1 0 obj\n', binary),
  fileOf('ZIP', Buffer.from('504b03041400060008', 'hex'), binary),
  fileOf('gzip', Buffer.from('1f8b080000000000', 'hex'), binary),
  fileOf('a NUL in the first line', 'abc\0def\n', binary),
  fileOf('a NUL at the end of the first chunk', `${'a'.repeat(256 * 1024 - 1)}\0`, binary),
  fileOf('NULs late, as in a log after a crash', `${'log\n'.repeat(200_000)}\0\0\0`, text(`${'log\n'.repeat(200_000)}\0\0\0`)),
  fileOf('all bytes from 1 to 255', Buffer.from(Array.from({ length: 255 }, (_, index) => index + 1)), binary),
];

const encodings: readonly EvilFile[] = [
  fileOf('UTF-8', prose, text(prose)),
  fileOf('UTF-8 with a byte order mark', `\ufeff${prose}`, text(prose, { bom: true })),
  fileOf('a byte order mark alone', '\ufeff', text('', { bom: true })),
  fileOf('UTF-16LE with a byte order mark', utf16(`\ufeff${prose}`, false), text(prose, { encoding: 'utf-16le', bom: true })),
  fileOf('UTF-16BE with a byte order mark', utf16(`\ufeff${prose}`, true), text(prose, { encoding: 'utf-16be', bom: true })),
  fileOf('UTF-16LE without', utf16(prose, false), text(prose, { encoding: 'utf-16le' })),
  fileOf('UTF-16BE without', utf16(prose, true), text(prose, { encoding: 'utf-16be' })),
  fileOf('UTF-16 cut within a unit', utf16(`\ufeff${prose}`, false).subarray(0, -1), text(`${prose.slice(0, -1)}\ufffd`, { encoding: 'utf-16le', bom: true, replaced: 1 })),
  fileOf('UTF-32LE', utf32(`\ufeff${prose}`, false), binary),
  fileOf('UTF-32BE', utf32(`\ufeff${prose}`, true), binary),
  fileOf('UTF-32 without a byte order mark', utf32(prose, false), binary),
  fileOf('Latin-1', Buffer.from('Zo\xeb \xe9t\xe9\n', 'latin1'), text('Zoë été\n', windows)),
  fileOf('Windows-1252 with quotes', [0x93, 0x48, 0x69, 0x94, 0x20, 0x80], text('“Hi” €', windows)),
  fileOf('Windows-1252 far down', Buffer.from(`${'plain\n'.repeat(100_000)}\x93`, 'latin1'), text(`${'plain\n'.repeat(100_000)}“`, windows)),
  fileOf('UTF-8 with one broken byte', [...Buffer.from('é '), 0xff, ...Buffer.from(' é')], text('é \ufffd é', { replaced: 1 })),
  fileOf('an overlong slash', [...Buffer.from('é'), 0xc0, 0xaf], text('é\ufffd\ufffd', { replaced: 2 })),
  fileOf('encoded surrogates', [...Buffer.from('é'), 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], text(`é${'\ufffd'.repeat(6)}`, { replaced: 6 })),
  fileOf('a last sequence cut off', Buffer.from('é 😀').subarray(0, -1), text('é \ufffd', { replaced: 1 })),
];

const lineEnds: readonly EvilFile[] = [
  fileOf('CR only', 'a\rb\r', text('a\rb\r')),
  fileOf('CR LF', 'a\r\nb\r\n', text('a\r\nb\r\n')),
  fileOf('mixed line ends', 'a\r\nb\nc\rd\r\r\n', text('a\r\nb\nc\rd\r\r\n')),
  fileOf('no line end at the end', 'a\nb', text('a\nb')),
  fileOf('a CR LF across two chunks', `${'a'.repeat(256 * 1024 - 1)}\r\nb`, text(`${'a'.repeat(256 * 1024 - 1)}\r\nb`)),
  fileOf('separators that end no line', 'a\u2028b\u0085c\vd\fe', text('a\u2028b\u0085c\vd\fe')),
];

/** All of them. A socket is not among them: it has to be held open. */
export const evilFiles: readonly EvilFile[] = [...sizes, ...special, ...links, ...names, ...kinds, ...encodings, ...lineEnds];
