/** A keep-time in words: hours up to three days, then days. */
export function keptFor(hours: number): string {
  if (hours === 0) return 'Not at all';
  const days = hours / 24;
  if (hours > 72 && Number.isInteger(days)) return `${days} days`;
  return hours === 1 ? '1 hour' : `${hours} hours`;
}
