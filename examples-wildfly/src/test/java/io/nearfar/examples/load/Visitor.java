package io.nearfar.examples.load;

import java.util.Random;

/**
 * Wants one thing after the other, from the caches or past them. The same seed gives the same
 * wishes. For one thread.
 */
final class Visitor {

  private final Catalogue catalogue;
  private final boolean pastCaches;
  private final Random random;

  Visitor(Catalogue catalogue, boolean pastCaches, long seed) {
    this.catalogue = catalogue;
    this.pastCaches = pastCaches;
    this.random = new Random(seed);
  }

  Wish next() {
    Kind kind = Kind.at(random.nextInt(Kind.ALL));
    return switch (kind) {
      case PRODUCT -> get(kind, "api/products/" + catalogue.product(random));
      case CATEGORY -> get(kind, "api/products?category=" + catalogue.category(random));
      case SEARCH -> get(kind, "api/search?words=" + catalogue.search(random));
      case REPORT -> get(kind, "api/reports/revenue-by-category");
      case PRICE ->
          new Wish(
              kind,
              "PUT",
              "api/products/" + catalogue.product(random) + "/price",
              "{\"price\": " + (1 + random.nextInt(500)) + ".50}");
    };
  }

  private Wish get(Kind kind, String path) {
    String past = pastCaches ? (path.contains("?") ? "&" : "?") + "nocache=true" : "";
    return new Wish(kind, "GET", path + past, /* body= */ "");
  }
}
