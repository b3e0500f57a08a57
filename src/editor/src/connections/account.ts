// The account behind a connection to Convo, in words.
import type { AccountState } from '../api/types';

const plans: Record<string, string> = { free: 'Free', starter: 'Starter', professional: 'Professional', enterprise: 'Enterprise' };

/** The name of a plan as Convo writes it; one that these pages do not know stays as it came. */
export function planOf(tier: string): string {
  return plans[tier] ?? tier;
}

/** How many AI credits are left this month; when they come back is a moment, which stands beside it. */
export function creditsLeft(ai: Pick<NonNullable<AccountState['ai']>, 'isUnlimited' | 'remaining' | 'limit' | 'exhaustedUntil'>): string {
  if (ai.isUnlimited) return 'without limit';
  if (ai.exhaustedUntil) return 'none left; what needs one waits';
  if (ai.remaining == null || ai.limit == null) return 'not known how many are left';
  return `${ai.remaining} of ${ai.limit} left this month`;
}

/** Who is inside, for everything that goes to guests alone or to the team alone. */
export function inside(domains: string | undefined): string {
  const names = (domains ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean)
    .join(', ');
  return names || "addresses of the owner's own domain";
}
