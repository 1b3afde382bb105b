import { useId } from 'react';
import { colors } from '../../core/model/annotation';
import { longestMeaning } from '../../core/settings';
import type { Reader } from '../reader';
import { changeSettings } from '../settings';
import { useStore } from '../use-store';
import { t } from '../texts';

/** What each colour means to the person. */
export function Meanings({ reader }: { readonly reader: Reader }) {
  const title = useId();
  const meanings = useStore(reader.store, (state) => state.settings.meanings);
  return (
    <section aria-labelledby={title}>
      <h3 id={title}>{t('tagManager.meanings')}</h3>
      <p className="quiet">{t('tagManager.meaningHint')}</p>
      <div className="meanings">
        {colors.map((color) => (
          <label key={color} data-color={color}>
            <span className="menu-swatch" />
            <span>{t(`color.${color}`)}</span>
            <input
              value={meanings[color] ?? ''}
              maxLength={longestMeaning}
              aria-label={t('tagManager.meaning', { color: t(`color.${color}`) })}
              onChange={(event) => { changeSettings(reader, { meanings: { ...meanings, [color]: event.target.value } }); }}
            />
          </label>
        ))}
      </div>
    </section>
  );
}
