import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Face, type Gallery, openGallery, repertoireOf, show } from '../gallery/open-gallery.ts';
import { axeViolations } from './support/axe.ts';
import { layoutFaults } from './support/layout.ts';
import { engine } from './support/session.ts';

const FACES = ['popup', 'settings', 'welcome'] as const;

/** The popup's own width and a usual one; 320 px is what a zoom of 400 % leaves of a wide window. */
const WIDTHS_PX = { popup: [320, 360], settings: [320, 720], welcome: [320, 720] };

/** All faces in all their states, as the gallery shows them. */
describe.runIf(engine === 'chromium')('the faces', () => {
  let gallery: Gallery;
  let page: Page;

  beforeAll(async () => {
    gallery = await openGallery();
  });
  afterEach(() => page?.close());
  afterAll(() => gallery?.close());

  const openFace = async (face: Face, widthPx: number) => {
    page = await gallery.open(face, widthPx);
    return repertoireOf(page);
  };

  describe.each(FACES)('%s', (face) => {
    it.each(['light', 'dark'])(
      'gives axe nothing to complain of in any state, %s',
      async (scheme) => {
        const { states } = await openFace(face, face === 'popup' ? 360 : 720);
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        const violations: string[] = [];
        for (const state of states) {
          await show(page, state);
          violations.push(...(await axeViolations(page)).map((violation) => `${state}: ${violation}`));
        }
        expect(violations).toEqual([]);
      },
      120_000,
    );

    it.each(WIDTHS_PX[face])(
      'cuts no text in any state and language at %d px',
      async (widthPx) => {
        const { states, languages } = await openFace(face, widthPx);
        const faults: string[] = [];
        for (const language of languages) {
          for (const state of states) {
            await show(page, state, language);
            faults.push(...(await layoutFaults(page)).map((fault) => `${language}, ${state}: ${fault}`));
          }
        }
        for (const state of states) {
          await show(page, state, 'en', 'rtl');
          faults.push(...(await layoutFaults(page)).map((fault) => `right to left, ${state}: ${fault}`));
        }
        expect(faults).toEqual([]);
      },
      240_000,
    );
  });

  it('tell each half hour of the last day by keyboard, in the direction of the script', async () => {
    await openFace('popup', 360);
    const said = () => page.$eval('[role=slider]', (bars) => bars.getAttribute('aria-valuetext'));
    const shown = () => page.$eval('.strip .quiet', (line) => line.textContent);

    await show(page, 'outage');
    expect(await shown()).toBe('X or parts of it were down for 1 hr 39 min');
    await page.focus('[role=slider]');
    expect(await said()).toBe('6:30 – 7:00 PM: X or parts of it were down');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    expect(await said()).toBe('5:30 – 6:00 PM: X worked');
    expect(await shown()).toBe(await said());
    await page.keyboard.press('Home');
    expect(await said()).toMatch(/^Dec 20, 7:00 – 7:30 PM: /);

    await show(page, 'outage', 'en', 'rtl');
    await page.focus('[role=slider]');
    await page.keyboard.press('ArrowRight');
    expect(await said()).toMatch(/^6:00 – 6:30 PM: /);
  });

  it('tell the half hour that is pointed at, in the direction of the script', async () => {
    await openFace('popup', 360);
    const shown = () => page.$eval('.strip .quiet', (line) => line.textContent);
    const pointAt = async (part: number) => {
      const bars = await (await page.$('.bars svg'))?.boundingBox();
      if (!bars) throw new Error('there are no bars');
      // Above the bars, where nothing is drawn.
      await page.mouse.move(bars.x + bars.width * part, bars.y + 1);
    };

    await show(page, 'outage');
    const said = await shown();
    await pointAt(0.999);
    expect(await shown()).toBe('6:30 – 7:00 PM: X or parts of it were down');
    await pointAt(1 - 2.5 / 48);
    expect(await shown()).toBe('5:30 – 6:00 PM: X worked');
    await page.mouse.move(0, 0);
    expect(await shown()).toBe(said);

    await show(page, 'outage', 'en', 'rtl');
    await pointAt(0.001);
    expect(await shown()).toMatch(/^6:30 – 7:00 PM: /);
  });

  it('tell of each half hour what others saw too', async () => {
    await openFace('popup', 360);
    const said = () => page.$eval('[role=slider]', (bars) => bars.getAttribute('aria-valuetext'));
    const shown = () => page.$$eval('.strip .quiet', (lines) => lines.map((line) => line.textContent));

    await show(page, 'crowd-outage');
    expect(await shown()).toEqual([
      'X or parts of it were down for 1 hr 39 min',
      'Others with trouble: up to 14,300',
    ]);
    await page.focus('[role=slider]');
    expect(await shown()).toEqual([
      '6:30 – 7:00 PM: X or parts of it were down',
      'Others with trouble: 1,240, usual: 46',
    ]);
    expect(await said()).toBe((await shown()).join('. '));
    const rows = await page.$$eval('.strip tbody tr', (all) => all.map((row) => row.textContent));
    expect(rows).toHaveLength(48);
    expect(rows.at(-1)).toContain('1,240, usual: 46');

    await show(page, 'crowd-unreachable');
    expect(await page.$$('.strip svg')).toHaveLength(1);
  });

  it('ask about sharing with two buttons that weigh the same', async () => {
    const { languages } = await openFace('welcome', 720);
    for (const widthPx of WIDTHS_PX.welcome) {
      await page.setViewport({ width: widthPx, height: 800 });
      for (const language of languages) {
        await show(page, 'chromium', language);
        const [yes, no, ...others] = await page.$$eval('.equal button', (buttons) =>
          buttons.map((button) => {
            const { width, height } = button.getBoundingClientRect();
            const { font, color, backgroundColor, border } = getComputedStyle(button);
            return { width, height, font, color, backgroundColor, border };
          }),
        );
        expect(yes, language).toEqual(no);
        expect(others).toEqual([]);
      }
    }
  });
});
