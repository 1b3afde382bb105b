import { directionOf, languageFor } from '../core/languages';
import type { Reader } from './reader';
import { speak } from './texts';

/** Learns the language that the page came in. Without its texts the window speaks English. */
export async function speakAsPage(): Promise<void> {
  await speak(languageFor([document.documentElement.lang])).catch((error: unknown) => { console.error('The texts of this language could not be fetched.', error); });
}

/** Keeps texts and page in the language that is set. Everything that shows texts is drawn anew when the state says that it changed. */
export function followLanguage(reader: Reader): void {
  reader.store.subscribe(() => {
    const { start, settings, language } = reader.store.get();
    if (!start) return;
    const wanted = settings.language === 'system' ? start.systemLanguage : settings.language;
    if (wanted === language) return;
    void speak(wanted).then((spoken) => {
      if (!spoken || reader.store.get().language === wanted) return;
      document.documentElement.lang = wanted;
      document.documentElement.dir = directionOf(wanted);
      reader.store.set({ language: wanted });
      // The text surface is not drawn by React: it asks for its label when it is updated.
      reader.view?.dispatch({});
    });
  });
}
