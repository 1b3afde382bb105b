/**
 * Keeps Chromium offline and the window without rights. Measured: a default Electron resolves and connects to
 * the host of its spelling dictionaries as soon as a session exists; a content security policy alone stops neither
 * DNS prefetching nor WebRTC. Each line below closes a way that stays open without it.
 */
import { app, session, type Session, type WebContents } from 'electron';
import { isPage, scheme } from './page';

/** To be called while the main script loads, before the app is ready: switches are read only once. */
export function closeNetwork(): void {
  // All names and all IP literals of Chromium's own network stack.
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  // WebRTC would join the mDNS multicast group.
  app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns');
  // Where the person took the sandbox away (root has to), this would take the switch from the child processes, and none would start.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('session-created', closeSession);
  app.on('web-contents-created', (_event, contents) => { closeContents(contents); });
}

/** To be called as soon as the app is ready, before the first window. */
export function closeDefaultSession(): void {
  closeSession(session.defaultSession);
}

const closed = new WeakSet<Session>();

function closeSession(target: Session): void {
  if (closed.has(target)) return;
  closed.add(target);
  // The one call that keeps the spelling dictionary from being fetched; switching spell checking off does not.
  target.setSpellCheckerLanguages([]);
  const allowed = app.isPackaged ? [`${scheme}:`] : [`${scheme}:`, 'devtools:'];
  target.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !allowed.some((start) => details.url.startsWith(start)) });
  });
  target.setPermissionRequestHandler((_contents, _permission, answer) => { answer(false); });
  target.setPermissionCheckHandler(() => false);
  target.setDevicePermissionHandler(() => false);
  target.on('will-download', (event) => { event.preventDefault(); });
}

function closeContents(contents: WebContents): void {
  // STUN and TURN to IP literals get past the resolver rules.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => { if (!isReload(event.url, contents)) event.preventDefault(); });
  contents.on('will-frame-navigate', (event) => { if (!event.isMainFrame || !isReload(event.url, contents)) event.preventDefault(); });
  contents.on('will-redirect', (event) => { event.preventDefault(); });
  contents.on('will-attach-webview', (event) => { event.preventDefault(); });
}

function isReload(url: string, contents: WebContents): boolean {
  return isPage(url) && url === contents.getURL();
}
