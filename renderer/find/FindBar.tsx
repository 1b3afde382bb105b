import { Toolbar } from '@base-ui/react/toolbar';
import { CaseSensitive, ChevronDown, ChevronUp, Regex, WholeWord, X } from 'lucide-react';
import { useLayoutEffect, useRef, type KeyboardEvent } from 'react';
import { numeral, t } from '../texts';
import { ToolButton } from '../toolbar/ToolButton';
import { useStore } from '../use-store';
import type { Finder, FindState } from './finder';

const icon = { size: 17, 'aria-hidden': true } as const;

/** Over the text, when something is looked for: what, how, how often it is there, and the steps from one to the next. */
export function FindBar({ finder }: { readonly finder: Finder }) {
  const open = useStore(finder.store, (state) => state.open);
  return open ? <OpenBar finder={finder} /> : null;
}

function OpenBar({ finder }: { readonly finder: Finder }) {
  const state = useStore(finder.store, (all) => all);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (!field.current) return;
    field.current.focus();
    field.current.select();
    finder.reader.ahead.handOver(field.current);
  }, [finder, state.asked]);
  const { text, caseSensitive, wholeWord, regularExpression } = state.query;
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') finder.close();
    else if (event.key === 'Enter' && event.target === field.current) finder.step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const stepless = state.count === 0 && !state.searching && !(state.waiting && text !== '');
  const none = text !== '' && !state.searching && state.count === 0;
  return (
    <div className="find-bar" role="search" aria-label={t('find.label')} onKeyDownCapture={keys}>
      <div className="find-row">
        <input
          ref={field}
          type="text"
          value={text}
          placeholder={t('find.placeholder')}
          aria-label={t('find.placeholder')}
          aria-invalid={state.problem !== null}
          aria-describedby="find-result"
          data-none={none}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => { finder.ask({ text: event.target.value }); }}
        />
        <span className="find-count" id="find-result" role="status" data-none={none}>{state.problem ? '' : countText(state)}</span>
        <Toolbar.Root className="find-tools" aria-label={t('find.tools')}>
          <ToolButton label={t('find.case')} pressed={caseSensitive} onClick={() => { finder.ask({ caseSensitive: !caseSensitive }); }}><CaseSensitive {...icon} /></ToolButton>
          <ToolButton label={t('find.word')} pressed={wholeWord} onClick={() => { finder.ask({ wholeWord: !wholeWord }); }}><WholeWord {...icon} /></ToolButton>
          <ToolButton label={t('find.expression')} pressed={regularExpression} onClick={() => { finder.ask({ regularExpression: !regularExpression }); }}><Regex {...icon} /></ToolButton>
          <Toolbar.Separator className="tool-separator" />
          <ToolButton label={t('find.previous')} shortcut="Shift+F3" disabled={stepless} onClick={() => { finder.step(-1); }}><ChevronUp {...icon} /></ToolButton>
          <ToolButton label={t('find.next')} shortcut="F3" disabled={stepless} onClick={() => { finder.step(1); }}><ChevronDown {...icon} /></ToolButton>
          <ToolButton label={t('find.close')} shortcut="Esc" onClick={() => { finder.close(); }}><X {...icon} /></ToolButton>
        </Toolbar.Root>
      </div>
      {state.problem ? (
        <p className="find-problem" role="alert">
          {state.problem.kind === 'slow' ? t('find.slow') : t('find.wrong', { reason: state.problem.reason })}
        </p>
      ) : null}
    </div>
  );
}

function countText({ query, count, current, searching, more }: FindState): string {
  if (query.text === '') return '';
  if (count === 0) return t(searching ? 'find.searching' : 'find.none');
  const total = `${numeral(count)}${searching || more ? '+' : ''}`;
  return current < 0 ? t('find.total', { total }) : t('find.position', { current: numeral(current + 1), total });
}
