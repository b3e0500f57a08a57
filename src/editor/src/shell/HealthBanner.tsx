import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { words } from '../api/client';
import { health } from '../api/queries';
import { Chip } from '../parts/Chip';
import { healthReasons, healthTones } from './health';
import styles from './HealthBanner.module.css';

// What is told of them is looked at and repaired on a connection's page.
const ofConnections = ['account-stopped', 'webhook'];

/** Above every page, where something needs a look; nothing where all is well. */
export function HealthBanner() {
  const found = useQuery(health);
  if (found.error) {
    return (
      <p className={`${styles.banner} ${styles.bad}`} role="alert">
        {words(found.error)} Trying again.
      </p>
    );
  }
  if (!found.data || found.data.status === 'healthy') return null;
  return (
    <div className={`${styles.banner} ${found.data.status === 'unhealthy' ? styles.bad : ''}`} role="alert">
      <Chip tone={healthTones[found.data.status] ?? 'wait'}>{found.data.status}</Chip>
      <div>
        {healthReasons(found.data).map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
        {found.data.concerns.some(({ name }) => ofConnections.includes(name)) && (
          <p>
            <Link className={styles.link} to="/connections">
              To the connections
            </Link>
          </p>
        )}
      </div>
    </div>
  );
}
