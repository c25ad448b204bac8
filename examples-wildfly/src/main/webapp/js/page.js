// The page: finds out where it is, then brings its sections to life.

import { showCaches } from "./caches.js";
import { compare } from "./compare.js";
import { element } from "./elements.js";
import { followEntry } from "./entry.js";
import { ROOT, read } from "./server.js";

function showNode(node) {
  const text = document.getElementById("node");
  if (node.peer) {
    text.replaceChildren(
      `This is server ${node.server}. The other one: `,
      element("a", { href: node.peer }, node.peer));
  } else {
    text.textContent = `This is server ${node.server}. It knows of no other one.`;
  }
}

/** The other server may be away. */
async function nameOf(peer) {
  try {
    return `Server ${(await read(peer, "api/catalogue/node")).body.server}`;
  } catch {
    return "The other server";
  }
}

compare();
try {
  const node = (await read(ROOT, "api/catalogue/node")).body;
  showNode(node);
  // In the order in which they are shown.
  const servers = [{ name: `Server ${node.server}`, root: ROOT, isHere: true }];
  if (node.peer) {
    servers.push({ name: await nameOf(node.peer), root: node.peer, isHere: false });
  }
  followEntry(servers);
  showCaches(servers);
} catch (failure) {
  document.getElementById("node").textContent = `The application does not answer: ${failure.message}`;
}
