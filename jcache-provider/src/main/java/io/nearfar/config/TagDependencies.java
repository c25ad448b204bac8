package io.nearfar.config;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tags of a cache depend on which: rules such as {@code role:* -> permissions}, by which
 * whoever invalidates a tag that matches {@code role:*} invalidates {@code permissions}, too, and
 * what depends on that. Rules may form circles. Immutable, thread-safe and serializable; equal to
 * others of the same rules, in any order.
 */
public final class TagDependencies implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  /** No tag depends on another. */
  public static final TagDependencies NONE = new TagDependencies(new LinkedHashSet<>());

  @SuppressWarnings("serial") // unmodifiable LinkedHashSet
  private final Set<TagRule> rules;

  /** Takes the set over. */
  private TagDependencies(Set<TagRule> rules) {
    this.rules = Collections.unmodifiableSet(rules);
  }

  /**
   * Dependencies from rules as the configuration file has them.
   *
   * @param rules each a pattern of tags, {@code ->} and a tag, blanks around them ignored. In the
   *     pattern {@code *} stands for any characters, also none, and {@code ?} for one; both parts
   *     have at most 255 bytes of UTF-8. Duplicates count once
   * @return the dependencies; never null
   * @throws NullPointerException if the collection or a rule is null
   * @throws IllegalArgumentException if a rule is none: a part is missing or too long, there is not
   *     exactly one {@code ->}, or there is a {@code *} behind it
   */
  public static TagDependencies of(Collection<String> rules) {
    Set<TagRule> read = new LinkedHashSet<>();
    try {
      for (String rule : notNull("tagDependencies", rules)) {
        read.add(TagRule.parse(notNull("tagDependency", rule)));
      }
    } catch (RefusedValueException e) {
      throw new IllegalArgumentException(e.text(), e);
    }
    return new TagDependencies(read);
  }

  /** As {@link #of}, but reports all wrong rules together. */
  static TagDependencies parse(AnySetting setting, List<String> items)
      throws RefusedValueException {
    Set<TagRule> rules = new LinkedHashSet<>();
    List<String> refusals = new ArrayList<>();
    for (String item : items) {
      if (item.isBlank()) {
        throw new RefusedValueException(ConfigMessages.noValue(setting));
      }
      try {
        rules.add(TagRule.parse(item.trim()));
      } catch (RefusedValueException e) {
        refusals.add(e.text());
      }
    }
    if (!refusals.isEmpty()) {
      throw new RefusedValueException(String.join(" ", refusals));
    }
    return new TagDependencies(rules);
  }

  /** These and one more; the parts are taken as they are, blanks included. */
  TagDependencies with(String pattern, String dependent) {
    Set<TagRule> more = new LinkedHashSet<>(rules);
    try {
      more.add(TagRule.of(notNull("pattern", pattern), notNull("dependent", dependent)));
    } catch (RefusedValueException e) {
      throw new IllegalArgumentException(e.text(), e);
    }
    return new TagDependencies(more);
  }

  /** Whether there is no rule: then no tag depends on another. */
  public boolean isEmpty() {
    return rules.isEmpty();
  }

  /**
   * Tags and all that depend on them, directly or through others. Takes time for each of them and
   * each rule; none worth mentioning if there is no rule.
   *
   * @param tags the tags; may be empty
   * @return an immutable set without duplicates, the given tags first and in their order; may have
   *     more tags than one entry may carry; never null
   * @throws NullPointerException if the collection or a tag is null
   */
  public Set<String> closure(Collection<String> tags) {
    Set<String> all = new LinkedHashSet<>(tags);
    if (!rules.isEmpty()) {
      addDependents(all);
    }
    return Collections.unmodifiableSet(all);
  }

  /** A tag is looked at once, however it was reached, so circles end. */
  private void addDependents(Set<String> all) {
    Queue<String> open = new ArrayDeque<>(all);
    for (String tag = open.poll(); tag != null; tag = open.poll()) {
      for (TagRule rule : rules) {
        if (!all.contains(rule.dependent()) && rule.matches(tag)) {
          all.add(rule.dependent());
          open.add(rule.dependent());
        }
      }
    }
  }

  private static <T> T notNull(String name, @Nullable T value) {
    return Objects.requireNonNull(value, () -> ConfigMessages.isNull(name));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TagDependencies that && rules.equals(that.rules);
  }

  @Override
  public int hashCode() {
    return rules.hashCode();
  }

  /** The rules as they are written. */
  @Override
  public String toString() {
    return rules.toString();
  }
}
