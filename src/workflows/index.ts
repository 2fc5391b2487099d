// The workflows that this software runs, by their type's name.
import { account as accountDecider } from '../domain/account/account';
import { entity } from './entity';

export const account = entity(accountDecider);
