import { Toolbar } from '@base-ui/react/toolbar';
import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import type { Command } from '../../core/contract';
import { keysFor } from '../keymap';

interface ToolButtonProps {
  readonly label: string;
  /** The key that does the same, shown beside the label. */
  readonly shortcut?: string;
  readonly disabled?: boolean;
  readonly pressed?: boolean;
  readonly className?: string;
  readonly onClick?: () => void;
  readonly children: ReactNode;
  /** An element to render instead of a plain button: a menu's trigger, for example. */
  readonly render?: ReactElement;
}

/** The key that does the same as a button for a command, if there is one. */
export function shortcutOf(command: Command): { readonly shortcut?: string } {
  const [shortcut] = keysFor(command);
  return shortcut === undefined ? {} : { shortcut };
}

/** A button of a toolbar: an icon with a name for screen readers and a tip for everyone else. */
export function ToolButton({ label, shortcut, disabled = false, pressed, className = '', onClick, children, render }: ToolButtonProps) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        render={(
          <Toolbar.Button
            className={`tool-button ${className}`}
            aria-label={label}
            aria-pressed={pressed}
            disabled={disabled}
            onClick={onClick}
            {...(render ? { render } : {})}
          >
            {children}
          </Toolbar.Button>
        )}
      />
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6}>
          <Tooltip.Popup className="tip">
            {label}
            {shortcut ? <kbd>{shortcut}</kbd> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
