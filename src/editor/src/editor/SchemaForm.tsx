import { Button, NativeSelect, NumberInput, Switch, Textarea, TextInput } from '@mantine/core';
import type { Fact, Schema } from '../api/catalogue';
import { useDraft, useProblem } from './Draft';
import { idOfField, moved, nameOfPlace, valueAt, type Place } from './path';
import { emptyValue, fieldOf, labelOf, resolved, singular } from './schema';
import styles from './StepCard.module.css';
import { TemplateField } from './TemplateField';

/** The form of an action's settings, made from their JSON Schema: what is compulsory first, the rest behind a fold. */
export function SchemaForm({ place, schema, item }: { place: Place; schema: Schema; item: Fact | null }) {
  const { document } = useDraft();
  const field = fieldOf(resolved(schema, schema));
  if (field.kind !== 'object') return null;
  const given = valueAt(document, place) as Record<string, unknown> | undefined;
  const needed = field.members.filter(([name, member, required]) => required || isGiven(given?.[name], member));
  const others = field.members.filter((member) => !needed.includes(member));
  const show = ([name, member, required]: [string, Schema, boolean]) => (
    <SchemaField key={name} place={[...place, name]} name={name} schema={member} root={schema} required={required} item={item} />
  );
  return (
    <>
      {needed.map(show)}
      {others.length > 0 && (
        <details>
          <summary>More settings: {others.map(([name]) => labelOf(name).toLowerCase()).join(', ')}</summary>
          <div className="stack">{others.map(show)}</div>
        </details>
      )}
    </>
  );
}

// What is as it would be anyway needs nobody's eyes.
function isGiven(value: unknown, { default: usual }: Schema): boolean {
  return value !== undefined && value !== null && value !== '' && value !== usual && !(Array.isArray(value) && value.length === 0);
}

interface Given {
  place: Place;
  name: string;
  schema: Schema;
  root: Schema;
  required: boolean;
  item: Fact | null;
}

function SchemaField({ place, name, schema, root, required, item }: Given) {
  const { document, put, mayEdit } = useDraft();
  const problem = useProblem(place);
  const known = resolved(schema, root);
  const field = fieldOf(known);
  const value = valueAt(document, place);
  const write = (next: unknown) => put(place, !required && (next === '' || next === null) ? undefined : next);
  const common = {
    id: idOfField(nameOfPlace(place)),
    label: labelOf(name),
    description: known.description,
    error: problem,
    disabled: !mayEdit,
  };

  switch (field.kind) {
    case 'template':
      return <TemplateField {...common} value={String(value ?? '')} longest={field.longest} item={item} onChange={write} />;
    case 'text':
      return field.multiline ? (
        <Textarea
          {...common}
          autosize
          minRows={2}
          value={String(value ?? '')}
          maxLength={field.longest}
          onChange={(event) => write(event.currentTarget.value)}
        />
      ) : (
        <TextInput
          {...common}
          value={String(value ?? '')}
          maxLength={field.longest}
          onChange={(event) => write(event.currentTarget.value)}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          {...common}
          value={String(value ?? '')}
          onChange={(event) => write(event.currentTarget.value)}
          data={[
            ...(required ? [] : [{ value: '', label: 'as usual' }]),
            ...field.words.map((word) => ({ value: word, label: word.replaceAll('-', ' ') })),
          ]}
        />
      );
    case 'flag':
      return <Switch {...common} checked={value === true} onChange={(event) => write(event.currentTarget.checked)} />;
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof value === 'number' ? value : ''}
          min={field.least}
          max={field.most}
          allowDecimal={!field.whole}
          onChange={(next) => write(typeof next === 'number' ? next : undefined)}
        />
      );
    case 'object':
      return (
        <fieldset className={styles.list} id={common.id} tabIndex={-1}>
          <legend>{common.label}</legend>
          {common.description && <p className="faint">{common.description}</p>}
          {problem && <p className="error">{problem}</p>}
          <div className={styles.members}>
            {field.members.map(([member, below, needed]) => (
              <SchemaField key={member} place={[...place, member]} name={member} schema={below} root={root} required={needed} item={item} />
            ))}
          </div>
        </fieldset>
      );
    case 'list':
      return (
        <ListField
          {...{ place, name, root, item, problem }}
          description={known.description}
          items={field.items}
          most={field.most}
          entries={(value as unknown[] | undefined) ?? []}
        />
      );
    case 'map':
      return (
        <MapField
          {...{ place, name, root, item, problem }}
          description={known.description}
          values={field.values}
          entries={(value as Record<string, unknown> | undefined) ?? {}}
        />
      );
    default:
      return (
        <p className="faint">
          {common.label}: {common.description} It is set in the recipe's file.
        </p>
      );
  }
}

interface Several {
  place: Place;
  name: string;
  root: Schema;
  item: Fact | null;
  problem: string | undefined;
  description: string | undefined;
}

function ListField({
  place,
  name,
  root,
  item,
  problem,
  description,
  items,
  most,
  entries,
}: Several & { items: Schema; most: number | undefined; entries: unknown[] }) {
  const { document, put, replace, mayEdit } = useDraft();
  const label = labelOf(name);
  const one = singular(label);
  const move = (from: number, to: number) => replace(moved(document, place, from, to), `${nameOfPlace(place)} order`);
  const remove = (index: number) =>
    put(
      place,
      entries.filter((_, at) => at !== index),
    );
  return (
    <fieldset className={styles.list} id={idOfField(nameOfPlace(place))} tabIndex={-1}>
      <legend>{label}</legend>
      {description && <p className="faint">{description}</p>}
      {problem && <p className="error">{problem}</p>}
      {entries.map((_, index) => (
        <div key={index} className={styles.entry}>
          <SchemaField place={[...place, index]} name={`${one} ${index + 1}`} schema={items} root={root} required item={item} />
          {mayEdit && (
            <div className="row">
              {index > 0 && <EntryButton what="Up" of={`${one} ${index + 1}`} onClick={() => move(index, index - 1)} />}
              {index < entries.length - 1 && <EntryButton what="Down" of={`${one} ${index + 1}`} onClick={() => move(index, index + 1)} />}
              <EntryButton what="Remove" of={`${one} ${index + 1}`} onClick={() => remove(index)} />
            </div>
          )}
        </div>
      ))}
      {mayEdit && entries.length < (most ?? Infinity) && (
        <div className="row">
          <Button size="xs" variant="default" onClick={() => put([...place, entries.length], emptyValue(items, root))}>
            {one === label ? 'Add one' : `Add ${one.toLowerCase()}`}
            {one === label && <span className="visually-hidden"> to {label}</span>}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function EntryButton({ what, of, onClick }: { what: string; of: string; onClick: () => void }) {
  return (
    <Button size="xs" variant="subtle" onClick={onClick}>
      {what}
      <span className="visually-hidden">: {of}</span>
    </Button>
  );
}

function MapField({
  place,
  name,
  root,
  item,
  problem,
  description,
  values,
  entries,
}: Several & { values: Schema; entries: Record<string, unknown> }) {
  const { put, mayEdit } = useDraft();
  const names = Object.keys(entries);
  const rename = (from: string, to: string) => {
    if (to === from || names.includes(to)) return;
    put(place, Object.fromEntries(Object.entries(entries).map(([key, value]) => [key === from ? to : key, value])));
  };
  return (
    <fieldset className={styles.list} id={idOfField(nameOfPlace(place))} tabIndex={-1}>
      <legend>{labelOf(name)}</legend>
      {description && <p className="faint">{description}</p>}
      {problem && <p className="error">{problem}</p>}
      {names.map((key, index) => (
        <div key={index} className={styles.entry}>
          <TextInput
            label={`Name ${index + 1}`}
            value={key}
            disabled={!mayEdit}
            onChange={(event) => rename(key, event.currentTarget.value)}
          />
          <SchemaField place={[...place, key]} name={`Value ${index + 1}`} schema={values} root={root} required item={item} />
          {mayEdit && (
            <div className="row">
              <EntryButton what="Remove" of={key || 'the empty one'} onClick={() => put([...place, key], undefined)} />
            </div>
          )}
        </div>
      ))}
      {mayEdit && !names.includes('') && (
        <div className="row">
          <Button size="xs" variant="default" onClick={() => put([...place, ''], emptyValue(values, root))}>
            Add one
          </Button>
        </div>
      )}
    </fieldset>
  );
}
