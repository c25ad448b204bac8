// Talks to this server, and reads from the other one.

// Where the application is on this server.
export const ROOT = new URL("..", import.meta.url).href;

/**
 * Reads something, in this very moment: the browser keeps nothing.
 *
 * Returns the body; the time that the browser has waited, and the time that the application has worked
 * on it, in milliseconds. The latter is NaN from the other server: that header is not for others.
 */
export async function read(root, path) {
  const start = performance.now();
  const answer = await fetch(new URL(path, root), { cache: "no-store" });
  const text = await answer.text();
  const waited = performance.now() - start;
  if (!answer.ok) {
    throw new Error(`${answer.status} ${text}`);
  }
  return { body: JSON.parse(text), waited, worked: workedOn(answer) };
}

/** Changes something on this server; returns the answer's body, if it has one. */
export async function change(method, path, json) {
  const options = { method };
  if (json !== undefined) {
    options.headers = { "Content-Type": "application/json" };
    options.body = JSON.stringify(json);
  }
  const answer = await fetch(new URL(path, ROOT), options);
  const text = await answer.text();
  if (!answer.ok) {
    throw new Error(`${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : undefined;
}

function workedOn(answer) {
  const timing = answer.headers.get("Server-Timing") ?? "";
  return Number.parseFloat(timing.replace(/^app;dur=/, ""));
}
