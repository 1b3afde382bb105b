import { Menu } from '@base-ui/react/menu';
import { ChevronRight } from 'lucide-react';
import type { Command } from '../../core/contract';
import { clipForms } from '../../core/export/clip';
import { pagePart } from '../connect';
import { t } from '../texts';

interface CopyAllMenuProps {
  readonly disabled: boolean;
  readonly run: (command: Command) => void;
}

/** The part of a menu that puts all annotations on the clipboard, in one of the forms. */
export function CopyAllMenu({ disabled, run }: CopyAllMenuProps) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item" disabled={disabled}>{t('copying.all')}<ChevronRight className="copy-more" size={14} aria-hidden /></Menu.SubmenuTrigger>
      <Menu.Portal container={pagePart('over')}>
        <Menu.Positioner className="tool-menu">
          <Menu.Popup className="menu">
            {clipForms.map((form) => <Menu.Item key={form} className="menu-item" onClick={() => { run(`copy-all-${form}`); }}>{t(`clip.${form}`)}</Menu.Item>)}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
