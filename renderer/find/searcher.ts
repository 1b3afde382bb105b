import type { Stretch } from '../../core/find/pattern';
import type { SearchAnswer, SearchRequest } from './find-worker';

/** Milliseconds after which an expression that is still at work on one stretch is given up. A plain one takes some ten. */
const patience = 3_000;

/** What of the browser's Trusted Types is used; their types are not in the standard library yet. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): { createScriptURL(url: string): string };
}

const script = 'find-worker.js';

/** The page's policy trusts this one name, and this rule answers with this one script, whatever it is asked. */
function trustedScript(): string {
  const types = (window as unknown as { trustedTypes?: TrustedTypes }).trustedTypes;
  return types ? types.createPolicy('manicule-worker', { createScriptURL: () => script }).createScriptURL(script) : script;
}

let url: string | null = null;

/** Searches stretches of text in a worker, one at a time. */
export class Searcher {
  private worker: Worker | null = null;
  private asked = 0;
  /** Ends the question that is under way. */
  private end: ((pairs: Uint32Array | null) => void) | null = null;

  /** The matches in a stretch; null when the expression took too long or `stop` was called. One question at a time. */
  ask(pattern: RegExp, stretch: Stretch, limit: number): Promise<Uint32Array | null> {
    this.worker ??= this.start();
    const { worker } = this;
    this.asked += 1;
    const request: SearchRequest = { id: this.asked, pattern, stretch, limit };
    return new Promise((resolve) => {
      const timer = setTimeout(() => { this.stop(); }, patience);
      this.end = (pairs) => {
        clearTimeout(timer);
        this.end = null;
        resolve(pairs);
      };
      worker.postMessage(request);
    });
  }

  /** Ends what is under way, at once. */
  stop(): void {
    if (!this.end) return;
    this.worker?.terminate();
    this.worker = null;
    this.end(null);
  }

  private start(): Worker {
    url ??= trustedScript();
    const worker = new Worker(url, { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<SearchAnswer>) => { if (data.id === this.asked) this.end?.(data.pairs); };
    worker.onerror = () => { this.stop(); };
    return worker;
  }
}
