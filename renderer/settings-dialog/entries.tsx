import type { ComponentType } from 'react';
import { fonts, fontSizes, lineHeights, languageChoices, lineWidths, longestCreator, themes, type Look } from '../../core/settings';
import { languageNames } from '../../core/languages';
import type { Reader } from '../reader';
import { changeLook, changeSettings, hasOwnLook, presentLook, setOwnLook } from '../settings';
import { numeral, t, type WindowTextKey } from '../texts';
import { useStore } from '../use-store';
import { BesideFolders } from './BesideFolders';
import { Choice, Line, Steps, Toggle } from './controls';

type Control = ComponentType<{ readonly reader: Reader }>;

/** A setting as the dialog shows it and as it is searched for. */
export interface SettingEntry {
  readonly section: 'look' | 'annotations' | 'language';
  readonly name: WindowTextKey;
  /** Further words to find it by. */
  readonly also: readonly WindowTextKey[];
  /** Words that are the same in every language. */
  readonly words?: readonly string[];
  readonly Control: Control;
}

function useLook(reader: Reader): Look {
  return useStore(reader.store, presentLook);
}

function OwnLook({ reader }: { readonly reader: Reader }) {
  const own = useStore(reader.store, hasOwnLook);
  const shown = useStore(reader.store, (state) => state.document !== null);
  return <Toggle name={t('settings.own')} hint={t('settings.own.hint')} value={own} disabled={!shown} onChange={(value) => { setOwnLook(reader, value); }} />;
}

function ThemeChoice({ reader }: { readonly reader: Reader }) {
  const options = themes.map((value) => ({ value, label: t(`settings.theme.${value}`), sample: <span className="theme-sample" data-theme={value} aria-hidden="true"><mark>{t('settings.font.sample')}</mark></span> }));
  return <Choice name={t('settings.theme')} options={options} value={useLook(reader).theme} onChange={(theme) => { changeLook(reader, { theme }); }} />;
}

function FontChoice({ reader }: { readonly reader: Reader }) {
  const options = fonts.map((value) => ({ value, label: t(`settings.font.${value}`), sample: <span className="font-sample" data-font={value} aria-hidden="true">{t('settings.font.sample')}</span> }));
  return <Choice name={t('settings.font')} options={options} value={useLook(reader).font} onChange={(font) => { changeLook(reader, { font }); }} />;
}

function steps(measure: 'fontSize' | 'lineHeight' | 'lineWidth', values: readonly number[]): Control {
  return function Measure({ reader }) {
    const look = useLook(reader);
    return (
      <Steps
        name={t(`settings.${measure}`)}
        steps={values}
        value={look[measure]}
        inWords={(value) => t(`settings.${measure}.value`, { value: numeral(value) })}
        onChange={(value) => { changeLook(reader, { [measure]: value }); }}
      />
    );
  };
}

function Justified({ reader }: { readonly reader: Reader }) {
  return <Toggle name={t('settings.justified')} hint={t('settings.justified.hint')} value={useLook(reader).justified} onChange={(justified) => { changeLook(reader, { justified }); }} />;
}

function Creator({ reader }: { readonly reader: Reader }) {
  const creator = useStore(reader.store, (state) => state.settings.creator);
  return <Line name={t('settings.creator')} hint={t('settings.creator.hint')} value={creator} longest={longestCreator} onChange={(value) => { changeSettings(reader, { creator: value }); }} />;
}

function HideResolved({ reader }: { readonly reader: Reader }) {
  const hideResolved = useStore(reader.store, (state) => state.settings.hideResolved);
  return <Toggle name={t('list.hideResolved')} hint={t('settings.hideResolved.hint')} value={hideResolved} onChange={(value) => { changeSettings(reader, { hideResolved: value }); }} />;
}

function Patterns({ reader }: { readonly reader: Reader }) {
  const patterns = useStore(reader.store, (state) => state.settings.patterns);
  return <Toggle name={t('settings.patterns')} hint={t('settings.patterns.hint')} value={patterns} onChange={(value) => { changeSettings(reader, { patterns: value }); }} />;
}

function LanguageChoice({ reader }: { readonly reader: Reader }) {
  const language = useStore(reader.store, (state) => state.settings.language);
  const options = languageChoices.map((value) => (value === 'system' ? { value, label: t('settings.language.system') } : { value, label: languageNames[value], lang: value }));
  return <Choice name={t('settings.language')} options={options} value={language} onChange={(chosen) => { changeSettings(reader, { language: chosen }); }} />;
}

/** All settings, in the order of the dialog. */
export const settingEntries: readonly SettingEntry[] = [
  { section: 'look', name: 'settings.theme', also: themes.map((theme) => `settings.theme.${theme}` as const), Control: ThemeChoice },
  { section: 'look', name: 'settings.font', also: fonts.map((font) => `settings.font.${font}` as const), Control: FontChoice },
  { section: 'look', name: 'settings.fontSize', also: [], Control: steps('fontSize', fontSizes) },
  { section: 'look', name: 'settings.lineHeight', also: [], Control: steps('lineHeight', lineHeights) },
  { section: 'look', name: 'settings.lineWidth', also: [], Control: steps('lineWidth', lineWidths) },
  { section: 'look', name: 'settings.justified', also: ['settings.justified.hint'], Control: Justified },
  { section: 'look', name: 'settings.own', also: ['settings.own.hint'], Control: OwnLook },
  { section: 'annotations', name: 'settings.patterns', also: ['settings.patterns.hint'], Control: Patterns },
  { section: 'annotations', name: 'settings.creator', also: ['settings.creator.hint'], Control: Creator },
  { section: 'annotations', name: 'list.hideResolved', also: ['settings.hideResolved.hint'], Control: HideResolved },
  { section: 'annotations', name: 'settings.beside', also: ['settings.beside.stop', 'place.title'], Control: BesideFolders },
  { section: 'language', name: 'settings.language', also: ['settings.language.system'], words: Object.values(languageNames), Control: LanguageChoice },
];
