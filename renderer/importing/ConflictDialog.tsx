import { useEffect, useState } from 'react';
import { Dialog } from '@base-ui/react/dialog';
import type { Imported } from '../../core/contract';
import { conflictChoices, type ConflictChoice } from '../../core/import/conflicts';
import type { Annotation } from '../../core/model/annotation';
import { Parts } from '../comments/Parts';
import { Modal } from '../dialogs/Modal';
import { whenAnotherText } from '../document/another-text';
import type { Reader } from '../reader';
import { t } from '../texts';
import { useStore } from '../use-store';
import { finishImport } from './import-annotations';

/** Characters of a quote or comment that are shown. */
const longestExcerpt = 280;

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > longestExcerpt ? `${line.slice(0, longestExcerpt - 1)}…` : line;
}

/** Asks which version of each annotation to keep. Closing it imports nothing. */
export function ConflictDialog({ reader }: { readonly reader: Reader }) {
  const importing = useStore(reader.store, (state) => state.importing);
  return (
    <Modal reader={reader} open={importing !== null} close={() => { reader.store.set({ importing: null }); }} className="conflict-dialog">
      {importing ? <Conflicts reader={reader} imported={importing.imported} earlier={importing.earlier} /> : null}
    </Modal>
  );
}

function Conflicts({ reader, imported, earlier }: { readonly reader: Reader; readonly imported: Imported; readonly earlier: boolean }) {
  const { conflicts } = imported;
  const names = { mine: t(earlier ? 'conflicts.now' : 'conflicts.mine'), theirs: t(earlier ? 'conflicts.then' : 'conflicts.theirs'), both: t('conflicts.both') };
  const [choices, setChoices] = useState<ReadonlyMap<string, ConflictChoice>>(new Map());
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  // The places in what was read are in the text that was shown then.
  useEffect(() => whenAnotherText(reader, () => {
    reader.store.set({ importing: null });
    reader.toast(t('notice.otherText'));
  }), [reader]);
  const chosen = (id: string): ConflictChoice => choices.get(id) ?? 'mine';
  // What changed while the person decided is decided anew.
  const finish = (): void => {
    const again = finishImport(reader, imported, choices, earlier);
    setChanged(again);
    setChoices(new Map([...choices].filter(([id]) => !again.has(id))));
  };
  return (
    <>
      <Dialog.Title>{t('conflicts.title', { count: conflicts.length })}</Dialog.Title>
      <Dialog.Description>{t(earlier ? 'conflicts.restoreText' : 'conflicts.text')}</Dialog.Description>
      <p className="conflict-changed" role="status">{changed.size > 0 ? t('conflicts.changed', { count: changed.size }) : ''}</p>
      <div className="conflict-all" role="group" aria-label={t('conflicts.all')}>
        <span aria-hidden="true">{t('conflicts.all')}</span>
        {conflictChoices.map((choice) => (
          <button key={choice} type="button" aria-pressed={conflicts.every(({ mine }) => chosen(mine.id) === choice)} onClick={() => { setChoices(new Map(conflicts.map(({ mine }) => [mine.id, choice]))); }}>
            {names[choice]}
          </button>
        ))}
      </div>
      <ol className="conflict-list" tabIndex={0} aria-label={t('conflicts.list')}>
        {conflicts.map(({ mine, theirs }) => (
          <li key={mine.id} data-changed={changed.has(mine.id) || undefined}>
            <fieldset>
              <legend>“{excerpt(mine.target.quote.exact)}”</legend>
              {conflictChoices.map((choice) => (
                <label key={choice}>
                  <input
                    type="radio" name={`conflict-${mine.id}`} checked={chosen(mine.id) === choice}
                    onChange={() => { setChoices(new Map(choices).set(mine.id, choice)); }}
                  />
                  <span className="conflict-choice">{names[choice]}</span>
                  {choice === 'both' ? <span className="conflict-version">{t('conflicts.bothText')}</span> : <Version annotation={choice === 'mine' ? mine : theirs} />}
                </label>
              ))}
            </fieldset>
          </li>
        ))}
      </ol>
      <div className="dialog-actions">
        <Dialog.Close>{t('conflicts.cancel')}</Dialog.Close>
        <button type="button" className="primary" onClick={finish}>{t(earlier ? 'restore.do' : 'conflicts.import')}</button>
      </div>
    </>
  );
}

function Version({ annotation }: { readonly annotation: Annotation }) {
  const { comment, color, style, tags, resolved, replies, creator } = annotation;
  const marks = [
    t(`color.${color}`), t(`style.${style}`), ...tags.map((tag) => `#${tag}`), ...(resolved ? [t('conflicts.resolved')] : []),
    ...(replies.length > 0 ? [t('conflicts.replies', { count: replies.length })] : []), creator,
  ];
  return (
    <span className="conflict-version" data-color={color}>
      <span dir="auto">{comment === '' ? t('conflicts.noComment') : excerpt(comment)}</span>
      <small><Parts of={marks} /></small>
    </span>
  );
}
