/** The parts of X's answers that the app reads, in X's own names. */
export interface ApiUser {
  __typename: 'User';
  rest_id: string;
  legacy: {
    screen_name: string;
    name: string;
    description: string;
    created_at: string;
    statuses_count: number;
    friends_count: number;
    followers_count: number;
    /** readable for followers only */
    protected?: boolean;
    /** the viewer has blocked it */
    blocking?: boolean;
    /** it has blocked the viewer */
    blocked_by?: boolean;
    /** X warns before its profile */
    profile_interstitial_type?: string;
  };
}

export interface UnavailableUser {
  __typename: 'UserUnavailable';
  reason: 'Suspended';
}

export interface ApiPost {
  __typename: 'Tweet';
  rest_id: string;
  core: { user_results: { result: ApiUser } };
  views: { count: string };
  quoted_status_result?: { result: ApiPost };
  legacy: {
    full_text: string;
    lang: string;
    created_at: string;
    reply_count: number;
    retweet_count: number;
    favorite_count: number;
    bookmark_count: number;
    entities?: { urls: { url: string; display_url: string }[] };
    extended_entities?: { media: { type: 'photo' | 'video' }[] };
  };
}

export type ItemContent =
  | {
      itemType: 'TimelineTweet';
      tweet_results: { result: ApiPost };
      promotedMetadata?: { impressionId: string };
      socialContext?: { user_results: { result: ApiUser } };
    }
  | { itemType: 'TimelineUser'; user_results: { result: ApiUser } }
  | { itemType: 'TimelineTrend'; name: string; postsCount: number }
  /** in place of a post that is gone */
  | { itemType: 'TimelineTombstone' };

export interface ApiEntry {
  entryId: string;
  sortIndex: string;
  content:
    | { entryType: 'TimelineTimelineItem'; itemContent: ItemContent }
    | {
        entryType: 'TimelineTimelineModule';
        items: { entryId: string; item: { itemContent: ItemContent } }[];
      }
    | { entryType: 'TimelineTimelineCursor'; cursorType: 'Top' | 'Bottom'; value: string };
}

export interface ApiInstruction {
  type: 'TimelineAddEntries';
  entries: ApiEntry[];
}

/** What /i/api/2/notifications/all.json holds: an older format than GraphQL's. */
export interface ApiNotifications {
  globalObjects: {
    notifications: Record<
      string,
      { id: string; message: { text: string }; userHandle: string; timestampMs: string }
    >;
  };
  timeline: {
    id: string;
    instructions: {
      addEntries: {
        entries: { entryId: string; content: { item: { content: { notification: { id: string } } } } }[];
      };
    }[];
  };
}
