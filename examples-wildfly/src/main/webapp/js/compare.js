// The same request with and without cache.

import { described, element, millis, say } from "./elements.js";
import { ROOT, read } from "./server.js";

// What can be asked for: the label and an example of its subject, and how often it is asked for at first.
const KINDS = {
  product: { label: "Number", example: "4711", times: 100, path: id => `api/products/${encodeURIComponent(id)}` },
  category: {
    label: "Category",
    example: "garden-tools",
    times: 50,
    path: name => `api/products?category=${encodeURIComponent(name)}`,
  },
  search: {
    label: "Words",
    example: "sturdy oak chairs",
    times: 50,
    path: words => `api/search?words=${encodeURIComponent(words)}`,
  },
  report: { label: "", example: "", times: 5, path: () => "api/reports/revenue-by-category" },
};

/** Lets the form work. */
export function compare() {
  const form = document.getElementById("compare");
  form.elements.kind.addEventListener("change", () => offer(form));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      await run(form);
    } catch (failure) {
      say("compare-status", failure.message, true);
    } finally {
      button.disabled = false;
    }
  });
  offer(form);
  show({ cached: null, uncached: null });
}

function offer(form) {
  const kind = KINDS[form.elements.kind.value];
  const subject = form.elements.subject;
  document.getElementById("subject-label").textContent = kind.label || "No subject";
  subject.value = kind.example;
  subject.disabled = kind.label === "";
  form.elements.times.value = kind.times;
}

async function run(form) {
  const kind = KINDS[form.elements.kind.value];
  const path = kind.path(form.elements.subject.value);
  const times = Number(form.elements.times.value);
  show({ cached: null, uncached: null });
  const cached = await series("with cache", path, times);
  show({ cached, uncached: null });
  const uncached = await series("without cache", path + (path.includes("?") ? "&" : "?") + "nocache=true", times);
  show({ cached, uncached });
  say("compare-status", `Without cache the browser waits ${factor(cached, uncached)} as long (median).`);
}

/** Asks so many times, and counts the queries meanwhile. */
async function series(name, path, times) {
  const before = await queries();
  const waited = [];
  const worked = [];
  for (let i = 1; i <= times; i++) {
    say("compare-status", `${i} of ${times} ${name} …`);
    const answer = await read(ROOT, path);
    waited.push(answer.waited);
    worked.push(answer.worked);
  }
  return {
    queries: await queries() - before,
    waited: median(waited),
    slowest: Math.max(...waited),
    worked: median(worked),
  };
}

async function queries() {
  return (await read(ROOT, "api/catalogue/queries")).body.queries;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}

function factor(cached, uncached) {
  const ratio = uncached.waited / cached.waited;
  return `${ratio >= 10 ? Math.round(ratio).toLocaleString("en") : ratio.toFixed(1)} times`;
}

function show(results) {
  const longest = Math.max(...Object.values(results).map(result => result?.waited ?? 0));
  for (const [id, result] of Object.entries(results)) {
    document.getElementById(id).replaceChildren(
      ...described("Browser waits", ...(result === null ? ["–"] : bar(result.waited, longest))),
      ...described("The longest", result === null ? "–" : millis(result.slowest)),
      ...described("Application", result === null ? "–" : `${millis(result.worked)} (median)`),
      ...described("Database queries", element("span", { class: "big" }, result === null ? "–" : String(result.queries))));
  }
}

function bar(value, longest) {
  const bar = element("div", { class: "bar" });
  bar.style.width = `${100 * value / longest}%`;
  return [element("span", { class: "big" }, millis(value)), " (median)", bar];
}
