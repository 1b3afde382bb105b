// How long one task holds a thread up, in processor time of its own, so that it does not matter what else the machine does.

/** Milliseconds that a thread may be held up. */
export const unfelt = 50;

/** What was begun goes on for a moment: painting, saving, counting. In milliseconds. */
const afterwards = 1_500;

/**
 * Does something in the window: the milliseconds until `done`, and the processor time of the longest task that the window's thread had meanwhile.
 * @returns {Promise<{ milliseconds: number, blocked: number }>}
 */
export async function watched(page, act, done) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => { for (const event of value) events.push(event); });
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'], excludedCategories: ['*'] } });
  const started = performance.now();
  await act();
  await done();
  const milliseconds = performance.now() - started;
  await page.waitForTimeout(afterwards);
  const complete = new Promise((resolve) => { session.once('Tracing.tracingComplete', resolve); });
  await session.send('Tracing.end');
  await complete;
  await session.detach();
  const threads = events.filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain').map(({ pid, tid }) => `${pid} ${tid}`);
  const tasks = events.filter(({ name, pid, tid, tdur }) => /RunTask$/.test(name) && tdur !== undefined && threads.includes(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('the trace tells of no task of the window');
  return { milliseconds, blocked: Math.max(...tasks.map(({ tdur }) => tdur)) / 1000 };
}

/** Like `watched`; `main` is for how long nothing else had its turn in the main process at most, in processor time of its thread. */
export async function watchedBoth(app, page, act, done) {
  await asked(app, () => {
    if (globalThis.benchBeat?.over === false) return;
    const { readFileSync } = process.getBuiltinModule('fs');
    // The main process's thread is known by the time it was on a processor, in nanoseconds.
    const own = () => (process.platform === 'linux' ? Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[0]) / 1e6 : performance.now());
    const beat = { longest: 0, over: false };
    globalThis.benchBeat = beat;
    let last = own();
    const next = () => {
      beat.longest = Math.max(beat.longest, own() - last);
      last = own();
      if (!beat.over) setImmediate(() => setTimeout(next, 1));
    };
    setTimeout(next, 1);
  });
  const taken = await watched(page, act, done);
  const main = await asked(app, () => {
    globalThis.benchBeat.over = true;
    return globalThis.benchBeat.longest;
  });
  return { ...taken, main };
}

/** Asks the main process, which may throw the question away with its rubbish: then again. */
async function asked(app, question) {
  for (let times = 1; ; times += 1) {
    try {
      return await app.evaluate(question);
    } catch (error) {
      if (times === 5 || !/garbage collected/.test(error.message)) throw error;
    }
  }
}

/** Waits for something in the page. */
export async function until(page, seen, argument) {
  await page.waitForFunction(seen, argument, { polling: 20, timeout: 300_000 });
}

/** Resolves when the text is there, and the annotations are in their places. */
export async function loaded(page) {
  await until(page, () => document.querySelector('.status-save') && !document.querySelector('.status-loading') && !document.body.textContent.includes('Placing the annotations'));
}

/** Chooses items one after the other in the menu of a button. */
export async function choose(page, label, ...items) {
  await page.getByRole('button', { name: label, exact: true }).click();
  for (const item of items) await page.getByRole(/Menu/.test(item) ? 'menuitem' : 'menuitemradio', { name: item.replace('Menu ', ''), exact: true }).click();
}

/** What the programs that are measured are started with: nothing of this process's own that would change them. */
export function cleanEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ELECTRON_|NODE_OPTIONS$|npm_)/.test(name)));
}
