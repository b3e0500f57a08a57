import type { MouseEvent } from 'react';
import { useDraft } from './Draft';
import { idOfField } from './path';

/** All that is wrong, each leading to its field; or that nothing is. */
export function ProblemList() {
  const { problems } = useDraft();
  if (problems.length === 0)
    return (
      <p className="faint" role="status">
        Nothing is missing. It can be saved and published.
      </p>
    );

  // An ordinary link to #field would leave the page: the part behind # is the page's address.
  const lead = (event: MouseEvent, path: string) => {
    event.preventDefault();
    const field = fieldOf(path);
    for (let fold = field?.closest('details'); fold; fold = fold.parentElement?.closest('details')) fold.open = true;
    field?.focus();
  };

  return (
    <div className="card bad tight" role="status">
      <p>
        <strong>{problems.length === 1 ? 'One thing is to be put right:' : `${problems.length} things are to be put right:`}</strong>
      </p>
      <ul>
        {problems.map(({ path, message, advice }, index) => (
          <li key={index}>
            {fieldOf(path) ? (
              <a href={`#${idOfField(path)}`} onClick={(event) => lead(event, path)}>
                {message}
              </a>
            ) : (
              message
            )}{' '}
            <span className="faint">{advice}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

// The field itself, or the nearest one above it.
function fieldOf(path: string): HTMLElement | null {
  for (let at = path; at !== ''; at = at.replace(/(\.|\[)[^.[]*$/, '')) {
    const field = document.getElementById(idOfField(at));
    if (field) return field;
    if (!/[.[]/.test(at)) return null;
  }
  return null;
}
