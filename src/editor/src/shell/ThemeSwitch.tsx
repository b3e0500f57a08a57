import { Button, useMantineColorScheme } from '@mantine/core';

const next = { auto: 'light', light: 'dark', dark: 'auto' } as const;
const names = { auto: 'as the system', light: 'light', dark: 'dark' };

/** Light, dark, or as the system has it; the choice stays in the browser. */
export function ThemeSwitch() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Button
      variant="subtle"
      onClick={() => setColorScheme(next[colorScheme])}
      aria-label={`Colours: ${names[colorScheme]}. Change to ${names[next[colorScheme]]}`}
    >
      Colours: {names[colorScheme]}
    </Button>
  );
}
