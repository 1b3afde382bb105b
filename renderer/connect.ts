import { api } from './api';
import { runCommand } from './commands';
import { dressPage } from './dress-page';
import { watchSelection } from './document/watch-selection';
import { followLanguage } from './follow-language';
import { followShortcuts } from './keymap';
import { textKey, windowKey } from './keys';
import { goTo } from './go-to';
import { focusAt } from './marking';
import { Reader } from './reader';
import { spokenLanguage } from './texts';
import type { Command, OpenedDocument, WindowStart } from '../core/contract';
import type { Result } from '../core/problem';

/** A part of the page that is there from the start. Throws when the page lacks it. */
export function pagePart(id: string): HTMLElement {
  const part = document.getElementById(id);
  if (!part) throw new Error(`The page has no #${id}.`);
  return part;
}

/** Makes the window's reader and joins it to the main process, to the window's keys, and to what is dropped on it. */
export function connect(starting: Promise<WindowStart>): Reader {
  const reader: Reader = new Reader(api, () => ({
    onKey: (event) => textKey(reader, event, run),
    onClick: (offset) => { focusAt(reader, offset); },
  }));
  const run = (command: Command) => { void runCommand(reader, command); };
  const surface = pagePart('text');
  const show = (result: Result<OpenedDocument | null>) => {
    void reader.show(result, surface).then(() => { if (result.ok && result.value?.reveal !== undefined) goTo(reader, result.value.reveal); });
  };
  reader.opening = show;
  dressPage(reader);
  followLanguage(reader);
  followShortcuts(reader);
  listen(reader, run, show);
  watchSelection(reader);
  void starting.then((start) => {
    const { settings } = start;
    reader.store.set({ start, settings, color: settings.color, sidebar: settings.sidebar, language: spokenLanguage(), ...(start.document?.ok ? {} : { painted: true }) });
    if (start.document) show(start.document);
  });
  return reader;
}

function listen(reader: Reader, run: (command: Command) => void, show: (result: Result<OpenedDocument | null>) => void): void {
  api.onNotice((notice) => {
    if (notice.kind === 'command') run(notice.command);
    else if (notice.kind === 'open') show(notice.document);
    else if (notice.kind === 'reveal') goTo(reader, notice.annotationId);
    else if (notice.kind === 'problem') reader.report(notice.problem);
    else if (notice.kind === 'settings-changed') reader.store.set({ settings: notice.settings });
    else if (notice.kind === 'closing') void reader.saveAll(true).then((unsaved) => api.readyToClose(unsaved));
    else reader.heed(notice);
  });
  window.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && windowKey(event, run)) event.preventDefault();
  });
  window.addEventListener('dragover', (event) => { event.preventDefault(); });
  window.addEventListener('drop', (event) => {
    event.preventDefault();
    void openInTurn([...event.dataTransfer?.files ?? []], show);
  });
}

/** Opens files one after the other: the first may take this window, and only then is it known that the next one needs another. */
async function openInTurn(files: readonly File[], show: (result: Result<OpenedDocument | null>) => void): Promise<void> {
  for (const file of files) show(await api.openDropped(file));
}
