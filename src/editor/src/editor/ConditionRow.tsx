import { NativeSelect, NumberInput, TextInput } from '@mantine/core';
import type { Operator } from '../api/catalogue';
import type { Condition } from '../api/document';
import styles from './Conditions.module.css';
import { useDraft, useProblem } from './Draft';
import { emptyOperand, nameOfGroup, operatorWords, type Choice } from './facts';
import { idOfField, nameOfPlace, type Place } from './path';

/** One condition: a fact, a comparison that fits its type, and what it is compared with. */
export function ConditionRow({
  place,
  condition,
  choices,
  number,
}: {
  place: Place;
  condition: Condition;
  choices: readonly Choice[];
  number: number;
}) {
  const { catalogue, put, mayEdit } = useDraft();
  const whole = useProblem(place);
  const factProblem = useProblem([...place, 'fact']);
  const isProblem = useProblem([...place, 'is']);
  const choice = choices.find(({ path }) => path === condition.fact);
  const operators = (choice && catalogue.operators[choice.type]) ?? [];
  const operator = operators.find(({ name }) => name === condition.is);

  const compare = (fact: string, next: Operator | undefined) => {
    const kept = next && operator && next.takes === operator.takes ? condition.value : next && emptyOperand(next.takes);
    put(place, { fact, is: next?.name ?? condition.is, ...(kept === undefined ? {} : { value: kept }) });
  };

  const chooseFact = (path: string) => {
    const known = catalogue.operators[choices.find((one) => one.path === path)?.type ?? 'text'] ?? [];
    compare(path, known.find(({ name }) => name === condition.is) ?? known[0]);
  };

  return (
    <div className={styles.row} role="group" aria-label={`Condition ${number}`}>
      <NativeSelect
        id={idOfField(nameOfPlace([...place, 'fact']))}
        className={styles.fact}
        label="Fact"
        value={condition.fact}
        error={factProblem}
        disabled={!mayEdit}
        onChange={(event) => chooseFact(event.currentTarget.value)}
        data={[...(choice ? [] : [condition.fact]), ...inGroups(choices)]}
        description={choice?.description}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
      />
      <NativeSelect
        id={idOfField(nameOfPlace([...place, 'is']))}
        className={styles.comparison}
        label="Comparison"
        value={condition.is}
        error={isProblem}
        disabled={!mayEdit}
        onChange={(event) =>
          compare(
            condition.fact,
            operators.find(({ name }) => name === event.currentTarget.value),
          )
        }
        data={operators.map((one) => ({ value: one.name, label: operatorWords(one) }))}
      />
      {operator && operator.takes !== 'nothing' && <Operand place={[...place, 'value']} operator={operator} value={condition.value} />}
      {whole && <p className="error">{whole}</p>}
    </div>
  );
}

// The groups as the browser's own list shows them.
function inGroups(choices: readonly Choice[]) {
  return [...Map.groupBy(choices, ({ group }) => group)].map(([group, items]) => ({
    group: nameOfGroup(group),
    items: items.map(({ path }) => path),
  }));
}

function Operand({ place, operator, value }: { place: Place; operator: Operator; value: Condition['value'] }) {
  const { put, mayEdit } = useDraft();
  const problem = useProblem(place);
  const common = { id: idOfField(nameOfPlace(place)), className: styles.value, disabled: !mayEdit, error: problem };
  switch (operator.takes) {
    case 'number':
      return (
        <NumberInput
          {...common}
          label="Number"
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => put(place, typeof next === 'number' ? next : 0)}
        />
      );
    case 'flag':
      return (
        <NativeSelect
          {...common}
          label="Answer"
          value={String(value)}
          onChange={(event) => put(place, event.currentTarget.value === 'true')}
          data={[
            { value: 'true', label: 'yes' },
            { value: 'false', label: 'no' },
          ]}
        />
      );
    case 'time':
      return (
        <TextInput
          {...common}
          label="Day or time"
          type="datetime-local"
          value={String(value ?? '')}
          onChange={(event) => put(place, event.currentTarget.value)}
        />
      );
    default:
      return (
        <TextInput
          {...common}
          label={operator.takes === 'pattern' ? 'Pattern' : 'Text'}
          value={String(value ?? '')}
          onChange={(event) => put(place, event.currentTarget.value)}
        />
      );
  }
}
