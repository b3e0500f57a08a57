// The pages by address. Addresses stand behind the #: the files lie at / and at /app/ alike, and no path of the server has to lead back to the app.
import { createHashRouter } from 'react-router';
import { NoPage } from './shell/NoPage';
import { Shell } from './shell/Shell';
import { PageFailed } from './shell/PageFailed';
import { Loading } from './parts/Waiting';

export const router = createHashRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <PageFailed />,
    hydrateFallbackElement: <Loading />,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('./welcome/HomePage')).HomePage }) },
      { path: 'welcome', lazy: async () => ({ Component: (await import('./welcome/WelcomePage')).WelcomePage }) },
      { path: 'recipes', lazy: async () => ({ Component: (await import('./recipes/RecipesPage')).RecipesPage }) },
      { path: 'gallery', lazy: async () => ({ Component: (await import('./recipes/GalleryPage')).GalleryPage }) },
      { path: 'new', lazy: async () => ({ Component: (await import('./editor/NewRecipe')).NewRecipe }) },
      { path: 'new/:sample', lazy: async () => ({ Component: (await import('./editor/NewRecipe')).NewRecipe }) },
      { path: 'recipe/:id', lazy: async () => ({ Component: (await import('./editor/EditRecipe')).EditRecipe }) },
      { path: 'meetings', lazy: async () => ({ Component: (await import('./meetings/MeetingsPage')).MeetingsPage }) },
      { path: 'meeting/:connection/:id', lazy: async () => ({ Component: (await import('./meetings/MeetingPage')).MeetingPage }) },
      { path: 'runs', lazy: async () => ({ Component: (await import('./runs/RunsPage')).RunsPage }) },
      { path: 'run/:id', lazy: async () => ({ Component: (await import('./runs/RunPage')).RunPage }) },
      { path: 'approvals', lazy: async () => ({ Component: (await import('./approvals/ApprovalsPage')).ApprovalsPage }) },
      { path: 'connections', lazy: async () => ({ Component: (await import('./connections/ConnectionsPage')).ConnectionsPage }) },
      { path: 'connect/:kind', lazy: async () => ({ Component: (await import('./connections/ConnectionPage')).NewConnection }) },
      { path: 'connection/:name', lazy: async () => ({ Component: (await import('./connections/ConnectionPage')).EditConnection }) },
      { path: 'intake', lazy: async () => ({ Component: (await import('./intake/IntakePage')).IntakePage }) },
      { path: 'privacy', lazy: async () => ({ Component: (await import('./privacy/PrivacyPage')).PrivacyPage }) },
      { path: 'access', lazy: async () => ({ Component: (await import('./access/AccessPage')).AccessPage }) },
      { path: '*', element: <NoPage /> },
    ],
  },
]);
