/**
 * What Firefox calls the parts of a report: that X was open, what came of it, from which country or region, and in which
 * version of ours. It asks people for these before anything may be shared.
 */
export const SHARED_DATA = [
  'browsingActivity',
  'websiteContent',
  'locationInfo',
  'technicalAndInteraction',
] as const;
