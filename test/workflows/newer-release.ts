// The account workflow of a later release, with rules one version newer.
import { account as accountDecider } from '../../domain/account/account';
import { entity } from '../../workflows/entity';
import { newer } from '../support/newer';

export const account = entity(newer(accountDecider));
