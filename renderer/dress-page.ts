import type { Look } from '../core/settings';
import { scrollTo, topOffset } from './document/text-view';
import type { Reader } from './reader';
import { presentLook } from './settings';
import { t } from './texts';

/** Keeps in line with the state what belongs to the page as a whole: its title, its colours, and the letters of the text. */
export function dressPage(reader: Reader): void {
  let worn: Look | null = null;
  const dress = () => {
    const state = reader.store.get();
    const title = state.document ? `${state.document.name} – ${t('app.name')}` : t('app.name');
    if (document.title !== title) document.title = title;
    // Before the settings are there, the page keeps the theme that it came in.
    const patterns = String(state.settings.patterns);
    if (document.documentElement.dataset['patterns'] !== patterns) document.documentElement.dataset['patterns'] = patterns;
    const look = state.start ? presentLook(state) : null;
    if (!look || look === worn) return;
    const first = worn === null;
    worn = look;
    if (first) wear(look);
    else keepingPlace(reader, () => { wear(look); });
  };
  reader.store.subscribe(dress);
  // A font that arrives later has other measures.
  document.fonts.addEventListener('loadingdone', () => { reader.view?.requestMeasure(); });
}

function wear({ theme, font, fontSize, lineHeight, lineWidth, justified }: Look): void {
  const { dataset, style } = document.documentElement;
  dataset['theme'] = theme;
  dataset['font'] = font;
  dataset['justified'] = String(justified);
  style.setProperty('--text-size', `${String(fontSize)}px`);
  style.setProperty('--text-leading', String(lineHeight));
  style.setProperty('--text-width', String(lineWidth));
}

/** Keeps the line at the top where it is: when the view's heights change, its scroll position means another line. */
function keepingPlace(reader: Reader, act: () => void): void {
  const { view } = reader;
  const top = view ? topOffset(view) : 0;
  act();
  if (!view) return;
  requestAnimationFrame(() => {
    if (reader.view !== view) return;
    view.requestMeasure();
    scrollTo(view, top, 'start');
    reader.repaint();
  });
}
