import { useEffect, useRef, type ReactNode } from 'react';

let shownBefore = false;

/** A page: its title in the window and as its heading, which takes the focus when somebody comes from another page. */
export function Page({ title, lead, actions, children }: { title: string; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = `${title} – Convo.Functions`;
  }, [title]);

  useEffect(() => {
    if (shownBefore) heading.current?.focus();
    shownBefore = true;
  }, []);

  return (
    <div className="stack">
      <div className="row between">
        <h1 ref={heading} tabIndex={-1} dir="auto">
          {title}
        </h1>
        {actions && <div className="row">{actions}</div>}
      </div>
      {lead && <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
