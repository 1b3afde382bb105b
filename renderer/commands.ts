import { api } from './api';
import type { Command } from '../core/contract';
import { clipForms } from '../core/export/clip';
import { exportFormats } from '../core/export/formats';
import { wholeExport } from '../core/export/options';
import { colors } from '../core/model/annotation';
import { fontSizes, standardSettings } from '../core/settings';
import { colorIt, markIt, remove, startComment, startTagging, step } from './marking';
import { setOverlay } from './overlay';
import { refusesChange } from './read-only';
import type { Reader } from './reader';
import { changeLook, changeSettings, presentLook } from './settings';
import { t } from './texts';

/** Fetched apart: what only a command needs must not make the start longer. */
const later = async () => import('./later');

/** Does what a menu, a button or a key asks for. */
export async function runCommand(reader: Reader, command: Command): Promise<void> {
  switch (command) {
    case 'open': reader.opening?.(await api.chooseDocument()); break;
    case 'export': if (reader.store.get().document) reader.store.set({ exportOpen: true }); break;
    case 'print': await (await later()).printCopy(reader); break;
    case 'import': await (await later()).importAnnotations(reader); break;
    case 'undo': reader.announce(reader.undo() ? t('announce.undone') : t('announce.nothingToUndo')); break;
    case 'redo': reader.announce(reader.redo() ? t('announce.redone') : t('announce.nothingToRedo')); break;
    case 'toggle-sidebar': toggleSidebar(reader); break;
    case 'next-annotation': step(reader, 1); break;
    case 'previous-annotation': step(reader, -1); break;
    case 'zoom-in': zoom(reader, (size) => fontSizes.find((next) => next > size) ?? size); break;
    case 'zoom-out': zoom(reader, (size) => fontSizes.findLast((next) => next < size) ?? size); break;
    case 'zoom-reset': zoom(reader, () => standardSettings.look.fontSize); break;
    case 'highlight':
    case 'underline':
    case 'strikethrough': markIt(reader, command); break;
    case 'mark-every': await (await later()).markEvery(reader); break;
    case 'comment': startComment(reader); break;
    case 'tag': startTagging(reader); break;
    case 'delete': remove(reader, reader.store.get().focused ?? ''); break;
    case 'settings': reader.store.set({ settingsOpen: true }); break;
    case 'restore': if (reader.store.get().document && !refusesChange(reader)) setOverlay('restore'); break;
    case 'choose-place': if (reader.store.get().document) setOverlay('place'); break;
    case 'search-library':
    case 'palette':
      reader.ahead.begin();
      setOverlay(command === 'palette' ? 'palette' : 'library-search');
      break;
    case 'tour': reader.opening?.(await api.openTour()); break;
    case 'change-keys': setOverlay('keys'); break;
    case 'manage-tags': setOverlay('tag-manager'); break;
    case 'shortcuts': reader.store.set({ shortcutsOpen: true }); break;
    case 'find':
    case 'go-to':
      if (!reader.view) break;
      reader.ahead.begin();
      (await later()).movingOf(reader).run(command);
      break;
    case 'outline':
    case 'find-next':
    case 'find-previous':
    case 'back':
    case 'forward':
    case 'select-all': (await later()).movingOf(reader).run(command); break;
    default: await runForm(reader, command);
  }
}

/** The commands that exist once for each colour, format or form. */
async function runForm(reader: Reader, command: `color-${string}` | `export-${string}` | `copy-${string}`): Promise<void> {
  const color = colors.find((known) => command === `color-${known}`);
  if (color) colorIt(reader, color);
  const format = exportFormats.find((known) => command === `export-${known}`);
  if (format) await (await later()).exportCopy(reader, format, wholeExport);
  const { focused } = reader.store.get();
  const one = clipForms.find((form) => command === `copy-${form}`);
  if (one) await (await later()).copyAnnotations(reader, one, focused === null ? [] : [focused]);
  const all = clipForms.find((form) => command === `copy-all-${form}`);
  if (all) await (await later()).copyAnnotations(reader, all, null);
}

function toggleSidebar(reader: Reader): void {
  const sidebar = !reader.store.get().sidebar;
  reader.store.set({ sidebar });
  changeSettings(reader, { sidebar });
}

function zoom(reader: Reader, next: (size: number) => number): void {
  changeLook(reader, { fontSize: next(presentLook(reader.store.get()).fontSize) });
}
