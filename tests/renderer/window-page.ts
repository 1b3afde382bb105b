import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { directionOf } from '../../core/languages';
import { standardSettings, type Settings } from '../../core/settings';
import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test';

/**
 * The window's page in the newest Chromium that the system has, with a stand-in for the main process: the renderer must
 * work in a newer engine than the one it is shipped with. The main process itself is tested in the real Electron.
 */
export interface WindowPage {
  readonly page: Page;
  /** Closed, it takes its page along. */
  readonly browser: BrowserContext;
}

const origin = 'https://manicule.invalid';
const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

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

let shared: Promise<Browser> | null = null;

/** One browser for all pages of a test worker, which ends it: its start takes longer than many a test. */
function sharedBrowser(): Promise<Browser> {
  const root = process.getuid?.() === 0;
  shared ??= chromium.launch({ executablePath: systemChromium(), args: [...(root ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking'] });
  return shared;
}

/** Opens the page on `text`. What it asks of the main process is answered in the page and kept in `window.asked`. */
export async function openWindowPage(text: string, options: { width?: number; height?: number; dark?: boolean; annotations?: unknown[]; readOnly?: boolean; name?: string; startPage?: boolean; recent?: unknown[]; rendererFolder?: string; settings?: Partial<Settings> } = {}): Promise<WindowPage> {
  const folder = options.rendererFolder ?? (process.env['MANICULE_RENDERER'] ?? path.resolve('out/renderer'));
  const settings = { ...standardSettings, ...options.settings };
  const language = settings.language === 'system' ? 'en' : settings.language;
  const browser = await (await sharedBrowser()).newContext({ viewport: { width: options.width ?? 1280, height: options.height ?? 860 }, colorScheme: options.dark ? 'dark' : 'light' });
  const page = await browser.newPage();
  await page.route('**/*', async (route) => {
    const { pathname, origin: asked } = new URL(route.request().url());
    if (asked !== origin) return route.abort();
    const file = await readFile(path.join(folder, pathname === '/' ? 'index.html' : pathname));
    const body = pathname.endsWith('.html') ? file.toString('utf8').replaceAll('%THEME%', settings.look.theme).replaceAll('%LANG%', language).replaceAll('%DIR%', directionOf(language)) : file;
    return route.fulfill({ body, contentType: types[path.extname(pathname)] ?? 'text/html' });
  });
  await page.addInitScript(standIn, { text, annotations: options.annotations ?? [], readOnly: options.readOnly ?? false, name: options.name ?? 'notes.txt', startPage: options.startPage ?? false, recent: options.recent ?? [], settings });
  await page.goto(`${origin}/index.html`);
  return { page, browser };
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
