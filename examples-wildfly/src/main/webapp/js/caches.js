// How many reads each tier has answered, on each server.

import { element } from "./elements.js";
import { read } from "./server.js";

const POLL_MILLIS = 2000;

/** Shows the figures of all servers, and keeps them up to date. */
export async function showCaches(servers) {
  const tables = servers.map(makeTable);
  document.getElementById("caches").replaceChildren(
    ...tables.map(({ scroll }) => scroll));
  for (;;) {
    if (document.visibilityState === "visible") {
      await Promise.all(servers.map((server, i) => fill(tables[i].body, server)));
    }
    await new Promise(resolve => setTimeout(resolve, POLL_MILLIS));
  }
}

function makeTable(server) {
  const body = element("tbody", {});
  const number = text => element("th", { scope: "col", class: "number" }, text);
  const table = element("table", {},
    element("caption", {}, server.name),
    element("thead", {}, element("tr", {},
      element("th", { scope: "col" }, "Cache"),
      number("Near"), number("Far"), number("Database"), number("Hits"), number("Copies held, some outdated"))),
    body);
  const scroll = element("div", { class: "scroll", role: "region", "aria-label": server.name, tabindex: "0" }, table);
  return { scroll, body };
}

async function fill(body, server) {
  try {
    const caches = (await read(server.root, "api/catalogue/caches")).body;
    body.replaceChildren(...(caches.length === 0 ? [note("No cache was used yet.")] : caches.map(row)));
  } catch (failure) {
    body.replaceChildren(note(`No answer: ${failure.message}`));
  }
}

function note(text) {
  return element("tr", {}, element("td", { colspan: "6" }, text));
}

function row(figures) {
  const hits = figures.nearHits + figures.farHits;
  const reads = hits + figures.misses;
  const number = (value, kind) =>
    element("td", { class: "number" }, element("span", { class: kind }, value.toLocaleString("en")));
  return element("tr", {},
    element("th", { scope: "row" }, figures.cache),
    number(figures.nearHits, "near"),
    number(figures.farHits, "far"),
    number(figures.misses, "database"),
    element("td", { class: "number" }, reads === 0 ? "–" : `${(100 * hits / reads).toFixed(1)} %`),
    element("td", { class: "number" }, figures.nearEntries.toLocaleString("en")));
}
