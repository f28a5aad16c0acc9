/*! Beckon's client for shops. Apache-2.0. Usage: docs/storefront.md; types: beckon.d.ts. */
(function (global) {
  'use strict';

  const TYPES = ['view_item', 'add_to_cart', 'remove_from_cart', 'add_to_wishlist', 'purchase'];
  const MAX_QUEUED = 500;
  const MAX_BATCH = 100;
  const MAX_CLICKS = 200;
  const MAX_BACKOFF_MS = 60000;
  const DEFAULTS = { url: '', consent: true, deadlineMs: 400, batchMs: 300, retryMs: 1000 };

  /** A random UUID, also where the page is not served over TLS. */
  function uuid() {
    if (global.crypto.randomUUID) {
      return global.crypto.randomUUID();
    }
    const b = global.crypto.getRandomValues(new Uint8Array(16));
    b[6] = (b[6] & 0x0f) | 0x40;
    b[8] = (b[8] & 0x3f) | 0x80;
    const hex = Array.from(b, (x) => x.toString(16).padStart(2, '0')).join('');
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  }

  /** JSON under a prefix in local storage, and in memory where the browser allows none. */
  function keep() {
    const memory = new Map();
    return {
      get(name, otherwise) {
        try {
          const stored = global.localStorage.getItem('beckon.' + name);
          return stored === null ? otherwise : JSON.parse(stored);
        } catch {
          return memory.has(name) ? memory.get(name) : otherwise;
        }
      },
      set(name, value) {
        memory.set(name, value);
        try {
          global.localStorage.setItem('beckon.' + name, JSON.stringify(value));
        } catch { /* memory has it */ }
      },
      clear(names) {
        for (const name of names) {
          memory.delete(name);
          try {
            global.localStorage.removeItem('beckon.' + name);
          } catch { /* nothing was stored */ }
        }
      },
    };
  }

  function create(options) {
    const config = Object.assign({}, DEFAULTS, options);
    const store = keep();
    let consent = config.consent !== false;
    let timer = 0;
    let failures = 0;
    let sending = false;
    let newestLeft = null;

    const report = (error) => {
      try {
        if (config.onError) {
          config.onError(error);
        }
      } catch { /* the page's own business */ }
    };

    /** Nothing here may break the page: what goes wrong is reported, and the result is undefined. */
    const safe = (act) => (...args) => {
      try {
        return act(...args);
      } catch (error) {
        report(error);
        return undefined;
      }
    };

    function visitorId() {
      if (!consent) {
        return null;
      }
      let id = config.visitorId || store.get('visitor', null);
      if (!id) {
        id = uuid();
        store.set('visitor', id);
      }
      return id;
    }

    function headers(json) {
      return Object.assign({}, json && { 'Content-Type': 'application/json' },
        config.apiKey && { 'X-Api-Key': config.apiKey });
    }

    // Events: kept until the service has acknowledged them, each under the id it was born with.

    function track(type, item) {
      if (!consent || !TYPES.includes(type) || item === undefined) {
        return;
      }
      const about = typeof item === 'object' ? item : { itemId: String(item) };
      const click = store.get('clicks', {})[about.itemId];
      const event = Object.assign({ eventId: uuid(), type, visitorId: visitorId(),
        timestamp: new Date().toISOString() }, click, about);
      const user = store.get('user', null);
      if (user) {
        event.userId = user;
      }
      store.set('queue', store.get('queue', []).concat(event).slice(-MAX_QUEUED));
      schedule(config.batchMs);
    }

    function schedule(delayMs) {
      if (!timer) {
        timer = global.setTimeout(() => {
          timer = 0;
          flush();
        }, delayMs);
      }
    }

    function settle(batch) {
      if (!consent) {
        return;
      }
      const done = new Set(batch.map((event) => event.eventId));
      store.set('queue', store.get('queue', []).filter((event) => !done.has(event.eventId)));
    }

    /** Whether the same events may be taken later; a refusal of the events themselves is final. */
    const mayRetry = (status) => status >= 500 || [401, 403, 404, 408, 429].includes(status);

    async function flush() {
      const batch = store.get('queue', []).slice(0, MAX_BATCH);
      if (sending || !consent || !batch.length) {
        return;
      }
      sending = true;
      let retry = true;
      try {
        const answer = await global.fetch(config.url + '/v1/events', { method: 'POST', headers: headers(true),
          body: JSON.stringify(batch), keepalive: true, credentials: 'omit' });
        retry = mayRetry(answer.status);
        if (!answer.ok) {
          report(new Error('events: HTTP ' + answer.status));
        }
      } catch (error) {
        report(error);
      }
      sending = false;
      if (!retry) {
        settle(batch);
      }
      failures = retry ? failures + 1 : 0;
      if (store.get('queue', []).length) {
        const backoff = Math.min(config.retryMs * 2 ** (failures - 1), MAX_BACKOFF_MS);
        schedule(retry ? backoff * (0.5 + Math.random() / 2) : config.batchMs);
      }
    }

    /** The page goes: a beacon outlives it. Whether it arrives is unknown, so the next page asks again. */
    function leave() {
      const batch = store.get('queue', []).slice(0, MAX_BATCH);
      if (!consent || !batch.length || batch[batch.length - 1].eventId === newestLeft) {
        return;
      }
      newestLeft = batch[batch.length - 1].eventId;
      if (!global.navigator.sendBeacon) {
        flush();
        return;
      }
      const key = config.apiKey ? '?key=' + encodeURIComponent(config.apiKey) : '';
      global.navigator.sendBeacon(config.url + '/v1/events' + key,
        new Blob([JSON.stringify(batch)], { type: 'application/json' }));
    }

    // Answers: in time, or from what the page has.

    function lastResort(row, reason) {
      const placement = row.placement || 'home';
      const own = typeof config.lastResort === 'function' ? safe(config.lastResort)(row) : config.lastResort;
      const items = (Array.isArray(own) ? own : store.get('last', {})[placement] || [])
        .filter((itemId) => itemId !== row.itemId)
        .slice(0, row.limit || 12)
        .map((itemId) => ({ itemId, score: 0, source: 'client', because: null }));
      return { placement, recommendationId: null, source: 'client', fallbackReason: reason, padded: 0, model: null,
        variant: null, profileAgeMs: null, tookMs: config.deadlineMs, items };
    }

    function remember(answer) {
      if (consent && answer.items && answer.items.length) {
        const last = store.get('last', {});
        last[answer.placement] = answer.items.map((item) => item.itemId);
        store.set('last', last);
      }
    }

    async function page(question) {
      const asked = question || {};
      const rows = Array.isArray(asked.rows) && asked.rows.length ? asked.rows : [{}];
      const abort = new global.AbortController();
      const late = global.setTimeout(() => abort.abort(), config.deadlineMs);
      try {
        const body = Object.assign({}, asked, { rows }, consent ? { visitorId: visitorId() } : { consent });
        const answer = await global.fetch(config.url + '/v1/recommendations/page', { method: 'POST',
          headers: headers(true), body: JSON.stringify(body), signal: abort.signal, credentials: 'omit' });
        if (!answer.ok) {
          throw new Error('recommendations: HTTP ' + answer.status);
        }
        const answered = (await answer.json()).rows;
        answered.forEach(remember);
        return { rows: answered };
      } catch (error) {
        report(error);
        const reason = abort.signal.aborted ? 'client_timeout' : 'client_error';
        return { rows: rows.map((row) => lastResort(Object.assign({ itemId: asked.itemId }, row), reason)) };
      } finally {
        global.clearTimeout(late);
      }
    }

    async function recommend(row) {
      const asked = row || {};
      return (await page({ exclude: asked.exclude, rows: [{ placement: asked.placement, itemId: asked.itemId,
        category: asked.category, limit: asked.limit }] })).rows[0];
    }

    /** From now on, what is done with the item goes back to the answer that showed it. */
    function clicked(answer, itemId) {
      if (!consent || !answer || !answer.recommendationId) {
        return;
      }
      const clicks = Object.entries(store.get('clicks', {})).filter(([item]) => item !== itemId)
        .slice(1 - MAX_CLICKS);
      clicks.push([itemId, { recommendationId: answer.recommendationId, placement: answer.placement }]);
      store.set('clicks', Object.fromEntries(clicks));
    }

    function setConsent(given) {
      consent = given === true;
      if (!consent) {
        store.clear(['visitor', 'user', 'queue', 'clicks', 'last']);
      }
    }

    global.addEventListener('online', safe(() => flush()));
    global.addEventListener('pagehide', safe(leave));
    global.document.addEventListener('visibilitychange', safe(() => {
      if (global.document.visibilityState === 'hidden') {
        leave();
      }
    }));
    setConsent(consent);
    schedule(config.batchMs);

    return {
      get visitorId() { return safe(visitorId)() || null; },
      get consent() { return consent; },
      get queued() { return store.get('queue', []).length; },
      view: safe((item) => track('view_item', item)),
      addToCart: safe((item) => track('add_to_cart', item)),
      removeFromCart: safe((item) => track('remove_from_cart', item)),
      addToWishlist: safe((item) => track('add_to_wishlist', item)),
      purchase: safe((items) => [].concat(items).forEach((item) => track('purchase', item))),
      recommend,
      page,
      clicked: safe(clicked),
      identify: safe((userId) => consent && userId && store.set('user', String(userId))),
      signOut: safe(() => store.clear(['visitor', 'user', 'clicks', 'last'])),
      setConsent: safe(setConsent),
      flush: () => flush().catch(report),
    };
  }

  global.Beckon = {
    create(options) {
      try {
        return create(options);
      } catch (error) {
        const nothing = () => undefined;
        const empty = () => Promise.resolve({ source: 'client', fallbackReason: 'client_error', items: [], rows: [] });
        return { visitorId: null, consent: false, queued: 0, view: nothing, addToCart: nothing,
          removeFromCart: nothing, addToWishlist: nothing, purchase: nothing, recommend: empty, page: empty,
          clicked: nothing, identify: nothing, signOut: nothing, setConsent: nothing,
          flush: () => Promise.resolve() };
      }
    },
  };
}(globalThis));
