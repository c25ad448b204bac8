// What each server has of one product, and how a change on one reaches the other.

import { concerns, endOf, mayHaveMissed, time } from "./copy.js";
import { described, element, millis, say } from "./elements.js";
import { NO_ANSWER, change, read } from "./server.js";

const POLL_MILLIS = 1000;

// After a change: how often the other server is asked whether it has heard of it, and for how long.
const IMPATIENT_POLL_MILLIS = 50;
const PATIENCE_MILLIS = 5000;

const ANSWERED = {
  NEAR: "its copy in the JVM",
  FAR: "Redis",
  DATABASE: "the database",
};

/** Lets the form work, and follows which changes the servers know of. */
export function followEntry(servers) {
  const nodes = servers.map(server => ({ ...server, last: null, end: null, heard: null, failure: null }));
  const here = nodes[0];
  const form = document.getElementById("entry");
  const id = () => form.elements.product.value;
  form.elements.read.textContent = nodes.length > 1 ? "Read on both" : "Read";
  form.addEventListener("submit", event => {
    event.preventDefault();
    const wish = event.submitter?.name ?? "read";
    run(nodes, id, () => wish === "read" ? readOnAll(nodes, id()) : changeOn(here, nodes.slice(1), wish, id()));
  });
  form.elements.product.addEventListener("input", () => {
    nodes.forEach(node => Object.assign(node, { last: null, end: null }));
    show(nodes, id());
  });
  document.getElementById("nodes").addEventListener("click", event => {
    const node = nodes.find(candidate => candidate.root === event.target.dataset?.root);
    if (node) {
      run(nodes, id, () => readOnAll([node], id()));
    }
  });
  if (nodes.length === 1) {
    say("entry-status", "With a second server, this shows how it hears of changes.");
  }
  show(nodes, id());
  poll(nodes, id);
}

/** Does what a button says; until it is done, no button does anything. */
async function run(nodes, id, action) {
  const controls = document.querySelectorAll("#entry button, #entry input, #nodes button");
  controls.forEach(control => control.disabled = true);
  try {
    await action();
  } catch (failure) {
    say("entry-status", failure.message, true);
  } finally {
    controls.forEach(control => control.disabled = false);
  }
  show(nodes, id());
}

async function readOnAll(nodes, id) {
  const asked = await Promise.allSettled(nodes.map(node => readOn(node, id)));
  const failures = nodes.flatMap((node, i) =>
    asked[i].status === "rejected" ? [`${node.name}: ${asked[i].reason.message}`] : []);
  say("entry-status", failures.join(" ") || "Read again: the answer is nearer.", failures.length > 0);
}

async function readOn(node, id) {
  node.last = (await read(node.root, `api/entries/products/${id}`, PATIENCE_MILLIS)).body;
  node.end = null;
  await listenTo(node);
}

/** Changes something here, whether the others answer or not, and looks whether they hear of it. */
async function changeOn(here, others, wish, id) {
  await readOn(here, id);
  const product = here.last.product;
  const known = await Promise.all(others.map(other => listenTo(other).then(() => newest(other), () => null)));
  if (wish === "price") {
    // A cent up or down, so that one can go on for ever.
    const price = Math.round(product.price * 100) % 2 === 0 ? product.price + 0.01 : product.price - 0.01;
    await change("PUT", `api/products/${id}/price`, { price: Number(price.toFixed(2)) });
  } else {
    await change("DELETE", `api/categories/${encodeURIComponent(product.category)}/cached`);
  }
  const done = wish === "price" ? "The price is changed." : `All that is cached of ${product.category} is dropped.`;
  say("entry-status", done);
  const told = await Promise.all(others.map((other, i) => hears(other, known[i], product)));
  // Its card says so if this fails.
  await listenTo(here).catch(() => null);
  say("entry-status", [done, ...told].join(" "));
}

/** What is to be said of another server: whether it has heard of something about a product, after what it knew. */
async function hears(other, known, product) {
  if (known === null) {
    return "No answer from the other server.";
  }
  const start = performance.now();
  do {
    try {
      await listenTo(other);
    } catch {
      return "No answer from the other server.";
    }
    const news = other.heard.changes.filter(heard => heard.number > known && concerns(heard, product));
    if (news.length > 0) {
      return news.every(mayHaveMissed)
        ? "The other server has heard that it may have missed changes."
        : "The other server has heard of it.";
    }
    await pause(IMPATIENT_POLL_MILLIS);
  } while (performance.now() - start < PATIENCE_MILLIS);
  return "The other server has not heard of it yet.";
}

function newest(node) {
  return node.heard.changes[0]?.number ?? 0;
}

/** Asks a server which changes it knows of, and finds out whether one of them has ended its copy. */
async function listenTo(node) {
  try {
    node.heard = (await read(node.root, "api/entries/heard", PATIENCE_MILLIS)).body;
    node.failure = null;
  } catch (failure) {
    node.failure = failure.message;
    throw failure;
  }
  if (node.last && !node.end) {
    node.end = endOf(node.last, node.heard);
  }
}

async function poll(nodes, id) {
  for (;;) {
    if (document.visibilityState === "visible") {
      await Promise.allSettled(nodes.map(listenTo));
      show(nodes, id());
    }
    await pause(POLL_MILLIS);
  }
}

function pause(duration) {
  return new Promise(resolve => setTimeout(resolve, duration));
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
    element("p", { class: "note" }, "Changes that it has heard of, and its own of products, the newest first:"),
    element("ol", { class: "heard" }));
}

function facts(node, id) {
  if (node.failure) {
    return described("State", element("span", { class: "failed" }, node.failure === NO_ANSWER
      ? "No answer. Is it running, and is this page open at the address that the demo has printed?"
      : node.failure));
  }
  const last = node.last;
  if (!last) {
    return described("Product", `${id} was not read yet`);
  }
  const copy = node.end
    ? element("span", { class: "database" }, node.end)
    : element("span", { class: "near" }, "no change heard since; expiry and eviction are not shown");
  return [
    ...described("Price shown", element("span", { class: "big" }, last.product.price.toFixed(2))),
    ...described("Answered by", element("span", { class: last.answered.toLowerCase() }, ANSWERED[last.answered])),
    ...described("Took", `${millis(last.micros / 1000)}, at ${time(last.at)}`),
    ...described("Its copy", copy),
  ];
}

function heardBy(node) {
  const changes = node.heard?.changes ?? [];
  return changes.length === 0
    ? [element("li", {}, "nothing yet")]
    : changes.slice(0, 6).map(({ at, cache, what, own }) =>
      element("li", {}, `${time(at)} ${cache}: ${what}${own ? " by this server" : ""}`));
}
