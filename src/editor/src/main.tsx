import './styles/base';
import { MantineProvider } from '@mantine/core';
import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { Lost, SignedOut } from './api/client';
import { Ask } from './parts/Ask';
import { router } from './routes';
import { takeToken } from './session/token';
import { SignedIn } from './session/SignedIn';
import { Say } from './shell/Say';
import { theme } from './styles/theme';

const client = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (error instanceof SignedOut && query.queryKey[0] !== 'session') void client.invalidateQueries({ queryKey: ['session'] });
    },
  }),
  defaultOptions: { queries: { retry: (count, error) => error instanceof Lost && count < 1, refetchOnWindowFocus: true, gcTime: 60_000 } },
});

const token = takeToken();

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    {/* Colours and sizes stand in our own style sheet: the policy of the pages lets no script write one. */}
    <MantineProvider theme={theme} defaultColorScheme="auto" withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={client}>
        <Say>
          <Ask>
            <SignedIn token={token}>
              <RouterProvider router={router} />
            </SignedIn>
          </Ask>
        </Say>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
);
