import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Reader } from '../reader';

interface PickerProps<Item> {
  readonly reader: Reader;
  readonly open: boolean;
  readonly close: () => void;
  /** What the picker is for, spoken and shown in the empty field. */
  readonly label: string;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly items: readonly Item[];
  /** Tells the items apart. */
  readonly keyOf: (item: Item) => string;
  readonly draw: (item: Item) => ReactNode;
  /** Called when the picker has closed, with what was chosen in it. */
  readonly pick: (item: Item) => void;
  /** Said below the list, and to a screen reader: how many there are, or that there is none. */
  readonly note: string;
  readonly className?: string;
}

/** A field over the window with a list below it that answers while one types. Arrows and Enter choose, Esc closes. */
export function Picker<Item>({ reader, open, close, label, typed, onType, items, keyOf, draw, pick, note, className = '' }: PickerProps<Item>) {
  const chosen = useRef<Item | null>(null);
  const field = useRef<HTMLInputElement>(null);
  // Opened again before it was quite gone, the field has the focus still.
  useEffect(() => {
    if (!open || !field.current) return;
    field.current.focus();
    reader.ahead.handOver(field.current);
  }, [open, reader]);
  // Chosen is done when the focus is back where it was: what was chosen may want to take it somewhere else.
  const closed = () => {
    const item = chosen.current;
    chosen.current = null;
    if (item !== null) pick(item);
  };
  return (
    <Dialog.Root open={open} onOpenChange={(stays) => { if (!stays) close(); }} onOpenChangeComplete={(stays) => { if (!stays) closed(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={`picker ${className}`} aria-label={label} initialFocus={field}>
          <Autocomplete.Root
            inline
            open
            mode="none"
            autoHighlight="always"
            keepHighlight
            items={items}
            value={typed}
            itemToStringValue={keyOf}
            onValueChange={(value, { reason }) => { if (reason !== 'item-press') onType(value); }}
          >
            <div className="picker-field">
              <Search size={16} aria-hidden />
              <Autocomplete.Input ref={field} className="picker-input" placeholder={label} aria-label={label} onFocus={({ currentTarget }) => {
                  currentTarget.select();
                  reader.ahead.handOver(currentTarget);
                }} onKeyDownCapture={(event) => { if (event.key === 'Escape') close(); }} />
            </div>
            <Autocomplete.List className="picker-list" tabIndex={-1}>
              {(item: Item) => (
                <Autocomplete.Item
                  key={keyOf(item)}
                  value={item}
                  className="picker-item"
                  onClick={() => {
                    chosen.current = item;
                    close();
                  }}
                >
                  {draw(item)}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Root>
          <p className="picker-note" role="status">{note}</p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
