import type { MessageKey, Translate } from './translate.ts';

/** Chromium knows countries by name, but not the world and its regions (UN M49). */
const REGIONS: Record<string, MessageKey> = {
  '001': 'region.world',
  '015': 'region.northernAfrica',
  '202': 'region.subSaharanAfrica',
  '021': 'region.northernAmerica',
  '013': 'region.centralAmerica',
  '029': 'region.caribbean',
  '005': 'region.southAmerica',
  '143': 'region.centralAsia',
  '030': 'region.easternAsia',
  '035': 'region.southEasternAsia',
  '034': 'region.southernAsia',
  '145': 'region.westernAsia',
  '151': 'region.easternEurope',
  '154': 'region.northernEurope',
  '039': 'region.southernEurope',
  '155': 'region.westernEurope',
  '053': 'region.australasia',
  '009': 'region.oceania',
};

const COUNTRY = /^[A-Z]{2}$/;

/** The name of a country (ISO 3166), a region or the world; what is neither is given as it is. */
export function placeName(code: string, t: Translate, locale: string): string {
  const region = REGIONS[code];
  if (region) return t(region);
  const name = COUNTRY.test(code) && new Intl.DisplayNames(locale, { type: 'region' }).of(code);
  return name || code;
}
