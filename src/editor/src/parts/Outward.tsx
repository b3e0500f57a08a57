import type { ReactNode } from 'react';

/** A link to elsewhere; only http and https become one, whatever an answer says. */
export function Outward({ to, children }: { to: string; children: ReactNode }) {
  return /^https?:\/\//i.test(to) ? (
    <a href={to} target="_blank" rel="noopener noreferrer">
      {children}
      <span className="visually-hidden"> (opens a new tab)</span>
    </a>
  ) : (
    <span>{children}</span>
  );
}
