import { Button, Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { advice, words } from '../api/client';

/** While something is read for the first time. */
export function Loading({ lines = 3 }: { lines?: number }) {
  return (
    <div className="stack" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} height={64} radius="lg" />
      ))}
    </div>
  );
}

/** What went wrong, what to do, and a way to try again. */
export function Failed({ error, again }: { error: unknown; again?: () => void }) {
  const about = advice(error);
  return (
    <div className="card bad stack" role="alert">
      <p>
        <strong>{words(error)}</strong>
      </p>
      {about && <p className="advice">{about}</p>}
      {again && (
        <div className="row">
          <Button variant="default" onClick={again}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}

/** Nothing there, and what would bring something. */
export function Empty({ title, children, action }: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className="card empty">
      <h2>{title}</h2>
      {children && <div className="faint">{children}</div>}
      {action && (
        <div className="row" style={{ justifyContent: 'center' }}>
          {action}
        </div>
      )}
    </div>
  );
}

interface Reading<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}

/** One of loading, failed and read. What was read stays while it is read again; a failure then stands above it. */
export function Waiting<T>({ on, children, lines }: { on: Reading<T>; children: (data: T) => ReactNode; lines?: number }) {
  if (on.data === undefined) {
    return on.error ? <Failed error={on.error} again={() => void on.refetch()} /> : <Loading lines={lines} />;
  }
  return (
    <>
      {on.error ? <Failed error={on.error} /> : null}
      {children(on.data)}
    </>
  );
}
