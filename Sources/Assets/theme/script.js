// Three errands: tell the newsroom of a read, and keep the line of breaking news and the rail of latest stories fresh.
(() => {
  "use strict";
  const page = document;
  const visible = () => page.visibilityState === "visible" && !page.prerendering;
  const watch = (act) => {
    page.addEventListener("visibilitychange", act);
    page.addEventListener("prerenderingchange", act);
    addEventListener("pageshow", act);
    act();
  };

  // A read is one second in sight, all told, and is counted once per page view.
  const story = page.querySelector("[data-story]");
  if (story && navigator.sendBeacon) {
    let left = 1000;
    let since = 0;
    let timer = 0;
    watch(() => {
      if (visible() && !since && left > 0) {
        since = performance.now();
        timer = setTimeout(() => {
          left = 0;
          navigator.sendBeacon("/-/reads/" + story.dataset.story);
        }, left);
      } else if (!visible() && since) {
        clearTimeout(timer);
        left -= left && Math.min(left - 1, performance.now() - since);
        since = 0;
      }
    });
  }

  // The line: it goes at its end. Where there is none its place waits, so that one that comes is read out.
  let line = page.querySelector(".breaking");
  if (!line) {
    line = page.createElement("div");
    line.className = "breaking";
    line.setAttribute("role", "status");
    page.body.append(line);
  }
  let end = 0;
  const breaking = (html) => {
    const fresh = page.createElement("template");
    fresh.innerHTML = html;
    const [now, next] = [line, fresh.content].map((of) => of.querySelector("[data-end]"));
    if (now ? !now.isEqualNode(next) : next) line.replaceChildren(fresh.content);
    clearTimeout(end);
    if (next) end = setTimeout(() => breaking(""), Math.max(0, next.dataset.end - Date.now()));
  };
  breaking(line.innerHTML);

  // The rail: open while the page is in sight, closed while it is not.
  const list = page.querySelector("[data-stream]");
  if (!list || !window.EventSource) return;
  let source = null;
  let retry = 0;
  let waiting = null;

  const close = () => {
    clearTimeout(retry);
    retry = 0;
    if (source) source.close();
    source = null;
  };
  const later = () => {
    close();
    retry = setTimeout(() => { retry = 0; follow(); }, 1000 + Math.random() * 4000);
  };

  // Rows do not change under a pointer or a focused link: they wait until it has gone.
  const busy = () => list.matches(":hover") || list.contains(page.activeElement);
  const show = () => {
    if (!waiting || busy()) return;
    const known = new Set(Array.from(list.querySelectorAll("a"), (a) => a.href));
    list.innerHTML = waiting.html;
    list.dataset.id = waiting.id;
    waiting = null;
    for (const row of list.children) {
      const a = row.querySelector("a");
      if (a && !known.has(a.href)) row.classList.add("new");
    }
  };
  list.addEventListener("pointerleave", () => setTimeout(show, 50));
  list.addEventListener("focusout", () => setTimeout(show, 50));

  const open = () => {
    const last = (waiting || list.dataset).id || "";
    source = new EventSource(list.dataset.stream + "?last=" + encodeURIComponent(last));
    source.addEventListener("updates", (event) => {
      if (event.lastEventId === list.dataset.id) return;
      waiting = { id: event.lastEventId, html: event.data };
      show();
    });
    source.addEventListener("banner", (event) => breaking(event.data));
    source.addEventListener("bye", later);
    source.onerror = () => { if (source && source.readyState === 2) later(); };
  };
  const follow = () => {
    if (!visible()) close();
    else if (!source && !retry) open();
  };
  watch(follow);
  addEventListener("pagehide", close);
})();
