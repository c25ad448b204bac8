package io.nearfar.examples.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What there is to be asked for. The words are those of the example's sample data. Immutable. */
final class Catalogue {

  private static final List<String> DEPARTMENTS =
      List.of(
          "garden",
          "kitchen",
          "office",
          "outdoor",
          "workshop",
          "bathroom",
          "travel",
          "music",
          "sports",
          "toys");
  private static final List<String> KINDS =
      List.of(
          "tools",
          "lamps",
          "chairs",
          "boxes",
          "textiles",
          "electronics",
          "books",
          "accessories",
          "sets",
          "spares");
  private static final List<String> ADJECTIVES =
      List.of("light", "sturdy", "foldable", "classic", "quiet", "compact", "round", "plain");
  private static final List<String> MATERIALS =
      List.of("oak", "steel", "cotton", "glass", "bamboo", "aluminium", "cork", "wool");

  private final List<String> categories = new ArrayList<>();
  private final List<String> searches = new ArrayList<>();
  private final Zipf wantedProducts;
  private final Zipf wantedCategories;
  private final Zipf wantedSearches;

  /** One with products 1 to a number. */
  Catalogue(int products) {
    for (String department : DEPARTMENTS) {
      KINDS.forEach(kind -> categories.add(department + '-' + kind));
    }
    for (String material : MATERIALS) {
      for (String kind : KINDS) {
        searches.add(material + '+' + kind);
        ADJECTIVES.forEach(adjective -> searches.add(adjective + '+' + material + '+' + kind));
      }
    }
    wantedProducts = new Zipf(products);
    wantedCategories = new Zipf(categories.size());
    wantedSearches = new Zipf(searches.size());
  }

  int product(Random random) {
    return wantedProducts.next(random) + 1;
  }

  String category(Random random) {
    return categories.get(wantedCategories.next(random));
  }

  String search(Random random) {
    return searches.get(wantedSearches.next(random));
  }
}
