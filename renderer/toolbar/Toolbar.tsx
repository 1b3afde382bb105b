import { Menu } from '@base-ui/react/menu';
import { Toolbar as Bar } from '@base-ui/react/toolbar';
import { AArrowDown, AArrowUp, FolderOpen, Keyboard, PanelLeft, Redo2, Settings2, Share, Undo2 } from 'lucide-react';
import type { Command } from '../../core/contract';
import { exportFormats } from '../../core/export/formats';
import { pagePart } from '../connect';
import { CopyAllMenu } from '../export/CopyAllMenu';
import { keysFor } from '../keymap';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t, type WindowTextKey } from '../texts';
import { shortcutOf, ToolButton } from './ToolButton';

interface ToolbarProps {
  readonly reader: Reader;
  readonly run: (command: Command) => void;
}

const icon = { size: 18, 'aria-hidden': true } as const;

/** The tools above the text. */
export function Toolbar({ reader, run }: ToolbarProps) {
  // The tips name keys, which can be changed.
  useStore(reader.store, (state) => state.settings.shortcuts);
  const shown = useStore(reader.store, (state) => state.document);
  const readOnly = shown?.readOnly !== false;
  const canUndo = useStore(reader.store, (state) => state.session.undo.length > 0);
  const canRedo = useStore(reader.store, (state) => state.session.redo.length > 0);
  const sidebar = useStore(reader.store, (state) => state.sidebar);
  const count = useStore(reader.store, (state) => state.session.annotations.size);
  const tool = (label: WindowTextKey, command: Command, disabled: boolean, Icon: typeof Undo2) => (
    <ToolButton label={t(label)} disabled={disabled} onClick={() => { run(command); }} {...shortcutOf(command)}><Icon {...icon} /></ToolButton>
  );
  return (
    <header className="toolbar">
      <Bar.Root className="toolbar-row" aria-label={t('toolbar.label')}>
        <ToolButton label={count > 0 ? t('toolbar.sidebarCount', { count }) : t('toolbar.sidebar')} {...shortcutOf('toggle-sidebar')} pressed={sidebar} disabled={!shown} onClick={() => { run('toggle-sidebar'); }}>
          <PanelLeft {...icon} />
          {count > 0 ? <span className="badge">{count}</span> : null}
        </ToolButton>
        {tool('toolbar.open', 'open', false, FolderOpen)}
        <h1 className="document-name" dir="auto" title={shown?.path}>{shown?.name ?? t('app.name')}</h1>
        {tool('toolbar.undo', 'undo', readOnly || !canUndo, Undo2)}
        {tool('toolbar.redo', 'redo', readOnly || !canRedo, Redo2)}
        {tool('toolbar.smaller', 'zoom-out', !shown, AArrowDown)}
        {tool('toolbar.larger', 'zoom-in', !shown, AArrowUp)}
        <Menu.Root>
          <ToolButton label={t('toolbar.export')} disabled={!shown} render={<Menu.Trigger />}><Share {...icon} /></ToolButton>
          <Menu.Portal container={pagePart('over')}>
            <Menu.Positioner className="tool-menu" sideOffset={6} align="end">
              <Menu.Popup className="menu">
                <Menu.Item className="menu-item" onClick={() => { run('export'); }}>{t('toolbar.exportDialog')}{keysFor('export').slice(0, 1).map((keys) => <kbd key={keys}>{keys}</kbd>)}</Menu.Item>
                <Menu.Item className="menu-item" onClick={() => { run('print'); }}>{t('toolbar.print')}{keysFor('print').slice(0, 1).map((keys) => <kbd key={keys}>{keys}</kbd>)}</Menu.Item>
                <Menu.Separator className="menu-separator" />
                {exportFormats.map((format) => (
                  <Menu.Item key={format} className="menu-item" onClick={() => { run(`export-${format}`); }}>{t('menu.export.format', { format: t(`format.${format}`) })}</Menu.Item>
                ))}
                <Menu.Separator className="menu-separator" />
                <CopyAllMenu disabled={count === 0} run={run} />
                <Menu.Item className="menu-item" disabled={readOnly} onClick={() => { run('import'); }}>{t('toolbar.import')}</Menu.Item>
              </Menu.Popup>
            </Menu.Positioner>
          </Menu.Portal>
        </Menu.Root>
        {tool('toolbar.settings', 'settings', false, Settings2)}
        {tool('toolbar.shortcuts', 'shortcuts', false, Keyboard)}
      </Bar.Root>
    </header>
  );
}
