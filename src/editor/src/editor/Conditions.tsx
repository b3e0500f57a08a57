import { Button } from '@mantine/core';
import type { Fact } from '../api/catalogue';
import { isCondition, type ConditionGroup, type ConditionPart } from '../api/document';
import { ConditionRow } from './ConditionRow';
import styles from './Conditions.module.css';
import { useDraft, useProblem } from './Draft';
import { comparable } from './facts';
import { idOfField, nameOfPlace, type Place } from './path';

const kinds = ['all', 'any', 'none'] as const;
const titles = { all: 'All of these hold', any: 'At least one of these holds', none: 'None of these holds' };

/** Conditions at a place of the recipe: groups of them, within each other where somebody wants that. */
export function Conditions({ place, item, about }: { place: Place; item: Fact | null; about: string }) {
  const { document, put, mayEdit } = useDraft();
  const group = place.reduce<unknown>((value, part) => (value as Record<string | number, unknown> | undefined)?.[part], document) as
    ConditionGroup | undefined;
  const problem = useProblem(place);
  const shown = kinds.filter((kind) => group?.[kind] !== undefined);
  return (
    <div className="stack" id={idOfField(nameOfPlace(place))} tabIndex={-1}>
      {shown.length === 0 && <p className="faint">{about}</p>}
      {shown.map((kind) => (
        <Group key={kind} place={[...place, kind]} kind={kind} parts={group?.[kind] ?? []} item={item} />
      ))}
      {problem && <p className="error">{problem}</p>}
      {mayEdit && (
        <div className="row">
          {kinds
            .filter((kind) => !shown.includes(kind))
            .map((kind) => (
              <Button key={kind} size="xs" variant="default" onClick={() => put([...place, kind], [firstCondition(item)])}>
                Add: {titles[kind].toLowerCase()}
              </Button>
            ))}
        </div>
      )}
    </div>
  );
}

function firstCondition(item: Fact | null): ConditionPart {
  return item
    ? { fact: item.members?.[0] ? `item${item.members[0].path.slice(item.path.length)}` : 'item', is: 'is-known' }
    : { fact: 'actionItems.count', is: 'at-least', value: 1 };
}

function Group({ place, kind, parts, item }: { place: Place; kind: 'all' | 'any' | 'none'; parts: ConditionPart[]; item: Fact | null }) {
  const { catalogue, put, mayEdit } = useDraft();
  const choices = comparable(catalogue.facts, item);
  const remove = (index: number) => put(place, parts.length === 1 ? undefined : parts.filter((_, at) => at !== index));
  return (
    <fieldset className={styles.group}>
      <legend>{titles[kind]}</legend>
      {parts.map((part, index) => (
        <div key={index} className={styles.part}>
          {isCondition(part) ? (
            <ConditionRow place={[...place, index]} condition={part} choices={choices} number={index + 1} />
          ) : (
            <Conditions place={[...place, index]} item={item} about="An empty group: add a condition." />
          )}
          {mayEdit && (
            <Button size="xs" variant="subtle" onClick={() => remove(index)}>
              Remove<span className="visually-hidden"> condition {index + 1}</span>
            </Button>
          )}
        </div>
      ))}
      {mayEdit && (
        <div className="row">
          <Button size="xs" variant="default" onClick={() => put([...place, parts.length], firstCondition(item))}>
            Add a condition
          </Button>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => put([...place, parts.length], { [kind === 'any' ? 'all' : 'any']: [firstCondition(item)] })}
          >
            Add a group
          </Button>
        </div>
      )}
    </fieldset>
  );
}
