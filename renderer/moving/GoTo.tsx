import { Dialog } from '@base-ui/react/dialog';
import { useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { parsePlace } from '../../core/go-to';
import { Modal } from '../dialogs/Modal';
import type { Reader } from '../reader';
import { numeral, t } from '../texts';
import { useStore } from '../use-store';
import type { Moving } from './moving';

interface GoToProps {
  readonly reader: Reader;
  readonly moving: Moving;
}

/** Asks for a paragraph or a percentage and goes there. */
export function GoTo({ reader, moving }: GoToProps) {
  const open = useStore(moving.store, (state) => state.goToOpen);
  return (
    <Modal reader={reader} open={open} close={() => { moving.store.set({ goToOpen: false }); }} className="go-to" toText>
      <Form reader={reader} moving={moving} />
    </Modal>
  );
}

function Form({ reader, moving }: GoToProps) {
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState(false);
  const paragraphs = reader.view?.state.doc.lines ?? 1;
  const values = { paragraphs: numeral(paragraphs) };
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.focus();
    reader.ahead.handOver(field.current);
  }, [reader]);
  const go = () => {
    const doc = reader.view?.state.doc;
    const place = parsePlace(typed, paragraphs);
    if (!doc || !place) {
      setRefused(true);
      return;
    }
    moving.store.set({ goToOpen: false });
    const at = place.kind === 'paragraph' ? doc.line(place.number).from : startNear(reader, Math.round((doc.length * place.percent) / 100));
    moving.jumps.to({ start: at, end: at });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    go();
  };
  return (
    <form onSubmit={(event) => { event.preventDefault(); go(); }}>
      <Dialog.Title>{t('goTo.title')}</Dialog.Title>
      <label htmlFor="go-to-place">{t('goTo.label')}</label>
      <div className="go-to-row">
        <input ref={field} id="go-to-place" onKeyDown={press} value={typed} autoComplete="off" aria-invalid={refused} aria-describedby="go-to-hint" onChange={(event) => { setTyped(event.target.value); setRefused(false); }} />
        <button type="submit" className="primary">{t('goTo.go')}</button>
      </div>
      <p id="go-to-hint" className="quiet" role={refused ? 'alert' : undefined} data-refused={refused}>{t(refused ? 'goTo.refused' : 'goTo.hint', values)}</p>
    </form>
  );
}

/** Units looked back for the beginning of a word: a caret in the middle of one looks like a mistake. */
const reach = 80;

function startNear(reader: Reader, offset: number): number {
  const from = Math.max(0, offset - reach);
  const text = reader.view?.state.sliceDoc(from, offset) ?? '';
  const blank = /\s(?=\S*$)/.exec(text);
  return blank ? from + blank.index + 1 : offset;
}
