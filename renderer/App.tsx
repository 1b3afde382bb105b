import { createPortal } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { directionOf } from '../core/languages';
import { CSPProvider } from '@base-ui/react/csp-provider';
import { DirectionProvider } from '@base-ui/react/direction-provider';
import { announceAtCaret } from './announce-at-caret';
import { AnnotationMenu } from './annotation-menu/AnnotationMenu';
import { CommentLayer } from './comments/CommentLayer';
import { MarkBar } from './comments/MarkBar';
import { runCommand } from './commands';
import { pagePart } from './connect';
import { fetchedDialog } from './dialogs/fetched-dialog';
import { ConflictDialog } from './importing/ConflictDialog';
import { keepFocus } from './keep-focus';
import { LibrarySearch } from './library-search/LibrarySearch';
import { CommandPalette } from './palette/CommandPalette';
import { FindBar } from './find/FindBar';
import { GoTo } from './moving/GoTo';
import { movingOf } from './moving/moving';
import { PlaceDialog } from './place/PlaceDialog';
import { Problems } from './problems/Problems';
import { Toast } from './problems/Toast';
import { ScrollTrack } from './scroll-track/ScrollTrack';
import type { Reader } from './reader';
import { Handles } from './resizing/handles';
import { ConfirmEvery } from './occurrences/ConfirmEvery';
import { RestoreDialog } from './restoring/RestoreDialog';
import { KeyDialog } from './shortcuts/KeyDialog';
import { ShortcutSheet } from './sidebar/ShortcutSheet';
import { Sidebar } from './sidebar/Sidebar';
import { styleNonce } from './style-nonce';
import { TagManager } from './tag-manager/TagManager';
import { TagDialog } from './tags/TagDialog';
import { StartPage } from './toolbar/StartPage';
import { StatusLine } from './toolbar/StatusLine';
import { Toolbar } from './toolbar/Toolbar';
import { useStore } from './use-store';

const ExportDialog = fetchedDialog((state) => state.exportOpen, async () => import('./export/ExportDialog'));
const SettingsDialog = fetchedDialog((state) => state.settingsOpen, async () => import('./settings-dialog/SettingsDialog'));

/** Draws everything around the text into the parts that the page keeps for it: tools above, the list beside, what lies over the text, the status line below. */
export function mount(reader: Reader): void {
  announceAtCaret(reader);
  keepFocus(reader);
  new Handles(reader).follow();
  createRoot(pagePart('tools')).render(<CSPProvider nonce={styleNonce}><App reader={reader} /></CSPProvider>);
}

function App({ reader }: { readonly reader: Reader }) {
  const shown = useStore(reader.store, (state) => state.document !== null);
  const started = useStore(reader.store, (state) => state.start !== null);
  const sidebar = useStore(reader.store, (state) => state.sidebar);
  const moving = movingOf(reader);
  // Read here, so that all is drawn anew in another language.
  const language = useStore(reader.store, (state) => state.language);
  const announcement = useStore(reader.store, (state) => state.announcement);
  return (
    <DirectionProvider direction={directionOf(language)}>
      <Toolbar reader={reader} run={(command) => { void runCommand(reader, command); }} />
      <Problems reader={reader} />
      {createPortal(sidebar && shown ? <Sidebar reader={reader} /> : null, pagePart('beside'))}
      {createPortal(
        <>
          {started && !shown ? <StartPage open={(result) => { reader.opening?.(result); }} /> : null}
          <ScrollTrack reader={reader} moving={moving} />
          <FindBar finder={moving.finder} />
          <MarkBar reader={reader} />
          <Toast reader={reader} />
        </>,
        pagePart('over'),
      )}
      {createPortal(<StatusLine reader={reader} />, pagePart('below'))}
      <CommentLayer reader={reader} />
      <AnnotationMenu reader={reader} />
      <TagDialog reader={reader} />
      <GoTo reader={reader} moving={moving} />
      <ShortcutSheet reader={reader} />
      <ExportDialog reader={reader} />
      <ConfirmEvery reader={reader} />
      <ConflictDialog reader={reader} />
      <RestoreDialog reader={reader} />
      <PlaceDialog reader={reader} />
      <CommandPalette reader={reader} />
      <LibrarySearch reader={reader} />
      <SettingsDialog reader={reader} />
      <TagManager reader={reader} />
      <KeyDialog reader={reader} />
      {/* The region stays and its words change: one that comes with its words is not spoken by every screen reader. */}
      <div className="visually-hidden" role="status" aria-live="polite"><span key={announcement.count}>{announcement.text}</span></div>
    </DirectionProvider>
  );
}
