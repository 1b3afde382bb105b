import { Popover } from '@base-ui/react/popover';
import { MessageSquare } from 'lucide-react';
import { useCallback, useRef } from 'react';
import type { Annotation } from '../../core/model/annotation';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { cardAnchor, cardOffset } from './card-anchor';
import { CardContent } from './CardContent';
import { shortQuote } from './wording';

interface CommentMarkerProps {
  readonly reader: Reader;
  readonly annotation: Annotation;
  /** Pixels from the top of the text. */
  readonly top: number;
  /** Where the pop-up card is put in the page. */
  readonly container: HTMLElement | null;
}

/** A comment where there is no margin: a sign at the edge, and a card over the text while it has the attention. */
export function CommentMarker({ reader, annotation, top, container }: CommentMarkerProps) {
  const { id, color, resolved, target } = annotation;
  const open = useStore(reader.store, (state) => state.focused === id);
  const marker = useRef<HTMLButtonElement>(null);
  const popup = useRef<HTMLElement>(null);
  // Another one when the annotation changes: its passage may have another end.
  const anchor = useCallback(() => (marker.current ? cardAnchor(reader, annotation.id, marker.current) : null), [reader, annotation]);
  const quote = shortQuote(target.quote.exact);
  const change = (wanted: boolean, details: Popover.Root.ChangeEventDetails) => {
    if (wanted) reader.focus(id);
    // The bar beside the passage is for this annotation too, and a click into the text says itself what comes next.
    else if (details.reason === 'escape-key' || details.reason === 'trigger-press') {
      const inside = popup.current?.contains(document.activeElement) ?? false;
      reader.focus(null);
      if (inside) marker.current?.focus();
    } else details.cancel();
  };
  return (
    <Popover.Root open={open} onOpenChange={change}>
      <Popover.Trigger
        ref={marker}
        className="comment-marker"
        data-color={color}
        data-resolved={resolved}
        style={{ top }}
        aria-label={t('comments.marker', { quote })}
      >
        <MessageSquare size={13} aria-hidden />
      </Popover.Trigger>
      <Popover.Portal container={container}>
        <Popover.Positioner anchor={anchor} side="bottom" align="end" sideOffset={cardOffset} collisionPadding={10} positionMethod="fixed" className="card-positioner">
          <Popover.Popup
            initialFocus={false}
            finalFocus={false}
            render={<article ref={popup} role="article" className="comment-card card-popup" data-id={id} data-color={color} data-focused="true" data-resolved={resolved} aria-label={t(resolved ? 'comments.resolvedCard' : 'comments.card', { quote })} />}
          >
            <CardContent reader={reader} annotation={annotation} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
