/* What the page does by itself, without the server: tell that the connection is gone, count down, keep the newest line in
   view, take one click only. Runs before Streamlit's bundle. The line above this file sets window.__streamlit. */
(function () {
  "use strict";

  const told = window.__streamlit;
  told.BACKEND_BASE_URL = location.origin;
  if (told.HOST_CONFIG) told.HOST_CONFIG.allowedOrigins = [location.origin];

  // Streamlit fetches its icon font (375 kB) at once, for icons that no page of ours shows.
  const fetchFont = document.fonts.load.bind(document.fonts);
  document.fonts.load = (font, ...rest) =>
    String(font).includes("Material Symbols") ? Promise.resolve([]) : fetchFont(font, ...rest);

  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const find = (selector) => document.querySelector(selector);

  /* ---- the connection ---- */

  const GRACE_MS = 1000;
  const FIRST_MS = 8000; // the first connection may take longer: the bundle is still loading
  const PATIENCE_MS = 3000; // a server that stands still keeps its sockets open, but answers nothing
  const words =
    "The connection is gone for a moment. Everything you chose is saved. We’ll go on as soon as it is back.";
  let open = false;
  let reached = false; // whether the server was reached before
  let since = Date.now() + FIRST_MS - GRACE_MS;
  let asked = 0; // when something was sent that has had no answer yet
  let leaving = false;

  const Native = window.WebSocket;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      if (!String(given[0]).includes("/_stcore/stream")) return;
      this.addEventListener("open", () => {
        if (reached) setTimeout(askAnew, 50);
        reached = open = true;
        tellConnection();
      });
      this.addEventListener("message", () => {
        if (!asked) return;
        asked = 0;
        tellConnection();
      });
      this.addEventListener("close", () => {
        open = false;
        asked = 0;
        since = Date.now();
        setTimeout(tellConnection, GRACE_MS + 50);
      });
    }

    send(message) {
      super.send(message);
      asked = asked || Date.now();
      setTimeout(tellConnection, PATIENCE_MS + 50);
    }
  };

  function tellConnection() {
    const notice = document.getElementById("rt-away");
    if (!notice) return;
    const now = Date.now();
    const silent = open ? asked && now - asked >= PATIENCE_MS : now - since >= GRACE_MS;
    const gone = !leaving && (navigator.onLine === false || Boolean(silent));
    if (gone === notice.classList.contains("rt-away-on")) return;
    notice.classList.toggle("rt-away-on", gone);
    notice.textContent = gone ? words : "";
    document.documentElement.toggleAttribute("data-rt-offline", gone);
  }

  /* A server that was started anew knows nothing of this page: it would drop a click in a fragment that it has not drawn.
     After a reconnection Streamlit asks for a run only when the last one was a fragment's, so the page asks by itself. */
  function askAnew() {
    postMessage({ stCommVersion: 1, type: "RERUN_SCRIPT" }, location.origin);
  }

  addEventListener("online", tellConnection);
  addEventListener("offline", tellConnection);
  addEventListener("pagehide", () => (leaving = true));
  addEventListener("pageshow", () => (leaving = false));
  setTimeout(tellConnection, FIRST_MS + 50);

  function say(text) {
    const place = document.getElementById("rt-voice");
    if (place) place.textContent = text;
  }

  /* ---- the countdown ----
     <div class="rt-timer" data-limit-ms data-remaining-ms data-expire-key>: the server's clock counts, this only shows it.
     Drawn again with the same key, it goes on from the remaining time that the server names. */

  const TICK_MS = 200;
  const timers = new Map(); // expire key -> {node, ends, limit, half, last, pressed}
  let ticking = 0;

  function readTimer(node) {
    const { expireKey: key, limitMs, remainingMs } = node.dataset;
    const limit = Number(limitMs);
    const remaining = Number(remainingMs);
    if (!key || !(limit > 0) || !(remaining >= 0)) return;
    const known = timers.get(key);
    if (known && known.stamp === remainingMs) {
      known.node = node;
      return;
    }
    timers.set(key, {
      ...(known || { half: remaining <= limit / 2, last: remaining <= 5000, pressed: 0 }),
      node,
      limit,
      stamp: remainingMs,
      ends: Date.now() + remaining,
    });
  }

  function tick() {
    for (const [key, timer] of timers) {
      if (!timer.node.isConnected) {
        timers.delete(key);
        continue;
      }
      const left = Math.max(0, timer.ends - Date.now());
      showTime(timer, left);
      if (left === 0) press(key, timer);
    }
    if (!timers.size) {
      clearInterval(ticking);
      ticking = 0;
    }
  }

  function showTime(timer, left) {
    const bar = timer.node.querySelector(".rt-timer-bar > span");
    const number = timer.node.querySelector(".rt-timer-s");
    const seconds = String(Math.ceil(left / 1000));
    if (bar) {
      bar.style.inlineSize = "100%";
      bar.style.transformOrigin = "left";
      const share = calm.matches ? Math.ceil((10 * left) / timer.limit) / 10 : left / timer.limit;
      bar.style.transform = "scaleX(" + Math.min(1, share) + ")";
    }
    if (number && number.textContent !== seconds) number.textContent = seconds;
    timer.node.classList.toggle("rt-timer-late", left <= 5000);
    if (!timer.half && left <= timer.limit / 2 && left > 5000) {
      timer.half = true;
      say("Half of the time is left.");
    }
    if (!timer.last && left <= 5000 && left > 0) {
      timer.last = true;
      say("Five seconds left.");
    }
  }

  /* The time is over: press the hidden button. While the connection is gone the button is disabled, so keep trying. */
  function press(key, timer) {
    const button = find(".st-key-" + CSS.escape(key) + " button");
    if (!button || button.disabled || Date.now() - timer.pressed < 2000) return;
    timer.pressed = Date.now();
    button.click();
  }

  /* ---- a new page begins at its top ---- */

  let address = location.pathname + location.search;
  let page = location.pathname;

  function beginAtTop() {
    const now = location.pathname + location.search;
    if (now !== address) {
      address = now;
      const scroller = find('[data-testid="stMain"]');
      if (scroller) scroller.scrollTo({ top: 0, behavior: "auto" });
    }
    if (location.pathname !== page) {
      page = location.pathname;
      awaited = { from: document.activeElement, until: Date.now() + HEADING_MS };
      title = titleBefore;
    }
    focusHeading();
    titleBefore = find(".stApp h1");
  }

  /* Reading goes on at the new page's heading: the link that was followed, and the focus with it, are often gone.
     Whoever has moved on in the meantime is left alone. */

  const HEADING_MS = 5000;
  let awaited = null; // a heading to come: what had the focus when the page changed, and until when it is waited for
  let title = null; // the heading of the page before
  let titleBefore = null; // the heading when the page was last looked at

  function focusHeading() {
    if (!awaited) return;
    const at = document.activeElement;
    const idle = !at || at === document.body || at === awaited.from || at.closest(".st-key-nav");
    const heading = [...document.querySelectorAll(".stApp h1")].find((node) => node !== title);
    if (idle && !heading && Date.now() < awaited.until) return;
    awaited = null;
    if (!idle || !heading) return;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /* ---- the newest line in view ---- */

  let shown = null; // how the conversation stood when it was last looked at

  function followChat() {
    const chat = find(".rt-chat");
    if (!chat) {
      shown = null;
      return;
    }
    const dock = newestDock();
    if (!dock) return; // a conversation that is only looked at
    const state = chat.childElementCount + "/" + chat.textContent.length + "/" + dock.textContent.length;
    if (shown && shown.state === state) return;
    const fresh = !shown;
    const grown = shown && chat.childElementCount > shown.count;
    shown = { state, count: chat.childElementCount };
    if (grown) say(newLines(chat));
    requestAnimationFrame(() => bringIntoView(chat, dock, fresh));
  }

  /* For screen readers: the word on one's own choice, then what the others said; one's own line is known. */
  function newLines(chat) {
    const lines = chat.querySelectorAll(".rt-note[open], .is-new:not(.rt-you)");
    return [...lines].map(wordsOf).join(" ");
  }

  function wordsOf(line) {
    const copy = line.cloneNode(true);
    for (const ornament of copy.querySelectorAll("[aria-hidden]")) ornament.remove();
    return copy.textContent.trim().replace(/\s+/g, " ");
  }

  function newestDock() {
    const docks = document.querySelectorAll('[class*="st-key-rt-dock"], .rt-choices');
    return docks[docks.length - 1] || null;
  }

  function bringIntoView(chat, dock, fresh) {
    const scroller = chat.closest('[data-testid="stMain"]') || document.scrollingElement;
    const bars = getComputedStyle(scroller);
    const head = find(".rt-head");
    const top = (parseFloat(bars.scrollPaddingTop) || 0) + (head ? head.offsetHeight : 0);
    const bottom = innerHeight - (parseFloat(bars.scrollPaddingBottom) || 0);
    const first = (chat.querySelector(".is-new:not(.rt-you)") || chat.lastElementChild || chat).getBoundingClientRect();
    const last = (dock.childElementCount ? dock : chat).getBoundingClientRect();
    let by = last.bottom - bottom;
    if (first.top - by < top) by = first.top - top; // too much for one screen: begin with what the customer says
    if (fresh && by < 0) return;
    if (Math.abs(by) > 4) scroller.scrollBy({ top: by, behavior: calm.matches || fresh ? "auto" : "smooth" });
  }

  /* ---- one click ---- */

  const BUSY_MS = 4000;
  const FRESH_MS = 500; // within this, a second tap was meant for the turn before: nobody has read the new one yet
  let byKeyboard = false; // whether the last choice was taken with Enter or Space: its button is gone, and the focus with it
  document.addEventListener("click", (event) => {
    const button = event.target.closest && event.target.closest('[class*="st-key-choice-"] button, .rt-choices button');
    if (!button || button.disabled) return;
    const dock = button.closest('[class*="st-key-rt-dock"], .rt-choices');
    if (!dock) return;
    dock.dataset.rtBusy = "";
    button.dataset.rtTaken = "";
    byKeyboard = event.detail === 0 && document.activeElement === button;
    setTimeout(() => release(dock), BUSY_MS);
  });

  function release(dock) {
    delete dock.dataset.rtBusy;
    for (const button of dock.querySelectorAll("[data-rt-taken]")) delete button.dataset.rtTaken;
  }

  let turn = ""; // attempt and turn of the choices on the page, or that it is about to begin
  let freshUntil = 0;
  function noticeTurn() {
    const choice = find('[class*="st-key-choice-"]');
    const key = choice && /st-key-choice-\w+-\d+/.exec(choice.className);
    const before = turn;
    turn = key ? key[0] : find(".st-key-start") ? "start" : "";
    if (!key || !before || turn === before) return;
    const page = document.documentElement;
    freshUntil = Date.now() + FRESH_MS;
    page.dataset.rtFresh = "";
    setTimeout(() => Date.now() >= freshUntil && delete page.dataset.rtFresh, FRESH_MS + 20);
  }

  /* A key that is held down answers one turn, not one after the other. */
  addEventListener(
    "keydown",
    (event) => {
      if (!event.repeat || !/^([1-9]|Enter| )$/.test(event.key) || !find('[class*="st-key-choice-"] button')) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );

  /* Streamlit leaves digits to a field that has the focus; in the question of sureness they take a choice all the same. */
  addEventListener("keydown", (event) => {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    if (!event.target.closest?.('[class*="st-key-sure-"]')) return;
    const dock = newestDock();
    const choices = dock ? dock.querySelectorAll('[class*="st-key-choice-"]:not([class*="-silence"]) button') : [];
    const chosen = choices[Number(event.key) - 1];
    if (chosen) chosen.click();
  });

  function handOverFocus() {
    const dock = newestDock();
    const next = dock && !("rtBusy" in dock.dataset) && dock.querySelector("button");
    if (!byKeyboard || document.activeElement !== document.body || !next || !next.checkVisibility()) return;
    byKeyboard = false;
    next.focus({ preventScroll: true });
  }

  /* ---- the navigation, told to screen readers ---- */

  function markNavigation() {
    const bar = find(".st-key-nav");
    if (!bar) return;
    if (!bar.hasAttribute("role")) {
      bar.setAttribute("role", "navigation");
      bar.setAttribute("aria-label", "Main");
    }
    for (const link of bar.querySelectorAll("a")) {
      if (link.closest('[class*="-here"]')) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  /* ---- the sign before the first page goes when the page is there ---- */

  function endFirstPaint() {
    const sign = document.getElementById("rt-first");
    if (sign && find(".stApp :is(h1, h2, h3)")) sign.remove();
  }

  /* ---- what changes on the page ---- */

  function look(changes) {
    beginAtTop();
    for (const node of document.querySelectorAll(".rt-timer")) readTimer(node);
    if (timers.size && !ticking) {
      ticking = setInterval(tick, TICK_MS);
      tick();
    }
    followChat();
    for (const dock of document.querySelectorAll("[data-rt-busy]")) {
      if (changes.some((change) => change.type === "childList" && dock.contains(change.target))) release(dock);
    }
    noticeTurn();
    handOverFocus();
    markNavigation();
    endFirstPaint();
  }

  let waiting = [];
  const watcher = new MutationObserver((changes) => {
    if (!waiting.length) requestAnimationFrame(() => look(waiting.splice(0)));
    waiting.push(...changes);
  });
  document.addEventListener("DOMContentLoaded", () => {
    watcher.observe(document.getElementById("root"), {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["data-remaining-ms", "data-expire-key"],
    });
    tellConnection();
  });
})();
