import type { ReactNode } from 'react';
import { api } from '../api';
import type { CopiedFrom } from '../../core/contract';
import type { Problem } from '../../core/problem';
import { removeAll } from '../bulk';
import { importBeside } from '../importing/import-annotations';
import { setOverlay } from '../overlay';
import type { Reader } from '../reader';
import { standingOf } from '../standing';
import { useStore } from '../use-store';
import { problemText, t } from '../texts';

function Bar({ tone, children, buttons }: { readonly tone: 'problem' | 'notice'; readonly children: ReactNode; readonly buttons: ReactNode }) {
  return (
    <div className="bar" data-tone={tone} role={tone === 'problem' ? 'alert' : 'status'}>
      <p>{children}</p>
      <div className="bar-buttons">{buttons}</div>
    </div>
  );
}

function Sentences({ problem }: { readonly problem: Problem }) {
  const { what, why, whatToDo } = problemText(problem);
  return <><strong>{what}</strong> {why} {whatToDo}</>;
}

/** The bars below the tools: what went wrong, in words, and what can be done about it. They stay until they are dealt with. */
export function Problems({ reader }: { readonly reader: Reader }) {
  const problems = useStore(reader.store, (state) => state.problems);
  const unplaced = useStore(reader.store, (state) => state.unplaced);
  const save = useStore(reader.store, (state) => state.save);
  const dismiss = (gone: Problem) => { reader.store.set({ problems: problems.filter((problem) => problem !== gone) }); };
  const copyUnsaved = () => void api.copyText(JSON.stringify(reader.unsaved(), null, 2)).then(() => { reader.toast(t('toast.copied')); });
  return (
    <div className="bars">
      {save.kind === 'failed' ? (
        <Bar
          tone="problem"
          buttons={(
            <>
              <button type="button" onClick={() => { reader.retrySaving(); }}>{t('notice.retry')}</button>
              <button type="button" onClick={copyUnsaved}>{t('notice.copy')}</button>
            </>
          )}
        >
          <Sentences problem={save.problem} />
        </Bar>
      ) : null}
      {unplaced ? (
        <Bar tone="problem" buttons={<button type="button" onClick={() => { reader.reopen(); }}>{t('notice.retry')}</button>}>
          <strong>{t('notice.unplaced')}</strong> <Sentences problem={unplaced} />
        </Bar>
      ) : null}
      {problems.map((problem, at) => (
        <Bar key={`${problem.kind} ${String(at)}`} tone="problem" buttons={<button type="button" onClick={() => { dismiss(problem); }}>{t('notice.dismiss')}</button>}>
          <Sentences problem={problem} />
        </Bar>
      ))}
      <UnknownBeside reader={reader} />
      <DocumentNotices reader={reader} />
    </div>
  );
}

/** Keeps a copy of the tour with all that was done in it. */
async function keepTour(reader: Reader, documentId: string): Promise<void> {
  if (await reader.saveAll() === 0) reader.opening?.(await api.keepTour(documentId));
}

/** Annotations that lie beside the file, from someone else or another machine: offered, never taken without being asked. */
function UnknownBeside({ reader }: { readonly reader: Reader }) {
  const count = useStore(reader.store, (state) => state.unknownBeside);
  if (count === 0) return null;
  const done = () => { reader.store.set({ unknownBeside: 0 }); };
  const add = () => {
    done();
    void importBeside(reader);
  };
  return (
    <Bar
      tone="notice"
      buttons={(
        <>
          <button type="button" onClick={add}>{t('notice.beside.add')}</button>
          <button type="button" onClick={() => { setOverlay('place'); }}>{t('notice.beside.keep')}</button>
          <button type="button" onClick={done}>{t('notice.dismiss')}</button>
        </>
      )}
    >
      {t('notice.beside', { count })}
    </Bar>
  );
}

function sentenceOf({ edited, gone }: CopiedFrom): 'notice.sameText' | 'notice.formerText' | 'notice.editedCopy' | 'notice.editedGone' {
  if (edited) return gone ? 'notice.editedGone' : 'notice.editedCopy';
  return gone ? 'notice.formerText' : 'notice.sameText';
}

/** Annotations that came from a document with the same or nearly the same text: said, and taken away again where that is not what was meant. */
function Copied({ reader }: { readonly reader: Reader }) {
  const copiedFrom = useStore(reader.store, (state) => state.copiedFrom);
  if (!copiedFrom) return null;
  const done = () => { reader.store.set({ copiedFrom: null }); };
  const remove = () => {
    done();
    removeAll(reader, copiedFrom.ids);
  };
  return (
    <Bar
      tone="notice"
      buttons={(
        <>
          <button type="button" onClick={remove}>{t('notice.removeCopies')}</button>
          <button type="button" onClick={done}>{t('notice.dismiss')}</button>
        </>
      )}
    >
      {t(sentenceOf(copiedFrom), { name: copiedFrom.name })}
    </Bar>
  );
}

function DocumentNotices({ reader }: { readonly reader: Reader }) {
  const encoding = useStore(reader.store, (state) => state.encoding);
  const textChanged = useStore(reader.store, (state) => state.textChanged);
  const placements = useStore(reader.store, (state) => state.placements);
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const count = annotations.size;
  const { review, kept } = standingOf(annotations, placements);
  const look = () => { reader.store.set({ sidebar: true, sidebarTab: 'review' }); };
  const close = <button type="button" onClick={() => { reader.store.set({ textChanged: false }); }}>{t('notice.dismiss')}</button>;
  const tour = useStore(reader.store, (state) => (state.document?.tour ? state.document.documentId : null));
  const closeEncoding = <button type="button" onClick={() => { reader.store.set({ encoding: encoding && { ...encoding, fallback: false, replaced: 0 } }); }}>{t('notice.dismiss')}</button>;
  return (
    <>
      {tour === null ? null : <Bar tone="notice" buttons={<button type="button" onClick={() => { void keepTour(reader, tour); }}>{t('tour.keep')}</button>}>{t('tour.notice')}</Bar>}
      <Copied reader={reader} />
      {textChanged && count > 0 ? <Bar tone="notice" buttons={<>{review > 0 ? <button type="button" onClick={look}>{t('notice.review')}</button> : null}{close}</>}>{t('notice.inPlace', { placed: count - review - kept, count, review })}</Bar> : null}
      {encoding?.fallback ? <Bar tone="notice" buttons={closeEncoding}>{t('notice.fallback')}</Bar> : null}
      {encoding && encoding.replaced > 0 ? <Bar tone="notice" buttons={closeEncoding}>{t('notice.replaced', { count: encoding.replaced, encoding: encoding.encoding.toUpperCase() })}</Bar> : null}
    </>
  );
}
