import { createInstance } from 'i18next';
import { english } from '../core/messages/en';
import type { Translate } from '../core/messages/text-key';

const catalogue = createInstance();
void catalogue.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // Texts go to native menus, dialogs and the terminal: nothing there reads HTML.
  interpolation: { escapeValue: false },
  resources: { en: { translation: english } },
});

/** A text of the main process or the command line. */
export const translate: Translate = (key, values) => catalogue.t(key, values ?? {});
