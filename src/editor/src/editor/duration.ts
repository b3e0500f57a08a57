// Durations as recipes write them (ISO 8601, such as PT20M), and as people fill them in.

export type Unit = 'minutes' | 'hours' | 'days';

export interface Span {
  amount: number;
  unit: Unit;
}

const minutes: Record<Unit, number> = { minutes: 1, hours: 60, days: 1_440 };

/** A duration in the largest unit that leaves a whole number; null for what is none. */
export function readDuration(text: string): Span | null {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text);
  if (!found || text === 'P' || text.endsWith('T')) return null;
  const [days, hours, mins, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  const all = days! * 1_440 + hours! * 60 + mins! + Math.ceil(seconds! / 60);
  const unit = (['days', 'hours'] as const).find((one) => all > 0 && all % minutes[one] === 0) ?? 'minutes';
  return { amount: all / minutes[unit], unit };
}

/** A duration as recipes write it. */
export function writeDuration({ amount, unit }: Span): string {
  const whole = Math.max(0, Math.round(amount));
  return unit === 'days' ? `P${whole}D` : `PT${whole}${unit === 'hours' ? 'H' : 'M'}`;
}
