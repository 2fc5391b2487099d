// The workflows of a later release, whose rules are one version newer; and an account as it was once, which raised them at the start of a run.
import { account as accountDecider } from '../../domain/account/account';
import { raising } from '../../domain/decider/rules';
import { handover as handoverDecider } from '../../domain/handover/handover';
import { person as personDecider } from '../../domain/person/person';
import { serviceCase as caseDecider } from '../../domain/service-case/service-case';
import { entity } from '../../workflows/entity';
import { newer } from '../support/newer';

export const accountNewer = entity(newer(accountDecider));
export const handoverNewer = entity(newer(handoverDecider));
export const serviceCaseNewer = entity(newer(caseDecider));
export const personNewer = entity(newer(personDecider));

const later = newer(accountDecider);
/** The first that a run does is to ask what time has to say. */
export const accountRaisedAtStart = entity({
  ...later,
  tick: (state, now, terms) => [...(state.status === undefined ? [] : raising(state, now, later.rules)), ...later.tick(state, now, terms)],
});
