// What the window may not do, tried in the packaged application.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, type ElectronApplication, type Page } from '@playwright/test';
import { answerMessageBox, launchManicule, test } from './launch';
import { freshFolder, textShown } from './screen';

const page = 'app://manicule/index.html';
const sentinel = 'SENTINEL-7f3a';

/** A text that would do harm if any of it were taken for markup. */
const harmful = [
  `<script>window.harmed = 'script'</script>`, `<img src=x onerror="window.harmed = 'image'">`, `<link rel=dns-prefetch href=//secret.invalid>`,
  `[click](javascript:window.harmed='link')`, `<iframe srcdoc="<script>parent.harmed = 'frame'</script>"></iframe>`, sentinel, '',
].join('\n');

async function openHarmful(): Promise<{ app: ElectronApplication; window: Page }> {
  const file = path.join(await freshFolder(), `<img src=x onerror=window.harmed=1> 😀.txt`);
  await writeFile(file, harmful);
  const { app, window } = await launchManicule({ args: [file], build: 'inspectable' });
  await textShown(window, path.basename(file));
  return { app, window };
}

test('the window has no rights beyond its page', async () => {
  const { app, window } = await openHarmful();
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
    return contents.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInSubFrames: false, webSecurity: true, allowRunningInsecureContent: false, webviewTag: false,
  });
  for (const right of ['nodeIntegrationInWorker', 'experimentalFeatures', 'spellcheck', 'navigateOnDragDrop']) expect(preferences[right] ?? false, right).toBe(false);
  expect(preferences['enableBlinkFeatures'] ?? '').toBe('');
  expect(await app.evaluate(async ({ BrowserWindow, session }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    webContents.openDevTools();
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { developerTools: webContents.isDevToolsOpened(), dictionaries: session.defaultSession.getSpellCheckerLanguages() };
  })).toEqual({ developerTools: false, dictionaries: [] });
  expect(await window.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter((name) => name in globalThis))).toEqual([]);
  expect(await window.evaluate(() => Object.keys((globalThis as unknown as { manicule: object }).manicule).sort())).toEqual([
    'cancelExport', 'changeTag', 'chooseDocument', 'copyAnnotations', 'copyText', 'drawCopy', 'exportCopy', 'findPlace', 'forgetRecent', 'importAnnotations', 'importBeside', 'keepBeside', 'keepTour', 'leaveFolder', 'listEarlierStates', 'listRecent', 'listTags', 'locateRecent',
    'onNotice', 'openAnnotation', 'openDropped', 'openRecent', 'openSample', 'openTour', 'previewCopy', 'printCopy', 'readAnnotations', 'readChunk', 'readEarlierState', 'readyToClose', 'reopen', 'saveChange', 'saveParts', 'saveReadingPosition',
    'saveSettings', 'searchLibrary', 'sendPart', 'settle', 'showInFolder', 'start', 'takeBackTags', 'textShown',
  ]);
  expect(await window.evaluate(() => {
    const { manicule } = globalThis as unknown as { manicule: Record<string, unknown> };
    try { manicule['start'] = null; } catch { return 'frozen'; }
    return manicule['start'] === null ? 'replaced' : 'frozen';
  })).toBe('frozen');
});

test('text and file name stay text', async () => {
  const { window } = await openHarmful();
  await expect(window.locator('.cm-content')).toContainText(`<script>window.harmed = 'script'</script>`);
  await expect(window.locator('.cm-content')).toContainText(sentinel);
  await window.waitForTimeout(500);
  expect(await window.evaluate(() => (globalThis as unknown as { harmed?: unknown }).harmed)).toBeUndefined();
  expect(await window.locator('iframe, object, embed, img[src="x"], link[rel="dns-prefetch"]').count()).toBe(0);
});

test('the policy stops scripts, styles, frames and connections that did not come with the page', async () => {
  const { window } = await openHarmful();
  const outcome = await window.evaluate(async () => {
    const tried: Record<string, string> = {};
    const attempt = (name: string, action: () => unknown): void => {
      try { action(); tried[name] ??= 'done'; } catch { tried[name] = 'thrown'; }
    };
    const global = globalThis as unknown as { harmed?: string[] };
    global.harmed = [];
    // Out of the debugger's own call, which may evaluate what a page may not.
    await new Promise((resolve) => setTimeout(resolve, 0));
    attempt('eval', () => (0, eval)('harmed.push("eval")'));
    attempt('Function', () => new Function('harmed.push("Function")')());
    attempt('timer', () => setTimeout('harmed.push("timer")' as unknown as () => void, 0));
    attempt('innerHTML', () => { document.createElement('div').innerHTML = '<b>x</b>'; });
    attempt('srcdoc', () => { document.createElement('iframe').srcdoc = '<b>x</b>'; });
    attempt('inline script', () => { const script = document.createElement('script'); script.textContent = 'harmed.push("inline")'; document.head.append(script); });
    attempt('handler', () => { const button = document.createElement('button'); button.setAttribute('onclick', 'harmed.push("handler")'); document.body.append(button); button.click(); button.remove(); });
    attempt('worker', () => new Worker('find-worker.js'));
    attempt('policy', () => (globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }).trustedTypes.createPolicy('other', { createScriptURL: (url: string) => url }));
    attempt('frame', () => { const frame = document.createElement('iframe'); frame.src = 'data:text/html,x'; document.body.append(frame); });
    attempt('webview', () => { const view = document.createElement('webview'); view.setAttribute('src', 'https://example.invalid'); document.body.append(view); });
    for (const url of ['https://example.invalid/', 'http://127.0.0.1:9/', 'app://manicule/manifest.json', 'file:///etc/passwd']) {
      tried[`fetch ${url}`] = await fetch(url).then(() => 'answered', () => 'refused');
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { tried, harmed: global.harmed };
  });
  expect(outcome.harmed).toEqual([]);
  expect(outcome.tried).toMatchObject({ eval: 'thrown', Function: 'thrown', innerHTML: 'thrown', srcdoc: 'thrown', worker: 'thrown', policy: 'thrown' });
  expect(Object.entries(outcome.tried).filter(([, answer]) => answer === 'answered')).toEqual([]);
  expect(await window.evaluate(() => [...document.querySelectorAll('iframe')].map((frame) => frame.contentDocument?.body.textContent ?? null))).toEqual([null]);
});

test('nothing leads away from the page', async () => {
  const { app, window } = await openHarmful();
  const targets = ['https://example.invalid/', 'file:///etc/passwd', 'data:text/html,<b>x</b>', 'app://manicule/manifest.json', 'app://other/index.html', 'chrome://version', 'javascript:void(document.title="gone")'];
  for (const target of targets) {
    await window.evaluate((url) => {
      try { location.assign(url); } catch { return; }
      const link = document.createElement('a');
      link.href = url;
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.remove();
    }, target);
    expect(await window.evaluate((url) => globalThis.open(url) === null, target), target).toBe(true);
  }
  await window.waitForTimeout(300);
  expect(window.url()).toBe(page);
  const open = (): Promise<string[]> => app.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()));
  expect(await open()).toEqual([page]);
  // This one cannot be prevented; the page comes back.
  const left = window.waitForEvent('framenavigated', (frame) => frame.url() === 'about:blank');
  const returned = window.waitForEvent('framenavigated', (frame) => frame.url() === page);
  await window.evaluate(() => { setTimeout(() => { location.assign('about:blank'); }, 0); });
  await left;
  await returned;
  await expect(window.locator('.cm-content')).toContainText(sentinel);
  expect(await open()).toEqual([page]);
});

test('every permission is refused', async () => {
  const { window } = await openHarmful();
  const answers = await window.evaluate(async () => ({
    notification: await Notification.requestPermission(),
    media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', () => 'refused'),
    place: await new Promise((resolve) => { navigator.geolocation.getCurrentPosition(() => { resolve('granted'); }, () => { resolve('refused'); }); }),
    clipboard: await navigator.clipboard.readText().then(() => 'granted', () => 'refused'),
    midi: await navigator.requestMIDIAccess().then(() => 'granted', () => 'refused'),
  }));
  expect(answers).toEqual({ notification: 'denied', media: 'refused', place: 'refused', clipboard: 'refused', midi: 'refused' });
});

test('a download is refused', async () => {
  const { app, window } = await openHarmful();
  const outcome = await app.evaluate(async ({ session }) => new Promise<string>((resolve) => {
    session.defaultSession.once('will-download', (event, item) => { resolve(event.defaultPrevented ? 'prevented' : item.getState()); });
    setTimeout(() => { resolve('never asked'); }, 3000);
    session.defaultSession.downloadURL('app://manicule/main.js');
  }));
  expect(['prevented', 'cancelled', 'never asked']).toContain(outcome);
  expect(window.url()).toBe(page);
});

test('the protocol serves the listed files, under the policy, and nothing else', async () => {
  const { app } = await openHarmful();
  const listed = await app.evaluate(async ({ session }) => {
    const get = async (url: string): Promise<{ status: number; policy: string; type: string }> => {
      const { status, headers } = await session.defaultSession.fetch(url);
      return { status, policy: headers.get('content-security-policy') ?? '', type: headers.get('content-type') ?? '' };
    };
    const refusals: Record<string, number> = {};
    for (const name of [
      '', '/', '/manifest.json', '/../electron/main.mjs', '/%2e%2e/electron/main.mjs', '/..%2felectron%2fmain.mjs', '/index.html/', '/INDEX.HTML', '//index.html', '/main.js%00', '/etc/passwd', '/.%2e/package.json', '/__proto__', '/constructor',
    ]) refusals[name] = (await get(`app://manicule${name}`)).status;
    return { page: await get('app://manicule/index.html'), script: await get('app://manicule/main.js'), style: await get('app://manicule/main.css?x#y'), other: (await get('app://other/index.html')).status, refusals };
  });
  expect(Object.entries(listed.refusals).filter(([, status]) => status !== 404)).toEqual([]);
  expect(listed.other).toBe(404);
  expect(listed.page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
  expect(listed.script).toMatchObject({ status: 200, type: 'text/javascript; charset=utf-8' });
  expect(listed.style).toMatchObject({ status: 200, type: 'text/css; charset=utf-8' });
  for (const directive of ["default-src 'none'", "script-src 'self'", "connect-src 'none'", "frame-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types manicule-worker"]) {
    expect(listed.page.policy.split('; ')).toContain(directive);
  }
  expect(listed.page.policy).not.toContain('unsafe');
});

test('a request from anything but the page itself is refused on every channel', async () => {
  const { app, window } = await openHarmful();
  // All that the page can call asks the main process, but for the one that listens.
  const channels = await window.evaluate(() => Object.keys((globalThis as unknown as { manicule: object }).manicule).filter((name) => name !== 'onNotice').length);
  expect(channels).toBeGreaterThan(15);
  const answers = await app.evaluate(async ({ ipcMain, BrowserWindow }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (event: unknown, ...parameters: unknown[]) => Promise<unknown>> })._invokeHandlers;
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const frameWith = (url: string): object => ({ url, parent: null });
    const impostor = { id: webContents.id, mainFrame: frameWith('https://example.invalid/') };
    const senders = [
      { sender: webContents, senderFrame: null },
      { sender: webContents, senderFrame: frameWith('app://manicule/index.html') },
      { sender: impostor, senderFrame: impostor.mainFrame },
      ...['data:text/html,x', 'app://manicule/index.html.evil', 'app://manicule/other.html', 'app://manicule.evil/index.html'].map((url) => {
        const mainFrame = frameWith(url);
        return { sender: { id: webContents.id, mainFrame }, senderFrame: mainFrame };
      }),
      (() => {
        const mainFrame = frameWith('app://manicule/index.html');
        return { sender: { id: 987_654, mainFrame }, senderFrame: mainFrame };
      })(),
    ];
    const outcome: string[] = [];
    let channels = 0;
    for (const [channel, handle] of handlers) {
      if (!channel.startsWith('manicule:')) continue;
      channels += 1;
      for (const event of senders) outcome.push(JSON.stringify(await handle(event, '00000000-0000-4000-8000-000000000000', 0)));
    }
    return { channels, senders: senders.length, distinct: [...new Set(outcome)] };
  });
  expect(answers).toEqual({ channels, senders: 8, distinct: ['{"ok":false,"problem":{"kind":"invalid-argument","argument":"sender"}}'] });
});

test('600 calls with hostile arguments neither end the application nor learn anything', async () => {
  test.setTimeout(120_000);
  const { app, window } = await openHarmful();
  await answerMessageBox(app, 0);
  await app.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: true, filePaths: [] });
    dialog.showSaveDialog = () => Promise.resolve({ canceled: true, filePath: '' });
  });
  const { calls, told, unsettled } = await window.evaluate(async () => {
    const api = (globalThis as unknown as { manicule: Record<string, (...parameters: unknown[]) => Promise<unknown>> }).manicule;
    const names = ['openRecent', 'listRecent', 'forgetRecent', 'reopen', 'readChunk', 'settle', 'saveChange', 'saveReadingPosition', 'exportCopy', 'cancelExport', 'previewCopy', 'copyAnnotations', 'importAnnotations', 'copyText', 'chooseDocument', 'listEarlierStates', 'readEarlierState'];
    const hostile: unknown[] = [
      undefined, null, true, 0, -0, -1, 0.5, NaN, Infinity, 2 ** 53, '', '\0', '\ud800', '../../../../etc/passwd', '/etc/passwd', 'file:///etc/passwd', '__proto__', 'constructor',
      'x'.repeat(200_000), '00000000-0000-4000-8000-000000000000', [], [null], {}, JSON.parse('{"__proto__": {"added": []}}'), { added: [], updated: [], removed: [null] },
      { added: [{}], updated: [], removed: [] }, { length: 1e9 }, new Date(0), new Map([[1, 2]]), new Uint8Array(9), 10n, /x/, new Error('x'),
    ];
    let state = 4711;
    const next = (limit: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state % limit;
    };
    const told: string[] = [];
    let unsettled = 0;
    for (let call = 0; call < 600; call += 1) {
      const name = names[call % names.length]!;
      const parameters = Array.from({ length: next(4) }, () => hostile[next(hostile.length)]);
      const late = new Promise((resolve) => setTimeout(() => { resolve('late'); }, 5000));
      const answer = await Promise.race([api[name]!(...parameters).catch((error: unknown) => `rejected: ${String(error)}`), late]);
      if (answer === 'late') unsettled += 1;
      told.push(JSON.stringify(answer, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)) ?? '');
    }
    return { calls: told.length, told: told.join('\n'), unsettled };
  });
  expect({ calls, unsettled }).toEqual({ calls: 600, unsettled: 0 });
  expect(told).not.toMatch(/rejected: Error: Error invoking|root:|\.mjs:\d|node:internal/);
  expect(told.match(/unexpected/g) ?? []).toEqual([]);
  await expect(window.locator('.cm-content')).toContainText(sentinel);
  expect(await app.evaluate(({ app: running }) => running.isReady())).toBe(true);
});

test('page processes run inside the sandbox of the system', async () => {
  const { app } = await openHarmful();
  const processes = await app.evaluate(({ app: running, BrowserWindow }) => ({
    sandboxed: !running.commandLine.hasSwitch('no-sandbox'),
    page: BrowserWindow.getAllWindows()[0]!.webContents.getOSProcessId(),
  }));
  const status = process.platform === 'linux' ? await readFile(`/proc/${processes.page}/status`, 'utf8') : '';
  const seccomp = /^Seccomp:\s+(\d)/m.exec(status)?.[1];
  // Root has to take the sandbox away; everyone else has it.
  expect(seccomp).toBe(process.platform === 'linux' ? (processes.sandboxed ? '2' : '0') : undefined);
  expect(processes.sandboxed).toBe(process.getuid?.() !== 0);
});

test('a failing page comes back with its document', async () => {
  const { app, window } = await openHarmful();
  const back = window.waitForEvent('load', { timeout: 20_000 }).catch(() => null);
  await app.evaluate(({ BrowserWindow }) => { BrowserWindow.getAllWindows()[0]!.webContents.forcefullyCrashRenderer(); });
  await back;
  await expect.poll(() => app.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    return webContents.isCrashed() ? '' : webContents.executeJavaScript('document.querySelector(".cm-content")?.textContent ?? ""') as Promise<string>;
  }), { timeout: 20_000 }).toContain(sentinel);
});
