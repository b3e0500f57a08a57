import { Button, Modal } from '@mantine/core';
import { createContext, useCallback, useContext, useRef, useState, type ReactNode } from 'react';
import { useSay } from '../shell/Say';

interface Question {
  title: string;
  /** What it means; of several sentences each is a paragraph. */
  text: ReactNode | readonly string[];
  yes: string;
  danger?: boolean;
}

type Asking = (question: Question) => Promise<boolean>;

const Context = createContext<Asking>(() => Promise.resolve(false));

/** Asks before something is done that others will see, or that can't be taken back. */
export const useAsk = (): Asking => useContext(Context);

export function Ask({ children }: { children: ReactNode }) {
  const [question, setQuestion] = useState<Question | null>(null);
  const [shown, setShown] = useState(false);
  const answer = useRef<(yes: boolean) => void>(undefined);
  const say = useSay();

  const ask = useCallback<Asking>(
    (asked) => {
      // Why the last try failed would stand there as if it were about this one.
      say(null);
      setQuestion(asked);
      setShown(true);
      return new Promise((resolve) => {
        answer.current = resolve;
      });
    },
    [say],
  );

  const close = (yes: boolean) => {
    setShown(false);
    answer.current?.(yes);
  };

  return (
    <Context.Provider value={ask}>
      {children}
      <Modal opened={shown} onClose={() => close(false)} title={<strong>{question?.title}</strong>}>
        <div className="stack">
          <div className="tight">{inParagraphs(question?.text)}</div>
          <div className="row end">
            <Button variant="default" onClick={() => close(false)} data-autofocus>
              Cancel
            </Button>
            <Button color={question?.danger ? 'red' : undefined} onClick={() => close(true)}>
              {question?.yes}
            </Button>
          </div>
        </div>
      </Modal>
    </Context.Provider>
  );
}

function inParagraphs(text: Question['text'] | undefined): ReactNode {
  return Array.isArray(text) ? (text as readonly string[]).map((one) => <p key={one}>{one}</p>) : (text as ReactNode);
}
