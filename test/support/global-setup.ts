// Once before all tests: the Temporal program is found or made, by the code that `npm start` uses.
import { temporalBinary } from '../../src/up/temporal-binary';

export default async function prepare(): Promise<void> {
  await temporalBinary((line) => console.log(line));
}
