import { createTheme, type MantineColorsTuple } from '@mantine/core';

// The same shades stand in tokens.css: there for the style sheets, here for what Mantine works out itself.
const indigo: MantineColorsTuple = [
  '#eef0ff',
  '#e0e3ff',
  '#c7ccfe',
  '#a5adfc',
  '#8088f6',
  '#6366ec',
  '#4f46df',
  '#4338ca',
  '#372fa3',
  '#302b81',
];

/** Mantine as these pages use it: one accent colour, sentences instead of placeholders, nothing that moves the page below a dialog. */
export const theme = createTheme({
  colors: { indigo },
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  defaultRadius: 'md',
  respectReducedMotion: true,
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif',
  components: {
    // Locking the page's scrolling would write a style sheet by script.
    Modal: {
      defaultProps: {
        lockScroll: false,
        centered: true,
        radius: 'lg',
        closeButtonProps: { 'aria-label': 'Close' },
        // The page's own header is the banner; that of a dialog is none.
        attributes: { header: { role: 'presentation' } },
      },
    },
    TextInput: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
    Textarea: { defaultProps: { inputWrapperOrder: ['label', 'description', 'input', 'error'] } },
  },
});
