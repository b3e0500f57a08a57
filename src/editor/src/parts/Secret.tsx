import { Button, TextInput } from '@mantine/core';
import { useSay } from '../shell/Say';

/** Something that is shown once and copied: a token, a personal link. */
export function Secret({ label, value }: { label: string; value: string }) {
  const say = useSay();

  // Browsers refuse it on pages without https, and where somebody forbade it: then it is marked and copied by hand.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      say('It is copied.');
    } catch {
      say('The browser does not copy here. Mark it in its field and copy it by hand.', 'bad');
    }
  };

  return (
    <div className="row">
      <TextInput
        className="grow"
        label={label}
        value={value}
        readOnly
        autoComplete="off"
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button variant="default" className="at-field" onClick={() => void copy()}>
        Copy<span className="visually-hidden">: {label}</span>
      </Button>
    </div>
  );
}
