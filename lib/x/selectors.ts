/**
 * Where X's page shows what. Test ids, roles and ids only: X's classes change with every build.
 * In brackets the evidence: captures are saved real pages, bundles are X's own client code.
 */
export const SELECTORS = {
  /** The app's root in the server's HTML [capture 2025-07]. */
  appRoot: '#react-root',
  /** Splash with X's logo; in the server's HTML, gone as soon as the app runs [capture 2025-07]. */
  splash: '#placeholder',
  /** Always in the server's HTML, hidden; shown when a script file does not arrive [capture 2025-07]. */
  scriptFailure: '#ScriptLoadFailure',

  /**
   * Any of them means logged in, and they stay while timelines fail: the account switcher, the button for a new post,
   * own profile [captures 2024, 2025]. The last two are in the bars of the mobile layout [third-party notes].
   */
  loggedIn:
    '[data-testid^="SideNav_"], [data-testid="AppTabBar_Profile_Link"], [data-testid="AppTabBar_Notifications_Link"], [data-testid="DashButton_ProfileIcon_Link"]',
  /** Log-in wall and logged-out pages [capture 2023-12]. */
  loggedOut: '[data-testid="loginButton"], a[href*="/i/flow/login"]',
  /** Links to the profile of whoever is logged in [captures 2024, 2025]. */
  ownProfile: 'a[data-testid="AppTabBar_Profile_Link"]',

  /** The picture of whoever is logged in, named after the handle; the mobile layout has no link [capture 2024]. */
  ownAvatar:
    'header [data-testid^="UserAvatar-Container-"], [data-testid="DashButton_ProfileIcon_Link"] [data-testid^="UserAvatar-Container-"]',

  /** The column that holds a surface's content; the sidebar has timelines of its own [captures]. */
  mainColumn: '[data-testid="primaryColumn"]',
  /** Tabs above home's list; the open one is known by aria-selected only, all have href /home [captures]. */
  tabs: '[role="tab"]',
  /**
   * A post; a quoted post is a div inside, never a second article [captures 2024, 2025]. Or an entry of the list of
   * notifications [third-party notes].
   */
  post: 'article[data-testid="tweet"], article[data-testid="notification"]',
  /** One place of a windowed list; absent in 2021 [captures]. */
  cell: '[data-testid="cellInnerDiv"]',
  /** Around a promoted post, inside its cell. Also INSIDE ordinary posts, around a video [captures]. */
  promotion: '[data-testid="placementTracking"]',
  /** The author's link in a post [captures]. */
  author: '[data-testid="User-Name"] a[href]',
  /** In place of a list that is loading. The composer's upload bar has a value [captures; bundle 2021]. */
  spinner: '[role="progressbar"]:not([aria-valuenow])',
  /** A surface whose answer held no posts [bundle 2021; capture 2022]. */
  emptyState: '[data-testid="emptyState"]',
  /** X's 404 page, not an outage [bundles 2021, 2025]. */
  notFound: '[data-testid="error-detail"]',
  /** Short messages that go by themselves; a hidden twin is there for screen readers [bundle 2021; notes 2026]. */
  toast: '#layers [data-testid="toast"]',
  /** The page of the CDN when it blocks a reader (403) or X does not answer it (5xx) [issues 2020-2026]. */
  cdnError: '#cf-error-details, #cf-wrapper',
  /** Buttons; from 2024 on real ones, before that `div`s [captures]. */
  button: '[role="button"]',
  /** A heading of the column, with the number of posts on a profile [bundle 2025]. */
  columnHeading: 'h2[role="heading"]',
} as const;

/** Never holds a retry prompt of the column: posts, navigation, dialogs, forms. */
export const NOT_A_PROMPT = 'article, nav, form, [role="dialog"], [data-testid="toolBar"]';

/**
 * What a logged-in page of X is known by. When a page is not understood, those that match nothing tell which part of
 * X has changed.
 */
export const LANDMARKS = ['appRoot', 'loggedIn', 'ownProfile', 'mainColumn', 'tabs', 'cell', 'post'] as const;
export type Landmark = (typeof LANDMARKS)[number];
