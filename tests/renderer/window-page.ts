import { execFileSync } from 'node:child_process';
import { chromium, type Browser, type Page } from '@playwright/test';
import { standardSettings, type Settings } from '../../core/settings';
import { servePages, type PageServer } from './serve-pages';

/**
 * The window's page in the newest Chromium that the system has, with a stand-in for the main process: the renderer must
 * work in a newer engine than the one it is shipped with. The main process itself is tested in the real Electron.
 */
export interface WindowPage {
  readonly page: Page;
  readonly browser: {
    /** Gives the page back: it shows what it shows until the next window is opened in it. */
    close(): Promise<void>;
  };
}

/** The system's own Chromium. Throws when there is none. */
export function systemChromium(): string {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      continue;
    }
  }
  throw new Error('No Chromium found. The test set-up installs it on Debian.');
}

/** One browser and one server for all pages of a test worker, which ends them: their start takes longer than many a test. */
let shared: Promise<{ browser: Browser; server: PageServer }> | null = null;

/** Pages that nobody uses. A browser's new window and its first reading of the scripts cost more than most of what tests do in it. */
const idle: Page[] = [];

async function start(): Promise<{ browser: Browser; server: PageServer }> {
  const root = process.getuid?.() === 0;
  const args = [...(root ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
  const [browser, server] = await Promise.all([chromium.launch({ executablePath: systemChromium(), args }), servePages()]);
  return { browser, server };
}

/** A page as a new one is: nothing pressed, the pointer outside, ordinary media. What it keeps of an earlier document goes when the next one is opened. */
async function freshPage(browser: Browser): Promise<Page> {
  const page = idle.pop();
  if (!page || page.isClosed()) return browser.newPage();
  await page.mouse.up();
  await page.mouse.move(-1, -1);
  page.setDefaultTimeout(0);
  return page;
}

/** Opens the page on `text`. What it asks of the main process is answered in the page and kept in `window.asked`. */
export async function openWindowPage(text: string, options: { width?: number; height?: number; dark?: boolean; annotations?: unknown[]; readOnly?: boolean; name?: string; startPage?: boolean; recent?: unknown[]; settings?: Partial<Settings> } = {}): Promise<WindowPage> {
  const settings = { ...standardSettings, ...options.settings };
  const { browser, server } = await (shared ??= start());
  const page = await freshPage(browser);
  await page.setViewportSize({ width: options.width ?? 1280, height: options.height ?? 860 });
  await page.emulateMedia({ colorScheme: options.dark ? 'dark' : 'light', reducedMotion: 'no-preference' });
  const values = { text, annotations: options.annotations ?? [], readOnly: options.readOnly ?? false, name: options.name ?? 'notes.txt', startPage: options.startPage ?? false, recent: options.recent ?? [], settings };
  const served = server.add(settings, `(${standIn.toString()})`, values);
  await page.goto(served.address);
  const close = () => {
    served.remove();
    idle.push(page);
    return Promise.resolve();
  };
  return { page, browser: { close } };
}

/** What tells in the window's page that another program put a paragraph before the text. */
export const insertedFirst = 'A new first paragraph was put in by another program 👩‍⚖️.\n\n';

/** Another program puts a paragraph before the text; resolves when the window shows the file anew, with these annotations. */
export async function insertFirst(page: Page, text: string, annotations: readonly unknown[]): Promise<void> {
  await page.evaluate(([content, present]) => {
    const bytes = new TextEncoder().encode(content);
    const { answers, opened, tell } = window as unknown as { answers: Record<string, unknown>; opened: { documentId: string }; tell(notice: unknown): void };
    answers['reopen'] = () => Promise.resolve({ ok: true, value: { ...opened, size: bytes.length, firstChunk: { bytes, last: true }, annotations: present } });
    answers['settle'] = () => Promise.resolve({ ok: true, value: { annotations: present, placements: {}, textChanged: true, unknownBeside: 0, problems: [] } });
    tell({ kind: 'file-changed', documentId: opened.documentId, gone: false });
  }, [insertedFirst + text, annotations] as const);
  await page.locator('.cm-line', { hasText: insertedFirst.trim() }).waitFor();
}

/** Runs in the page: answers as the main process would for one document that is `text`. */
function standIn({ text, annotations, readOnly, name, startPage, recent, settings }: { text: string; annotations: unknown[]; readOnly: boolean; name: string; startPage: boolean; recent: unknown[]; settings: unknown }): void {
  const bytes = new TextEncoder().encode(text);
  const size = 256 * 1024;
  const asked: { name: string; values: unknown[] }[] = [];
  const listeners: ((notice: unknown) => void)[] = [];
  const chunk = (index: number) => ({ bytes: bytes.slice(index * size, (index + 1) * size), last: (index + 1) * size >= bytes.length });
  // More than the main process hands over at once come in parts.
  const part = 300;
  const carried = annotations.length > 500 ? { annotations: [], long: { list: 1, count: annotations.length } } : { annotations };
  const opened = {
    documentId: '00000000-0000-4000-8000-000000000000', name, path: `/home/someone/${name}`, size: bytes.length, firstChunk: chunk(0), encoding: null,
    readOnly, readingPosition: 0, ...carried, unchanged: true, problems: [],
  };
  const good = (value: unknown) => Promise.resolve({ ok: true, value });
  const answers: Record<string, (...values: never[]) => Promise<unknown>> = {
    start: () => Promise.resolve({ version: '0.0.0', platform: 'linux', settings, systemLanguage: 'en', document: startPage ? null : { ok: true, value: opened } }),
    readChunk: (_id: string, index: number) => good(chunk(index)),
    settle: () => good({ ...carried, placements: {}, textChanged: false, unknownBeside: 0, problems: [] }),
    readAnnotations: (_id: string, _list: number, from: number) => good({
      json: JSON.stringify({ annotations: annotations.slice(from, from + part), placements: {} }), next: from + part < annotations.length ? from + part : null,
    }),
    listRecent: () => Promise.resolve(recent),
    listTags: () => good([]),
    searchLibrary: () => good({ hits: [], total: 0, documents: 0 }),
  };
  const api = new Proxy({}, {
    get: (_target, request: string) => (request === 'onNotice'
      ? (listener: (notice: unknown) => void) => { listeners.push(listener); return () => undefined; }
      : (...values: unknown[]) => {
          asked.push({ name: request, values });
          return answers[request]?.(...(values as never[])) ?? good(null);
        }),
  });
  Object.assign(window, { manicule: api, asked, answers, opened, tell: (notice: unknown) => { for (const listener of listeners) listener(notice); } });
}
