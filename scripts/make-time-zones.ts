import { writeFile } from 'node:fs/promises';
import { timeZonesModule } from './build/time-zones-module.ts';

/** Makes `lib/crowd/client/time-zones.ts` anew after cells were added, or countries changed their clocks. */
await writeFile('lib/crowd/client/time-zones.ts', timeZonesModule());
