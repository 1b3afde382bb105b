/**
 * Closes Node's own sockets: they obey none of the switches that keep Chromium offline. What speaks a protocol over them (TLS, HTTP) ends
 * at the closed sockets and is not named here: loading it would make each start longer.
 * To be imported before anything else, in the main process and in each worker.
 */
/* eslint-disable no-restricted-imports -- these modules are named here in order to be closed */
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';
/* eslint-enable no-restricted-imports */
import { syncBuiltinESMExports } from 'node:module';

function refuse(name: string): () => never {
  return () => {
    throw new Error(`Manicule is offline: ${name} is closed.`);
  };
}

function closeAll(holder: object, label: string, names: readonly string[]): void {
  for (const name of names) {
    if (!(name in holder)) continue;
    Object.defineProperty(holder, name, { value: refuse(`${label}.${name}`), writable: false, configurable: false });
  }
}

const lookups = Object.keys(dns).filter((name) => /^(lookup|resolve|reverse)/.test(name));

closeAll(net, 'net', ['connect', 'createConnection']);
closeAll(net.Socket.prototype, 'net.Socket', ['connect']);
closeAll(net.Server.prototype, 'net.Server', ['listen']);
closeAll(dgram, 'dgram', ['createSocket']);
closeAll(dgram.Socket.prototype, 'dgram.Socket', ['bind', 'connect', 'send']);
closeAll(dns, 'dns', lookups);
closeAll(dns.promises, 'dns.promises', lookups);
closeAll(dns.Resolver.prototype, 'dns.Resolver', Object.getOwnPropertyNames(dns.Resolver.prototype).filter((name) => name !== 'constructor'));
closeAll(globalThis, 'global', ['fetch', 'WebSocket', 'EventSource']);
syncBuiltinESMExports();
