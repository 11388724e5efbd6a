// The release history: narrows and sorts the table; what is chosen stands in the address, so that it can be linked.
"use strict";

(() => {
  const root = document.querySelector(".history");
  const form = root?.querySelector(".filters");
  const table = root?.querySelector(".history-table");
  if (!form || !table) return;

  const output = form.querySelector("output");
  const reset = form.querySelector("button[type=reset]");
  const fields = [...form.elements].filter((element) => element.name);
  const suffix = root.dataset.suffix ?? "";
  const columns = [
    ["date", "descending"], ["title", "ascending"], ["service", "ascending"], ["pattern", "ascending"],
    ["criticality", "ascending"], ["outcome", "ascending"],
  ];
  /** By the book's language, where the browser knows it. */
  function collatorOf(language) {
    try {
      return new Intl.Collator(language || undefined, { numeric: true, sensitivity: "base" });
    } catch {
      return collatorOf("");
    }
  }
  const collator = collatorOf(document.documentElement.lang);
  /** The day that it is listed at, and those of its attempts. */
  const daysOf = (date, others) => [...(date ? [date.slice(0, 10)] : []), ...(others ?? [])];
  const bodies = [...table.tBodies];
  const marks = new Map();
  for (const mark of root.querySelectorAll(".timeline [data-release]")) {
    marks.set(mark.dataset.release, [...(marks.get(mark.dataset.release) ?? []), mark]);
  }

  /** In small letters and without accents. */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  // Rows as the page has them; the index of a large book gets all others from a script.
  let items = bodies.flatMap((body) => [...body.rows].filter((row) => row.dataset.release).map(itemOfRow));
  const shown = items;
  let sort = { key: "date", direction: "descending" };
  let loading;

  function itemOfRow(row) {
    const words = fold(row.textContent);
    const cell = (name) => row.querySelector(`.cell-${name}`)?.textContent.trim() ?? "";
    return {
      ...row.dataset, row, body: row.parentElement,
      services: (row.dataset.service ?? "").split(" "),
      checklists: (row.dataset.checklist ?? "").split(" "),
      days: daysOf(row.dataset.date, row.dataset.days?.split(" ")),
      words: `${words} ${fold(row.dataset.release)}`,
      keys: {
        date: row.dataset.date ?? "", title: cell("title"), service: cell("service"), pattern: cell("pattern"),
        criticality: cell("criticality"), outcome: cell("outcome"),
      },
    };
  }

  // MARK: rows that are not in the page

  function itemOfData(entry, data) {
    const [
      release, title, version, date, day, services, pattern, outcome, word, criticality, change, kind, runs, used, days,
    ] = entry;
    const serviceTitles = services.map((id) => data.services[id]?.[0] ?? id);
    const patternTitle = pattern && (data.patterns[pattern]?.[0] ?? pattern);
    return {
      release, title, version, date: date ?? "", day, services, pattern, outcome, word, criticality, change, kind, runs,
      checklists: used.map((number) => data.checklists[number]), days: daysOf(date, days), data,
      words: fold([release, title, version, day, ...serviceTitles, patternTitle, criticality, word].filter(Boolean).join(" ")),
      keys: {
        date: date ?? "", title: `${version ?? ""} ${title}`.trim(), service: serviceTitles.join(", "),
        pattern: patternTitle ?? "", criticality: criticality ?? "", outcome: word ?? "",
      },
    };
  }

  function rowOf(item) {
    if (item.row) return item.row;
    const element = (name, className, ...children) => {
      const made = document.createElement(name);
      if (className) made.className = className;
      made.append(...children.filter((child) => child !== null && child !== undefined));
      return made;
    };
    const link = (address, ...children) => {
      const made = element("a", "", ...children);
      if (address) made.href = address;
      return made;
    };
    const row = element("tr");
    row.dataset.release = item.release;
    const time = item.date && element("time", "", item.day);
    if (time) time.dateTime = item.date;
    const version = item.version && element("span", "version", item.version);
    const title = element("th", "cell-title", link(`${encodeURIComponent(item.release)}/${suffix}`,
      ...(version ? [version, " "] : []), item.title));
    title.scope = "row";
    const named = (list, id) => link(list[id]?.[1], list[id]?.[0] ?? id);
    const services = item.services.flatMap((id) => [element("span", "listed", named(item.data.services, id)), " "]);
    row.append(
      element("td", "cell-date", ...(time ? [time] : [])), title, element("td", "cell-service", ...services),
      element("td", "cell-pattern", ...(item.pattern ? [named(item.data.patterns, item.pattern)] : [])),
      element("td", "cell-criticality", item.criticality ?? ""),
      element("td", "cell-outcome",
        ...(item.word ? [element("span", `state state-${item.outcome}`, item.word)] : []),
        ...(item.runs > 1 ? [element("span", "runs", `${item.runs} runs`)] : [])),
    );
    item.row = row;
    return row;
  }

  /// Loads all rows once; a script, because a page that was opened from a disk may not fetch.
  function loadAll() {
    if (!root.dataset.rows || items !== shown) return Promise.resolve();
    loading ??= new Promise((resolve, reject) => {
      globalThis.rollbookHistory = (data) => {
        const known = new Map(shown.map((item) => [item.release, item]));
        items = data.releases.map((entry) => known.get(entry[0]) ?? itemOfData(entry, data));
      };
      const script = document.createElement("script");
      script.src = root.dataset.rows;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    return loading;
  }

  // MARK: the address

  /** What the address asks for and no release of the book can be. */
  let unknown = "";

  function read() {
    const query = new URLSearchParams(location.search);
    unknown = "";
    for (const field of fields) {
      const value = query.get(field.name) ?? "";
      field.value = value;
      // It is left out, and said.
      if (field.value !== value) {
        field.value = "";
        unknown += field.type === "date" ? `\u201c${value}\u201d is no date, so it was left out. ` : `No release has the ${field.labels[0]?.firstChild.textContent.trim().toLowerCase() || field.name} \u201c${value}\u201d, so that was left out. `;
      }
    }
    const key = query.get("sort");
    const column = columns.find(([name]) => name === key);
    const direction = { asc: "ascending", desc: "descending" }[query.get("dir")];
    sort = column ? { key, direction: direction ?? column[1] } : { key: "date", direction: "descending" };
  }

  function write() {
    const query = new URLSearchParams();
    for (const field of fields) if (field.value.trim()) query.set(field.name, field.value.trim());
    if (sort.key !== "date" || sort.direction !== "descending") {
      query.set("sort", sort.key);
      query.set("dir", sort.direction === "ascending" ? "asc" : "desc");
    }
    const text = query.toString();
    history.replaceState(null, "", (text ? `?${text}` : location.pathname) + location.hash);
  }

  // MARK: narrowing and sorting

  function matches(item, chosen) {
    const isAsked = (day) => (!chosen.from || day >= chosen.from) && (!chosen.to || day <= chosen.to);
    if ((chosen.from || chosen.to) && !item.days.some(isAsked)) return false;
    if (chosen.service && !item.services.includes(chosen.service)) return false;
    if (chosen.checklist && !item.checklists.includes(chosen.checklist)) return false;
    for (const name of ["pattern", "outcome", "criticality", "change", "kind"]) {
      if (chosen[name] && item[name] !== chosen[name]) return false;
    }
    return chosen.words.every((word) => item.words.includes(word));
  }

  const isNarrowed = () => fields.some((field) => field.value.trim());
  const isSorted = () => sort.key !== "date" || sort.direction !== "descending";

  async function apply() {
    const isChanged = isNarrowed() || isSorted();
    if (isChanged && root.dataset.rows && items === shown) {
      output.value = "Loading all releases …";
      try {
        await loadAll();
      } catch {
        output.value = "The list of all releases could not be loaded; only those shown are looked at.";
        root.removeAttribute("data-rows");
        loading = undefined;
        return draw(true);
      }
    }
    draw(false);
  }

  function draw(keepsMessage) {
    const chosen = Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]));
    chosen.words = fold(chosen.q ?? "").split(/\s+/).filter(Boolean);
    const narrowed = isNarrowed();
    const sorted = isSorted();
    const pool = narrowed || sorted ? items : shown;
    const found = pool.filter((item) => matches(item, chosen));
    const names = new Set(found.map((item) => item.release));
    if (sorted) {
      const sign = sort.direction === "ascending" ? 1 : -1;
      found.sort((a, b) => {
        const [x, y] = [a.keys[sort.key], b.keys[sort.key]];
        // What has no value stands last, whichever way.
        if (!x || !y) return (x ? 0 : 1) - (y ? 0 : 1);
        return sign * (sort.key === "date" ? (x < y ? -1 : x > y ? 1 : 0) : collator.compare(x, y));
      });
    }
    place(found, narrowed || sorted);
    for (const [release, drawn] of marks) {
      for (const mark of drawn) mark.classList.toggle("dimmed", narrowed && !names.has(release));
    }
    root.classList.toggle("narrowed", narrowed);
    reset.hidden = !narrowed && !sorted;
    if (!keepsMessage) output.value = (unknown + (narrowed ? `${found.length} of ${pool.length} releases` : "")).trim();
    showMarks(narrowed);
    for (const button of table.tHead.querySelectorAll("button")) {
      const isCurrent = button.dataset.key === sort.key;
      const cell = button.closest("th");
      if (isCurrent) cell.setAttribute("aria-sort", sort.direction);
      else cell.removeAttribute("aria-sort");
    }
  }

  /// What is wider than the screen shows its newest end, or the newest of those that are asked for.
  function showMarks(narrowed) {
    const picture = root.querySelector(".timeline-picture");
    if (!picture) return;
    const box = picture.getBoundingClientRect();
    const ends = !narrowed ? [] : [...marks.values()].flat().filter((mark) => !mark.classList.contains("dimmed"))
      .map((mark) => (mark.querySelector(".hit") ?? mark).getBoundingClientRect().right - box.left + picture.scrollLeft);
    picture.scrollLeft = ends.length ? Math.max(...ends) - box.width / 2 : picture.scrollWidth;
  }

  /// The rows as the page has them by year, else in one list.
  function place(found, isOneList) {
    const flat = table.querySelector("tbody.found") ?? document.createElement("tbody");
    flat.className = "found";
    if (!isOneList) {
      flat.remove();
      for (const item of shown) item.body.append(item.row);
      table.append(...bodies);
    } else {
      for (const body of bodies) body.remove();
      flat.replaceChildren(...found.map(rowOf));
      if (!found.length) {
        const cell = document.createElement("td");
        cell.colSpan = columns.length;
        cell.textContent = "No release is like that.";
        flat.append(document.createElement("tr"));
        flat.firstChild.append(cell);
      }
      table.append(flat);
    }
  }

  // MARK: controls

  [...table.tHead.rows[0].cells].forEach((cell, index) => {
    const [key, first] = columns[index];
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.key = key;
    button.append(...cell.childNodes);
    cell.append(button);
    button.addEventListener("click", () => {
      const other = { ascending: "descending", descending: "ascending" };
      sort = { key, direction: sort.key === key ? other[sort.direction] : first };
      write();
      apply();
    });
  });

  let typing;
  form.addEventListener("input", (event) => {
    clearTimeout(typing);
    unknown = "";
    typing = setTimeout(() => { write(); apply(); }, event.target.type === "search" ? 120 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    sort = { key: "date", direction: "descending" };
    unknown = "";
    setTimeout(() => { write(); apply(); fields[0].focus(); });
  });
  addEventListener("popstate", () => { read(); apply(); });

  form.hidden = false;
  read();
  apply();
})();
