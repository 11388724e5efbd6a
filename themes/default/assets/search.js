// The search: reads the index that the build made, as few files of it as a query needs.
// Files are loaded as scripts that call rollbookSearch, so that it also works for pages on a disk.
"use strict";

(() => {
  const host = document.querySelector(".search");
  if (!host) return;
  const form = host.querySelector("form");
  const field = form.elements.q;
  const told = host.querySelector(".search-state");
  const list = host.querySelector(".hits");
  const more = host.querySelector(".search-more");
  const root = host.dataset.root;
  const pageFile = host.dataset.pageFile ?? "";

  /** Hits a time. */
  const COUNT = 10;
  /** Files of words that one prefix may ask for. */
  const SPREAD = 3;

  // MARK: words, as Sources/Site/Search/SearchWords.swift takes them

  const ALIKE = { ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ł: "l", ı: "i", ς: "σ", þ: "th", ð: "d" };
  const FOLDED = [
    [0xb2, 0x2ff], [0x370, 0x52f], [0x620, 0x6ff], [0x900, 0x97f], [0x1e00, 0x1fff], [0x2070, 0x209f], [0x2150, 0x218b],
    [0x2460, 0x249b], [0x3040, 0x30ff], [0xfb00, 0xfb4f], [0xfe70, 0xfefc], [0xff10, 0xff9f],
  ];
  // Scripts that are written without blanks are looked up by pairs of letters.
  const UNSPACED = "\u0E00-\u0EFF\u1000-\u109F\u1100-\u11FF\u1780-\u17FF\u3005-\u3007\u3040-\u30FF\u3131-\u318E\u31F0-\u31FF\u3400-\u4DBF\u4E00-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\u{20000}-\u{3FFFF}";
  const RUN = /[\p{L}\p{N}_]+(?:(?<=[0-9])\.(?=[0-9])[\p{L}\p{N}_]+)*/gu;
  const WRITTEN = /[\p{L}\p{M}\p{N}_]+(?:(?<=\p{N})\.(?=\p{N})[\p{L}\p{M}\p{N}_]+)*/gu;
  const PIECE = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, "gu");
  const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");

  function fold(text) {
    if (/^[\x00-\x7f]*$/.test(text)) return text.toLowerCase();
    let result = "";
    for (const letter of text) {
      const code = letter.codePointAt(0);
      const small = letter.toLowerCase().replace(/\p{M}/gu, "");
      if (/[\p{L}\p{N}]/u.test(letter) && FOLDED.some(([first, last]) => first <= code && code <= last)) {
        const bare = letter.normalize("NFKD").toLowerCase().replace(/\p{M}/gu, "");
        const whole = [...bare].map((other) => ALIKE[other] ?? other).join("").normalize("NFC");
        result += /^[\p{L}\p{N}]+$/u.test(whole) ? whole : small;
      } else {
        result += small;
      }
    }
    return result;
  }

  const cut = (word) => [...(/^v[0-9]/.test(word) ? word.slice(1) : word)].slice(0, 40).join("");

  /** The words of a text. What is typed (`isQuery`) asks for less than what is indexed: no parts, no single letters. */
  function words(text, isQuery = false) {
    const result = [];
    for (const [run] of fold(text).matchAll(RUN)) {
      for (const [piece] of run.matchAll(PIECE)) {
        if (IS_UNSPACED.test(piece)) {
          const letters = [...piece];
          for (let index = 0; index + 1 < letters.length; index += 1) result.push(letters[index] + letters[index + 1]);
          if (!isQuery || letters.length === 1) result.push(letters.at(-1));
        } else {
          result.push(cut(piece));
          if (!isQuery && piece.includes("_")) result.push(...piece.split("_").filter(Boolean).map(cut));
        }
      }
    }
    return result.filter(Boolean);
  }

  // MARK: the index

  let index = null;
  const loads = new Map();
  const tables = new Map();
  const shards = new Map();
  const pages = new Map();
  let stale = false;

  window.rollbookSearch = (kind, ...values) => {
    if (kind === "index") [index] = values;
    else if (kind === "page") pages.set(values[0], values[1]);
    else if (values[0] !== index?.keys[kind][values[1]]) stale = true;
    else (kind === "words" ? shards : tables).set(values[1], values[2]);
  };
  window.rollbookSearch.words = words;

  /** Loads a file once; one that failed may be asked for again. */
  function load(file) {
    if (!loads.has(file)) {
      loads.set(file, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = file;
        script.onload = () => { script.remove(); resolve(); };
        script.onerror = () => { script.remove(); loads.delete(file); reject(new Error(file)); };
        document.head.append(script);
      }));
    }
    return loads.get(file);
  }

  const path = (address) => root + address.split("/").map(encodeURIComponent).join("/");
  const loadIndex = () => (index ? undefined : load(`${root}search/index.js${stale ? `?${Date.now()}` : ""}`));

  /** The number of the file in which a word stands or would stand. */
  function shardOf(word) {
    let [low, high] = [0, index.first.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (index.first[middle] <= word) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  async function shard(number) {
    await load(`${root}search/words-${number}.js?${index.keys.words[number]}`);
    const text = shards.get(number);
    if (text === undefined) throw new Error("stale");
    if (typeof text === "string") {
      shards.set(number, text.split("\n").filter(Boolean).map((line) => line.split(" ")));
    }
    return shards.get(number);
  }

  const ALPHABET = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"].map((letter, value) => [letter, value]));

  /** Calls `take(page, weight)` for each page of a list. */
  function eachPage(text, take) {
    let [page, value] = [-1, 0];
    for (const letter of text) {
      const bits = ALPHABET.get(letter);
      value = value * 32 + (bits & 31);
      if (bits >= 32) continue;
      page += value >> 4;
      take(page, ((value & 7) + 1) / 8 * (value & 8 ? 2.5 : 1));
      value = 0;
    }
  }

  /** Pages that have a word, or one that begins so: by page the weight. */
  async function find(word, isPrefix) {
    const found = new Map();
    if (!index.first.length) return found;
    const start = shardOf(word);
    for (let number = start; number < index.first.length; number += 1) {
      if (number > start && !(isPrefix && number <= start + SPREAD && index.first[number].startsWith(word))) break;
      for (const [other, list] of await shard(number)) {
        const isSame = other === word;
        if (!isSame && !(isPrefix && other.startsWith(word))) continue;
        const share = isSame ? 1 : Math.max(0.2, word.length / other.length * 0.7);
        eachPage(list, (page, weight) => found.set(page, Math.max(found.get(page) ?? 0, weight * share)));
      }
    }
    return found;
  }

  // MARK: queries

  const FIELDS = ["service", "pattern", "outcome", "status", "risk", "criticality", "version", "year", "author", "tag", "environment", "change", "kind", "checklist", "severity", "command"];

  /** `-"a phrase"`, `service:payments`, `word`. */
  function parse(text) {
    const terms = [];
    for (const [, minus, name, phrase, word] of text.matchAll(/(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu)) {
      const known = FIELDS.includes(name?.toLowerCase()) ? name.toLowerCase() : "";
      // A pasted command's options leave no page out: `--listener-arn`, `-f`, `-n`, `-rf`.
      const isOption = minus && phrase === undefined && !name && (word.startsWith("-") || word.length < 3);
      if (isOption && word.length === 1) continue;
      const typed = phrase ?? word ?? "";
      let list = words(known || !name ? typed : `${name} ${typed}`, true);
      // What the plan says in a field counts whole: `outcome:success` is not `success-with-issues`.
      if (known && known !== "command" && list.length) list = [list.join("-")];
      if (!list.length) continue;
      terms.push({ field: known, list, isPhrase: phrase !== undefined && list.length > 1, isExact: phrase !== undefined, isNot: minus === "-" && !isOption, typed });
    }
    return terms;
  }

  const hasSequence = (text, list) => {
    const all = words(text).join(" ");
    return ` ${all} `.includes(` ${list.join(" ")} `);
  };

  /** Whether a page's own text has a phrase: in one of its parts, in a row. */
  function hasPhrase(term, [, title, facts, parts]) {
    const texts = term.field === "command" ? parts.map((part) => part[3] ?? "") : [title, facts, ...parts.flatMap((part) => part.slice(1))];
    return texts.some((text) => hasSequence(text, term.list));
  }

  /** All candidates, best first. Where no page has all words, those that have most of them. */
  async function candidates(terms) {
    await loadIndex();
    const scores = new Map();
    const counts = new Map();
    const out = new Set();
    let wanted = 0;
    for (const term of terms) {
      for (const word of term.list) {
        const isPrefix = !term.isExact && (word.length > 1 || IS_UNSPACED.test(word));
        const name = term.field ? `${term.field}:${word}` : word;
        let found = await find(name, isPrefix && (!term.field || term.field === "command"));
        if (!found.size && isPrefix) found = await find(name, true);
        if (term.isNot) {
          // A phrase is left out only where it really stands: looked at with the text.
          if (!term.isPhrase) for (const page of found.keys()) out.add(page);
          continue;
        }
        wanted += 1;
        const rarity = Math.log(1 + (index.pages - found.size + 0.5) / (found.size + 0.5));
        for (const [page, weight] of found) {
          scores.set(page, (scores.get(page) ?? 0) + (term.field && term.field !== "command" ? 0.01 : rarity * weight));
          counts.set(page, (counts.get(page) ?? 0) + 1);
        }
      }
    }
    const plain = terms.filter((term) => !term.isNot && !term.field);
    if (plain.length && plain.length === terms.length) {
      const named = await find(`id:${plain.flatMap((term) => term.list).join("-")}`, false);
      for (const page of named.keys()) if (scores.has(page)) scores.set(page, scores.get(page) + 100);
    }
    const all = [...scores].filter(([page]) => !out.has(page));
    const whole = all.filter(([page]) => counts.get(page) === wanted);
    const isWhole = whole.length > 0 || wanted < 2;
    const most = Math.max(0, ...all.map(([page]) => counts.get(page)));
    const chosen = isWhole ? whole : all.filter(([page]) => counts.get(page) === most);
    chosen.sort(([pageA, a], [pageB, b]) => b - a || pageA - pageB);
    return { isWhole, numbers: chosen.map(([page]) => page) };
  }

  async function page(number) {
    const table = Math.floor(number / index.perTable);
    await load(`${root}search/pages-${table}.js?${index.keys.pages[table]}`);
    const address = tables.get(table)?.[number % index.perTable];
    if (address === undefined) throw new Error("stale");
    await load(`${path(address)}search.js?${index.key}`);
    return [address, pages.get(address)];
  }

  // MARK: showing

  /** A text with what was looked for marked, cut to its surroundings. */
  function marked(text, terms, length) {
    const wanted = terms.filter((term) => !term.isNot).flatMap((term) => term.list);
    const places = [];
    for (const match of text.matchAll(WRITTEN)) {
      const all = words(match[0]);
      if (wanted.some((word) => all.some((other) => other.startsWith(word)))) places.push([match.index, match.index + match[0].length]);
    }
    const start = places.length && places[0][0] > length / 2 ? places[0][0] - Math.floor(length / 3) : 0;
    const end = Math.min(text.length, start + length);
    const result = document.createDocumentFragment();
    if (start > 0) result.append("… ");
    let at = start;
    for (const [from, to] of places) {
      if (from < at || to > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      result.append(text.slice(at, from), mark);
      at = to;
    }
    result.append(text.slice(at, end), end < text.length ? " …" : "");
    return result;
  }

  function link(address, anchor, ...contents) {
    const made = document.createElement("a");
    made.href = path(address) + pageFile + (anchor ? `#${encodeURIComponent(anchor)}` : "");
    made.append(...contents);
    return made;
  }

  /** The parts of a page that say most of what was looked for. */
  function bestParts(parts, terms) {
    const wanted = [...new Set(terms.filter((term) => !term.isNot && (!term.field || term.field === "command")).flatMap((term) => term.list))];
    if (!wanted.length) return [];
    const commands = new Set(terms.filter((term) => term.field === "command").flatMap((term) => term.list));
    return parts.map((part, order) => {
      const [, title, text, command] = part;
      const [inTitle, inText, inCommand] = [title, text, command ?? ""].map((other) => words(other));
      const has = (all, word) => all.some((other) => other.startsWith(word));
      let score = 0;
      for (const word of wanted) {
        if (commands.has(word)) score += has(inCommand, word) ? 12 : 0;
        else if (has(inTitle, word) || has(inText, word) || has(inCommand, word)) score += 10 + (has(inTitle, word) ? 3 : 0) + (has(inCommand, word) ? 1 : 0);
      }
      for (const term of terms) if (term.isPhrase && !term.isNot && [title, text, command ?? ""].some((other) => hasSequence(other, term.list))) score += 20;
      return { part, score, order, isInCommand: wanted.some((word) => has(inCommand, word)) && !wanted.some((word) => has(inText, word)) };
    }).filter(({ score }) => score > 0).sort((a, b) => b.score - a.score || a.order - b.order).slice(0, 3);
  }

  function hit(address, [kind, title, facts, parts], terms) {
    const item = document.createElement("li");
    const head = document.createElement("h2");
    head.append(link(address, "", marked(title, terms, 200)));
    const about = document.createElement("p");
    about.className = "note";
    about.append(kind, facts ? ` · ${facts}` : "");
    item.append(head, about);
    const best = bestParts(parts, terms);
    if (!best.length) return item;
    const inner = document.createElement("ul");
    for (const { part: [anchor, name, text, command], isInCommand } of best) {
      const row = document.createElement("li");
      const excerpt = document.createElement(isInCommand ? "code" : "span");
      excerpt.className = "excerpt";
      excerpt.append(marked((isInCommand ? command : text || command || "").replace(/\s+/g, " "), terms, 180));
      if (name) row.append(link(address, anchor, marked(name, terms, 120)), " ");
      if (excerpt.textContent) row.append(excerpt);
      inner.append(row);
    }
    item.append(inner);
    return item;
  }

  let turn = 0;
  let rest = null;

  /** Shows the next hits; phrases are looked up in the texts themselves. */
  async function show(mine, terms) {
    const phrases = terms.filter((term) => term.isPhrase);
    const shown = [];
    while (shown.length < COUNT && rest.numbers.length) {
      const batch = rest.numbers.splice(0, COUNT);
      for (const [address, found] of await Promise.all(batch.map(page))) {
        if (found && phrases.every((term) => hasPhrase(term, found) !== term.isNot)) shown.push(hit(address, found, terms));
      }
      if (mine !== turn) return;
    }
    list.append(...shown);
    const count = list.children.length;
    more.hidden = !rest.numbers.length;
    const total = count + rest.numbers.length;
    const all = phrases.length && rest.numbers.length ? `${count} shown, there may be more` : `${total} ${total === 1 ? "page" : "pages"}${count < total ? `, ${count} shown` : ""}`;
    const without = terms.filter((term) => term.isNot).map((term) => `\u201c${term.typed}\u201d`).join(", ");
    const left = without ? ` Without pages that have ${without}.` : "";
    told.textContent = (!count ? "Nothing was found." : rest.isWhole ? all : `No page has all of it. These have the most: ${all}`) + (count && left ? `.${left}` : left);
    return shown[0];
  }

  async function search() {
    const mine = ++turn;
    const text = field.value.trim();
    try {
      const address = new URL(location.href);
      if (text) address.searchParams.set("q", text);
      else address.searchParams.delete("q");
      if (address.href !== location.href) history.replaceState(null, "", address.href);
    } catch { /* a page on a disk may not change its address */ }
    const terms = parse(text);
    if (!terms.some((term) => !term.isNot)) {
      list.replaceChildren();
      more.hidden = true;
      told.textContent = text ? "Type a word to look for." : "";
      return;
    }
    try {
      const found = await candidates(terms);
      if (mine !== turn) return;
      rest = found;
      list.replaceChildren();
      await show(mine, terms);
    } catch (error) {
      if (stale && index) {
        // The site was published anew since its index was read: begin again with the new one, once.
        const old = index.key;
        index = null;
        for (const map of [loads, tables, shards, pages]) map.clear();
        try {
          await loadIndex();
          stale = false;
          if (index.key !== old) return search();
        } catch { /* told below */ }
      }
      if (mine === turn) told.textContent = "The search index could not be read. Reload the page to try again.";
    }
  }

  let wait = 0;
  field.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(search, 120);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(wait);
    search();
  });
  more.querySelector("button").addEventListener("click", async () => {
    const first = await show(turn, parse(field.value.trim()));
    first?.querySelector("a").focus();
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape" && at >= 0) {
      field.focus();
    } else if (event.key === "ArrowDown" && links.length && (at >= 0 || document.activeElement === field)) {
      links[Math.min(links.length - 1, at + 1)].focus();
    } else if (event.key === "ArrowUp" && at >= 0) {
      (links[at - 1] ?? field).focus();
    } else {
      return;
    }
    event.preventDefault();
  });

  form.hidden = false;
  host.querySelector(".search-none")?.remove();
  field.value = new URL(location.href).searchParams.get("q") ?? "";
  field.focus();
  loadIndex()?.catch(() => {});
  if (field.value) search();
})();
