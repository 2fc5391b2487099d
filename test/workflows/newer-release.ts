// The account of a later release, whose rules are one version newer.
import { account as accountDecider } from '../../domain/account/account';
import { entity } from '../../workflows/entity';
import { newer } from '../support/newer';

export const account = entity(newer(accountDecider));
