import { Menu } from '@base-ui/react/menu';
import { ArrowDownUp, Check, CheckCheck, ListFilter } from 'lucide-react';
import { useLayoutEffect, useState, type ReactNode } from 'react';
import { namesUsed, type UsedNames } from '../../core/listing/names-used';
import { conditionCount, everything, orders, type ListQuery, type Order } from '../../core/listing/query';
import { colors, markStyles, type Annotation } from '../../core/model/annotation';
import { pagePart } from '../connect';
import { inParts } from '../in-parts';
import { t } from '../texts';

/** Names that a filter offers at most: more cannot be looked through, and the search finds them. */
const mostNames = 40;
const icon = { size: 16, 'aria-hidden': true } as const;

interface ListToolsProps {
  readonly annotations: ReadonlyMap<string, Annotation>;
  readonly query: ListQuery;
  readonly search: string;
  readonly hideResolved: boolean;
  readonly onSearch: (search: string) => void;
  readonly onQuery: (fields: Partial<ListQuery>) => void;
  readonly onHideResolved: (hide: boolean) => void;
}

/** Above the list: search, what is shown, in which order, and whether what is settled is hidden. */
export function ListTools({ annotations, query, search, hideResolved, onSearch, onQuery, onHideResolved }: ListToolsProps) {
  const conditions = conditionCount({ ...query, state: 'all' });
  return (
    <header>
      <input type="search" value={search} placeholder={t('list.search')} aria-label={t('list.search')} onChange={(event) => { onSearch(event.target.value); }} />
      <ToolMenu label={conditions > 0 ? t('list.filterCount', { count: conditions }) : t('list.filter')} pressed={conditions > 0} sign={<ListFilter {...icon} />}>
        <Filters annotations={annotations} query={query} onQuery={onQuery} />
      </ToolMenu>
      <ToolMenu label={t('list.sort')} pressed={false} sign={<ArrowDownUp {...icon} />}>
        <Menu.RadioGroup value={query.order} onValueChange={(order: Order) => { onQuery({ order }); }}>
          {orders.map((order) => (
            <Menu.RadioItem key={order} className="menu-item" value={order} closeOnClick>{t(`order.${order}`)}<Menu.RadioItemIndicator className="menu-more"><Check size={14} aria-hidden /></Menu.RadioItemIndicator></Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </ToolMenu>
      <button type="button" className="list-tool" aria-pressed={hideResolved} aria-label={t('list.hideResolved')} title={t('list.hideResolved')} onClick={() => { onHideResolved(!hideResolved); }}>
        <CheckCheck {...icon} />
      </button>
    </header>
  );
}

function ToolMenu({ label, pressed, sign, children }: { readonly label: string; readonly pressed: boolean; readonly sign: ReactNode; readonly children: ReactNode }) {
  return (
    <Menu.Root modal={false}>
      <Menu.Trigger className="list-tool" aria-label={label} title={label} data-active={pressed}>{sign}</Menu.Trigger>
      <Menu.Portal container={pagePart('over')}>
        <Menu.Positioner className="menu-positioner" sideOffset={4} align="start">
          <Menu.Popup className="menu list-menu">{children}</Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function Filters({ annotations, query, onQuery }: Pick<ListToolsProps, 'annotations' | 'query' | 'onQuery'>) {
  // As they were when the menu was opened: it must not move under the pointer.
  const [present] = useState(annotations);
  const [{ tags, creators }, setNames] = useState<UsedNames>({ tags: [], creators: [] });
  useLayoutEffect(() => inParts(namesUsed(present.values(), mostNames), setNames), [present]);
  const toggled = <Name,>(names: readonly Name[], name: Name) => (names.includes(name) ? names.filter((other) => other !== name) : [...names, name]);
  return (
    <>
      <Facet label={t('menu.color')} names={colors} chosen={query.colors} word={(color) => t(`color.${color}`)} toggle={(color) => { onQuery({ colors: toggled(query.colors, color) }); }} />
      <Facet label={t('menu.style')} names={markStyles} chosen={query.styles} word={(style) => t(`style.${style}`)} toggle={(style) => { onQuery({ styles: toggled(query.styles, style) }); }} />
      <Facet label={t('tags.title')} names={tags} chosen={query.tags} word={(tag) => tag} toggle={(tag) => { onQuery({ tags: toggled(query.tags, tag) }); }} />
      <Facet label={t('list.author')} names={creators} chosen={query.creators} word={(name) => name} toggle={(name) => { onQuery({ creators: toggled(query.creators, name) }); }} />
      <Menu.Separator className="menu-separator" />
      <Option checked={query.commented} word={t('list.commented')} toggle={() => { onQuery({ commented: !query.commented }); }} />
      <Option checked={query.state === 'resolved'} word={t('list.onlyResolved')} toggle={() => { onQuery({ state: query.state === 'resolved' ? 'all' : 'resolved' }); }} />
      <Menu.Separator className="menu-separator" />
      <Menu.Item className="menu-item" onClick={() => { onQuery({ ...everything, order: query.order }); }}>{t('list.showAll')}</Menu.Item>
    </>
  );
}

function Facet<Name extends string>({ label, names, chosen, word, toggle }: { readonly label: string; readonly names: readonly Name[]; readonly chosen: readonly Name[]; readonly word: (name: Name) => string; readonly toggle: (name: Name) => void }) {
  if (names.length === 0) return null;
  return (
    <Menu.Group>
      <Menu.GroupLabel className="menu-label">{label}</Menu.GroupLabel>
      {names.map((name) => <Option key={name} checked={chosen.includes(name)} word={word(name)} toggle={() => { toggle(name); }} />)}
    </Menu.Group>
  );
}

function Option({ checked, word, toggle }: { readonly checked: boolean; readonly word: string; readonly toggle: () => void }) {
  return (
    <Menu.CheckboxItem className="menu-item" checked={checked} onCheckedChange={toggle} closeOnClick={false}>
      {word}<Menu.CheckboxItemIndicator className="menu-more"><Check size={14} aria-hidden /></Menu.CheckboxItemIndicator>
    </Menu.CheckboxItem>
  );
}
