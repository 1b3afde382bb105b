// A display for machines that have none. Xvfb is started directly: xvfb-run would neither pass signals on nor let two starts
// at once choose their numbers without a race.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { SetUpProblem } from './progress.mjs';

/** Whether programs with windows find no display here. */
export function lacksDisplay(environment = process.env) {
  return process.platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY;
}

/**
 * Starts a virtual display.
 * @returns {Promise<{ name: string, stop(): void }>} `name` is what DISPLAY has to be
 */
export async function startVirtualDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  // In a process group of its own: Ctrl-C on a terminal must reach the application first, which still saves.
  const server = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'], detached: true });
  server.unref();
  const complaints = text(server.stderr);
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', async () => reject(new SetUpProblem(`The virtual display did not start: ${(await complaints).trim()}`)));
    server.stdio[3].once('data', (data) => resolve(String(data).trim()));
  });
  const stop = () => server.kill();
  process.once('exit', stop);
  for (const stream of [server.stderr, server.stdio[3]]) stream.unref?.();
  return { name: `:${number}`, stop };
}

/**
 * Runs `work` with the variables that programs with windows need.
 * @template Value
 * @param {(environment: NodeJS.ProcessEnv) => Promise<Value>} work
 * @returns {Promise<Value>}
 */
export async function withDisplay(work) {
  if (!lacksDisplay()) return work(process.env);
  const display = await startVirtualDisplay();
  try {
    return await work({ ...process.env, DISPLAY: display.name });
  } finally {
    display.stop();
  }
}
