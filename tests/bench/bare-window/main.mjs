// The floor that start-up is measured against: a window of the same kind with nothing in it.
import { app, BrowserWindow, protocol, session } from 'electron';

const page = '<!doctype html><meta charset="utf-8"><title>Bare</title><p>Bare';

protocol.registerSchemesAsPrivileged([{ scheme: 'bare', privileges: { standard: true, secure: true } }]);
app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
app.on('window-all-closed', () => app.quit());
// Not at the top level: Electron is ready only after its entry module has been run to the end.
void app.whenReady().then(async () => {
  session.defaultSession.setSpellCheckerLanguages([]);
  protocol.handle('bare', () => new Response(page, { headers: { 'content-type': 'text/html' } }));
  const window = new BrowserWindow({ width: 1180, height: 820, backgroundColor: '#fdfcf9', webPreferences: { sandbox: true, contextIsolation: true } });
  await window.loadURL('bare://window/');
  await window.webContents.executeJavaScript('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null))))');
  process.stdout.write('Bare window: window open\n');
});
