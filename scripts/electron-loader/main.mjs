// Runs the application whose folder is the first argument that is no switch, as Electron's own default application does.
// The registry's Electron comes without that one.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const given = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (given === undefined) {
  process.stderr.write('Usage: electron FOLDER [ARGUMENTS]\n');
  process.exit(2);
}
const folder = path.resolve(given);
const description = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true });
app.setVersion(description.version);
app.name = description.productName ?? description.name;
app.setDesktopName?.(description.desktopName ?? `${app.name}.desktop`);
app.setAppPath(folder);
await import(pathToFileURL(path.join(folder, description.main)).href);
