import { commands, type Command } from '../../core/contract';
import { clipForms } from '../../core/export/clip';
import { exportFormats } from '../../core/export/formats';
import { colors } from '../../core/model/annotation';
import { t, type WindowTextKey } from '../texts';

type Formed = `color-${string}` | `export-${string}` | `copy-${string}`;

/** What commands are called that exist only once. The compiler asks for the name of each new one. */
const names: Readonly<Record<Exclude<Command, Formed>, WindowTextKey>> = {
  'open': 'shortcuts.open',
  'export': 'shortcuts.export',
  'print': 'shortcuts.print',
  'import': 'toolbar.import',
  'restore': 'restore.title',
  'choose-place': 'place.title',
  'undo': 'shortcuts.undo',
  'redo': 'shortcuts.redo',
  'toggle-sidebar': 'shortcuts.sidebar',
  'next-annotation': 'palette.nextAnnotation',
  'previous-annotation': 'palette.previousAnnotation',
  'zoom-in': 'toolbar.larger',
  'zoom-out': 'toolbar.smaller',
  'zoom-reset': 'palette.zoomReset',
  'highlight': 'shortcuts.highlight',
  'underline': 'shortcuts.underline',
  'strikethrough': 'shortcuts.strikethrough',
  'mark-every': 'shortcuts.markEvery',
  'comment': 'shortcuts.comment',
  'tag': 'shortcuts.tag',
  'delete': 'shortcuts.delete',
  'find': 'shortcuts.find',
  'find-next': 'find.next',
  'find-previous': 'find.previous',
  'go-to': 'shortcuts.goTo',
  'outline': 'shortcuts.outline',
  'back': 'palette.back',
  'forward': 'palette.forward',
  'select-all': 'palette.selectAll',
  'search-library': 'shortcuts.searchLibrary',
  'manage-tags': 'shortcuts.manageTags',
  'palette': 'shortcuts.palette',
  'settings': 'shortcuts.settings',
  'shortcuts': 'shortcuts.title',
  'change-keys': 'keys.title',
  'tour': 'startPage.tour',
};

/** What a command is called. */
export function commandName(command: Command): string {
  const color = colors.find((known) => command === `color-${known}`);
  if (color) return t('bar.color', { color: t(`color.${color}`) });
  const format = exportFormats.find((known) => command === `export-${known}`);
  if (format) return t('palette.exportAs', { format: t(`format.${format}`) });
  const one = clipForms.find((known) => command === `copy-${known}`);
  if (one) return t('palette.copyAs', { form: t(`clip.${one}`) });
  const all = clipForms.find((known) => command === `copy-all-${known}`);
  if (all) return t('palette.copyAllAs', { form: t(`clip.${all}`) });
  return t(names[command as Exclude<Command, Formed>]);
}

/** Words by which people look for a command that is called something else. */
const words: Readonly<Partial<Record<Command, WindowTextKey>>> = { 'settings': 'palette.settingsWords', 'zoom-in': 'palette.zoomInWords', 'zoom-out': 'palette.zoomOutWords' };

/** Other words for a command; empty where there are none. */
export function otherWords(command: Command): string {
  const key = words[command];
  return key === undefined ? '' : t(key);
}

/** All commands in the order of the palette: what is done to a text first. */
export const orderedCommands: readonly Command[] = [
  ...commands.filter((command) => command in names && command !== 'palette'),
  ...commands.filter((command) => !(command in names)),
];
