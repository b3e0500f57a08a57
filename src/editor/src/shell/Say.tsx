import { CloseButton } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import styles from './Say.module.css';

type Saying = (text: string | null, tone?: 'off' | 'bad') => void;

const Context = createContext<Saying>(() => undefined);
const stays = 12_000;

/** Tells what was done or why not, to eyes and screen readers alike; null takes away what was told before. */
export const useSay = (): Saying => useContext(Context);

export function Say({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState<{ text: string; tone: 'off' | 'bad' } | null>(null);
  const say = useCallback<Saying>((text, tone = 'off') => setSaid(text === null ? null : { text, tone }), []);

  useEffect(() => {
    if (said === null || said.tone === 'bad') return undefined;
    const timer = setTimeout(() => setSaid(null), stays);
    return () => clearTimeout(timer);
  }, [said]);

  return (
    <Context.Provider value={say}>
      {children}
      <div className={styles.place} role="status" aria-live="polite">
        {said && (
          <div className={`${styles.said} ${said.tone === 'bad' ? styles.bad : ''}`}>
            <p>{said.text}</p>
            <CloseButton aria-label="Close the message" onClick={() => setSaid(null)} />
          </div>
        )}
      </div>
    </Context.Provider>
  );
}
