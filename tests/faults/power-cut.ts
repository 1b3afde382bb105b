import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { faultsAfterDeath, type Outcome } from './checks';
import type { Defence } from './defences';
import { compileProgram, kill, start } from './harness';

/** FS_IOC_SHUTDOWN with "no log flush", as xfstests use it: the file system stops at once, and nothing that waits reaches the disk. */
const shutDown = `
import fcntl, os, struct, sys
folder = os.open(sys.argv[1], os.O_RDONLY)
sys.stdin.readline()
fcntl.ioctl(folder, 0x8004587D, struct.pack("I", 2))
`;

/** True where disks in files can be made: by root, on Linux, with the tools. */
export function canCutPower(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  try {
    execFileSync('sh', ['-c', 'command -v mkfs.ext4 && command -v python3 && test -e /dev/loop-control'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** How the disk is mounted: with ext4's own habit of saving after a rename, and without it. */
export const mounts = ['loop', 'loop,commit=1,noauto_da_alloc'] as const;

/** Cuts the power of a disk while a program saves to it, as often as asked; then looks what the disk holds. */
export async function cutPower(folder: string, cuts: number, mount: (typeof mounts)[number], defence: Defence | null): Promise<Outcome> {
  const program = await compileProgram(folder, defence);
  const script = join(folder, 'shut-down.py');
  await writeFile(script, shutDown);
  const faults: string[] = [];
  let acknowledged = 0;
  for (let cut = 0; cut < cuts && faults.length === 0; cut += 1) {
    const disk = join(folder, `disk-${String(cut)}`);
    const place = join(folder, `mounted-${String(cut)}`);
    await mkdir(place);
    execFileSync('truncate', ['-s', '64M', disk]);
    execFileSync('mkfs.ext4', ['-q', '-F', disk]);
    execFileSync('mount', ['-o', mount, disk, place]);
    try {
      // With pauses, the last change reported saved has nothing after it that would put it on the disk by the way; without, saves are caught midway.
      const slow = cut % 2 === 0;
      const power = start('python3', [script, place]);
      const running = start(process.execPath, [program, join(place, 'store'), slow ? 'slow' : 'many', 'w']);
      const wanted = 1 + Math.floor(Math.random() * 5);
      for (let look = 0; look < 10_000 && running.told.filter(({ saved }) => saved).length < wanted; look += 1) await wait(1);
      if (!slow) await wait(Math.random() * 1_500);
      power.child.stdin?.end('now\n');
      if ((await power.ended) !== 0) throw new Error(power.errors());
      kill(running);
      await running.ended;
      // Whatever was reported saved after the cut was a lie, and counts.
      const saved = new Set(running.told.flatMap((line) => line.saved ?? []));
      execFileSync('umount', [place]);
      execFileSync('mount', ['-o', mount, disk, place]);
      acknowledged += saved.size;
      faults.push(...(await faultsAfterDeath(join(place, 'store'), saved)).map((fault) => `cut ${String(cut)}: ${fault}`));
    } finally {
      execFileSync('umount', [place]);
      execFileSync('rm', ['-f', disk]);
    }
  }
  return { runs: cuts, acknowledged, faults };
}
