import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Refused } from '../api/client';
import { Page } from './Page';
import { Empty } from './Waiting';

interface Given {
  title: string;
  children?: ReactNode;
  to: string;
  back: string;
}

/** Whether the app said that there is no such thing: nothing failed, and trying again does not help. */
export function isNotThere(error: unknown): boolean {
  return error instanceof Refused && error.status === 404;
}

/** What an address leads to is not there (any more), and where to look instead. */
export function NotThereInside({ title, children, to, back }: Given) {
  return (
    <Empty
      title={title}
      action={
        <Button component={Link} to={to}>
          {back}
        </Button>
      }
    >
      {children ?? <p>The address may be mistyped, or it was removed meanwhile.</p>}
    </Empty>
  );
}

/** The same as a page of its own. */
export function NotThere(given: Given) {
  return (
    <Page title="Not here">
      <NotThereInside {...given} />
    </Page>
  );
}
