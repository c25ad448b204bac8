// What has become of a server's copy of a product since it was read, as far as that server can tell.

/**
 * What has ended a copy, for people to read; null if its server knows of nothing. It is not told of
 * expiry and eviction.
 */
export function endOf(last, { since, changes }) {
  if (Date.parse(since) > Date.parse(last.at)) {
    return "gone: the application was started anew";
  }
  const later = changes.filter(change => change.number > last.heard);
  // The newest one comes first.
  const ends = later.reverse().filter(change => concerns(change, last.product));
  const end = ends.find(change => !mayHaveMissed(change)) ?? ends[0];
  if (end) {
    return end.what + (end.own ? ` by this server, at ${time(end.at)}` : `, heard at ${time(end.at)}`);
  }
  const oldest = changes.at(-1);
  return oldest && oldest.number > last.heard + 1 ? "not known: more has changed since than its server lists" : null;
}

/** Whether a change ends a copy. What was only stored elsewhere does not: nobody stores over what is there. */
export function concerns(change, product) {
  if (change.cache !== "products") {
    return false;
  }
  if (change.what === "removed all" || mayHaveMissed(change)) {
    return true;
  }
  if (change.what.startsWith("removed ")) {
    // Keys are shown with the letter of their type behind the number.
    return new RegExp(`(^|[^0-9])${product.id}L?$`).test(change.what);
  }
  const tags = [`product:${product.id}`, `category:${product.category}`, `supplier:${product.supplierId}`];
  const invalidated = change.what.replace(/^invalidated /, "").split(", ");
  return tags.some(tag => invalidated.includes(tag));
}

/** Whether a server has only heard that there may be something that it has not heard. */
export function mayHaveMissed(change) {
  return change.what === "may have missed changes";
}

/** A moment of today, by the clock of the server that has told it. */
export function time(instant) {
  const date = new Date(instant);
  return `${date.toLocaleTimeString("en-GB")}.${String(date.getMilliseconds()).padStart(3, "0")}`;
}
