import type { RefObject } from 'react';
import type { ExportFormat } from '../../core/export/formats';
import { t } from '../texts';
import { formatGroups, formatsIn } from './format-groups';

interface FormatListProps {
  readonly chosen: ExportFormat;
  /** Set to the button of the chosen format. */
  readonly checked: RefObject<HTMLInputElement | null>;
  readonly choose: (format: ExportFormat) => void;
}

/** All formats in groups, each with what it holds. One set of radio buttons: arrows go through all of them. */
export function FormatList({ chosen, checked, choose }: FormatListProps) {
  return (
    <div className="export-formats" role="radiogroup" aria-label={t('exportDialog.format')}>
      {formatGroups.map((group) => (
        <div key={group} role="group" aria-labelledby={`export-group-${group}`}>
          <h3 id={`export-group-${group}`}>{t(`exportDialog.group.${group}`)}</h3>
          {formatsIn(group).map((format) => (
            <label key={format} className="export-format">
              <input
                type="radio"
                name="export-format"
                value={format}
                checked={format === chosen}
                ref={format === chosen ? checked : null}
                aria-describedby={`export-holds-${format}`}
                onChange={() => { choose(format); }}
              />
              <span className="export-format-name">{t(`format.${format}`)}</span>
              <span className="export-format-holds" id={`export-holds-${format}`} aria-hidden="true">{t(`exportDialog.holds.${format}`)}</span>
            </label>
          ))}
        </div>
      ))}
    </div>
  );
}
