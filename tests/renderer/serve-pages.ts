import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { directionOf } from '../../core/languages';
import type { Settings } from '../../core/settings';

/** Serves the window's page to the browser of a test worker, on this machine alone: scripts and styles as they are built, the page as the main process would hand it over. */
export interface PageServer {
  /**
   * A page of its own in the look and the language of `settings`. Before its scripts `standIn`, the source of a function, is called with `values`, and what the
   * page before it kept in the browser is gone; loading it again keeps what it keeps itself.
   */
  add(settings: Settings, standIn: string, values: unknown): { readonly address: string; remove(): void };
}

/** Where the page finds axe, which is too large to be handed over for each. */
export const axeAddress = '/axe.min.js';

const types: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
/** The file of axe. */
export const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** Starts the server; it ends with the process. */
export async function servePages(): Promise<PageServer> {
  const folder = process.env['MANICULE_RENDERER'] ?? path.resolve('out/renderer');
  const pages = new Map<string, string>();
  const answer = async (response: ServerResponse, name: string): Promise<void> => {
    const page = pages.get(name);
    const body = page ?? await readFile(name === axeAddress ? axe : path.join(folder, name)).catch(() => null);
    if (body === null) response.statusCode = 404;
    response.setHeader('Content-Type', types[path.extname(name)] ?? 'application/octet-stream');
    response.setHeader('Cache-Control', page === undefined ? 'max-age=3600' : 'no-store');
    response.end(body);
  };
  const server = createServer(({ url = '/' }, response) => { void answer(response, new URL(url, 'http://localhost').pathname); });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  server.unref();
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const frame = await readFile(path.join(folder, 'index.html'), 'utf8');
  let count = 0;
  return {
    add(settings, standIn, values) {
      count += 1;
      const name = `/${String(count)}.html`;
      const language = settings.language === 'system' ? 'en' : settings.language;
      const forget = `if (sessionStorage.getItem('page') !== '${name}') { localStorage.clear(); sessionStorage.clear(); sessionStorage.setItem('page', '${name}'); }`;
      // A text may hold what ends a script.
      const script = `<script>${forget} ${standIn}(${JSON.stringify(values).replaceAll('<', '\\u003c')});</script>`;
      const page = frame.replaceAll('%THEME%', settings.look.theme).replaceAll('%LANG%', language).replaceAll('%DIR%', directionOf(language)).replace('<head>', () => `<head>${script}`);
      pages.set(name, page);
      return { address: origin + name, remove: () => { pages.delete(name); } };
    },
  };
}
