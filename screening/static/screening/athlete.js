// Saves what changes by itself, keeps what is not saved yet on this device until it is, and goes from page to page
// without ever leaving her with a browser's error page. The pages work the same without it, on Continue.
"use strict";
(() => {
  const CALM = 700; // ms after the last change
  const LONGEST = 1200; // ms after the first, while she types on
  const PATIENCE = 10000; // ms for an answer
  const RETRIES = [1000, 2000, 4000, 8000]; // ms

  let form; // the form of the open page
  let shown; // its address
  let changed; // question -> time of its last change, until the server confirmed it
  let failures, timer;
  let last = 0; // the newest time of a change: an older one never takes the place of a newer
  let since; // the time of the first change that no save has taken along
  let going = null; // how to go on, as soon as there is a connection
  let busy = null; // the request under way: an older save never arrives after a newer one
  let stop = null; // ends that request

  const address = () => location.pathname + location.search;
  const question = (item) => form.querySelector(`[data-item="${item}"]`);
  const choice = (input) => /radio|checkbox/.test(input.type);
  const scripts = (page) => [...page.head.querySelectorAll("script")].map((s) => s.outerHTML).join();
  const controls = (part) => [...part.querySelectorAll("input[name], select, textarea")];

  const tick = () => (last = Math.max(Date.now(), last + 1)); // grows though the clock is set back
  const dated = ([item, at]) => (at ? `${item}@${at}` : item);

  function say(state, time = "") {
    const line = document.getElementById("saving");
    if (!line) return;
    const text = line.dataset[state].replace("{time}", time);
    line.hidden = false;
    line.classList.toggle("waits", state !== "saved");
    line.lastElementChild.textContent = text;
    const aloud = document.getElementById("aloud");
    const told = ["saved", "waiting"].includes(state) ? "" : text;
    if (aloud.textContent !== told) aloud.textContent = told;
  }

  // ── what this device keeps
  const path = () => shown.split("?")[0];
  const whose = () => form?.dataset.keep;
  const kept = () => Kept.all(whose()).filter(({ where }) => where === path());
  const left = () => Kept.all(whose()).filter(({ where, unread }) => where !== path() && !unread);

  function remember(item) {
    const values = controls(question(item))
      .filter((input) => !choice(input) || input.checked)
      .map((input) => [input.name, input.value]);
    Kept.put(whose(), path(), item, values, changed.get(item));
  }

  function confirm(sent, unread = []) {
    for (const [item, n] of sent) {
      if (changed.get(item) !== n || unread.includes(item)) continue;
      changed.delete(item);
      Kept.drop(whose(), path(), item);
    }
  }

  function putBack() {
    for (const { item, values, at } of kept()) {
      const part = question(item);
      if (!part) continue;
      for (const input of controls(part)) {
        const mine = values.filter(([name]) => name === input.name).map(([, value]) => value);
        if (choice(input)) input.checked = mine.includes(input.value);
        else if (mine.length) input.value = mine[0];
      }
      changed.set(item, at ?? tick());
    }
  }

  // ── saving
  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(() => (going ? go(...going) : save()), wait);
  }

  function failed() {
    say("offline");
    later(RETRIES[Math.min(failures++, RETRIES.length - 1)]);
  }

  async function ask(url, body) {
    const asking = (stop = new AbortController());
    setTimeout(() => asking.abort(), PATIENCE);
    const options = { signal: asking.signal };
    const response = await fetch(url, body ? { ...options, method: "POST", body } : options);
    if (response.status >= 500 || response.status === 429) throw new Error(response.status);
    return response;
  }

  function posted(name, value) {
    const body = new FormData(form);
    body.set("changed", [...changed].map(dated).join(" "));
    body.set(name, value);
    return body;
  }

  // Does the work when no other request is under way, if the page is still the same then.
  async function inTurn(work) {
    const here = form;
    const current = () => form === here;
    while (busy) await busy;
    if (!current()) return;
    const done = work(current).catch(() => current() && failed());
    busy = done;
    await done;
    busy = null;
  }

  // What pages that she left could not save goes out before anything else. Gives the time of the last save, if any.
  async function bring() {
    const found = left();
    let time = null;
    for (const where of new Set(found.map((entry) => entry.where))) {
      const entries = found.filter((entry) => entry.where === where);
      const body = new FormData();
      body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
      body.set("changed", entries.map(({ item, at }) => dated([item, at])).join(" "));
      for (const [name, value] of entries.flatMap(({ values }) => values)) body.append(name, value);
      body.set("go", "save");
      const response = await ask(where, body);
      if (response.status === 409) return Kept.forget();
      if (!response.ok || response.redirected) continue;
      const { saved_at, unread } = await response.json();
      time = saved_at;
      for (const entry of entries) Kept.settle(entry, unread.includes(entry.item));
    }
    return time;
  }

  async function save() {
    if (busy || !(changed.size || left().length)) return;
    const sent = new Map(changed);
    const here = form;
    since = 0;
    await inTurn(async (current) => {
      const time = await bring();
      if (!sent.size) return time && current() && brought(time);
      const response = await ask(shown, posted("go", "save"));
      if (!current()) return;
      if (response.status === 409) return tooLate();
      // The link does not open any more: the page says why on Continue.
      if (!response.ok || response.redirected) return say("waiting");
      const answer = await response.json();
      if (current()) confirmed(sent, answer);
    });
    const again = form === here && [...changed].some(([item, n]) => sent.get(item) !== n);
    if (again && !failures) later(CALM);
  }

  // What other pages left is stored. A page that shows her answers is out of date then.
  function brought(time) {
    failures = 0;
    if (form.elements.was) return changed.size || say("saved", time);
    if (going) return; // she pressed a button meanwhile
    going = [address(), null, location.hash];
    later(0);
  }

  function confirmed(sent, { saved_at: time, was, unread, late, clock }) {
    failures = 0;
    last = Math.max(last, clock);
    form.elements.was.value = was;
    for (const item of late) if (changed.get(item) === sent.get(item)) renew(item);
    confirm(sent, unread);
    const stuck = [...changed.keys()].every((item) => unread.includes(item));
    if (!changed.size) say("saved", time);
    else say(stuck ? "unread" : "waiting");
  }

  function tooLate() {
    changed.clear();
    Kept.forget();
    say("sent");
  }

  function renew(item) {
    changed.set(item, tick());
    remember(item);
  }

  function note(item) {
    renew(item);
    if (failures) return;
    say("waiting");
    since ||= Date.now();
    later(Math.max(0, Math.min(CALM, since + LONGEST - Date.now())));
  }

  // ── from page to page
  async function go(url, pressed = null, hash = "") {
    const mine = (going = [url, pressed, hash]);
    clearTimeout(timer);
    if (!pressed && changed.size) await save();
    await inTurn(async (current) => {
      await bring();
      const sent = new Map(changed);
      const response = await ask(url, pressed && posted(...pressed));
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!current() || going !== mine) return; // what she pressed last is the way to go
      if (!page.body.classList.contains("phone")) return location.reload();
      if (pressed && response.ok) {
        confirm(sent);
        if (changed.size) return later(0); // changed while the page was on its way: that goes along
      }
      going = null;
      open(page, new URL(response.url), hash);
    });
  }

  function open(page, url, hash) {
    // Another page may need another script, which only the browser can load.
    if (scripts(page) !== scripts(document)) return location.assign(url);
    if (url.pathname + url.search !== address()) history.pushState(null, "", url);
    document.documentElement.lang = page.documentElement.lang;
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    start();
    const place = document.querySelector("[data-focus]") ?? (hash && document.querySelector(hash));
    const top = document.querySelector("h1");
    if (top) top.tabIndex = -1;
    if (!place) scrollTo(0, 0);
    (place || top)?.focus({ preventScroll: !place });
  }

  // The number of the week above into this one: what the server does without this script.
  function same(button) {
    const box = button.closest(".week").querySelector("input");
    const above = button.closest(".week").previousElementSibling.querySelector("input");
    box.value = above.value;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function submitted(event) {
    event.preventDefault();
    const button = event.submitter;
    if (button?.name === "same") return same(button);
    const url = new URL(button?.hasAttribute("formaction") ? button.formAction : form.action);
    const hash = button?.hasAttribute("formaction") ? url.hash : "";
    go(url.pathname + url.search, [button?.name || "go", button?.value ?? "on"], hash);
  }

  // ── a page
  function start() {
    clearTimeout(timer);
    form = document.getElementById("answers");
    [shown, changed, failures, since, going] = [address(), new Map(), 0, 0, null];
    last = Math.max(last, form?.dataset.clock ?? 0, ...Kept.all(whose()).map(({ at }) => at ?? 0));
    if (document.querySelector("[data-forget]")) Kept.forget();
    form?.addEventListener("submit", submitted);
    const open = form?.elements.was && questions();
    if (!open && !left().length) return;
    say("waiting");
    later(0);
  }

  // Says whether the page holds something to save.
  function questions() {
    Conditions.prepare(form);
    const unread = form.dataset.unread.split(" ").filter(Boolean);
    unread.forEach(renew);
    if (!unread.length) putBack();
    Conditions.follow(form);
    form.addEventListener("input", typed);
    form.addEventListener("click", clicked);
    return changed.size > unread.length;
  }

  function typed(event) {
    Conditions.standAlone(event.target);
    Conditions.follow(form);
    const item = event.target.closest("[data-item]")?.dataset.item;
    if (item) note(item);
  }

  function clicked(event) {
    const region = event.target.closest("[data-for]");
    if (region) document.getElementById(region.dataset.for).click();
    const chosen = event.target.matches(".clear") && event.target.closest("[data-item]").querySelector(":checked");
    if (!chosen) return;
    chosen.checked = false;
    chosen.focus();
    chosen.dispatchEvent(new Event("input", { bubbles: true }));
  }

  addEventListener("online", () => failures && later(0));
  // The next page may be made before a save under way is stored: it puts back what no page was told of.
  addEventListener("beforeunload", () => stop?.abort());
  addEventListener("pagehide", () => {
    if (changed.size && form?.elements.was) navigator.sendBeacon(shown, posted("go", "save"));
  });
  // A page that the browser kept may show what was sent, or wiped, since.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("popstate", () => address() !== shown && go(address()));
  start();
  document.querySelector("[data-focus]")?.focus();
})();
