package io.nearfar.cdi.internal.expressions;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tags of an annotated method. Immutable. */
public final class TagList {
  /** No tags. */
  public static final TagList NONE = new TagList(List.of());

  private final TagTemplate[] templates;

  /** The tags, if they are the same for all calls. */
  private final @Nullable List<String> constant;

  private TagList(List<TagTemplate> templates) {
    this.templates = templates.toArray(TagTemplate[]::new);
    this.constant =
        templates.stream().allMatch(TagTemplate::isConstant)
            ? evaluated(new @Nullable Object[0], null)
            : null;
  }

  /** Whether there are none, whatever the call. */
  public boolean isEmpty() {
    return templates.length == 0;
  }

  /**
   * The tags of a call.
   *
   * @param parameters of the method
   * @param result what it has returned; null also where it has not
   * @return each that has no null in it, perhaps several times; not to be changed
   * @throws IllegalArgumentException if a value has no text, or no such property
   * @throws RuntimeException what a property throws
   */
  public List<String> tags(@Nullable Object[] parameters, @Nullable Object result) {
    return constant == null ? evaluated(parameters, result) : constant;
  }

  private List<String> evaluated(@Nullable Object[] parameters, @Nullable Object result) {
    List<String> tags = new ArrayList<>(templates.length);
    for (TagTemplate template : templates) {
      template.addTo(tags, parameters, result);
    }
    return tags;
  }

  /** Collects tags. */
  public static final class Builder {
    private final List<TagTemplate> templates = new ArrayList<>();

    /**
     * Adds a tag with values in it.
     *
     * @throws ExpressionException if it can't be compiled
     */
    public void add(String tag, Scope scope) throws ExpressionException {
      templates.add(TagTemplate.compile(tag, scope));
    }

    /**
     * Adds a tag as it is.
     *
     * @throws ExpressionException if it is too long, or no valid text
     */
    public void addLiteral(String tag) throws ExpressionException {
      templates.add(TagTemplate.literal(tag));
    }

    public TagList build() {
      return templates.isEmpty() ? NONE : new TagList(templates);
    }
  }
}
