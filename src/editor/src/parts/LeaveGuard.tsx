import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useAsk } from './Ask';

/** Stands where changes are not saved: leaving the page asks first; reloading it too, in the browser's words. */
export function LeaveGuard() {
  const ask = useAsk();
  const blocker = useBlocker(({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname);

  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    void ask({ title: 'Leave without saving?', text: 'What you changed is lost then.', yes: 'Leave', danger: true }).then((yes) =>
      yes ? blocker.proceed() : blocker.reset(),
    );
  }, [blocker, ask]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);

  return null;
}
