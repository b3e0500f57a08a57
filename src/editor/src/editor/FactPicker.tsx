import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Fact } from '../api/catalogue';
import { facts as reading } from '../api/queries';
import { useDraft } from './Draft';
import { answersOf, costs, itemFacts, nameOfGroup, shown, snippet } from './facts';
import styles from './FactPicker.module.css';

interface Given {
  opened: boolean;
  onClose: () => void;
  onPick: (snippet: string) => void;
  item: Fact | null;
}

/** Every fact with what it is in the chosen meeting, or a sample; choosing one puts it into the text. */
export function FactPicker({ opened, onClose, onPick, item }: Given) {
  const { catalogue, document, sample } = useDraft();
  const [search, setSearch] = useState('');
  const known = useQuery({ ...reading(sample?.id ?? '', sample?.connection ?? ''), enabled: opened && sample !== null }).data;
  const wanted = search.trim().toLowerCase();
  const items = item ? itemFacts(item).map((fact) => ({ ...fact, group: 'item' })) : [];
  const all = [...items, ...answersOf(document.questions ?? [], catalogue.answer), ...catalogue.facts].filter(({ path, description }) => `${path} ${description}`.toLowerCase().includes(wanted));
  const inGroups = Map.groupBy(all, ({ group }) => group);

  const valueOf = (fact: Fact) => {
    const value = known?.facts.find(({ path }) => path === fact.path)?.value;
    return value === undefined || value === null ? null : shown(value);
  };

  return (
    <Modal opened={opened} onClose={onClose} title={<strong>Insert a fact</strong>} size="lg">
      <div className="stack">
        <p className="faint">
          {sample
            ? 'The values are those of the meeting that you chose under Try it.'
            : 'The values are samples. Choose a meeting under Try it to see its own.'}
        </p>
        <TextInput
          label="Find a fact"
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          data-autofocus
          type="search"
        />
        {all.length === 0 && <p role="status">No fact has these words.</p>}
        {[...inGroups].map(([group, facts]) => (
          <section key={group} aria-label={nameOfGroup(group)} className="tight">
            <h3>{nameOfGroup(group)}</h3>
            <ul className="plain tight">
              {facts.map((fact) => {
                const value = valueOf(fact);
                return (
                  <li key={fact.path}>
                    <button type="button" className={styles.fact} onClick={() => onPick(snippet(fact))}>
                      <span className={styles.name}>{fact.path}</span>
                      <span className="faint">
                        {fact.description} {fact.cost === 'one-credit' && `Costs ${costs[fact.cost]}.`}
                      </span>
                      <span className={styles.value}>
                        {value ?? fact.sample}
                        {sample && value === null ? ' (a sample; not known of this meeting)' : ''}
                      </span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </section>
        ))}
        <div className="row end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  );
}
