/** What the app tells as part of a sentence, as one that stands alone. Who begins with the name of a step keeps it as it is written. */
export function sentence(text: string): string {
  const begun = /^[a-z0-9-]+: /.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
  return /[.!?…)]$/.test(begun) ? begun : `${begun}.`;
}
