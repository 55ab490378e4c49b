/** The name of a country (ISO 3166), a region or the world (UN M49). */
export const placeName = (code: string, locale: string): string =>
  new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
