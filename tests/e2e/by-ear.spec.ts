import { readFile } from 'node:fs/promises';
import { expect, type CDPSession, type Page } from '@playwright/test';
import { answerOpenDialog, answerSaveDialog, launchManicule, test } from './launch';
import { fixtureCopy } from './screen';

/** What a screen reader is given of one element. */
interface Heard {
  readonly role: string;
  readonly name: string;
  /** The words in it. */
  readonly text: string;
  readonly states: Readonly<Record<string, unknown>>;
  /** By which the element can be given the focus, as screen readers do. */
  readonly element: number;
}

/** The window as a screen reader has it: the accessibility tree, the keyboard, and nothing else. */
class Listener {
  private constructor(private readonly session: CDPSession, private readonly page: Page) {}

  static async to(page: Page): Promise<Listener> {
    const session = await page.context().newCDPSession(page);
    await session.send('Accessibility.enable');
    await page.evaluate(() => {
      const spoken: string[] = [];
      const listen = () => {
        const said = [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')].map(({ textContent }) => textContent).join(' | ');
        if (said !== spoken.at(-1)) spoken.push(said);
      };
      new MutationObserver(listen).observe(document.body, { subtree: true, childList: true, characterData: true });
      Object.assign(window, { spoken });
    });
    return new Listener(session, page);
  }

  /** How much of what the live regions said was heard already. */
  private heard = 0;

  /** What the live regions said since it was asked for last: a reader speaks all of it, though one sentence soon takes the other's place. */
  private async spoken(): Promise<string[]> {
    return this.page.evaluate((from) => (window as unknown as { spoken: string[] }).spoken.slice(from), this.heard);
  }

  private async tree(): Promise<Heard[]> {
    const { nodes } = await this.session.send('Accessibility.getFullAXTree');
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const words = (id: string): string => {
      const node = byId.get(id);
      if (!node) return '';
      return node.role?.value === 'StaticText' ? String(node.name?.value ?? '') : (node.childIds ?? []).map(words).join('');
    };
    return nodes.flatMap((node): Heard[] => (node.ignored || node.backendDOMNodeId === undefined ? [] : [{
      role: String(node.role?.value), name: String(node.name?.value ?? ''), text: words(node.nodeId), element: node.backendDOMNodeId,
      states: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
    }]));
  }

  /** Waits for an element of this role and name, in these states. */
  async find(role: string, name: string | RegExp, states: Readonly<Record<string, unknown>> = {}): Promise<Heard> {
    let found: Heard | undefined;
    await expect.poll(async () => {
      const all = (await this.tree()).filter((heard) => heard.role === role);
      found = all.find((heard) => (typeof name === 'string' ? heard.name === name : name.test(heard.name)) && Object.entries(states).every(([state, value]) => heard.states[state] === value));
      return found ? 'found' : all.map((heard) => `${heard.name} ${JSON.stringify(heard.states)}`);
    }, { message: `${role} ${String(name)} ${JSON.stringify(states)}` }).toBe('found');
    return found!;
  }

  /** Waits until a live region says this, or has said it since the last time; and there is one that a reader knows of. */
  async says(wanted: string): Promise<void> {
    await expect.poll(async () => (await this.spoken()).join('\n')).toContain(wanted);
    this.heard += (await this.spoken()).findIndex((said) => said.includes(wanted)) + 1;
    expect((await this.tree()).filter(({ role }) => role === 'status' || role === 'alert')).not.toEqual([]);
  }

  /** Goes to an element and presses a key there. */
  async press(role: string, name: string | RegExp, key: string): Promise<void> {
    const { element } = await this.find(role, name);
    await this.session.send('DOM.focus', { backendNodeId: element });
    await this.page.keyboard.press(key);
  }
}

test('by ear alone: a file is opened, marked, commented, the note is found again, a copy exported', async () => {
  const file = await fixtureCopy('trial.md');
  const { app, window } = await launchManicule();
  const ear = await Listener.to(window);
  const keys = async (...pressed: string[]) => { for (const key of pressed) await window.keyboard.press(key); };
  await answerOpenDialog(app, [file]);
  await ear.press('button', 'Open…', 'Enter');
  const text = await ear.find('document', 'trial.md, text', { focused: true });
  expect(text.text).toContain('Once a year a jury of goldsmiths');
  await keys('ArrowDown', 'ArrowDown', 'Home', 'Shift+Control+ArrowRight', 'Shift+Control+ArrowRight', 'Shift+Control+ArrowRight');
  await ear.find('toolbar', 'Mark the selection');
  await keys('h');
  await ear.says('Highlighted in Yellow, 3 words');
  await keys('ArrowLeft', 'c');
  await ear.find('textbox', 'Comment on “Once a year”', { focused: true });
  await window.keyboard.type('Which day? 😀');
  await keys('Enter');
  await ear.says('Comment saved');
  await ear.find('document', 'trial.md, text', { focused: true });
  expect((await ear.find('article', 'Comment on “Once a year”')).text).toContain('Which day? 😀');
  // Away from it, and into it again.
  await keys('ArrowDown', 'ArrowDown');
  // What the caret comes into is said when it rests: here it rests outside.
  await window.evaluate(() => new Promise((settle) => { setTimeout(settle, 400); }));
  await ear.press('document', 'trial.md, text', 'ArrowUp');
  await keys('ArrowUp', 'Home', 'ArrowRight');
  await ear.says('In highlight, yellow, comment: Which day? 😀');
  // Found again among the annotations.
  await keys('F9', 'Shift+F6');
  await ear.find('tab', 'Annotations: 1', { focused: true, selected: true });
  await ear.press('searchbox', 'Search annotations', 'w');
  await ear.press('button', /^Once a year.*Which day/u, 'Enter');
  await ear.find('button', /^Once a year.*Which day/u, { focused: true });
  const copy = `${file}.html`;
  await answerSaveDialog(app, copy);
  await keys('Control+e');
  await ear.find('dialog', /^Export/u);
  await ear.find('radio', 'Web page (HTML)', { focused: true, checked: 'true' });
  await keys('Enter');
  await ear.says('trial.md.html');
  expect(await readFile(copy, 'utf8')).toContain('Which day? 😀');
});
