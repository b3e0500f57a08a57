import { Checkbox, NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { CreditsField } from './CreditsField';
import { useDraft, useProblem } from './Draft';
import { readDuration, writeDuration, type Unit } from './duration';
import { idOfField } from './path';

const usual = { amount: 20, unit: 'minutes' } as const;
const again = ['updated', 'shared'];
const oncePerEvent = ['summary', 'transcript', 'created'];

/** When: what a recipe waits for, and how long for facts that are missing. */
export function WhenSection() {
  const { document, catalogue, put, mayEdit } = useDraft();
  const problem = useProblem(['when', 'occasion']);
  const sameEvent = useProblem(['when', 'sameEvent']);
  const chosen = [document.when.occasion].flat();

  const toggle = (name: string, on: boolean) => {
    const next = catalogue.occasions.map((one) => one.name).filter((one) => (one === name ? on : chosen.includes(one)));
    put(['when', 'occasion'], next.length === 1 ? next[0] : next);
  };

  return (
    <section className="card stack" aria-labelledby="when">
      <h2 id="when">When</h2>
      <Checkbox.Group label="It begins when" error={problem} value={chosen}>
        <div className="tight" id={idOfField('when.occasion')} tabIndex={-1}>
          {catalogue.occasions.map(({ name, description }) => (
            <Checkbox
              key={name}
              value={name}
              label={description}
              disabled={!mayEdit}
              onChange={(event) => toggle(name, event.currentTarget.checked)}
            />
          ))}
        </div>
      </Checkbox.Group>
      {chosen.some((name) => again.includes(name)) && (
        <Switch
          label="Each time, not only the first time in a meeting"
          checked={document.when.each ?? false}
          disabled={!mayEdit}
          onChange={(event) => put(['when', 'each'], event.currentTarget.checked || undefined)}
        />
      )}
      {chosen.some((name) => oncePerEvent.includes(name)) && (
        <Checkbox
          id={idOfField('when.sameEvent')}
          label="When two people recorded the same meeting, do it once"
          description="For the first recording that gets there. It is told by the calendars of the accounts; with one account nothing changes."
          checked={document.when.sameEvent !== 'each'}
          disabled={!mayEdit}
          error={sameEvent}
          onChange={(event) => put(['when', 'sameEvent'], event.currentTarget.checked ? undefined : 'each')}
        />
      )}
      <details>
        <summary>Waiting, time zone, AI credits</summary>
        <div className="stack">
          <Deadline />
          <Zone />
          <CreditsField />
        </div>
      </details>
    </section>
  );
}

function Deadline() {
  const { document, put, mayEdit } = useDraft();
  const problem = useProblem(['when', 'deadline']);
  const { amount, unit } = readDuration(document.when.deadline ?? '') ?? usual;
  const write = (to: { amount: number; unit: Unit }) => put(['when', 'deadline'], writeDuration(to));
  return (
    <div className="row" role="group" aria-label="How long it waits">
      <NumberInput
        id={idOfField('when.deadline')}
        label="Waits for missing facts at most"
        value={amount}
        min={0}
        allowDecimal={false}
        disabled={!mayEdit}
        error={problem}
        onChange={(value) => write({ amount: Number(value) || 0, unit })}
      />
      <NativeSelect
        label="Unit"
        value={unit}
        disabled={!mayEdit}
        onChange={(event) => write({ amount, unit: event.currentTarget.value as Unit })}
        data={['minutes', 'hours', 'days']}
      />
    </div>
  );
}

function Zone() {
  const { document, put, mayEdit } = useDraft();
  const problem = useProblem(['zone']);
  return (
    <>
      <TextInput
        id={idOfField('zone')}
        label="Time zone of its dates"
        value={document.zone ?? 'UTC'}
        list="zones"
        disabled={!mayEdit}
        error={problem}
        onChange={(event) => put(['zone'], event.currentTarget.value)}
      />
      <datalist id="zones">
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}
