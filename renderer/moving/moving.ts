import type { Command } from '../../core/contract';
import { Finder } from '../find/finder';
import type { Reader } from '../reader';
import { Store } from '../store';
import { t } from '../texts';
import { toggleOutline } from '../outline/toggle-outline';
import { Jumps } from './jumps';
import { selectAll } from './select-all';

/** The commands that move about in the document. */
export type MovingCommand = Extract<Command, 'find' | 'find-next' | 'find-previous' | 'go-to' | 'outline' | 'back' | 'forward' | 'select-all'>;

/** What moves about in a reader's document. */
export class Moving {
  readonly jumps: Jumps;
  readonly finder: Finder;
  readonly store = new Store({ goToOpen: false });

  constructor(private readonly reader: Reader) {
    this.jumps = new Jumps(reader);
    this.finder = new Finder(reader, this.jumps);
  }

  /** Does what a menu, a button or a key asks for. */
  run(command: MovingCommand): void {
    if (!this.reader.view) return;
    switch (command) {
      case 'find': this.finder.open(); break;
      case 'find-next': this.finder.step(1); break;
      case 'find-previous': this.finder.step(-1); break;
      case 'go-to': this.store.set({ goToOpen: true }); break;
      case 'outline': toggleOutline(this.reader); break;
      case 'back': this.travel(-1); break;
      case 'forward': this.travel(1); break;
      case 'select-all': selectAll(this.reader.view); break;
    }
  }

  private travel(direction: -1 | 1): void {
    if (!this.jumps.travel(direction)) this.reader.announce(t(direction === -1 ? 'announce.nothingBack' : 'announce.nothingForward'));
  }
}

const all = new WeakMap<Reader, Moving>();

/** The one that belongs to a reader. */
export function movingOf(reader: Reader): Moving {
  const known = all.get(reader);
  if (known) return known;
  const moving = new Moving(reader);
  all.set(reader, moving);
  return moving;
}
