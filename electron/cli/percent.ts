import type { TellDone } from '../share-of-work';
import type { Terminal } from './terminal';

/** What is over sooner tells nothing of how much is done, in milliseconds. */
const shortWork = 1_000;

/** Tells on stderr how much of a work is done. */
export interface Percent {
  readonly tell: TellDone;
  /** Takes the last line away again, where it can be. */
  end(): void;
}

/** Begins a work: at a terminal one line counts up, elsewhere each tenth gets a line. `clock` in milliseconds. */
export function beginPercent(terminal: Pick<Terminal, 'tell' | 'rewrite'>, clock: () => number): Percent {
  const started = clock();
  const format = new Intl.NumberFormat('en', { style: 'percent' });
  let told = 0;
  return {
    tell: (share) => {
      if (clock() - started < shortWork) return;
      const tenth = Math.floor(share * 10 + 1e-6) / 10;
      if (terminal.rewrite) terminal.rewrite(`  ${format.format(share)}`);
      else if (tenth > told) void terminal.tell(`  ${format.format(tenth)}`);
      told = Math.max(told, tenth);
    },
    end: () => { if (told > 0) terminal.rewrite?.(''); },
  };
}
