import { Menu } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { clipForms } from '../../core/export/clip';
import { colors, markStyles, type Annotation } from '../../core/model/annotation';
import { api } from '../api';
import { pagePart } from '../connect';
import { recolorAll, removeAll, resolveAll, restyleAll } from '../bulk';
import { copyAnnotations } from '../export/exporting';
import { startReply } from '../discussing';
import { markEvery } from '../occurrences/mark-every';
import { startComment } from '../marking';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { openMenuInText } from './open-menu';

/** The value that all have; undefined when they differ. */
function common<Value>(all: readonly Annotation[], of: (annotation: Annotation) => Value): Value | undefined {
  const first = all[0] && of(all[0]);
  return all.every((annotation) => of(annotation) === first) ? first : undefined;
}

/** The menu of one or many annotations, wherever it was asked for: in the text, on a card, in the list. */
export function AnnotationMenu({ reader }: { readonly reader: Reader }) {
  const menu = useStore(reader.store, (state) => state.menu);
  const session = useStore(reader.store, (state) => state.session);
  const readOnly = useStore(reader.store, (state) => state.document?.readOnly ?? false);
  const opener = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const open = (event: MouseEvent) => { openMenuInText(reader, event); };
    document.addEventListener('contextmenu', open);
    return () => { document.removeEventListener('contextmenu', open); };
  }, [reader]);
  useEffect(() => reader.store.subscribe(() => {
    if (reader.store.get().menu && document.activeElement instanceof HTMLElement && !document.activeElement.closest('.menu')) opener.current = document.activeElement;
  }), [reader]);
  const annotations = useMemo(() => (menu?.ids ?? []).flatMap((id) => session.annotations.get(id) ?? []), [menu, session]);
  const back = () => {
    const { editing, tagging } = reader.store.get();
    if (editing !== null || tagging !== null) return false;
    return opener.current?.isConnected === true ? opener.current : (reader.view?.contentDOM ?? true);
  };
  return (
    <Menu.Root open={menu !== null && annotations.length > 0} onOpenChange={(open) => { if (!open) reader.store.set({ menu: null }); }} modal={false}>
      <Menu.Portal container={pagePart('over')}>
        <Menu.Positioner className="menu-positioner" align="start" anchor={{ getBoundingClientRect: () => new DOMRect(menu?.x ?? 0, menu?.y ?? 0, 0, 0) }}>
          <Menu.Popup className="menu" aria-label={t('menu.annotations')} finalFocus={back}>
            <Items reader={reader} annotations={annotations} readOnly={readOnly} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Items({ reader, annotations, readOnly }: { readonly reader: Reader; readonly annotations: readonly Annotation[]; readonly readOnly: boolean }) {
  const { ids, allResolved, oneColor, oneStyle } = useMemo(() => ({
    ids: annotations.map(({ id }) => id),
    allResolved: annotations.every(({ resolved }) => resolved),
    oneColor: common(annotations, ({ color }) => color),
    oneStyle: common(annotations, ({ style }) => style),
  }), [annotations]);
  const [only] = annotations.length === 1 ? annotations : [];
  const copy = () => {
    void api.copyText(annotations.map(({ target }) => target.quote.exact).join('\n\n')).then(() => { reader.toast(t('toast.copied')); });
  };
  return (
    <>
      {only ? <Menu.Item className="menu-item" disabled={readOnly} onClick={() => { reader.focus(only.id); startComment(reader); }}>{t(only.comment ? 'comments.edit' : 'bar.comment')}</Menu.Item> : null}
      {only && (only.comment !== '' || only.replies.length > 0) ? <Menu.Item className="menu-item" disabled={readOnly} onClick={() => { startReply(reader, only.id); }}>{t('comments.reply')}</Menu.Item> : null}
      <Menu.Item className="menu-item" disabled={readOnly} onClick={() => { resolveAll(reader, ids, !allResolved); }}>{t(allResolved ? 'comments.reopen' : 'comments.resolve')}</Menu.Item>
      <Menu.Item className="menu-item" disabled={readOnly} onClick={() => { reader.store.set({ tagging: ids }); }}>{t('tags.edit')}</Menu.Item>
      <Menu.Separator className="menu-separator" />
      <Choice label={t('menu.color')} disabled={readOnly} value={oneColor} options={colors.map((color) => ({ value: color, label: t(`color.${color}`), sign: <span className="menu-swatch" data-color={color} /> }))} pick={(color) => { recolorAll(reader, ids, color); }} />
      <Choice label={t('menu.style')} disabled={readOnly} value={oneStyle} options={markStyles.map((style) => ({ value: style, label: t(`style.${style}`), sign: null }))} pick={(style) => { restyleAll(reader, ids, style); }} />
      {only ? <Menu.Item className="menu-item" disabled={readOnly} onClick={() => { reader.focus(only.id); void markEvery(reader); }}>{t('bar.every')}</Menu.Item> : null}
      <Menu.Separator className="menu-separator" />
      <Menu.Item className="menu-item" onClick={copy}>{t('menu.copyText')}</Menu.Item>
      {clipForms.map((form) => <Menu.Item key={form} className="menu-item" onClick={() => { void copyAnnotations(reader, form, ids); }}>{t('copying.as', { form: t(`clip.${form}`) })}</Menu.Item>)}
      <Menu.Item className="menu-item" disabled={readOnly} onClick={() => { removeAll(reader, ids); }}>{t('bar.delete')}</Menu.Item>
    </>
  );
}

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly disabled: boolean;
  /** Undefined: the annotations differ. */
  readonly value: Value | undefined;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly sign: ReactNode }[];
  readonly pick: (value: Value) => void;
}

function Choice<Value extends string>({ label, disabled, value, options, pick }: ChoiceProps<Value>) {
  return (
    <Menu.SubmenuRoot>
      <Menu.SubmenuTrigger className="menu-item" disabled={disabled}>{label}<ChevronRight className="menu-more" size={14} aria-hidden /></Menu.SubmenuTrigger>
      <Menu.Portal container={pagePart('over')}>
        <Menu.Positioner className="menu-positioner">
          <Menu.Popup className="menu">
            <Menu.RadioGroup value={value ?? ''} onValueChange={(picked: Value) => { pick(picked); }}>
              {options.map((option) => (
                <Menu.RadioItem key={option.value} className="menu-item" value={option.value} closeOnClick>
                  {option.sign}{option.label}
                  <Menu.RadioItemIndicator className="menu-more"><Check size={14} aria-hidden /></Menu.RadioItemIndicator>
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.SubmenuRoot>
  );
}
