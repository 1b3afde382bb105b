import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';
import { directionOf, type Language } from '../core/languages';
import type { Theme } from '../core/settings';
import { origin, pageUrl, scheme } from './page';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/**
 * The policy of every answer. `nonce` lets the text surface add its own style element; nothing else may.
 * The one trusted type names the script of the worker that searches: a page can start no worker without.
 */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${nonce}'`, "img-src 'self' data:", "font-src 'self'",
    "connect-src 'none'", "frame-src 'none'", "worker-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'",
    "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types manicule-worker",
  ].join('; ');
}

/** To be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
}

/** What the page is served with, so that nothing flashes or turns round. */
export interface Dress {
  readonly theme: Theme;
  readonly language: Language;
}

/** The files of the page by their URL, as they are read. */
export type Pages = ReadonlyMap<string, Promise<Buffer>>;

/** Begins to read the files named in `manifest.json` of `folder`: before the app is ready there is time for it, afterwards the window waits. */
export function readPages(folder: string): Pages {
  const names = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as readonly string[];
  const pages = new Map(names.map((name) => [`${origin}/${name}`, readFile(join(folder, name))]));
  // A file that cannot be read is told when it is asked for.
  for (const content of pages.values()) content.catch(() => undefined);
  return pages;
}

/**
 * Serves these files and nothing else: a URL is looked up in a fixed map,
 * no path is ever made out of one. The page comes in the theme and the language of the moment. To be called when the app is ready.
 */
export function servePages(pages: Pages, dress: () => Dress): void {
  protocol.handle(scheme, async (request) => {
    const url = request.url.split(/[?#]/, 1)[0] ?? '';
    const page = pages.get(url);
    if (page === undefined || request.method !== 'GET') return new Response('Not found', { status: 404, headers: headersFor('.html', newNonce()) });
    const nonce = newNonce();
    const content = await page;
    const body = url === pageUrl ? dressed(content.toString('utf8'), nonce, dress()) : new Uint8Array(content);
    return new Response(body, { headers: headersFor(extname(url), nonce) });
  });
}

function dressed(page: string, nonce: string, { theme, language }: Dress): string {
  return page.replaceAll('%STYLE_NONCE%', nonce).replaceAll('%THEME%', theme).replaceAll('%LANG%', language).replaceAll('%DIR%', directionOf(language));
}

function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * No cross-origin-opener-policy: nothing can open the page from another one, and the policy would make Chromium throw the page's process
 * away and start a second one, a quarter of the time to the first text.
 */
function headersFor(extension: string, nonce: string): Record<string, string> {
  return {
    'content-type': mediaTypes[extension] ?? 'application/octet-stream',
    'content-security-policy': contentSecurityPolicy(nonce),
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  };
}
