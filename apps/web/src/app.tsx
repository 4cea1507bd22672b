import { lazy, Suspense } from './router/lazy.tsx';
import { DropAnywhere } from './ingest/drop-anywhere.tsx';
import { UndoBar } from './manage/undo-bar.tsx';
import { usePlace } from './router/place.ts';
import { SearchPage } from './search/search-page.tsx';
import { KeyDialog } from './shell/key-dialog.tsx';
import { Shell } from './shell/shell.tsx';
import { NotFound } from './shell/not-found.tsx';
import { useLanguage } from './text/text.ts';

// The first page is there at once; the others come when they are wanted.
const PAGES = {
  '/ingest': lazy(() => import('./ingest/ingest-page.tsx').then((module) => module.IngestPage)),
  '/collections': lazy(() =>
    import('./collections/collections-page.tsx').then((module) => module.CollectionsPage),
  ),
  '/duplicates': lazy(() =>
    import('./duplicates/duplicates-page.tsx').then((module) => module.DuplicatesPage),
  ),
  '/map': lazy(() => import('./map/map-page.tsx').then((module) => module.MapPage)),
  '/trash': lazy(() => import('./trash/trash-page.tsx').then((module) => module.TrashPage)),
  '/catalogue': lazy(() => import('./catalogue/catalogue-page.tsx').then((module) => module.CataloguePage)),
  '/console': lazy(() => import('./console/console-page.tsx').then((module) => module.ConsolePage)),
  '/keys': lazy(() => import('./keys/keys-page.tsx').then((module) => module.KeysPage)),
  '/system': lazy(() => import('./system/system-page.tsx').then((module) => module.SystemPage)),
};

/** The whole page: the frame, and in it what the address names. */
export function App() {
  const { path } = usePlace();
  useLanguage();
  const Page = path === '/' ? SearchPage : (PAGES[path as keyof typeof PAGES] ?? NotFound);
  return (
    <Shell path={path}>
      <Suspense key={path}>
        <Page />
      </Suspense>
      <DropAnywhere />
      <UndoBar />
      <KeyDialog />
    </Shell>
  );
}
