package io.nearfar.internal.jcache;

import io.nearfar.spi.Tags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks tags that the application gives. */
final class TagNames {
  private static final int LONGEST_UNCHECKED = Tags.LONGEST / 3;

  private TagNames() {}

  /**
   * The tags of an entry.
   *
   * @throws NullPointerException if the collection or a name is null
   * @throws IllegalArgumentException if there are too many, or one is empty, too long, or no text
   */
  static Tags of(@Nullable Collection<String> names) {
    Collection<String> given = Checks.nonNull(names, "The collection of tags");
    for (String name : given) {
      String ignored = check(name, "A tag");
    }
    Tags tags = Tags.of(given);
    if (tags.names().size() > Tags.MOST) {
      throw new IllegalArgumentException(JCacheMessages.tooManyTags(tags.names().size()));
    }
    return tags;
  }

  /** As {@link #of}, however many they are. */
  static Set<String> any(@Nullable Collection<String> names) {
    Set<String> checked = new LinkedHashSet<>();
    for (String name : Checks.nonNull(names, "The collection of tags")) {
      checked.add(check(name, "A tag"));
    }
    return checked;
  }

  /** As {@link #any}, at least one. */
  static Set<String> some(@Nullable Collection<String> names) {
    Set<String> checked = any(names);
    if (checked.isEmpty()) {
      throw new IllegalArgumentException(JCacheMessages.noTags());
    }
    return checked;
  }

  /** One tag. */
  static Set<String> one(@Nullable String name) {
    return Set.of(check(name, "A tag"));
  }

  /** The tag that stands for a name. */
  static Set<String> one(String prefix, @Nullable String name, String what) {
    if (Checks.nonNull(name, what).isEmpty()) {
      throw new IllegalArgumentException(JCacheMessages.emptyTag(what));
    }
    return Set.of(check(prefix + name, what));
  }

  /** As few parts as can be sent. */
  static List<List<String>> parts(Collection<String> names) {
    List<String> all = List.copyOf(names);
    List<List<String>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += Tags.MOST) {
      parts.add(all.subList(i, Math.min(all.size(), i + Tags.MOST)));
    }
    return parts;
  }

  private static String check(@Nullable String name, String what) {
    String text = Checks.nonNull(name, what);
    if (text.isEmpty()) {
      throw new IllegalArgumentException(JCacheMessages.emptyTag(what));
    }
    if (hasSurrogates(text) && !StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(JCacheMessages.tagNoText(what));
    }
    // A character takes at most three bytes.
    if (text.length() > LONGEST_UNCHECKED) {
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      if (length > Tags.LONGEST) {
        throw new IllegalArgumentException(JCacheMessages.longTag(what, length));
      }
    }
    return text;
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
