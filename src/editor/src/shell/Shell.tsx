import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, type MouseEvent } from 'react';
import { NavLink, Outlet, useLocation } from 'react-router';
import { approvals } from '../api/queries';
import { useCaller } from '../session/SignedIn';
import { HealthBanner } from './HealthBanner';
import { SessionBar } from './SessionBar';
import styles from './Shell.module.css';

const places: { to: string; name: string; also?: string[]; admins?: boolean }[] = [
  { to: '/', name: 'Start' },
  { to: '/recipes', name: 'Recipes', also: ['/recipe/', '/new', '/gallery'] },
  { to: '/meetings', name: 'Meetings', also: ['/meeting/'] },
  { to: '/runs', name: 'Runs', also: ['/run/'] },
  { to: '/approvals', name: 'Approvals' },
  { to: '/connections', name: 'Connections', also: ['/connect/', '/connection/'] },
  { to: '/intake', name: 'Intake' },
  { to: '/privacy', name: 'Privacy', admins: true },
  { to: '/access', name: 'Access', admins: true },
];

/** What stands around every page. */
export function Shell() {
  const main = useRef<HTMLElement>(null);
  const [menu, { toggle, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  const { mayAdminister } = useCaller();
  const waiting = useQuery(approvals).data?.items.length ?? 0;

  useEffect(close, [pathname, close]);

  // The part behind # is the page's address here, so an ordinary link to #main would leave the page.
  const skip = (event: MouseEvent) => {
    event.preventDefault();
    main.current?.focus();
    main.current?.scrollIntoView();
  };

  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main" onClick={skip}>
        Skip to the content
      </a>
      <header className={styles.top}>
        <p className={styles.brand}>
          <img src="./icon.svg" alt="" width="28" height="28" /> Convo.Functions
        </p>
        <Button className={styles.menu} variant="default" onClick={toggle} aria-expanded={menu} aria-controls="places">
          Menu
        </Button>
        <div className={styles.inHeader}>
          <SessionBar />
        </div>
      </header>
      <nav id="places" className={`${styles.places} ${menu ? styles.open : ''}`} aria-label="Pages">
        <ul className="plain">
          {places.filter(({ admins }) => mayAdminister || !admins).map((place) => (
            <li key={place.to}>
              <NavLink
                to={place.to}
                end={place.to === '/'}
                className={({ isActive }) =>
                  isActive || place.also?.some((start) => pathname.startsWith(start)) ? `${styles.place} ${styles.here}` : styles.place
                }
              >
                {place.name}
                {place.to === '/approvals' && waiting > 0 && (
                  <span className={styles.count}>
                    {waiting}
                    <span className="visually-hidden"> waiting</span>
                  </span>
                )}
              </NavLink>
            </li>
          ))}
        </ul>
        <div className={styles.inMenu}>
          <SessionBar />
        </div>
      </nav>
      <main id="main" ref={main} tabIndex={-1} className={styles.main}>
        <HealthBanner />
        <Outlet />
      </main>
    </div>
  );
}
