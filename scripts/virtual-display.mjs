// A display for machines that have none. Xvfb is started directly: xvfb-run would neither pass signals on nor let two starts
// at once choose their numbers without a race.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { SetUpProblem } from './progress.mjs';

/** Whether programs with windows find no display here. */
export function lacksDisplay(environment = process.env) {
  return process.platform === 'linux' && !environment.DISPLAY && !environment.WAYLAND_DISPLAY;
}

/** Ends the server when its own input ends, which happens however the starting process goes, even killed. */
const guardedServer = 'Xvfb "$@" & exec 3>&- 2>&-; read -r _; kill $!';

/**
 * Starts a virtual display, which ends with this process if it is not stopped before.
 * @returns {Promise<{ name: string, stop(): void }>} `name` is what DISPLAY has to be
 */
export async function startVirtualDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
  // In a process group of its own: Ctrl-C on a terminal must reach the application first, which still saves.
  const server = spawn('/bin/sh', ['-c', guardedServer, 'sh', ...args], { stdio: ['pipe', 'ignore', 'pipe', 'pipe'], detached: true });
  const complaints = text(server.stderr);
  const number = await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.stdio[3].once('data', (data) => resolve(String(data).trim()));
    server.stdio[3].once('end', async () => reject(new SetUpProblem(`The virtual display did not start: ${(await complaints).trim()}`)));
  });
  for (const handle of [server, server.stdin, server.stderr, server.stdio[3]]) handle.unref();
  return { name: `:${number}`, stop: () => server.stdin.end() };
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
