import { writeFile } from 'node:fs/promises';
import { fingerprintsModule } from './build/fingerprints-module.ts';

/** Makes `lib/x/phrases/fingerprints.ts` anew after `phrases.json` was changed. */
await writeFile('lib/x/phrases/fingerprints.ts', fingerprintsModule());
