// A checklist that can be ticked. Opened from a runbook that is being followed, its ticks belong to that release and
// are part of its record; else they are kept for the list alone. Nothing leaves the browser.
"use strict";

(() => {
  const page = document.querySelector(".checklist[data-checklist]");
  if (!page) return;
  const id = page.dataset.checklist;
  const boxes = [...page.querySelectorAll("li[id^='item-'] > input[type=checkbox], li[id^='item-'] > p:first-child > input[type=checkbox]")]
    .map((box) => ({ box, item: box.closest("li").id.slice("item-".length) }));
  const host = page.querySelector(".follow");
  if (!host || !boxes.length) return;

  const release = new URL(location.href).searchParams.get("release") ?? "";
  const book = new URL(page.dataset.root, location.href).pathname;
  const ownKey = `rollbook:${book}checklists/${id}`;
  const releaseKey = `rollbook:${book}releases/${release}`;
  let trouble = "";

  /** What is kept under a name: an object, or null where there is none or it can't be read. */
  function read(key) {
    try {
      const value = JSON.parse(localStorage.getItem(key) ?? "null");
      return value && typeof value === "object" && !Array.isArray(value) ? value : null;
    } catch {
      return null;
    }
  }

  function write(key, value) {
    try {
      if (value) localStorage.setItem(key, JSON.stringify(value));
      else localStorage.removeItem(key);
      trouble = "";
    } catch {
      trouble = "This browser keeps nothing here: what you tick is gone when the page is closed.";
    }
  }

  /** The state of the release that is being followed; null where none is. */
  function followed() {
    const kept = release ? read(releaseKey) : null;
    return kept?.version === 1 && typeof kept.started === "string" && !kept.ended ? kept : null;
  }

  /** Ticks by item, held here as well where the browser keeps nothing. */
  let unkept = {};
  const asTicks = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : {});
  const ticks = () => {
    const kept = followed();
    if (trouble) return unkept;
    return asTicks(kept ? asTicks(kept.checklists)[id] : read(ownKey));
  };

  function set(changed) {
    unkept = changed;
    const kept = followed();
    if (kept) write(releaseKey, { ...kept, checklists: { ...asTicks(kept.checklists), [id]: changed } });
    else write(ownKey, Object.keys(changed).length ? changed : null);
    draw();
  }

  const told = document.createElement("p");
  told.setAttribute("role", "status");
  const back = document.createElement("p");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "Clear …";
  clear.addEventListener("click", () => {
    if (confirm("Take back all ticks of this list in this browser?")) set({});
  });
  host.append(told, back, clear);
  host.hidden = false;

  if (followed()) {
    const link = document.createElement("a");
    link.href = `${page.dataset.root}releases/${encodeURIComponent(release)}/${page.dataset.pageFile ?? ""}#checklists`;
    link.textContent = `the runbook of ${release}`;
    back.append("Ticks belong to ", link, " and come with its record.");
  } else {
    back.textContent = "Ticks are kept in this browser alone. Opened from a runbook that is being followed, they belong to its record.";
  }

  for (const { box, item } of boxes) {
    const text = box.closest("li").querySelector("p") ?? box.closest("li");
    const words = [...text.childNodes].filter((node) => node !== box && !node.classList?.contains("anchor") && !["UL", "OL", "PRE"].includes(node.nodeName));
    box.setAttribute("aria-label", words.map((node) => node.textContent).join("").replace(/\s+/g, " ").trim());
    box.disabled = false;
    box.addEventListener("change", () => {
      const changed = { ...ticks() };
      if (box.checked) {
        const by = followed()?.name;
        changed[item] = { at: new Date().toISOString().replace(/\.\d+Z$/, "Z"), ...(by ? { by } : {}) };
      } else {
        delete changed[item];
      }
      set(changed);
    });
  }

  function draw() {
    const now = ticks();
    for (const { box, item } of boxes) box.checked = Object.hasOwn(now, item);
    const done = boxes.filter(({ item }) => Object.hasOwn(now, item)).length;
    told.textContent = `${done} of ${boxes.length} ticked. ${trouble}`.trim();
    clear.hidden = !done;
  }

  addEventListener("storage", draw);
  draw();
})();
