// What each server has of one product, and how a change on one reaches the other.

import { described, element, millis, say } from "./elements.js";
import { change, read } from "./server.js";

const POLL_MILLIS = 1000;

// After a change: how often the other server is asked whether it has heard of it.
const IMPATIENT_POLL_MILLIS = 10;
const PATIENCE_MILLIS = 5000;

const ANSWERED = {
  NEAR: "its copy in the JVM",
  FAR: "Redis",
  DATABASE: "the database",
};

/** Lets the form work, and follows what the servers hear of each other. */
export function followEntry(servers) {
  const nodes = servers.map(server => ({ ...server, last: null, gone: null, heard: [] }));
  const here = nodes[0];
  const form = document.getElementById("entry");
  form.elements.read.textContent = nodes.length > 1 ? "Read on both" : "Read";
  form.addEventListener("submit", async event => {
    event.preventDefault();
    const wish = event.submitter?.name ?? "read";
    const id = form.elements.product.value;
    try {
      if (wish === "read") {
        // One after the other: what the first has read, the next one finds in Redis.
        for (const node of nodes) {
          await readOn(node, id);
        }
        say("entry-status", "Read again: the answer is nearer.");
      } else {
        await changeOn(here, nodes.slice(1), wish, id);
      }
    } catch (failure) {
      say("entry-status", failure.message, true);
    }
    show(nodes, id);
  });
  form.elements.product.addEventListener("input", () => {
    nodes.forEach(node => Object.assign(node, { last: null, gone: null }));
    show(nodes, form.elements.product.value);
  });
  document.getElementById("nodes").addEventListener("click", async event => {
    const node = nodes.find(candidate => candidate.root === event.target.dataset?.root);
    if (node) {
      const id = form.elements.product.value;
      await readOn(node, id).catch(failure => say("entry-status", failure.message, true));
      show(nodes, id);
    }
  });
  if (nodes.length === 1) {
    say("entry-status", "With a second server, this shows how it hears of changes.");
  }
  show(nodes, form.elements.product.value);
  poll(nodes, form.elements.product);
}

async function readOn(node, id) {
  node.last = (await read(node.root, `api/entries/products/${id}`)).body;
  node.gone = null;
  await listenTo(node);
}

/** Changes something here, and waits until all others have heard of it. */
async function changeOn(here, others, wish, id) {
  await readOn(here, id);
  const product = here.last.product;
  await Promise.all(others.map(listenTo));
  const counts = others.map(newest);
  if (wish === "price") {
    // A cent up or down, so that one can go on for ever.
    const price = Math.round(product.price * 100) % 2 === 0 ? product.price + 0.01 : product.price - 0.01;
    await change("PUT", `api/products/${id}/price`, { price: Number(price.toFixed(2)) });
    here.gone = "by this change";
  } else {
    await change("DELETE", `api/categories/${encodeURIComponent(product.category)}/cached`);
    here.gone = `with its category ${product.category}`;
  }
  const start = performance.now();
  const heard = await Promise.all(others.map((other, i) => hears(other, counts[i], product, start)));
  const done = wish === "price" ? "The price is changed." : `All that is cached of ${product.category} is dropped.`;
  const told = heard.map(after =>
    after === null ? " The other server has not heard of it yet." : ` The other server heard of it within ${millis(after)}.`);
  say("entry-status", done + told.join(""));
}

/** How long after a start a server has heard of something new about a product; null if it is not seen to. */
async function hears(node, count, product, start) {
  do {
    await listenTo(node);
    if (node.heard.some(heard => heard.number > count && concerns(heard, product))) {
      return performance.now() - start;
    }
    await pause(IMPATIENT_POLL_MILLIS);
  } while (performance.now() - start < PATIENCE_MILLIS);
  return null;
}

function newest(node) {
  return node.heard[0]?.number ?? 0;
}

/** Asks a server what it has heard of others, and finds out whether that was about its copy. */
async function listenTo(node) {
  node.heard = (await read(node.root, "api/entries/heard")).body;
  if (node.last && !node.gone) {
    const since = Date.parse(node.last.at);
    const change = node.heard.find(heard => Date.parse(heard.at) > since && concerns(heard, node.last.product));
    node.gone = change ? `${change.what}, heard at ${time(change.at)}` : null;
  }
}

/** Whether a change ends a copy. What was only stored elsewhere does not: nobody stores over what is there. */
function concerns(heard, product) {
  if (heard.cache !== "products") {
    return false;
  }
  const tags = [`product:${product.id}`, `category:${product.category}`, `supplier:${product.supplierId}`];
  const invalidated = heard.what.replace(/^invalidated /, "").split(", ");
  return heard.what === "removed all" || tags.some(tag => invalidated.includes(tag));
}

async function poll(nodes, product) {
  for (;;) {
    await pause(POLL_MILLIS);
    if (document.visibilityState === "visible") {
      const asked = await Promise.allSettled(nodes.map(listenTo));
      asked.forEach((result, i) => nodes[i].away = result.status === "rejected");
      show(nodes, product.value);
    }
  }
}

function pause(duration) {
  return new Promise(resolve => setTimeout(resolve, duration));
}

function time(instant) {
  const date = new Date(instant);
  return `${date.toLocaleTimeString("en-GB")}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}

function show(nodes, id) {
  const cards = document.getElementById("nodes");
  if (cards.children.length === 0) {
    cards.append(...nodes.map(makeCard));
  }
  nodes.forEach((node, i) => {
    const card = cards.children[i];
    card.querySelector("dl").replaceChildren(...facts(node, id));
    card.querySelector("ol").replaceChildren(...heardBy(node));
  });
}

function makeCard(node) {
  return element("article", { class: "card" },
    element("h3", {}, node.isHere ? `${node.name} (this one)` : node.name),
    element("dl", {}),
    element("p", {}, element("button", { type: "button", "data-root": node.root }, "Read here only")),
    element("p", { class: "note" }, "What it has heard of changes elsewhere, the newest first:"),
    element("ol", { class: "heard" }));
}

function facts(node, id) {
  if (node.away) {
    return described("State", element("span", { class: "failed" },
      "No answer. Is it running, and is this page open at the address that the demo has printed?"));
  }
  const last = node.last;
  if (!last) {
    return described("Product", `${id} was not read yet`);
  }
  const copy = node.gone
    ? element("span", { class: "database" }, `gone: ${node.gone}`)
    : element("span", { class: "near" }, `there: no change heard since ${time(last.at)}`);
  return [
    ...described("Price shown", element("span", { class: "big" }, last.product.price.toFixed(2))),
    ...described("Answered by", element("span", { class: last.answered.toLowerCase() }, ANSWERED[last.answered])),
    ...described("Took", `${millis(last.micros / 1000)}, at ${time(last.at)}`),
    ...described("Its copy", copy),
  ];
}

function heardBy(node) {
  return node.heard.length === 0
    ? [element("li", {}, "nothing yet")]
    : node.heard.slice(0, 6).map(heard => element("li", {}, `${time(heard.at)} ${heard.cache}: ${heard.what}`));
}
