import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { connections } from '../api/queries';
import { Outward } from '../parts/Outward';
import { pageOfSandbox } from './sandbox';

/** A link to the page of the sandbox; nothing where there is none. */
export function SandboxLink({ children }: { children: ReactNode }) {
  const all = useQuery(connections).data?.items ?? [];
  const page = [...pageOfSandbox(all).values()][0];
  return page ? <Outward to={page}>{children}</Outward> : null;
}
