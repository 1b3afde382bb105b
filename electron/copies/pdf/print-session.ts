import { session, type Session, type WebPreferences } from 'electron';
import { scheme } from '../../page';

const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

const waiting = new Map<string, string>();
let printSession: Session | null = null;
let lastPage = 0;

/** A session of its own, in memory, that knows nothing but the pages that wait to be printed. */
function sessionForPrinting(): Session {
  if (printSession) return printSession;
  const created = session.fromPartition('print');
  created.protocol.handle(scheme, (request) => {
    const html = waiting.get(request.url);
    if (html === undefined) return new Response('Not found', { status: 404 });
    return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy, 'x-content-type-options': 'nosniff' } });
  });
  return (printSession = created);
}

/** What a page that is only there to be printed may do: nothing. To be called when the app is ready. */
export function pagePreferences(): WebPreferences {
  return {
    session: sessionForPrinting(), sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, webSecurity: true, webgl: false,
    spellcheck: false, backgroundThrottling: false, devTools: false,
  };
}

/** Gives a page an address in the session for printing, until it is withdrawn. */
export function offerPage(html: string): { readonly url: string; withdraw(): void } {
  const url = `${scheme}://print/${String(lastPage += 1)}`;
  waiting.set(url, html);
  return { url, withdraw: () => { waiting.delete(url); } };
}
