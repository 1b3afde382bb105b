import { useEffect, useRef, useState } from 'react';
import { api } from './api';
import { CommentLayer } from './comments/CommentLayer';
import { MarkBar } from './comments/MarkBar';
import { runCommand } from './commands';
import { textKey, windowKey } from './keys';
import { focusAt } from './marking';
import { loadPreferences } from './preferences';
import { Problems } from './problems/Problems';
import { Toast } from './problems/Toast';
import { Reader } from './reader';
import { watchSelection } from './document/watch-selection';
import { ShortcutSheet } from './sidebar/ShortcutSheet';
import { Sidebar } from './sidebar/Sidebar';
import { StartPage } from './toolbar/StartPage';
import { StatusLine } from './toolbar/StatusLine';
import { Toolbar } from './toolbar/Toolbar';
import { useStore } from './store';
import { t } from './texts';
import type { Command, OpenedDocument } from '../core/contract';
import type { Result } from '../core/problem';

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
      <Toolbar reader={reader} run={(command) => { void runCommand(reader, command); }} />
      <Problems reader={reader} />
      <div className="panes">
        {sidebar && document_ ? <Sidebar reader={reader} /> : null}
        <main className="text-pane" data-empty={document_ === null}>
          <div className="text-surface" ref={surface} />
          {start && !document_ ? <StartPage open={show} /> : null}
          <MarkBar reader={reader} />
          <Toast reader={reader} />
        </main>
      </div>
      <StatusLine reader={reader} />
      <CommentLayer reader={reader} />
      <ShortcutSheet reader={reader} />
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
  void api.start().then((start) => {
    reader.store.set({ start });
    if (start.document) show(start.document);
  });
  return () => {
    endNotices();
    endSelection();
    window.removeEventListener('keydown', onKey);
  };
}
