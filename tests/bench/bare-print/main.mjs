// What printing is measured against: Chromium prints a page of HTML to PDF, and nothing else is done. Arguments: the page, the PDF.
import { writeFile } from 'node:fs/promises';
import { app, BrowserWindow } from 'electron';

const [page, pdf] = process.argv.slice(-2);
app.disableHardwareAcceleration();
void app.whenReady().then(async () => {
  const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true, javascript: false } });
  await window.loadFile(page);
  await writeFile(pdf, await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, generateTaggedPDF: true }));
  app.exit(0);
});
