// Makes what is shown. Texts are never taken for HTML.

/** An element with attributes and children; children that are null are left out. */
export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    made.setAttribute(attribute, value);
  }
  made.append(...children.filter(child => child !== null));
  return made;
}

/** A term and what is said of it, for a list of both. */
export function described(term, ...description) {
  return [element("dt", {}, term), element("dd", {}, ...description)];
}

/** A line that says how things are, or what has failed. */
export function say(id, text, failed = false) {
  const line = document.getElementById(id);
  line.textContent = text;
  line.classList.toggle("failed", failed);
}

/** Milliseconds as people say them. */
export function millis(value) {
  if (value >= 100) {
    return `${value.toFixed(0)} ms`;
  }
  return value >= 1 ? `${value.toFixed(1)} ms` : `${(value * 1000).toFixed(0)} µs`;
}
