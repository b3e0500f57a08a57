import { Button, PasswordInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import styles from './SignIn.module.css';

/** Lets somebody in: by the platform's account where there is one, by a token otherwise. */
export function SignIn({ refused, at, onToken }: { refused: string | null; at: string | null; onToken: (token: string) => Promise<void> }) {
  const [token, setToken] = useState('');
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    document.title = 'Sign in – Convo.Functions';
  }, []);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    await onToken(token.trim());
    setBusy(false);
  };

  return (
    <main className={styles.page}>
      <div className={`card stack ${styles.card}`}>
        <p className={styles.brand}>
          <img src="./icon.svg" alt="" width="36" height="36" /> Convo.Functions
        </p>
        <h1>Sign in</h1>
        {at && (
          <p>
            <a href={at}>Sign in with your organisation's account</a>, or use a token:
          </p>
        )}
        <p className="faint">Open the link that the app printed when it started; it signs you in by itself. Or paste its token here.</p>
        <form onSubmit={(event) => void submit(event)} className="stack">
          <PasswordInput
            label="Token"
            value={token}
            onChange={(event) => setToken(event.currentTarget.value)}
            error={refused}
            errorProps={{ role: 'alert' }}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': 'Show the token' }}
            required
            withAsterisk={false}
            autoFocus
          />
          <div className="row">
            <Button type="submit" loading={busy}>
              Sign in
            </Button>
          </div>
        </form>
      </div>
    </main>
  );
}
