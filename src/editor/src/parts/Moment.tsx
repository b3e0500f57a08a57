const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

/** A moment as people say it: the clock's time today, else day and time. The exact one is in the title. */
export function Moment({ at }: { at: string }) {
  const time = new Date(at);
  const today = time.toDateString() === new Date().toDateString();
  return (
    <time dateTime={at} title={exact.format(time)}>
      {today ? clock.format(time) : day.format(time)}
    </time>
  );
}
