import { NumberInput, Switch } from '@mantine/core';
import { useDraft, useProblem } from './Draft';
import { idOfField } from './path';

const usual = 20;

/** How many AI credits the recipe may spend: none, or so many a month. */
export function CreditsField() {
  const { document, put, mayEdit } = useDraft();
  const problem = useProblem(['credits']);
  const numberProblem = useProblem(['credits', 'perMonth']);
  const allowed = typeof document.credits === 'object' ? document.credits.perMonth : null;
  return (
    <>
      <Switch
        id={idOfField('credits')}
        label="It may spend AI credits"
        description="Only some things cost one: a mail drafted by Convo, an answer to a question, key points or feedback made by a step. Without it, only what Convo has stored is used."
        checked={allowed !== null}
        disabled={!mayEdit}
        error={problem}
        onChange={(event) => put(['credits'], event.currentTarget.checked ? { perMonth: usual } : 'cached-only')}
      />
      {allowed !== null && (
        <NumberInput
          id={idOfField('credits.perMonth')}
          label="Credits a month at most"
          min={1}
          max={1000}
          allowDecimal={false}
          value={allowed}
          disabled={!mayEdit}
          error={numberProblem}
          onChange={(value) => put(['credits', 'perMonth'], Number(value) || 1)}
        />
      )}
    </>
  );
}
