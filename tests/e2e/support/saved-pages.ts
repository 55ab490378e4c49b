/**
 * A folder of real pages of X, without people's content, for those who have one: `SAVED_PAGES=folder npm test`. They are
 * X's, so there are none in this project. The names the tests look for say what is shown and of when it is.
 */
export const SAVED_PAGES = process.env.SAVED_PAGES;
