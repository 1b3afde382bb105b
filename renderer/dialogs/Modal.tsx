import { Dialog } from '@base-ui/react/dialog';
import { useInsertionEffect, useRef, type ReactNode } from 'react';
import { standIn } from '../keep-focus';
import type { Reader } from '../reader';

interface ModalProps {
  readonly reader: Reader;
  readonly open: boolean;
  /** Called when the person wants it closed: with Escape, by a click beside it, with its button. */
  readonly close: () => void;
  readonly className: string;
  /** What has the focus first; without it, the first thing that can have it. */
  readonly initialFocus?: Dialog.Popup.Props['initialFocus'];
  /** True where the keys go to the text afterwards, wherever they were before. */
  readonly toText?: boolean;
  readonly children: ReactNode;
}

/** A dialog over the window. Closed, it gives the focus back to what had it, or to the text when that is gone. */
export function Modal({ reader, open, close, className, initialFocus, toText = false, children }: ModalProps) {
  const opener = useRef<Element | null>(null);
  // Before anything in the dialog takes the focus while it is laid out.
  useInsertionEffect(() => { if (open) opener.current = document.activeElement; }, [open]);
  const back = () => {
    return (toText ? null : standIn(opener.current)) ?? reader.view?.contentDOM ?? true;
  };
  return (
    <Dialog.Root open={open} onOpenChange={(stays) => { if (!stays) close(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={`dialog ${className}`} finalFocus={back} {...(initialFocus === undefined ? {} : { initialFocus })}>{children}</Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
