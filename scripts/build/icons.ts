import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import type { WxtHooks } from 'wxt';

/** Pixel sizes of the toolbar button on normal and dense screens. */
const TOOLBAR_SIZES_PX = [16, 32];
/** Pixel sizes the stores and the extension pages of both browsers ask for. */
const PRODUCT_SIZES_PX = [16, 32, 48, 128];

/**
 * Draws the icons from `assets/`: `icon.svg` becomes the product's icon, each `verdicts/NAME.svg` the toolbar
 * button of that verdict (Chromium takes no SVG there).
 */
export const drawIcons: WxtHooks['build:publicAssets'] = async (wxt, files) => {
  const assets = join(wxt.config.root, 'assets');
  const drawn = join(wxt.config.wxtDir, 'icons');
  await mkdir(drawn, { recursive: true });
  const draw = async (svg: string, name: string, sizesPx: readonly number[]) => {
    for (const sizePx of sizesPx) {
      const file = `${name}-${sizePx}.png`;
      await sharp(svg, { density: 300 }).resize(sizePx).png().toFile(join(drawn, file));
      files.push({ absoluteSrc: join(drawn, file), relativeDest: `icons/${file}` });
    }
  };
  await draw(join(assets, 'icon.svg'), 'icon', PRODUCT_SIZES_PX);
  for (const file of await readdir(join(assets, 'verdicts'))) {
    await draw(join(assets, 'verdicts', file), basename(file, '.svg'), TOOLBAR_SIZES_PX);
  }
};

/** The product's icon as the manifest names it. */
export const PRODUCT_ICONS = Object.fromEntries(
  PRODUCT_SIZES_PX.map((sizePx) => [sizePx, `icons/icon-${sizePx}.png`]),
);
