import { writeFile } from 'node:fs/promises';
import { licencesPage } from './build/licences-page.ts';

/** Makes `docs/licences.md` anew after a package came, went or changed its version. */
await writeFile('docs/licences.md', licencesPage());
