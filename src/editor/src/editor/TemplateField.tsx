import { Button, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef } from 'react';
import type { Fact } from '../api/catalogue';
import { FactPicker } from './FactPicker';
import styles from './StepCard.module.css';

interface Given {
  id: string;
  label: string;
  description: string | undefined;
  error: string | undefined;
  disabled: boolean;
  value: string;
  longest: number | undefined;
  item: Fact | null;
  onChange: (value: string) => void;
}

/** A text with facts in it. Facts are chosen from a list and put where the cursor stands; nobody has to know how they are written. */
export function TemplateField({ item, longest, onChange, ...field }: Given) {
  const area = useRef<HTMLTextAreaElement>(null);
  const [open, { open: show, close }] = useDisclosure(false);

  const insert = (snippet: string) => {
    const at = area.current?.selectionStart ?? field.value.length;
    const end = area.current?.selectionEnd ?? at;
    onChange(field.value.slice(0, at) + snippet + field.value.slice(end));
    close();

    // After the dialog has given the focus back.
    setTimeout(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + snippet.length, at + snippet.length);
    }, 50);
  };

  return (
    <div className={`tight ${styles.template}`}>
      <Textarea
        {...field}
        ref={area}
        autosize
        minRows={2}
        maxRows={16}
        maxLength={longest}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      {!field.disabled && (
        <div className="row">
          <Button size="xs" variant="light" onClick={show}>
            Insert a fact<span className="visually-hidden"> into {field.label}</span>
          </Button>
        </div>
      )}
      <FactPicker opened={open} onClose={close} onPick={(fact) => insert(fact)} item={item} />
    </div>
  );
}
