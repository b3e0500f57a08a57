import { Button } from '@mantine/core';
import { useRouteError } from 'react-router';

/** A page that could not be shown: usually the app was updated since the browser loaded it. */
export function PageFailed() {
  const error = useRouteError();
  return (
    <main className="card narrow stack" role="alert">
      <h1>This page could not be shown</h1>
      <p>{error instanceof Error ? error.message : 'Something unexpected happened.'}</p>
      <p className="advice">If the app was updated meanwhile, loading the page anew helps.</p>
      <div className="row">
        <Button onClick={() => location.reload()}>Load anew</Button>
      </div>
    </main>
  );
}
