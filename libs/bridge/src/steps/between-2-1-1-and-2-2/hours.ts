import type { ObjectRules, Spread } from '../../engine/rules.js';

/** The periods of Hours, in both directions: what is always open has none. */
export const REGULAR_HOURS: Spread = {
  kind: 'spread',
  to: ['regular_hours'],
  write: (periods, target, walk) => {
    if (walk.source['twentyfourseven'] !== true) target['regular_hours'] = periods;
    else if (Array.isArray(periods) && periods.length > 0)
      walk.note({ kind: 'dropped', object: 'Hours', field: 'regular_hours', detail: 'always open' });
    return undefined;
  },
  says: 'the same, unless twentyfourseven is true',
};

/** Hours that are never open say nothing in either version. */
export const SOME_HOURS: Pick<ObjectRules, 'ends' | 'endsSay'> = {
  ends: ({ twentyfourseven: always, regular_hours: periods }, walk) =>
    always === true || (Array.isArray(periods) && periods.length > 0)
      ? undefined
      : walk.refuse('neither always open nor any period'),
  endsSay: ['refused: neither always open nor any period'],
};
