import { Conditions } from './Conditions';

/** Only if: the conditions of the whole recipe. */
export function OnlyIfSection() {
  return (
    <section className="card stack" aria-labelledby="only-if">
      <h2 id="only-if">Only if</h2>
      <Conditions place={['onlyIf']} item={null} about="No condition: it runs for every meeting." />
    </section>
  );
}
