/* Questions that the browser tests ask a page; looks.py appends the call. */

function name(node) {
  return `<${node.tagName.toLowerCase()} class="${node.className.baseVal ?? node.className}">`;
}

/* When the page last changed; watched from the first question on. A clock that counts down is no change. */
function lastChange() {
  const inClock = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest(".rt-timer");
  if (!window.rtWatch) {
    const watch = (window.rtWatch = { at: performance.now() });
    new MutationObserver((changes) => {
      if (!changes.every((change) => inClock(change.target))) watch.at = performance.now();
    }).observe(document.documentElement, { attributes: true, characterData: true, childList: true, subtree: true });
  }
  return window.rtWatch.at;
}

/* The script has run, the animations are over and the page has stood still for a fifth of a second. */
function settled() {
  if (performance.now() - lastChange() < 200) return false;
  const app = document.querySelector('[data-testid="stApp"]');
  const endless = (effect) => effect.getTiming().iterations === Infinity || effect.target?.closest(".rt-timer");
  const running = (one) => one.playState === "running" && !endless(one.effect);
  return Boolean(
    app &&
      app.dataset.testConnectionState === "CONNECTED" &&
      app.dataset.testScriptState === "notRunning" &&
      !("rtFresh" in document.documentElement.dataset) &&
      !document.querySelector(".rt-skeleton, [data-rt-busy], [data-stale='true'], [data-testid='stSkeleton']") &&
      document.fonts.status === "loaded" &&
      !document.getAnimations().some(running) &&
      [...document.images].every((one) => one.complete || one.loading === "lazy"),
  );
}

/* What makes the page scroll sideways. */
function tooWide() {
  const seen = [];
  const width = document.documentElement.clientWidth;
  const main = document.querySelector('[data-testid="stMain"]');
  for (const node of [document.documentElement, main])
    if (node && node.scrollWidth > node.clientWidth + 1)
      seen.push(`${name(node)} is ${node.scrollWidth} px wide in ${node.clientWidth} px`);
  if (!seen.length) return seen;
  for (const node of (main || document.body).querySelectorAll("*")) {
    const box = node.getBoundingClientRect();
    if (box.width && (box.right > width + 1 || box.left < -1)) seen.push(`${name(node)} from ${box.left} to ${box.right}`);
  }
  return seen.slice(0, 12);
}

/* Texts that a box around them clips, or that end in an ellipsis. What can be scrolled to is not cut. */
function cutTexts() {
  const cut = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (!node.data.trim() || parent.closest("script, style, noscript, [inert], .rt-unseen")) continue;
    if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    range.selectNodeContents(node);
    const words = `"${node.data.trim().slice(0, 60)}"`;
    for (const rect of range.getClientRects()) {
      const box = rect.width >= 1 && rect.height >= 1 && clipper(parent, rect);
      if (box) cut.push(`${words} is cut by ${name(box)}`);
    }
    if (getComputedStyle(parent).textOverflow === "ellipsis" && parent.scrollWidth > parent.clientWidth + 1)
      cut.push(`${words} ends in an ellipsis`);
  }
  return [...new Set(cut)].slice(0, 12);
}

/* The nearest box around `start` that hides part of `rect`; null when all of it shows or can be scrolled to. */
function clipper(start, rect) {
  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  const scrolls = (overflow) => overflow === "auto" || overflow === "scroll";
  for (let up = start; up && up !== document.body; up = up.parentElement) {
    const style = getComputedStyle(up);
    const box = up.getBoundingClientRect();
    if (box.width <= 2 || box.height <= 2 || style.clipPath !== "none") return null; // for screen readers only
    // Letters' boxes are taller than what is drawn in them.
    if (hides(style.overflowX) && (rect.left < box.left - 2 || rect.right > box.right + 2)) return up;
    if (hides(style.overflowY) && (rect.top < box.top - 4 || rect.bottom > box.bottom + 4)) return up;
    if (style.position === "fixed" || scrolls(style.overflowX) || scrolls(style.overflowY)) return null;
  }
  return null;
}
