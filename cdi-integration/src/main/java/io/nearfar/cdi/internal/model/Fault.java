package io.nearfar.cdi.internal.model;

/**
 * A mistake of the application.
 *
 * @param kind the rule
 * @param where class and method
 * @param seen what was seen there, for the text; may be empty
 */
public record Fault(Kind kind, String where, String seen) {

  /** The rules that annotated methods must keep. */
  public enum Kind {
    SEVERAL_OPERATIONS(
        101,
        "it has %s",
        "A method does one thing with a cache",
        "Keep one of them, and call another bean's method for the other"),
    VOID_RESULT(
        103,
        "@CacheResult is on a method that returns nothing",
        "There is no result to cache",
        "Return the result, or take the annotation away"),
    SEVERAL_VALUES(
        104,
        "%s parameters are marked as @CacheValue",
        "One value stands under a key",
        "Mark one of them"),
    NO_VALUE(
        105,
        "@CachePut does not say which of %s parameters is the value",
        "A value is sought by @CacheValue, and else it is the only parameter without @CacheKey",
        "Mark the value with @CacheValue"),
    VALUE_WITHOUT_PUT(
        106,
        "a parameter is marked as @CacheValue, but %s",
        "Only @CachePut stores a parameter",
        "Use @CachePut, or take @CacheValue away"),
    VALUE_IN_KEY(
        107,
        "a parameter is both @CacheKey and @CacheValue",
        "A value is no part of its own key",
        "Take one of the two away"),
    NO_EQUALS(
        108,
        "the key parameter of type %s has no equals",
        "No two calls would ever have the same key",
        "Give the class equals and hashCode, or mark other parameters with @CacheKey"),
    NOT_INTERCEPTED(
        109,
        "the annotated method is %s",
        "The container can't intercept it: it would never use the cache",
        "Take '%1$s' away"),
    FINAL_CLASS(
        110,
        "the class of annotated methods is final",
        "The container intercepts by a subclass",
        "Take 'final' away"),
    OVERLAPPING_EXCEPTIONS(
        111,
        "%s is in both lists of exceptions",
        "What is in the second list makes the first one idle",
        "Keep it in one of them"),
    EXCEPTIONS_WITHOUT_CACHE(
        112,
        "@CacheResult lists exceptions, but names no exceptionCacheName",
        "Exceptions are cached only in a cache of their own",
        "Set exceptionCacheName, or take the lists away"),
    SAME_CACHES(
        113,
        "cacheName and exceptionCacheName are both '%s'",
        "An exception would be returned as a result",
        "Name two caches"),
    IDLE_EXCEPTIONS(
        114,
        "%s",
        "Exceptions are asked for only after the invocation",
        "Take the lists away, or afterInvocation = false"),
    WRONG_POLICY(
        115,
        "@CachePolicy has %s",
        "A prefix has at most 64 letters, digits, '_', '-' and '.', a version is 0 or more",
        "Change it"),
    DIFFERENT_POLICIES(
        116,
        "%s",
        "Methods with different prefixes or versions don't find each other's entries",
        "Use the same @CachePolicy for both, or two caches"),
    NOT_MADE(
        117,
        "%s can't be made",
        "It is no bean, and has no constructor without parameters",
        "Make it a bean, or give it such a constructor"),
    CONSUMED_RESULT(
        118,
        "@CacheResult is on a method that returns %s",
        "Such a result can be used once, a cached one would be used again",
        "Return a list, or a CompletionStage, and cache that"),
    KEY_WITHOUT_OPERATION(
        119,
        "parameters are marked with @CacheKey, but %s",
        "Nothing makes a key here",
        "Annotate the method, or take @CacheKey away"),
    SHARED_DEFAULT(
        120,
        "%s inherit it, and no cache is named",
        "Its default cache is named after the method, so all would share entries and keys",
        "Give each class @CacheDefaults with a cacheName of its own");

    private final int id;
    private final String what;
    private final String why;
    private final String how;

    Kind(int id, String what, String why, String how) {
      this.id = id;
      this.what = what;
      this.why = why;
      this.how = how;
    }
  }

  /** The line of the message. */
  public String text() {
    return io.nearfar.cdi.internal.messages.CdiMessages.fault(
        kind.id, where, String.format(kind.what, seen), kind.why, String.format(kind.how, seen));
  }
}
