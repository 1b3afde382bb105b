import { useMemo, useState } from 'react';
import type { Command } from '../../core/contract';
import { fuzzyPick } from '../../core/search/fuzzy';
import { runCommand } from '../commands';
import { keysFor } from '../keymap';
import { overlay, setOverlay } from '../overlay';
import { Picker } from '../picking/Picker';
import type { Reader } from '../reader';
import type { ReaderState } from '../reader-state';
import { useStore } from '../use-store';
import { t } from '../texts';
import { commandName, orderedCommands, otherWords } from './command-names';

/** Commands that work without a document. */
const withoutDocument: ReadonlySet<Command> = new Set<Command>(['open', 'shortcuts', 'search-library', 'manage-tags', 'change-keys', 'settings', 'tour', 'zoom-in', 'zoom-out', 'zoom-reset']);

/** True for a command that has something to work on. */
function usable(command: Command, { document, selection, focused, session }: ReaderState): boolean {
  if (!document) return withoutDocument.has(command);
  if (command === 'undo') return session.undo.length > 0;
  if (command === 'redo') return session.redo.length > 0;
  if (command === 'delete' || (command.startsWith('copy-') && !command.startsWith('copy-all-'))) return focused !== null;
  if (command === 'highlight' || command === 'underline' || command === 'strikethrough' || command === 'mark-every' || command.startsWith('color-')) return selection !== null || focused !== null;
  return true;
}

/** The commands whose name answers what was typed; when there is none, those that people also call so. */
function commandsFor(typed: string, state: ReaderState): readonly Command[] {
  const all = orderedCommands.filter((command) => usable(command, state));
  const named = fuzzyPick(all, typed, commandName);
  return named.length > 0 ? named : fuzzyPick(all, typed, otherWords);
}

/** Every command by name, with its key. */
export function CommandPalette({ reader }: { readonly reader: Reader }) {
  const open = useStore(overlay, (state) => state.open === 'palette');
  const [typed, setTyped] = useState('');
  const items = useMemo(() => (open ? commandsFor(typed, reader.store.get()) : []), [open, typed, reader]);
  const close = () => {
    setOverlay(null);
    setTyped('');
  };
  return (
    <Picker
      reader={reader}
      open={open}
      close={close}
      label={t('palette.label')}
      typed={typed}
      onType={setTyped}
      items={items}
      keyOf={(command) => command}
      draw={(command) => (
        <>
          <span className="picker-item-name">{commandName(command)}</span>
          {keysFor(command).slice(0, 1).map((keys) => <kbd key={keys}>{keys}</kbd>)}
        </>
      )}
      pick={(command) => { void runCommand(reader, command); }}
      note={items.length === 0 ? t('palette.none') : ''}
    />
  );
}
