import { Dialog } from '@base-ui/react/dialog';
import { useMemo, useRef, useState, type FormEvent } from 'react';
import { isChosen } from '../../core/export/options';
import { Modal } from '../dialogs/Modal';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { ChoiceFields } from './ChoiceFields';
import { cancelExport, exportCopy } from './exporting';
import { ExportProgress } from './ExportProgress';
import { FormatList } from './FormatList';
import { keepChoice, lastChoice } from './last-choice';
import { Preview } from './Preview';
import { usePreview } from './use-preview';

/** The export dialog: which format, which annotations, and what will come out of it. */
export default function ExportDialog({ reader }: { readonly reader: Reader }) {
  const open = useStore(reader.store, (state) => state.exportOpen);
  const [working, setWorking] = useState(false);
  const format = useRef<HTMLInputElement>(null);
  const leave = () => {
    if (working) cancelExport(reader);
    else reader.store.set({ exportOpen: false });
  };
  return (
    <Modal reader={reader} open={open} close={leave} className="export-dialog" initialFocus={format}>
      <ExportForm reader={reader} working={working} setWorking={setWorking} leave={leave} format={format} />
    </Modal>
  );
}

interface ExportFormProps {
  readonly reader: Reader;
  /** True while a copy is being written. */
  readonly working: boolean;
  readonly setWorking: (working: boolean) => void;
  /** Ends the writing, or closes the dialog when nothing is being written. */
  readonly leave: () => void;
  /** The chosen format's button, which has the focus first. */
  readonly format: React.RefObject<HTMLInputElement | null>;
}

function ExportForm({ reader, working, setWorking, leave, format }: ExportFormProps) {
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const tags = useMemo(() => [...new Set([...annotations.values()].flatMap((annotation) => annotation.tags))].sort((a, b) => a.localeCompare(b)), [annotations]);
  const [choice, setChoice] = useState(() => lastChoice(new Set(tags)));
  const count = useMemo(() => [...annotations.values()].filter((annotation) => isChosen(annotation, choice.options)).length, [annotations, choice]);
  const previewed = usePreview(reader, choice);
  const done = useStore(reader.store, (state) => state.exporting);
  const write = async () => {
    keepChoice(choice);
    setWorking(true);
    const written = await exportCopy(reader, choice.format, choice.options).finally(() => { setWorking(false); });
    if (written) reader.store.set({ exportOpen: false });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!working) void write();
  };
  return (
    <form className="export-form" onSubmit={submit}>
      <Dialog.Title>{t('exportDialog.title')}</Dialog.Title>
      <div className="export-body" inert={working}>
        <FormatList chosen={choice.format} checked={format} choose={(chosen) => { setChoice({ ...choice, format: chosen }); }} />
        <div className="export-side">
          <ChoiceFields choice={choice} tags={tags} change={(options) => { setChoice({ ...choice, options: { ...choice.options, ...options } }); }} />
          <Preview reader={reader} choice={choice} previewed={previewed} />
        </div>
      </div>
      <footer className="export-foot">
        <p className="export-count" aria-live="polite">{t('exportDialog.count', { count, all: annotations.size })}</p>
        {working ? <ExportProgress done={done} /> : null}
        <button type="button" onClick={leave}>{t('exportDialog.cancel')}</button>
        <button type="submit" className="primary" disabled={working}>{t('exportDialog.write')}</button>
      </footer>
    </form>
  );
}
