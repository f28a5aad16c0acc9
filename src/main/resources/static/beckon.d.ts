/** Beckon's client for shops. Nothing here throws, and no promise rejects. */

export interface Options {
  /** Where Beckon answers, without a slash at its end; the page's own origin when left out. */
  url?: string;
  /** Sent as X-Api-Key. */
  apiKey?: string;
  /** Who is browsing, where the shop has an id of its own; otherwise one is made up and kept. */
  visitorId?: string;
  /** Whether the visitor may be known; true when left out. */
  consent?: boolean;
  /** How long an answer may take before the last resort stands in; 400 ms when left out. */
  deadlineMs?: number;
  /** How long events are gathered before they are sent; 300 ms when left out. */
  batchMs?: number;
  /** The first pause before events are sent again; doubles up to a minute; 1000 ms when left out. */
  retryMs?: number;
  /** Items for when no answer comes; the row's last good answer when left out. */
  lastResort?: string[] | ((row: Row) => string[]);
  /** Told what went wrong. */
  onError?: (error: unknown) => void;
}

/** An item, by id or with what is known of it. */
export type Item = string | { itemId: string; price?: number; quantity?: number };

export interface Row {
  placement?: string;
  itemId?: string;
  category?: string;
  limit?: number;
}

export interface RecommendedItem {
  itemId: string;
  score: number;
  source: string;
  because: string | null;
}

export interface Answer {
  placement: string;
  /** Null for the last resort. */
  recommendationId: string | null;
  source: 'profile' | 'session_view' | 'similar' | 'category_popular' | 'popular' | 'client';
  /** The service's reason; client_timeout or client_error where the source is client. */
  fallbackReason: string | null;
  padded: number;
  model: string | null;
  variant: string | null;
  profileAgeMs: number | null;
  tookMs: number;
  items: RecommendedItem[];
}

export interface Client {
  /** Null without consent. */
  readonly visitorId: string | null;
  readonly consent: boolean;
  /** Events not acknowledged yet. */
  readonly queued: number;
  view(item: Item): void;
  addToCart(item: Item): void;
  removeFromCart(item: Item): void;
  addToWishlist(item: Item): void;
  purchase(items: Item | Item[]): void;
  /** One row. */
  recommend(row?: Row & { exclude?: string[] }): Promise<Answer>;
  /** Several rows, no item twice. */
  page(question: { itemId?: string; category?: string; exclude?: string[]; rows: Row[] }): Promise<{ rows: Answer[] }>;
  /** A shopper chose an item of an answer: what they do with it from now on names the answer. */
  clicked(answer: Answer, itemId: string): void;
  /** The visitor signed in. */
  identify(userId: string): void;
  /** The visitor signed out: whoever comes next is somebody else. */
  signOut(): void;
  /** Without consent nothing is sent, and what was kept in the browser is removed. */
  setConsent(given: boolean): void;
  /** Sends what is queued, now. */
  flush(): Promise<void>;
}

export function create(options?: Options): Client;

declare const Beckon: { create: typeof create };
export default Beckon;

declare global {
  // eslint-disable-next-line no-var
  var Beckon: { create: typeof create };
}
