import { Switch } from '@base-ui/react/switch';
import { useId, type ReactNode } from 'react';

interface ChoiceProps<Value extends string> {
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly sample?: ReactNode; readonly lang?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few things, each perhaps with a picture of itself. */
export function Choice<Value extends string>({ name, options, value, onChange }: ChoiceProps<Value>) {
  const group = useId();
  return (
    <fieldset className="setting setting-choice">
      <legend>{name}</legend>
      <div className="choices">
        {options.map((option) => (
          <label key={option.value} className="choice">
            <input type="radio" name={group} value={option.value} checked={option.value === value} onChange={() => { onChange(option.value); }} />
            {option.sample}
            <span lang={option.lang}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface StepsProps {
  readonly name: string;
  readonly steps: readonly number[];
  readonly value: number;
  /** The value in words. */
  readonly inWords: (value: number) => string;
  readonly onChange: (value: number) => void;
}

/** One of a row of numbers, on a slider. */
export function Steps({ name, steps, value, inWords, onChange }: StepsProps) {
  const id = useId();
  return (
    <div className="setting setting-steps">
      <label htmlFor={id}>{name}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={steps.length - 1}
        step={1}
        value={Math.max(0, steps.indexOf(value))}
        aria-valuetext={inWords(value)}
        onChange={(event) => { onChange(steps[Number(event.target.value)] ?? value); }}
      />
      <span className="quiet setting-value" aria-hidden="true">{inWords(value)}</span>
    </div>
  );
}

interface ToggleProps {
  readonly name: string;
  readonly hint: string;
  readonly value: boolean;
  readonly disabled?: boolean;
  readonly onChange: (value: boolean) => void;
}

/** Something that is so or not. */
export function Toggle({ name, hint, value, disabled = false, onChange }: ToggleProps) {
  const id = useId();
  return (
    <div className="setting setting-toggle">
      <Switch.Root className="switch" checked={value} disabled={disabled} onCheckedChange={onChange} aria-labelledby={id} aria-describedby={`${id}-hint`}>
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
      <span id={id}>{name}</span>
      <span id={`${id}-hint`} className="quiet setting-hint">{hint}</span>
    </div>
  );
}

interface LineProps {
  readonly name: string;
  readonly hint: string;
  readonly value: string;
  readonly longest: number;
  readonly onChange: (value: string) => void;
}

/** A line of text. */
export function Line({ name, hint, value, longest, onChange }: LineProps) {
  const id = useId();
  return (
    <div className="setting setting-line">
      <label htmlFor={id}>{name}</label>
      <input id={id} type="text" dir="auto" value={value} maxLength={longest} aria-describedby={`${id}-hint`} onChange={(event) => { onChange(event.target.value); }} />
      <span id={`${id}-hint`} className="quiet setting-hint">{hint}</span>
    </div>
  );
}
