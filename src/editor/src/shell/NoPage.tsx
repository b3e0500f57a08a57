import { Navigate, useLocation } from 'react-router';
import { NotThere } from '../parts/NotThere';

/** Where an address leads to no page. A sign-in link has its token where pages have their address: it leads to the start. */
export function NoPage() {
  const { pathname } = useLocation();
  if (/^\/?token=/.test(pathname)) return <Navigate to="/" replace />;
  return <NotThere title="There is no page at this address" to="/" back="To the start" />;
}
