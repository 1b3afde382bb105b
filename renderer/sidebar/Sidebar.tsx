import { Tabs } from '@base-ui/react/tabs';
import { lazy, Suspense } from 'react';
import type { Reader } from '../reader';
import { Outline } from '../outline/Outline';
import { sidebarTabs } from '../reader-state';
import { standingOf } from '../standing';
import { useStore } from '../use-store';
import { t } from '../texts';
import { AnnotationList } from './AnnotationList';

const ReviewList = lazy(async () => import('./ReviewList'));

/** The pane beside the text: all annotations, and those that should be looked at because the text changed. */
export function Sidebar({ reader }: { readonly reader: Reader }) {
  const tab = useStore(reader.store, (state) => state.sidebarTab);
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const placements = useStore(reader.store, (state) => state.placements);
  const { review } = standingOf(annotations, placements);
  return (
    <aside className="sidebar" aria-label={t('list.label')}>
      <Tabs.Root className="sidebar-tabs" value={tab} onValueChange={(value) => { reader.store.set({ sidebarTab: sidebarTabs.find((known) => known === value) ?? 'annotations' }); }}>
        <Tabs.List className="tab-row">
          <Tabs.Tab className="tab" value="annotations">{t('list.tab', { count: annotations.size })}</Tabs.Tab>
          <Tabs.Tab className="tab" value="review" data-urgent={review > 0}>{review > 0 ? t('review.tab', { count: review }) : t('review.tabEmpty')}</Tabs.Tab>
          <Tabs.Tab className="tab" value="outline">{t('outline.tab')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel className="tab-panel" value="annotations" tabIndex={-1}><AnnotationList reader={reader} /></Tabs.Panel>
        <Tabs.Panel className="tab-panel" value="review" tabIndex={-1}><Suspense><ReviewList reader={reader} /></Suspense></Tabs.Panel>
        <Tabs.Panel className="tab-panel" value="outline" tabIndex={-1}><Outline reader={reader} /></Tabs.Panel>
      </Tabs.Root>
    </aside>
  );
}
