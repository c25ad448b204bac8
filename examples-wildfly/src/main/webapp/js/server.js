// Talks to this server, and reads from the other one.

// Where the application is on this server.
export const ROOT = new URL("..", import.meta.url).href;

/** What is said of a failure if a server has not answered at all. */
export const NO_ANSWER = "No answer.";

/**
 * Reads something, in this very moment: the browser keeps nothing.
 *
 * Returns the body; the time that the browser has waited, and the time that the application has worked
 * on it before it began to write its answer, in milliseconds. The latter is NaN from the other server:
 * that header is not for others. Fails if there is no answer, or none within a patience, if there is one.
 */
export async function read(root, path, patienceMillis = null) {
  const start = performance.now();
  const signal = patienceMillis === null ? null : AbortSignal.timeout(patienceMillis);
  const { answer, text } = await ask(new URL(path, root), { cache: "no-store", signal });
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
  const { answer, text } = await ask(new URL(path, ROOT), options);
  if (!answer.ok) {
    throw new Error(`${answer.status} ${text}`);
  }
  return text ? JSON.parse(text) : undefined;
}

async function ask(url, options) {
  try {
    const answer = await fetch(url, options);
    return { answer, text: await answer.text() };
  } catch {
    // Browsers say it in different words, and none says more.
    throw new Error(NO_ANSWER);
  }
}

function workedOn(answer) {
  const timing = answer.headers.get("Server-Timing") ?? "";
  return Number.parseFloat(timing.replace(/^app;dur=/, ""));
}
