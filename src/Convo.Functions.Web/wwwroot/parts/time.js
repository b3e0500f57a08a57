// Times as people say them, in the language of the browser; the exact time is in the title.
import { h } from './dom.js';

const exact = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' });
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const sameDay = (a, b) => a.toDateString() === b.toDateString();

/** A moment: the clock's time today, else day and time. */
export function moment(iso) {
  const time = new Date(iso);
  return h('time', { datetime: iso, title: exact.format(time) }, sameDay(time, new Date()) ? clock.format(time) : day.format(time));
}
