import { MatchList } from '../../core/find/match-list';
import { compileQuery, type FindQuery } from '../../core/find/pattern';
import type { Jumps } from '../moving/jumps';
import type { Reader } from '../reader';
import { Store } from '../store';
import { numeral, t } from '../texts';
import { clearMatches, paintMatches } from './paint-matches';
import { Searcher } from './searcher';

/** UTF-16 units of the first stretch that is searched: short, so that the first match is there soon. Each next one is twice as long. */
const firstStretch = 256 * 1024;
/** UTF-16 units of the longest stretch: short enough that cutting it out of the text is not felt, long enough that few have to be handed over. */
const longestStretch = 1024 * 1024;
/** UTF-16 units of text around a stretch: a match may go on so far beyond it, and an expression may look so far back. */
const after = 32 * 1024;
const before = 1024;
/** The most matches that are counted. */
const most = 1_000_000;
/** Milliseconds of rest in typing before the search begins. */
const rest = 80;
/** The longest selection that is taken as what to look for. */
const longestSeed = 200;

/** What the find bar shows. */
export interface FindState {
  readonly open: boolean;
  /** Counts how often the bar was asked for: each time its field takes the focus. */
  readonly asked: number;
  readonly query: FindQuery;
  readonly count: number;
  /** The number of the match that the reader is at, from 0; −1 for none. */
  readonly current: number;
  readonly searching: boolean;
  /** True when what is looked for was changed a moment ago, and the search for it has not begun. */
  readonly waiting: boolean;
  /** True when there are more matches than are counted. */
  readonly more: boolean;
  readonly problem: { readonly kind: 'expression'; readonly reason: string } | { readonly kind: 'slow' } | null;
}

/** Finds in the document: searches in a worker, stretch by stretch, also while the text still arrives; paints and steps through the matches. */
export class Finder {
  readonly store = new Store<FindState>({
    open: false, asked: 0, query: { text: '', caseSensitive: false, wholeWord: false, regularExpression: false },
    count: 0, current: -1, searching: false, waiting: false, more: false, problem: null,
  });
  /** All matches so far, by place. */
  matches = new MatchList();
  private readonly searcher = new Searcher();
  private pattern: RegExp | null = null;
  private run = 0;
  private searched = 0;
  private stretchLength = firstStretch;
  private pumping = false;
  /** The place from which the next match is still looked for. */
  private aim: number | null = null;
  /** Steps to go on from that match when it is known: asked for before. */
  private owed = 0;
  /** Where the caret was when the search began: each letter typed begins there again. */
  private origin = 0;
  private typing: ReturnType<typeof setTimeout> | null = null;

  constructor(readonly reader: Reader, private readonly jumps: Jumps) {
    let { document } = reader.store.get();
    reader.store.subscribe(() => {
      const state = reader.store.get();
      if (state.document !== document) {
        ({ document } = state);
        this.origin = 0;
        this.begin(null);
      }
      void this.pump();
    });
    reader.onLayout.add(() => { this.paint(); });
  }

  /** Shows the bar, with the selected words in it. */
  open(): void {
    const { view } = this.reader;
    const { asked, query } = this.store.get();
    if (!view) return;
    const { from, to } = view.state.selection.main;
    const seed = to > from && to - from <= longestSeed ? view.state.sliceDoc(from, to).trim() : '';
    this.origin = from;
    const seeded = seed !== '' && !seed.includes('\n') && seed !== query.text;
    this.store.set({ open: true, asked: asked + 1, ...(seeded ? { query: { ...query, text: seed, regularExpression: false } } : {}) });
    if (this.pattern && !seeded) this.paint();
    else this.begin(this.origin);
  }

  /** Puts the bar away. The match that the reader is at becomes the selection, so that it can be marked; the keys go to the text. */
  close(): void {
    const { view } = this.reader;
    const match = this.matches.at(this.store.get().current);
    this.store.set({ open: false });
    // Whoever puts the bar away goes on reading: what is found later is there for the next step, and moves nothing by itself.
    if (this.typing) this.begin(null);
    this.aim = null;
    this.owed = 0;
    clearMatches();
    view?.focus();
    if (view && match && view.state.selection.main.from === match.start) view.dispatch({ selection: { anchor: match.start, head: match.end } });
  }

  /** Looks for something else, from where the search began. */
  ask(change: Partial<FindQuery>): void {
    this.owed = 0;
    this.store.set({ query: { ...this.store.get().query, ...change }, waiting: true });
    if (this.typing) clearTimeout(this.typing);
    this.typing = setTimeout(() => { this.begin(this.origin); }, rest);
  }

  /** Goes to the match after the caret, or before it; at the end it goes on from the other end. */
  step(direction: 1 | -1): void {
    const { view } = this.reader;
    const { query, current } = this.store.get();
    const searching = () => this.store.get().searching;
    if (!view) return;
    if (query.text === '') {
      this.open();
      return;
    }
    if (this.typing) this.begin(this.origin);
    if (this.aim !== null && searching()) {
      // The match that is shown first is still looked for: the step goes on from there.
      this.owed += direction;
      return;
    }
    const caret = view.state.selection.main.from;
    const here = this.matches.at(current)?.start === caret;
    if (direction === 1) {
      this.aim = here ? caret + 1 : caret;
      this.land(searching());
      return;
    }
    const { length } = this.matches;
    const previous = (here ? current : this.matches.firstFrom(caret)) - 1;
    if (previous < 0 && searching()) {
      // Before the first one comes the last, and which that is will be known at the end of the search.
      this.aim = caret;
      this.owed = -1;
    } else if (length > 0) this.goTo((previous + length) % length);
  }

  /** Starts the search anew. `aim` is where the match that is shown is looked for; null: none is. */
  private begin(aim: number | null): void {
    if (this.typing) clearTimeout(this.typing);
    this.typing = null;
    this.searcher.stop();
    this.run += 1;
    this.pumping = false;
    this.matches = new MatchList();
    this.searched = 0;
    this.stretchLength = firstStretch;
    this.aim = aim;
    this.owed = 0;
    const { query } = this.store.get();
    const compiled = query.text === '' ? null : compileQuery(query);
    this.pattern = compiled?.ok ? compiled.pattern : null;
    this.store.set({ count: 0, current: -1, searching: this.pattern !== null, waiting: false, more: false, problem: compiled && !compiled.ok ? { kind: 'expression', reason: compiled.reason } : null });
    this.paint();
    void this.pump();
  }

  /** Searches on as far as there is text. */
  private async pump(): Promise<void> {
    if (this.pumping || !this.pattern || !this.store.get().searching) return;
    this.pumping = true;
    const { run } = this;
    while (run === this.run) {
      const reach = this.reach();
      if (this.searched >= reach) break;
      const answer = await this.searchStretch(this.pattern, Math.min(reach, this.searched + this.stretchLength));
      this.stretchLength = Math.min(longestStretch, this.stretchLength * 2);
      if (run !== this.run) return;
      if (!answer) {
        this.store.set({ searching: false, problem: { kind: 'slow' } });
        break;
      }
      this.take(answer);
    }
    if (run === this.run) this.pumping = false;
  }

  /** How far the text can be searched: while it still arrives, a match at its end may go on. */
  private reach(): number {
    const length = this.reader.view?.state.doc.length ?? 0;
    return this.reader.store.get().loaded === null ? length : length - after;
  }

  private searchStretch(pattern: RegExp, to: number): Promise<Uint32Array | null> {
    const state = this.reader.view?.state;
    const offset = Math.max(0, this.searched - before);
    const text = state?.sliceDoc(offset, Math.min(state.doc.length, to + after)) ?? '';
    const stretch = { text, offset, from: this.searched, to };
    this.searched = to;
    return this.searcher.ask(pattern, stretch, most - this.matches.length);
  }

  private take(pairs: Uint32Array): void {
    this.matches.add(pairs);
    const end = pairs.at(-1);
    if (end !== undefined) this.searched = Math.max(this.searched, end);
    const { loaded } = this.reader.store.get();
    const more = this.matches.length >= most;
    const searching = !more && (loaded !== null || this.searched < this.reach());
    this.store.set({ count: this.matches.length, searching, more });
    this.land(searching);
    this.paint();
  }

  /** Goes to the match that is looked for, once it is known. */
  private land(searching: boolean): void {
    if (this.aim === null) return;
    const { length } = this.matches;
    const first = this.matches.firstFrom(this.aim);
    if (searching && first >= length) return;
    const wanted = (first < length ? first : 0) + this.owed;
    // Which match is the last one, and with it the way round the ends, is known when all were found.
    if (searching && (wanted < 0 || wanted >= length)) return;
    if (length > 0) this.goTo(((wanted % length) + length) % length);
  }

  private goTo(index: number): void {
    const match = this.matches.at(index);
    if (!match || !this.reader.view) return;
    this.aim = null;
    this.owed = 0;
    const { open, count } = this.store.get();
    this.store.set({ current: index });
    // While the bar has the keys only the caret goes along: a selection would call up the bar beside it at each letter.
    const inText = this.reader.view.hasFocus;
    this.jumps.to({ start: match.start, end: inText ? match.end : match.start }, 'find');
    this.paint();
    if (!open) this.reader.announce(t('find.position', { current: numeral(index + 1), total: numeral(count) }));
  }

  private paint(): void {
    const { open, current } = this.store.get();
    if (open && this.reader.view) paintMatches(this.reader.view, this.matches, this.matches.at(current));
  }
}
