import { publishes } from '../pulling/publishers.js';
import { eligibleParties } from './eligible.js';
import type { AskPlan, DirectPlan, ModuleMessage } from './message.js';
import { planDirect } from './plan-direct.js';
import { refuse, type Refusal } from './refusal.js';
import type { ResolveContext } from './resolve-context.js';

/**
 * Everybody who may know a token: parties that publish tokens, may talk to the asker and are connected. Where those who may know it are
 * away, the asker is told that nothing was sent, for it may let a token pass that allows this offline; only where there is nobody is the
 * token unknown.
 */
export function planAskingAll(message: ModuleMessage, context: ResolveContext): AskPlan | Refusal {
  const { module, interfaceRole } = message.address;
  const eligible = eligibleParties(message, message.address, context).filter(({ party }) => publishes(party, module));
  const candidates = eligible
    .map((receiver) =>
      planDirect(message, { receiver, statusOf: context.statusOf, openWhy: 'asked whether it knows it' }),
    )
    .filter((plan): plan is DirectPlan => 'kind' in plan && plan.kind === 'direct')
    .sort((a, b) => (a.receiver.party.key < b.receiver.party.key ? -1 : 1));
  const why = `owner of the token unknown: asked ${counted(candidates.length)}`;
  if (candidates.length > 0) return { kind: 'ask', candidates, module, interfaceRole, why };
  return eligible.length > 0
    ? refuse('not-connected', 'nobody who may know this token is connected: nothing was sent')
    : refuse('token-unknown', 'no party of this hub that you may ask knows this token');
}

/** `1 party`, `3 parties`. */
export function counted(parties: number): string {
  return `${parties} ${parties === 1 ? 'party' : 'parties'}`;
}
