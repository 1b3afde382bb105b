import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { api } from './api';
import { runCommand } from './commands';
import { textKey, windowKey } from './keys';
import { focusAt } from './marking';
import { loadPreferences } from './preferences';
import { Reader } from './reader';
import { watchSelection } from './document/watch-selection';
import { useStore } from './store';
import { t } from './texts';
import type { Command, OpenedDocument, WindowStart } from '../core/contract';
import type { Result } from '../core/problem';

const chrome = async () => import('./chrome');
const CommentLayer = lazy(async () => ({ default: (await chrome()).CommentLayer }));
const MarkBar = lazy(async () => ({ default: (await chrome()).MarkBar }));
const Problems = lazy(async () => ({ default: (await chrome()).Problems }));
const ShortcutSheet = lazy(async () => ({ default: (await chrome()).ShortcutSheet }));
const Sidebar = lazy(async () => ({ default: (await chrome()).Sidebar }));
const StartPage = lazy(async () => ({ default: (await chrome()).StartPage }));
const StatusLine = lazy(async () => ({ default: (await chrome()).StatusLine }));
const Toast = lazy(async () => ({ default: (await chrome()).Toast }));
const Toolbar = lazy(async () => ({ default: (await chrome()).Toolbar }));

/** What this window starts with: asked for before anything is drawn, since the answer takes its time too. */
const starting: Promise<WindowStart> = api.start();

function createReader(): Reader {
  return new Reader(api, (reader) => ({
    onKey: (event) => textKey(reader, event, (command) => { void runCommand(reader, command); }),
    onClick: (offset) => { focusAt(reader, offset); },
  }));
}

/** The window: tools above, the list of annotations, the text with its comments, and the status line below. */
export function App() {
  const [reader] = useState(createReader);
  const surface = useRef<HTMLDivElement>(null);
  const document_ = useStore(reader.store, (state) => state.document);
  const start = useStore(reader.store, (state) => state.start);
  const sidebar = useStore(reader.store, (state) => state.sidebar);
  const fontSize = useStore(reader.store, (state) => state.fontSize);
  const announcement = useStore(reader.store, (state) => state.announcement);
  const painted = useStore(reader.store, (state) => state.painted);
  const show = (result: Result<OpenedDocument | null>) => {
    if (surface.current) void reader.show(result, surface.current);
  };

  useEffect(() => connect(reader, () => surface.current), [reader]);
  useEffect(() => {
    document.title = document_ ? `${document_.name} – ${t('app.name')}` : t('app.name');
  }, [document_]);

  return (
    <div
      className="window"
      style={{ '--text-size': `${String(fontSize)}px` } as React.CSSProperties}
      onDragOver={(event) => { event.preventDefault(); }}
      onDrop={(event) => {
        event.preventDefault();
        const file = event.dataTransfer.files[0];
        if (file) void api.openDropped(file).then(show);
      }}
    >
      <Suspense fallback={<header className="toolbar" />}>
        {painted ? (
          <>
            <Toolbar reader={reader} run={(command) => { void runCommand(reader, command); }} />
            <Problems reader={reader} />
          </>
        ) : <header className="toolbar" />}
      </Suspense>
      <div className="panes">
        <Suspense>{painted && sidebar && document_ ? <Sidebar reader={reader} /> : null}</Suspense>
        <main className="text-pane" data-empty={document_ === null}>
          <div className="text-surface" ref={surface} />
          {painted ? (
            <Suspense>
              {start && !document_ ? <StartPage open={show} /> : null}
              <MarkBar reader={reader} />
              <Toast reader={reader} />
            </Suspense>
          ) : null}
        </main>
      </div>
      <Suspense fallback={<footer className="status-line" />}>
        {painted ? (
          <>
            <StatusLine reader={reader} />
            <CommentLayer reader={reader} />
            <ShortcutSheet reader={reader} />
          </>
        ) : <footer className="status-line" />}
      </Suspense>
      <div className="visually-hidden" role="status" aria-live="polite" key={announcement.count}>{announcement.text}</div>
    </div>
  );
}

/** Joins the reader to the main process and to the window's keys; answers with the function that parts them. */
function connect(reader: Reader, surface: () => HTMLDivElement | null): () => void {
  const run = (command: Command) => { void runCommand(reader, command); };
  const show = (result: Result<OpenedDocument | null>) => {
    const parent = surface();
    if (parent) void reader.show(result, parent);
  };
  reader.store.set(loadPreferences());
  reader.opening = show;
  const endNotices = api.onNotice((notice) => {
    if (notice.kind === 'command') run(notice.command);
    else if (notice.kind === 'open') show(notice.document);
    else if (notice.kind === 'closing') void reader.saveAll().then((unsaved) => api.readyToClose(unsaved));
    else reader.heed(notice);
  });
  const onKey = (event: KeyboardEvent) => {
    if (!event.defaultPrevented && windowKey(event, run)) event.preventDefault();
  };
  window.addEventListener('keydown', onKey);
  const endSelection = watchSelection(reader);
  void starting.then((start) => {
    reader.store.set({ start, ...(start.document?.ok ? {} : { painted: true }) });
    if (start.document) show(start.document);
  });
  return () => {
    endNotices();
    endSelection();
    window.removeEventListener('keydown', onKey);
  };
}
