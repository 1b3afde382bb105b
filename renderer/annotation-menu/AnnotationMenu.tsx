import { Menu } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { clipForms } from '../../core/export/clip';
import { colors, markStyles, type Annotation, type Color, type MarkStyle } from '../../core/model/annotation';
import { api } from '../api';
import { pagePart } from '../connect';
import { recolorAll, removeAll, resolveAll, restyleAll } from '../bulk';
import { copyAnnotations } from '../export/exporting';
import { startReply } from '../discussing';
import { standIn } from '../keep-focus';
import { markEvery } from '../occurrences/mark-every';
import { startComment } from '../marking';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { openMenuInText } from './open-menu';

const noIds: readonly string[] = [];

/** What some annotations have in common. Looked at once for all of it: there may be 100,000. */
interface Common {
  /** The only one, or the first. */
  readonly first: Annotation | undefined;
  readonly count: number;
  readonly allResolved: boolean;
  /** The colour and the style that all have; undefined when they differ. */
  readonly color: Color | undefined;
  readonly style: MarkStyle | undefined;
}

function commonOf(ids: readonly string[], annotations: ReadonlyMap<string, Annotation>): Common {
  let first: Annotation | undefined;
  let count = 0;
  let [allResolved, oneColor, oneStyle] = [true, true, true];
  for (const id of ids) {
    const annotation = annotations.get(id);
    if (!annotation) continue;
    first ??= annotation;
    count += 1;
    allResolved &&= annotation.resolved;
    oneColor &&= annotation.color === first.color;
    oneStyle &&= annotation.style === first.style;
  }
  return { first, count, allResolved, color: oneColor ? first?.color : undefined, style: oneStyle ? first?.style : undefined };
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
  const ids = menu?.ids ?? noIds;
  const common = useMemo(() => commonOf(ids, session.annotations), [ids, session]);
  const back = () => {
    const { editing, tagging } = reader.store.get();
    if (editing !== null || tagging !== null) return false;
    return standIn(opener.current) ?? reader.view?.contentDOM ?? true;
  };
  return (
    <Menu.Root open={common.count > 0} onOpenChange={(open) => { if (!open) reader.store.set({ menu: null }); }} modal={false}>
      <Menu.Portal container={pagePart('over')}>
        <Menu.Positioner className="menu-positioner" align="start" anchor={{ getBoundingClientRect: () => new DOMRect(menu?.x ?? 0, menu?.y ?? 0, 0, 0) }}>
          <Menu.Popup className="menu" aria-label={t('menu.annotations')} finalFocus={back}>
            <Items reader={reader} ids={ids} common={common} readOnly={readOnly} />
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Items({ reader, ids, common: { first, count, allResolved, color: oneColor, style: oneStyle }, readOnly }: { readonly reader: Reader; readonly ids: readonly string[]; readonly common: Common; readonly readOnly: boolean }) {
  const only = count === 1 ? first : undefined;
  const copy = () => {
    const { annotations } = reader.store.get().session;
    void api.copyText(ids.flatMap((id) => annotations.get(id)?.target.quote.exact ?? []).join('\n\n')).then(() => { reader.toast(t('toast.copied')); });
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
