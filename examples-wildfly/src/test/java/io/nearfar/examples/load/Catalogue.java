package io.nearfar.examples.load;

import io.nearfar.examples.catalogue.SampleWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** What there is to be asked for. Immutable. */
final class Catalogue {

  private final List<String> categories = new ArrayList<>();
  private final List<String> searches = new ArrayList<>();
  private final Zipf wantedProducts;
  private final Zipf wantedCategories;
  private final Zipf wantedSearches;

  /** One with products 1 to a number. */
  Catalogue(int products) {
    for (String department : SampleWords.DEPARTMENTS) {
      SampleWords.KINDS.forEach(kind -> categories.add(department + '-' + kind));
    }
    for (String material : SampleWords.MATERIALS) {
      for (String kind : SampleWords.KINDS) {
        searches.add(material + '+' + kind);
        SampleWords.ADJECTIVES.forEach(
            adjective ->
                searches.add(adjective.toLowerCase(Locale.ROOT) + '+' + material + '+' + kind));
      }
    }
    wantedProducts = new Zipf(products);
    wantedCategories = new Zipf(categories.size());
    wantedSearches = new Zipf(searches.size());
  }

  /** How many lists there are to be asked for, in words. */
  String lists() {
    return "%,d categories, %,d searches".formatted(categories.size(), searches.size());
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
