// The runbook page as an instrument: copies commands, follows the steps, keeps what happened, writes the run record.
// All of it stays in this browser. The page reads and prints completely without this script.
"use strict";

(() => {
  const page = document.querySelector(".release[data-release]");
  if (!page) return;

  // MARK: small parts

  /** Makes an element; texts are put in as texts, never as markup. */
  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else if (value === true) element.setAttribute(key, "");
      else if (value !== undefined && value !== false && value !== null) element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  const button = (text, onclick, attributes) => make("button", { type: "button", onclick, ...attributes }, text);
  const labelled = (text, field) => make("label", {}, text, " ", field);
  const two = (number) => String(number).padStart(2, "0");
  const clock = (iso) => (iso ? new Date(iso).toISOString().slice(11, 16) : "");

  /** `1 h 05 min`, `4 min 10 s`. */
  function span(milliseconds) {
    const seconds = Math.round(Math.abs(milliseconds) / 1000);
    const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
    if (hours) return `${hours} h ${two(minutes)} min`;
    return minutes ? `${minutes} min ${two(seconds % 60)} s` : `${seconds} s`;
  }

  const live = make("p", { class: "unseen", role: "status" });
  document.body.append(live);
  function say(text) {
    live.textContent = "";
    setTimeout(() => { live.textContent = text; }, 50);
  }

  // MARK: copying

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Pages that are not served securely, or come from a disk, have no clipboard of their own.
      const field = make("textarea", { class: "unseen", "aria-hidden": "true", tabindex: "-1" });
      field.value = text;
      document.body.append(field);
      const before = document.activeElement;
      field.select();
      let done = false;
      try { done = document.execCommand("copy"); } catch { done = false; }
      field.remove();
      before?.focus({ preventScroll: true });
      return done;
    }
  }

  function copyButton(name, text) {
    const made = button("Copy", async () => {
      const done = await copy(text());
      made.textContent = done ? "Copied" : "Select it by hand";
      say(done ? `Copied: ${name}` : "The browser does not let this page copy");
      setTimeout(() => { made.textContent = "Copy"; }, 2000);
    }, { class: "copy", "aria-label": `Copy ${name}` });
    return made;
  }

  for (const command of page.querySelectorAll(".command")) {
    const code = command.querySelector("code");
    const step = command.closest(".step");
    const title = step?.querySelector("h4")?.lastChild.textContent.trim() ?? "the command";
    const name = command.closest(".verify") ? `the verification of ${title}` : step ? `the command of ${title}` : "the command";
    command.append(copyButton(name, () => code.textContent));
  }

  // What is jumped to must not stand below the bar of the phases, which may take two rows.
  const rail = page.querySelector(".rail-phases");
  if (rail) {
    new ResizeObserver(() => {
      const root = document.documentElement.style;
      if (getComputedStyle(rail).position === "sticky") root.setProperty("--bar", `${rail.offsetHeight}px`);
      else root.removeProperty("--bar");
    }).observe(rail);
  }

  // MARK: what is kept

  const release = page.dataset.release;
  const digest = page.dataset.digest ?? "";
  /** Several books may stand at one origin: what is kept belongs to the page's own address. */
  const key = `rollbook:${new URL(page.dataset.root, location.href).pathname}releases/${release}`;
  const host = page.querySelector(".follow");
  const steps = [...page.querySelectorAll("#phases .step[id], #rollback-procedure .step[id]")].map((element) => ({
    element, id: element.id.replace(/^step-/, ""), title: element.querySelector("h4").lastChild.textContent.trim(),
    seconds: Number(element.dataset.seconds) || 0, isBack: Boolean(element.closest("#rollback-procedure")),
    isLast: element.classList.contains("step-last"), phase: element.closest(".phase"), failure: element.dataset.failure ?? "stop and ask the lead",
  }));
  if (!host || !steps.some((step) => !step.isBack)) return;

  const RESULTS = ["passed", "failed", "skipped", "retried", "timed-out", "not-applicable"];
  const OUTCOMES = ["success", "success-with-issues", "partial", "rolled-back", "failed", "aborted", "cancelled"];
  const KEEPS_NOTHING = "This browser lets the page keep nothing: what you tick is gone when the page is closed, so export the record before.";
  let state = null;
  let trouble = "";

  function read() {
    let text = null;
    try {
      text = localStorage.getItem(key);
    } catch {
      trouble = KEEPS_NOTHING;
      return;
    }
    if (text === null) { state = null; return; }
    try {
      const kept = JSON.parse(text);
      if (kept?.version !== 1 || typeof kept.started !== "string" || typeof kept.steps !== "object" || !Array.isArray(kept.decisions)) throw 0;
      if (Number.isNaN(Date.parse(kept.started))) throw 0;
      const isGroup = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
      const lists = Object.entries(isGroup(kept.checklists) ? kept.checklists : {}).filter(([, items]) => isGroup(items))
        .map(([id, items]) => [id, Object.fromEntries(Object.entries(items).filter(([, tick]) => isGroup(tick)))]);
      state = { rollback: {}, ...kept, checklists: Object.fromEntries(lists) };
    } catch {
      state = null;
      trouble = "What this browser kept of an earlier attempt is damaged and can't be read; starting begins anew.";
    }
  }

  function keep() {
    try {
      if (state) localStorage.setItem(key, JSON.stringify(state));
      else localStorage.removeItem(key);
      trouble = "";
    } catch {
      if (trouble !== KEEPS_NOTHING) trouble = "The browser has no room left to keep this: export the record before the page is closed.";
    }
    draw();
  }

  /** Now, and never before what is recorded already: a clock may be set back. */
  function now() {
    const times = state ? [state.started, ...Object.values(state.steps).map((step) => step.ended), ...state.decisions.map((made) => made.at)] : [];
    const last = Math.max(0, ...times.map((time) => Date.parse(time) || 0));
    return new Date(Math.max(Date.now(), last)).toISOString().replace(/\.\d+Z$/, "Z");
  }

  const isRollingBack = () => Boolean(state?.rollback.decided);
  const active = () => steps.filter((step) => step.isBack === isRollingBack());
  const current = () => (state && !state.ended ? active().find((step) => !state.steps[step.id]?.result) : undefined);

  /** What keeps the next step from being begun: a step that failed, where the plan does not go on then, or a no-go. */
  function halt() {
    if (!state || state.ended) return undefined;
    const done = active().filter((step) => state.steps[step.id]?.result);
    const hasFailed = (step) => ["failed", "timed-out"].includes(state.steps[step.id].result);
    const ended = (step) => state.steps[step.id].ended;
    // Of two in one second the one that failed.
    const last = done.reduce((late, step) => (late && (ended(late) > ended(step) || (ended(late) === ended(step) && hasFailed(late))) ? late : step), undefined);
    if (last && hasFailed(last) && last.failure !== "go on") return { step: last, words: state.steps[last.id].result, then: last.failure };
    const phase = current()?.phase;
    const made = phase && state.decisions[state.gates?.[phase.id]];
    return made?.decision === "no-go" ? { phase, words: "no-go", then: "decide again when it holds" } : undefined;
  }

  /** The point of no return, once it is passed. */
  const passed = () => steps.find((step) => step.isLast && ["passed", "retried"].includes(state?.steps[step.id]?.result));

  function record(step, result, fields) {
    const earlier = state.steps[step.id] ?? {};
    const ends = Object.values(state.steps).map((other) => other.ended).filter(Boolean).sort();
    // What is only said more of has ended before; what failed again when another step had ended since has not.
    const isSame = earlier.result === result && (["passed", "skipped", "not-applicable"].includes(result) || earlier.ended >= ends.at(-1));
    const ending = isSame ? {} : { ended: now(), by: state.name };
    state.steps[step.id] = { ...earlier, started: earlier.started ?? ends.at(-1) ?? state.started, ...ending, ...fields, result };
    keep();
    const [held, next] = [halt(), current()];
    say(`${step.title}: ${result}. ${held ? held.then : next ? `Next: ${next.title}` : "No step is left."}`);
  }

  const isMeant = (step) => !step.isLast || confirm(`${step.title} is the point of no return. Is it done?`);

  function toggle(step) {
    if (!state) return askName();
    if (state.ended) return draw();
    const done = state.steps[step.id];
    if (done?.result) {
      const isMore = done.result !== "passed" || done.observed || done.deviation;
      if (isMore && !confirm(`Forget what is recorded of ${step.title}: ${[done.result, done.observed, done.deviation].filter(Boolean).join("; ")}?`)) return draw();
      delete state.steps[step.id];
      return keep();
    }
    if (!isMeant(step)) return draw();
    record(step, "passed", {});
  }

  // MARK: the steps' controls

  for (const step of steps) {
    const box = step.element.querySelector(".step-head .box");
    step.box = make("input", { type: "checkbox", class: "box tick", "aria-label": step.title });
    step.box.addEventListener("change", () => toggle(step));
    box.replaceWith(step.box);
    step.observed = make("textarea", { rows: "2" });
    step.reason = make("textarea", { rows: "2" });
    step.result = make("select", {}, ...RESULTS.map((word) => make("option", { value: word }, word)));
    step.message = make("p", { class: "form-message", role: "alert" });
    step.form = make("details", { class: "step-record", hidden: true },
      make("summary", {}, "Record", make("span", { class: "unseen" }, ` ${step.title}`)),
      make("div", { class: "form" },
        labelled("Result", step.result), labelled("Observed", step.observed), labelled("What went otherwise, and why", step.reason),
        step.message, button("Keep", () => {
          const [observed, deviation] = [step.observed.value.trim(), step.reason.value.trim()];
          if (!deviation && !["passed", "not-applicable"].includes(step.result.value)) {
            step.message.textContent = "Say what went otherwise, and why.";
            return step.reason.focus();
          }
          step.message.textContent = "";
          if (step.result.value === "passed" && !state.steps[step.id]?.result && !isMeant(step)) return;
          step.form.open = false;
          record(step, step.result.value, { observed: observed || undefined, deviation: deviation || undefined });
          step.box.focus();
        })));
    step.told = make("p", { class: "step-told", hidden: true });
    step.element.querySelector(".step-body").append(step.told, step.form);
  }

  /** Takes out a decision that was recorded by a slip; the gates count on. */
  function takeBack(index) {
    state.decisions.splice(index, 1);
    const left = Object.entries(state.gates ?? {}).filter(([, made]) => made !== index);
    state.gates = Object.fromEntries(left.map(([id, made]) => [id, made > index ? made - 1 : made]));
    keep();
    say("Taken back");
  }

  // Go or no-go, with who decided. After a no the question is asked again.
  const gates = [...page.querySelectorAll(".phase .gate")].map((element) => {
    const phase = element.closest(".phase");
    const person = element.querySelector("p").textContent.match(/· (.+?) decides/)?.[1] ?? "";
    const by = make("input", { value: person, autocomplete: "off" });
    const decide = (decision) => () => {
      if (!by.value.trim()) return by.focus();
      state.decisions.push({ at: now(), by: by.value.trim(), decision, reason: `Before ${phase.querySelector("h3").textContent.trim()}` });
      state.gates = { ...state.gates, [phase.id]: state.decisions.length - 1 };
      keep();
      say(`${decision}, decided by ${by.value.trim()}`);
    };
    const controls = make("div", { class: "form gate-form", hidden: true },
      labelled("Decided by", by), button("Go", decide("go")), button("No-go", decide("no-go")));
    const words = make("span");
    const told = make("p", { class: "step-told", hidden: true }, words, " ",
      button("Take back", () => takeBack(state.gates[phase.id])));
    element.append(told, controls);
    return { controls, told, words, id: phase.id };
  });

  // Triggers: where one fires, it is decided to do what the plan says, or to roll back.
  const triggers = [...page.querySelectorAll(".trigger[id]")].map((element) => {
    const condition = element.querySelector("strong").textContent;
    const observed = make("input", { autocomplete: "off" });
    const by = make("input", { autocomplete: "off", value: page.dataset.decider ?? "" });
    const id = element.id.replace(/^trigger-/, "");
    const decide = (decision) => {
      const at = now();
      state.decisions.push({
        at, by: by.value.trim(), decision, trigger: id, observed: observed.value.trim() || undefined, reason: `${condition} fired`,
      });
      return at;
    };
    const hold = button("Decide to hold", () => {
      if (!by.value.trim()) return by.focus();
      decide("hold");
      form.open = false;
      keep();
      say(`Held, decided by ${by.value.trim()}`);
    });
    const form = make("details", { class: "trigger-record", hidden: true },
      make("summary", {}, "It fired", make("span", { class: "unseen" }, `: ${condition}`)),
      make("div", { class: "form" }, labelled("Value observed", observed), labelled("Decided by", by),
        ...(page.dataset.deciders ? [make("p", { class: "note" }, `Decides: ${page.dataset.deciders}`)] : []), ...(element.dataset.action ? [hold] : []),
        button("Decide to roll back", () => {
          if (!by.value.trim()) return by.focus();
          const last = passed();
          if (last && !confirm(`${last.title} was the point of no return: the plan has no way back behind it. Roll back all the same?`)) return;
          const at = decide("rollback");
          state.rollback = { decided: at, started: at };
          keep();
          document.getElementById("rollback-procedure")?.scrollIntoView();
          current()?.box.focus({ preventScroll: true });
          say(`Rolling back, decided by ${by.value.trim()}`);
        })));
    const words = make("span");
    const told = make("p", { class: "step-told", hidden: true }, words, " ",
      button("Take back", () => takeBack(state.decisions.findLastIndex((made) => made.trigger === id))));
    element.append(told, form);
    return { form, told, words, id, condition };
  });
  const card = page.querySelector(".card h2");
  const noReturn = make("p", { class: "card-gone", hidden: true });
  card?.after(noReturn);

  // The plan's checklists: while the release is followed, what is ticked there belongs to it.
  const checklists = new Map();
  for (const link of page.querySelectorAll("a[href*='checklists/']")) {
    const id = link.getAttribute("href").match(/checklists\/([^/#?]+)\/(?:index\.html)?$/)?.[1];
    if (!id || !link.closest("#checklists, .phase-lists")) continue;
    const told = make("span", { class: "note" });
    link.after(" ", told);
    checklists.set(id, [...(checklists.get(id) ?? []), { link, told, address: link.getAttribute("href") }]);
  }

  // MARK: the bar

  const message = make("p", { class: "follow-message", role: "status" });
  const name = make("input", { name: "name", autocomplete: "name", required: true, maxlength: "100" });
  const startForm = make("form", { class: "form follow-start" },
    labelled("Your name", name), make("button", {}, page.dataset.attempt > 1 ? "Start another attempt" : "Start following"),
    make("p", { class: "note" }, "Steps can then be ticked, and what happens is kept. Nothing leaves this browser."));
  startForm.noValidate = true;
  startForm.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!name.value.trim()) return askName();
    state = {
      version: 1, digest, attempt: Number(page.dataset.attempt), name: name.value.trim(), started: new Date().toISOString().replace(/\.\d+Z$/, "Z"), steps: {},
      decisions: [], rollback: {},
    };
    try { localStorage.setItem("rollbook:name", state.name); } catch { /* it is asked again next time */ }
    keep();
    current()?.box.focus();
    say(`Following as ${state.name}`);
  });
  try { name.value = localStorage.getItem("rollbook:name") ?? ""; } catch { /* nothing is kept */ }
  function askName() {
    draw();
    message.textContent = "Give your name and start: each step is recorded with who did it.";
    name.focus();
  }

  const outcome = make("select", {}, ...OUTCOMES.map((word) => make("option", { value: word }, word)));
  const bar = make("div", { class: "follow-bar", role: "region", "aria-label": "Following", hidden: true });
  const where = make("p", { class: "follow-where" });
  const gone = make("p", { class: "follow-gone", hidden: true });
  const times = make("p", { class: "follow-times" });
  const restored = button("Users are served again", () => {
    if (state.rollback.restored) delete state.rollback.restored;
    else state.rollback.restored = now();
    keep();
    say(state.rollback.restored ? "Recorded: users are served again" : "Taken back");
  });
  // Until something of it has been done, a rollback that was chosen by a slip is none.
  const onward = button("Take back the rollback", () => {
    state.rollback = {};
    takeBack(state.decisions.findLastIndex((made) => made.decision === "rollback"));
    current()?.box.focus();
  });
  const text = make("textarea", { class: "follow-yaml", readonly: true, rows: "12", "aria-label": "The run record" });
  const end = button("End now", () => {
    if (state.ended) {
      delete state.ended;
      delete state.outcome;
    } else {
      Object.assign(state, { ended: now(), outcome: outcome.value });
    }
    keep();
    say(state.ended ? "Ended" : "Taken back");
  });
  const ending = make("details", { class: "follow-end" },
    make("summary", {}, "End and export"),
    make("div", { class: "form" },
      labelled("Outcome", outcome),
      end, button("Download the record", () => save(`${release}-run-${attempt()}.yaml`, yaml())),
      copyButton("the record as YAML", yaml), copyButton("the record as Markdown", markdown),
      button("Print", () => print()),
      button("Clear …", () => {
        if (!confirm("Forget this attempt in this browser? What was not exported is lost.")) return;
        state = null;
        keep();
        say("Cleared");
      })),
    text);
  ending.querySelectorAll(".copy").forEach((made, index) => { made.textContent = index ? "Copy as Markdown" : "Copy as YAML"; });
  const help = make("details", { class: "follow-help" }, make("summary", {}, "Keys"),
    make("p", {}, "j, k: next, previous step · x: tick · c: copy its command · r: rollback card · ?: this help"));
  bar.append(where, gone, times, make("div", { class: "follow-more" }, restored, onward, ending, help));
  host.append(message, startForm, bar);
  host.hidden = false;
  // What is jumped to must not stand below the bar.
  new ResizeObserver(() => {
    const height = state ? Math.min(host.offsetHeight, innerHeight / 2) : 0;
    document.documentElement.style.setProperty("--follow", `${height}px`);
  }).observe(host);

  function save(file, contents) {
    const url = URL.createObjectURL(new Blob([contents], { type: "application/yaml" }));
    const link = make("a", { href: url, download: file });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  }

  // MARK: the record

  /** A text in double quotes. What JSON leaves as it is and YAML refuses or folds is escaped, half characters are replaced. */
  const words = (value) => JSON.stringify(value.replace(/\p{Surrogate}/gu, "\ufffd"))
    .replace(/[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const named = (id) => (/^(?!(?:null|true|false|yes|no|on|off|y|n)$)[a-z][a-z0-9-]*$/i.test(id) ? id : words(id));
  const flow = (pairs) => `{${pairs.filter(([, value]) => value !== undefined && value !== "").map(([key, value]) => `${key}: ${value}`).join(", ")}}`;
  const quoted = (value) => (value === undefined ? undefined : words(value));
  const suggested = () => {
    if (isRollingBack()) return "rolled-back";
    const results = steps.filter((step) => !step.isBack).map((step) => state.steps[step.id]?.result);
    if (results.some((result) => !result)) return "partial";
    return results.every((result) => ["passed", "not-applicable"].includes(result)) ? "success" : "success-with-issues";
  };

  /** As it was when this attempt was started: once its record is in the book, the page counts one further. */
  const attempt = () => state.attempt ?? Number(page.dataset.attempt);

  /** The run record of plan-format: JSON's strings are YAML's. */
  function yaml() {
    const done = steps.filter((step) => state.steps[step.id]?.result);
    const lines = [
      `attempt: ${attempt()}`, `started: ${state.started}`,
      ...(state.ended ? [`ended: ${state.ended}`] : []), `outcome: ${state.outcome ?? suggested()}`,
    ];
    lines.push(done.length ? "steps:" : "steps: []", ...done.map(({ id }) => {
      const step = state.steps[id];
      return `  - ${flow([["id", named(id)], ["result", step.result], ["started", step.started], ["ended", step.ended], ["by", quoted(step.by)],
        ["observed", quoted(step.observed)], ["deviation", quoted(step.deviation)]])}`;
    }));
    if (state.decisions.length) {
      lines.push("decisions:", ...state.decisions.map((made) => `  - ${flow([["at", made.at], ["by", quoted(made.by)], ["decision", made.decision],
        ["trigger", made.trigger && named(made.trigger)], ["observed", quoted(made.observed)], ["reason", quoted(made.reason)]])}`));
    }
    const ticked = Object.entries(state.checklists ?? {}).filter(([id, items]) => checklists.has(id) && Object.keys(items).length);
    if (ticked.length) {
      lines.push("checklists:", ...ticked.map(([id, items]) => {
        const all = Object.entries(items).map(([item, { at, by }]) => flow([["id", named(item)], ["at", at], ["by", quoted(by)]]));
        return `  - {id: ${named(id)}, items: [${all.join(", ")}]}`;
      }));
    }
    if (isRollingBack()) {
      lines.push(`rollback: ${flow([["decided", state.rollback.decided], ["started", state.rollback.started], ["restored", state.rollback.restored]])}`);
    }
    return `${lines.join("\n")}\n`;
  }

  function markdown() {
    const plain = (value) => value.replace(/[\\`*_[\]<>|]/g, "\\$&").replace(/\s+/g, " ");
    const lines = [`**${plain(document.querySelector("h1").textContent.trim())}**: ${state.outcome ?? suggested()}, ${clock(state.started)}–${clock(state.ended) || "…"} UTC, by ${plain(state.name)}`, ""];
    for (const made of state.decisions) {
      lines.push(`- ${clock(made.at)} **${made.decision}** by ${plain(made.by)}${made.trigger ? `, trigger \`${made.trigger}\`` : ""}${made.observed ? `, observed ${plain(made.observed)}` : ""}`);
    }
    for (const step of steps) {
      const kept = state.steps[step.id];
      if (!kept?.result) continue;
      const more = [kept.observed, kept.deviation].filter(Boolean).map(plain).join("; ");
      lines.push(`- ${clock(kept.ended)} ${plain(step.title)}: ${kept.result}${more ? ` (${more})` : ""}`);
    }
    return `${lines.join("\n")}\n`;
  }

  // MARK: drawing

  const counts = new Map([...page.querySelectorAll(".rail-phases a[href^='#phase-']")].map((link) => [link.getAttribute("href").slice(1), link.querySelector(".rail-steps")?.lastChild]));
  const totals = new Map([...counts].map(([id, node]) => [id, node?.textContent]));

  function draw() {
    const isOn = Boolean(state);
    const held = halt();
    const next = held ? held.step : current();
    page.classList.toggle("following", isOn);
    page.classList.toggle("rolling-back", isRollingBack());
    startForm.hidden = isOn;
    bar.hidden = !isOn;
    const changed = isOn && state.digest !== digest ? "The plan was changed since this attempt was started: ticks are kept by step, read what is new." : "";
    const isTaken = isOn && Number(page.dataset.attempt) > attempt();
    const taken = isTaken ? `The book has run ${attempt()} of this release: when it is this attempt, clear it here, and start anew.` : "";
    message.textContent = [trouble, changed, taken].filter(Boolean).join(" ");
    for (const step of steps) {
      const kept = state?.steps[step.id];
      step.box.checked = Boolean(kept?.result);
      step.box.dataset.result = kept?.result ?? "";
      step.box.disabled = Boolean(state?.ended);
      step.form.hidden = !isOn || Boolean(state.ended);
      if (!step.form.open) {
        step.result.value = kept?.result ?? "passed";
        step.observed.value = kept?.observed ?? "";
        step.reason.value = kept?.deviation ?? "";
      }
      step.element.classList.toggle("current", step === next);
      if (step === next) step.element.setAttribute("aria-current", "step");
      else step.element.removeAttribute("aria-current");
      step.told.hidden = !kept?.result;
      if (kept?.result) {
        step.told.className = `step-told state-${kept.result}`;
        step.told.textContent = `${kept.result}, ${clock(kept.ended)} UTC, ${kept.by}${kept.observed ? `. Observed: ${kept.observed}` : ""}${kept.deviation ? `. ${kept.deviation}` : ""}`;
      }
    }
    for (const gate of gates) {
      const made = isOn ? state.decisions[state.gates?.[gate.id]] : undefined;
      gate.controls.hidden = !isOn || made?.decision === "go" || Boolean(state.ended);
      gate.told.hidden = !made;
      gate.told.querySelector("button").hidden = Boolean(state?.ended);
      if (made) gate.words.textContent = `${made.decision}, ${clock(made.at)} UTC, decided by ${made.by}`;
    }
    for (const [id, shown] of checklists) {
      const count = Object.keys(state?.checklists?.[id] ?? {}).length;
      for (const { link, told, address } of shown) {
        link.setAttribute("href", isOn ? `${address}?release=${encodeURIComponent(release)}` : address);
        told.textContent = isOn && count ? `${count} ticked` : "";
      }
    }
    for (const trigger of triggers) {
      const made = (state?.decisions ?? []).filter((one) => one.trigger === trigger.id);
      trigger.form.hidden = !isOn || isRollingBack() || Boolean(state.ended);
      trigger.told.hidden = !made.length;
      trigger.told.querySelector("button").hidden = Boolean(state?.ended) || made.at(-1)?.decision !== "hold";
      trigger.words.textContent = made.map((one) => `${one.decision}, ${clock(one.at)} UTC, decided by ${one.by}${one.observed ? `. Observed: ${one.observed}` : ""}`).join(" \u00b7 ");
    }
    const last = passed();
    const goneWords = last ? `No way back since ${clock(state.steps[last.id].ended)} UTC: ${last.title}.` : "";
    for (const element of [noReturn, gone]) {
      element.hidden = !last;
      element.textContent = goneWords;
    }
    for (const [id, node] of counts) {
      if (!node) continue;
      const all = steps.filter((step) => step.phase?.id === id);
      const done = all.filter((step) => state?.steps[step.id]?.result).length;
      node.textContent = isOn ? `${done}/${all.length}` : totals.get(id);
    }
    if (!isOn) return;
    const done = active().filter((step) => state.steps[step.id]?.result).length;
    where.replaceChildren(make("strong", {}, isRollingBack() ? "Rolling back " : ""), `${done} of ${active().length} steps. `);
    if (held) {
      const name = held.step ? make("a", { href: `#step-${held.step.id}` }, held.step.title) : held.phase.querySelector("h3").textContent.trim();
      where.append(make("strong", { class: "state-failed" }, held.words), ": ", name, `. Now: ${held.then}.`);
    } else if (next) where.append("Now: ", make("a", { href: `#step-${next.id}` }, next.title));
    else where.append(state.ended ? `Ended ${clock(state.ended)} UTC, ${state.outcome}.` : "All steps are done: end and export below.");
    restored.hidden = !isRollingBack() || Boolean(state.ended);
    const since = state.rollback.restored;
    restored.textContent = since ? `Served again since ${clock(since)} UTC \u00b7 take back` : "Users are served again";
    const hasBegun = Boolean(since) || steps.some((step) => step.isBack && state.steps[step.id]?.result);
    onward.hidden = !isRollingBack() || hasBegun || Boolean(state.ended);
    end.textContent = state.ended ? "Take back the end" : "End now";
    if (!ending.open) outcome.value = state.outcome ?? suggested();
    text.value = yaml();
    tick();
  }

  function tick() {
    if (!state) return;
    const moment = state.ended ? Date.parse(state.ended) : Math.max(Date.now(), Date.parse(state.started));
    const parts = [`${span(moment - Date.parse(state.started))} since ${clock(state.started)} UTC`];
    if (Number(page.dataset.planned)) parts.push(`planned ${span(Number(page.dataset.planned) * 1000)}`);
    const left = (words, iso) => {
      const until = Date.parse(iso);
      if (!iso || state.ended || Number.isNaN(until) || Math.abs(until - moment) > 2 * 86400000) return;
      parts.push(until >= moment ? `${span(until - moment)} to the ${words}` : `the ${words} passed ${span(moment - until)} ago`);
    };
    left("rollback deadline", page.dataset.deadline);
    left("window's end", page.dataset.end);
    const made = isRollingBack() ? state.decisions.findLast((one) => one.decision === "rollback") : undefined;
    if (made) {
      const why = triggers.find((trigger) => trigger.id === made.trigger)?.condition;
      parts.push(`decided ${clock(made.at)} UTC by ${made.by}${why ? `: ${why}` : ""}${made.observed ? `, observed ${made.observed}` : ""}`);
    }
    times.textContent = parts.join(" · ");
  }

  // MARK: keys and other tabs

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    const list = steps.filter((step) => step.element.offsetParent !== null);
    const at = list.findIndex((step) => step.element.contains(document.activeElement));
    const go = (index) => {
      const step = list[Math.max(0, Math.min(list.length - 1, index))];
      step.box.focus({ preventScroll: true });
      step.element.scrollIntoView({ block: "center" });
    };
    const actions = {
      j: () => go(at < 0 ? list.indexOf(current() ?? list[0]) : at + 1),
      k: () => go(at < 0 ? 0 : at - 1),
      x: () => (at < 0 ? undefined : toggle(list[at])),
      c: () => (at < 0 ? undefined : list[at].element.querySelector(".copy")?.click()),
      r: () => page.querySelector(".card")?.querySelector("a")?.focus(),
      "?": () => { help.open = !help.open; help.querySelector("summary").focus(); },
    };
    if (!actions[event.key]) return;
    event.preventDefault();
    actions[event.key]();
  });
  addEventListener("storage", (event) => {
    if (event.key !== key && event.key !== null) return;
    read();
    draw();
  });

  read();
  draw();
  setInterval(tick, 1000);
})();
