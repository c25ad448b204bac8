package io.nearfar.examples.catalogue;

import java.util.List;

/** The words that the sample data are made of. */
public final class SampleWords {

  /** Categories are made of one of these, */
  public static final List<String> DEPARTMENTS =
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

  /** and one of these. */
  public static final List<String> KINDS =
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

  /** Names of products begin with one of these, */
  public static final List<String> ADJECTIVES =
      List.of("Light", "Sturdy", "Foldable", "Classic", "Quiet", "Compact", "Round", "Plain");

  /** and go on with one of these. */
  public static final List<String> MATERIALS =
      List.of("oak", "steel", "cotton", "glass", "bamboo", "aluminium", "cork", "wool");

  private SampleWords() {}
}
