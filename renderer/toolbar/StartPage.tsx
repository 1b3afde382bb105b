import { useEffect, useState } from 'react';
import type { OpenedDocument, RecentDocument } from '../../core/contract';
import type { Result } from '../../core/problem';
import { api } from '../api';
import { t } from '../texts';

interface StartPageProps {
  readonly open: (result: Result<OpenedDocument | null>) => void;
}

/** What the window shows while no document is open: how to open one, and those opened before. */
export function StartPage({ open }: StartPageProps) {
  const [recent, setRecent] = useState<readonly RecentDocument[]>([]);
  useEffect(() => { void api.listRecent().then(setRecent); }, []);
  const forget = async (documentId: string) => {
    await api.forgetRecent(documentId);
    setRecent(await api.listRecent());
  };
  const openEntry = async ({ documentId, missing }: RecentDocument) => {
    open(await (missing ? api.locateRecent(documentId) : api.openRecent(documentId)));
    setRecent(await api.listRecent());
  };
  return (
    <section className="start-page">
      <h2 className="start-title">{t('startPage.title')}</h2>
      <p className="start-actions">
        <button type="button" className="primary" onClick={() => void api.chooseDocument().then(open)}>{t('startPage.open')}</button>
        <button type="button" onClick={() => void api.openTour().then(open)}>{t('startPage.tour')}</button>
        <button type="button" onClick={() => void api.openSample().then(open)}>{t('startPage.sample')}</button>
      </p>
      <p className="quiet">{t('startPage.drop')}</p>
      {recent.length > 0 ? (
        <>
          <h3>{t('startPage.recent')}</h3>
          <ul className="recent">
            {recent.map((entry) => (
              <li key={entry.documentId}>
                <button type="button" className="recent-open" data-missing={entry.missing || undefined} onClick={() => void openEntry(entry)}>
                  <strong>{entry.name}</strong>
                  <span className="quiet">{entry.path}</span>
                  <span className="quiet">{t('startPage.annotations', { count: entry.annotations })}</span>
                  {entry.missing ? <span className="recent-missing">{t('startPage.missing')} · {t('startPage.locate')}</span> : null}
                </button>
                <button type="button" aria-label={t('startPage.forget', { name: entry.name })} onClick={() => void forget(entry.documentId)}>×</button>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
