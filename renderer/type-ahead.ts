/** Milliseconds after which a field that was asked for is no longer waited for. */
const patience = 5_000;
/** Keys without a letter of their own that mean something in a field. */
const fieldKeys: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Backspace']);

type Field = HTMLInputElement | HTMLTextAreaElement;
type Pressed = Pick<KeyboardEvent, 'key' | 'shiftKey'>;

/**
 * Puts keys by from the wish for a field (a comment, what to find, where to go) until the field has the focus, and gives them to it then:
 * a person who types on at once must not see the letters done to the text as commands.
 */
export class TypeAhead {
  private keys: Pressed[] = [];
  private timer: ReturnType<typeof setTimeout> | null = null;

  /** Puts keys by from now on. A field that is shown for it must call `handOver`; until then, or for some seconds, no letter reaches anything else. */
  begin(): void {
    if (this.timer) clearTimeout(this.timer);
    else window.addEventListener('keydown', this.hold, true);
    this.timer = setTimeout(() => { this.end(); }, patience);
  }

  /** Gives what was put by to a field that has got the focus, as if it were typed now. */
  handOver(field: Field): void {
    // After the components' own work: they hear of what is typed only then. No key can come in between.
    queueMicrotask(() => {
      if (!this.timer || document.activeElement !== field) return;
      const keys = this.end();
      for (let key = keys.shift(); key; key = keys.shift()) {
        press(key);
        // A key that asks for another field: the rest is meant for that one.
        if (this.timer) this.keys.push(...keys.splice(0));
      }
    });
  }

  private readonly hold = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !(event.key.length === 1 || fieldKeys.has(event.key))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.keys.push({ key: event.key, shiftKey: event.shiftKey });
  };

  private end(): Pressed[] {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    window.removeEventListener('keydown', this.hold, true);
    return this.keys.splice(0);
  }
}

/** Does what a key does where the focus is. */
function press({ key, shiftKey }: Pressed): void {
  const target = document.activeElement ?? document.body;
  if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
    if (key.length === 1) {
      replaceSelected(target, key, 0);
      return;
    }
    if (key === 'Backspace') {
      replaceSelected(target, '', 1);
      return;
    }
  }
  target.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }));
}

/** Replaces what is selected in a field; where nothing is, so many units before the caret. */
function replaceSelected(field: Field, text: string, before: number): void {
  const end = field.selectionEnd ?? field.value.length;
  const start = field.selectionStart ?? end;
  field.setRangeText(text, start === end ? Math.max(0, start - before) : start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: text ? 'insertText' : 'deleteContentBackward', data: text || null }));
}
