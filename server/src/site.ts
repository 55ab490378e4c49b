/** What is published about the place it is published at. */
export interface Site {
  /** How the world reaches this collector, without a slash at the end. */
  publicUrl: string;
  /** Where people get the extension; undefined when the page shall not say. */
  extensionUrl?: string;
}
