import { mkdir, rm, writeFile } from 'node:fs/promises';
import { type Face, type Gallery, openGallery, repertoireOf, show } from '../tests/gallery/open-gallery.ts';
import { ensureFonts } from './screenshots/ensure-fonts.ts';
import { storePicture } from './screenshots/store-picture.ts';

/** Takes the pictures of the README and the stores from the faces themselves, at a fixed time of a fixed day. */

const README_FOLDER = 'docs/images';
const STORE_FOLDER = '.output/screenshots';
/** Sharp on dense screens. */
const SCALE = 2;

interface Picture {
  name: string;
  face: Face;
  state: string;
  widthPx: number;
  scheme: 'light' | 'dark';
}

const README: Picture[] = [
  { name: 'popup-outage', face: 'popup', state: 'crowd-outage-with-place', widthPx: 360, scheme: 'light' },
  { name: 'popup-working', face: 'popup', state: 'crowd-calm', widthPx: 360, scheme: 'dark' },
];

/** In each language. */
const STORE: Picture[] = [
  { name: '1-outage', face: 'popup', state: 'crowd-outage-with-place', widthPx: 360, scheme: 'light' },
  { name: '2-working', face: 'popup', state: 'crowd-calm', widthPx: 360, scheme: 'light' },
  { name: '3-offline', face: 'popup', state: 'offline', widthPx: 360, scheme: 'dark' },
];

const gallery = await openGallery();
try {
  for (const picture of README) await save(README_FOLDER, picture, await take(gallery, picture, 'en'));
  await takeForStores(gallery);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
} finally {
  await gallery.close();
}

async function takeForStores({ open }: Gallery) {
  const canvas = await open('welcome', 1280);
  const { languages } = await repertoireOf(canvas);
  await ensureFonts(languages, (line) => console.error(line));
  await rm(STORE_FOLDER, { recursive: true, force: true });
  for (const language of languages) {
    for (const picture of STORE) {
      const popup = await take(gallery, picture, language);
      await save(`${STORE_FOLDER}/${language}`, picture, await storePicture(canvas, popup, language));
    }
  }
}

async function take({ open }: Gallery, { face, state, widthPx, scheme }: Picture, language: string) {
  const page = await open(face, widthPx);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await show(page, state, language);
  const height = await page.evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));
  await page.setViewport({ width: widthPx, height, deviceScaleFactor: SCALE });
  const shot = await page.screenshot();
  await page.close();
  return shot;
}

async function save(folder: string, { name }: Picture, picture: Uint8Array) {
  const path = `${folder}/${name}.png`;
  await mkdir(folder, { recursive: true });
  await writeFile(path, picture);
  console.log(path);
}
