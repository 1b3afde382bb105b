import { Pencil, RotateCcw } from 'lucide-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Command } from '../../core/contract';
import { commandsByKeys, isReserved, keymapWith, withKeys, withStandardKeys, type Keymap } from '../../core/keys/keymap';
import { pressedKeys } from '../keymap';
import { commandName } from '../palette/command-names';
import { t } from '../texts';

interface KeyRowProps {
  readonly command: Command;
  readonly shortcuts: Keymap;
  readonly change: (shortcuts: Keymap) => void;
  readonly say: (text: string) => void;
}

const icon = { size: 15, 'aria-hidden': true } as const;

/** A command with its keys, and how to change them: by pressing others. Keys of another command are taken only when one says so. */
export function KeyRow({ command, shortcuts, change, say }: KeyRowProps) {
  const [recording, setRecording] = useState(false);
  const [pressed, setPressed] = useState<string | null>(null);
  const field = useRef<HTMLButtonElement>(null);
  const take = useRef<HTMLButtonElement>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const name = commandName(command);
  const keys = keymapWith(shortcuts)[command] ?? [];
  const owner = pressed === null ? undefined : commandsByKeys(keymapWith(shortcuts)).get(pressed);
  const refused = pressed !== null && isReserved(pressed);
  useEffect(() => { if (recording) field.current?.focus(); }, [recording]);
  useEffect(() => { if (owner !== undefined) take.current?.focus(); }, [owner]);
  const end = () => {
    setRecording(false);
    setPressed(null);
    requestAnimationFrame(() => { pencil.current?.focus(); });
  };
  const give = (wanted: string) => {
    change(withKeys(shortcuts, command, wanted));
    say(t('keys.set', { command: name, keys: wanted }));
    end();
  };
  const press = (event: KeyboardEvent) => {
    const wanted = pressedKeys(event.nativeEvent);
    if (wanted === null || wanted === 'Tab' || wanted === 'Shift+Tab') return;
    event.preventDefault();
    event.stopPropagation();
    event.nativeEvent.stopImmediatePropagation();
    const other = commandsByKeys(keymapWith(shortcuts)).get(wanted);
    if (wanted === 'Esc' || other === command) end();
    else if (isReserved(wanted) || other !== undefined) setPressed(wanted);
    else give(wanted);
  };
  if (recording) {
    return (
      <li>
        <span className="key-name">{name}</span>
        <button ref={field} type="button" className="key-field" onKeyDown={press}><span className="visually-hidden">{t('keys.changeOf', { command: name })}</span> {pressed ?? '…'}</button>
        <p role="status">
          {refused ? t('keys.reserved', { keys: pressed }) : owner === undefined ? t('keys.press') : t('keys.taken', { keys: pressed ?? '', command: commandName(owner) })}
          {owner !== undefined && pressed !== null ? <button ref={take} type="button" onClick={() => { give(pressed); }}>{t('keys.takeIt')}</button> : null}
          <button type="button" onClick={end}>{t('keys.cancel')}</button>
        </p>
      </li>
    );
  }
  return (
    <li>
      <span className="key-name">{name}</span>
      {keys.length === 0 ? <span className="quiet">{t('keys.none')}</span> : keys.map((key) => <kbd key={key}>{key}</kbd>)}
      {shortcuts[command] ? <button type="button" className="list-tool" aria-label={t('keys.resetOf', { command: name })} title={t('keys.resetOf', { command: name })} onClick={() => { change(withStandardKeys(shortcuts, command)); pencil.current?.focus(); }}><RotateCcw {...icon} /></button> : null}
      <button ref={pencil} type="button" className="list-tool" aria-label={t('keys.changeOf', { command: name })} title={t('keys.changeOf', { command: name })} onClick={() => { setRecording(true); }}><Pencil {...icon} /></button>
    </li>
  );
}
