// What was changed in a document, so that it can be taken back.

export interface History<T> {
  past: readonly T[];
  now: T;
  future: readonly T[];
  /** What was changed last, and when: typing on in one field is one change. */
  last: { what: string; at: number } | null;
}

export type Step<T> =
  { kind: 'change'; to: T; what: string; at: number } | { kind: 'undo' } | { kind: 'redo' } | { kind: 'start'; with: T };

const most = 100;
const oneGo = 1_500;

export function begin<T>(now: T): History<T> {
  return { past: [], now, future: [], last: null };
}

export function remember<T>(history: History<T>, step: Step<T>): History<T> {
  switch (step.kind) {
    case 'start':
      return begin(step.with);
    case 'undo': {
      const before = history.past.at(-1);
      return before === undefined
        ? history
        : { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], last: null };
    }
    case 'redo': {
      const [after, ...rest] = history.future;
      return after === undefined ? history : { past: [...history.past, history.now], now: after, future: rest, last: null };
    }
    default: {
      const goesOn = history.last?.what === step.what && step.at - history.last.at < oneGo;
      return {
        past: goesOn ? history.past : [...history.past, history.now].slice(-most),
        now: step.to,
        future: [],
        last: { what: step.what, at: step.at },
      };
    }
  }
}
