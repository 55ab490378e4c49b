/** `visibilityProperty` is Chrome 121's and Firefox 122's name for what Chrome 120 calls `checkVisibilityCSS`. */
const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true });

/** Whether any element of the selector can be seen; X keeps hidden ones on every healthy page. */
export const isAnyShown = (root: ParentNode, selector: string): boolean =>
  [...root.querySelectorAll(selector)].some(isShown);
