package io.nearfar.cdi.internal.expressions;

import java.io.Serial;

/** A tag that can't be compiled for a method. */
public final class ExpressionException extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final Problem problem;

  /** What is wrong. */
  public enum Problem {
    /** It can't be read. */
    SYNTAX,
    /** No parameter has the name. */
    UNKNOWN_PARAMETER,
    /** The class file does not tell the names of parameters. */
    NO_PARAMETER_NAMES,
    /** A type has no such property. */
    UNKNOWN_PROPERTY,
    /** A type's values are no tags. */
    NO_TEXT,
    /** The method returns nothing. */
    NO_RESULT,
    /** The tag is needed before the method is called. */
    RESULT_TOO_EARLY,
    /** It is empty, too long, or no valid text. */
    BAD_TAG
  }

  /**
   * @param seen what was seen, for the text of a message
   */
  ExpressionException(Problem problem, String seen) {
    super(seen);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }

  /** What was seen, for the text of a message. */
  public String seen() {
    return String.valueOf(getMessage());
  }
}
