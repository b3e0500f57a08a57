import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { firstAction, newStep } from './begin';
import { useDraft, useProblem } from './Draft';
import { idOfField, moved } from './path';
import { StepCard } from './StepCard';

/** Then: the steps, in the order in which they are done. */
export function StepsSection() {
  const { document, replace, mayEdit } = useDraft();
  const problem = useProblem(['steps']);
  const { steps } = document;
  return (
    <section className="card stack" aria-labelledby="then">
      <h2 id="then" tabIndex={-1}>
        Then
      </h2>
      <div id={idOfField('steps')} tabIndex={-1}>
        {problem && <p className="error">{problem}</p>}
      </div>
      {steps.map((step, index) => (
        <StepCard
          key={step.id}
          step={step}
          index={index}
          up={mayEdit && index > 0 ? () => replace(moved(document, ['steps'], index, index - 1), 'order') : undefined}
          down={mayEdit && index < steps.length - 1 ? () => replace(moved(document, ['steps'], index, index + 1), 'order') : undefined}
          remove={mayEdit ? () => replace({ ...document, steps: steps.filter((one) => one !== step) }, 'steps') : undefined}
        />
      ))}
      {mayEdit && <AddStep />}
    </section>
  );
}

function AddStep() {
  const { document, catalogue, connections, replace } = useDraft();
  const [name, setName] = useState(() => firstAction(catalogue.actions, connections)?.name ?? '');
  const action = catalogue.actions.findLast((one) => one.name === name);
  return (
    <div className="row">
      <NativeSelect
        label="What it does next"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data={catalogue.actions.map((one) => ({ value: one.name, label: one.title }))}
        description={action?.description}
        className="grow"
      />
      <Button
        variant="default"
        disabled={!action}
        onClick={() =>
          action && replace({ ...document, steps: [...document.steps, newStep(action, connections, document.steps)] }, 'steps')
        }
      >
        Add step
      </Button>
    </div>
  );
}
