import { paperSizes, resolvedChoices, type ExportOptions } from '../../core/export/options';
import { colors, type Color } from '../../core/model/annotation';
import { t } from '../texts';
import { hasPaper, isTable } from './format-groups';
import type { Choice } from './last-choice';

interface ChoiceFieldsProps {
  readonly choice: Choice;
  /** All tags of the document. */
  readonly tags: readonly string[];
  readonly change: (options: Partial<ExportOptions>) => void;
}

/** A list with `item` taken out or put in. */
function toggled<Item>(items: readonly Item[], item: Item): Item[] {
  return items.includes(item) ? items.filter((other) => other !== item) : [...items, item];
}

/** Which annotations go out, and with what. */
export function ChoiceFields({ choice: { format, options }, tags, change }: ChoiceFieldsProps) {
  const chosenColors: readonly Color[] = options.colors ?? colors;
  const toggleColor = (color: Color) => {
    const next = toggled(chosenColors, color);
    change({ colors: next.length === colors.length ? null : next });
  };
  const toggleTag = (tag: string) => {
    const next = toggled(options.tags ?? [], tag);
    change({ tags: next.length === 0 ? null : next });
  };
  return (
    <div className="export-choices">
      <div className="export-row" role="group" aria-label={t('exportDialog.colors')}>
        <span className="export-label" aria-hidden="true">{t('exportDialog.colors')}</span>
        {colors.map((color, at) => (
          <button key={color} type="button" className="export-swatch" data-color={color} aria-pressed={chosenColors.includes(color)} aria-label={t(`color.${color}`)} title={t(`color.${color}`)} onClick={() => { toggleColor(color); }}>
            <span className="swatch" data-color={color} data-key={at + 1} />
          </button>
        ))}
      </div>
      <div className="export-row" role="radiogroup" aria-label={t('exportDialog.resolved')}>
        <span className="export-label" aria-hidden="true">{t('exportDialog.resolved')}</span>
        {resolvedChoices.map((resolved) => (
          <label key={resolved} className="export-check">
            <input type="radio" name="export-resolved" checked={options.resolved === resolved} onChange={() => { change({ resolved }); }} />
            {t(`exportDialog.resolved.${resolved}`)}
          </label>
        ))}
      </div>
      {tags.length > 0 ? (
        <div className="export-row" role="group" aria-label={t('exportDialog.tags')}>
          <span className="export-label" aria-hidden="true">{t('exportDialog.tags')}</span>
          <span className="export-tags">
            <button type="button" className="export-tag" aria-pressed={options.tags === null} onClick={() => { change({ tags: null }); }}>{t('exportDialog.anyTag')}</button>
            {tags.map((tag) => (
              <button key={tag} type="button" className="export-tag" aria-pressed={options.tags?.includes(tag) ?? false} onClick={() => { toggleTag(tag); }}>#{tag}</button>
            ))}
          </span>
        </div>
      ) : null}
      <div className="export-row">
        <span className="export-label" />
        <label className="export-check">
          <input type="checkbox" checked={options.withComments} onChange={(event) => { change({ withComments: event.target.checked }); }} />
          {t('exportDialog.withComments')}
        </label>
        {hasPaper(format) ? (
          <span className="export-check" role="radiogroup" aria-label={t('exportDialog.paper')}>
            <span className="quiet" aria-hidden="true">{t('exportDialog.paper')}</span>
            {paperSizes.map((paper) => (
              <label key={paper} className="export-check">
                <input type="radio" name="export-paper" checked={options.paper === paper} onChange={() => { change({ paper }); }} />
                {paper}
              </label>
            ))}
          </span>
        ) : null}
        {isTable(format) ? (
          <label className="export-check">
            <input type="checkbox" checked={options.guard ?? format === 'csv'} onChange={(event) => { change({ guard: event.target.checked }); }} />
            {t('exportDialog.guard')}
          </label>
        ) : null}
      </div>
    </div>
  );
}
