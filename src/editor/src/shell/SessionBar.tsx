import { Button } from '@mantine/core';
import { useCaller } from '../session/SignedIn';
import styles from './Shell.module.css';
import { ThemeSwitch } from './ThemeSwitch';

/** Who is signed in, the colours, and the way out. */
export function SessionBar() {
  const caller = useCaller();

  return (
    <div className={styles.session}>
      <span className="faint">
        {caller.name} ({caller.role})
      </span>
      <ThemeSwitch />
      <Button variant="subtle" onClick={caller.signOut}>
        Sign out
      </Button>
    </div>
  );
}
