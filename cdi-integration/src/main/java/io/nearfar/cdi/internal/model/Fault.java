package io.nearfar.cdi.internal.model;

import io.nearfar.cdi.internal.expressions.ExpressionException;

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
        "Give each class @CacheDefaults with a cacheName of its own"),
    BAD_EXPRESSION(
        121,
        "the tag %s",
        "Between braces stands a parameter or 'result', and properties with dots; braces that are"
            + " meant are doubled",
        "Change the tag"),
    UNKNOWN_PARAMETER(
        122,
        "a tag names the parameter %s",
        "A tag is made of parameters of its method, and 'result'",
        "Name one of them"),
    NO_PARAMETER_NAMES(
        123,
        "a tag names the parameter '%s', but the class file has no names of parameters",
        "The class was compiled without -parameters",
        "Compile it with -parameters: in Maven <maven.compiler.parameters>true"
            + "</maven.compiler.parameters>, in Gradle"
            + " tasks.withType<JavaCompile> { options.compilerArgs.add(\"-parameters\") }"),
    UNKNOWN_PROPERTY(
        124,
        "there is no property %s",
        "A property is a record component, getX(), isX(), x(), a public field, or the key of a map"
            + " with texts as keys",
        "Name one that there is, or give the type one"),
    NO_TAG_TEXT(
        125,
        "the expression %s",
        "Texts, numbers, booleans, characters, enums, UUIDs and values of java.time can be tags",
        "Name a property of it that is one of these"),
    TAG_OF_NO_RESULT(
        126,
        "a tag names 'result'%s",
        "The method returns nothing",
        "Name parameters, or return the result"),
    TAG_OF_LATE_RESULT(
        127,
        "a tag names 'result'%s, with afterInvocation = false",
        "There is no result before the call",
        "Name parameters, or take afterInvocation = false away"),
    BAD_TAG(128, "a tag was refused: %s", "A tag has 1 to 255 bytes of UTF-8", "Change it"),
    TAGS_WITHOUT_STORE(
        129,
        "it has %s, but neither @CacheResult nor @CachePut",
        "It stores nothing that could carry a tag",
        "Use @InvalidateTags if tags are to be invalidated, or take the annotation away"),
    NO_TAGS(130, "%s", "Nothing would ever happen", "Name one, or take the annotation away"),
    NO_CACHE_NAMED(
        131,
        "@InvalidateTags names no cache",
        "There is no cacheName, and @CacheDefaults has none, or has a resolver of caches",
        "Set cacheName to that of the caches whose entries carry the tags"),
    BATCH_OF_STAGE(
        132,
        "@BatchInvalidation is on a method that returns a %s",
        "A batch belongs to a thread, and others go on with the work when the method has returned",
        "Use it on the methods that do the work"),
    WRONG_TTL(
        133,
        "@CachePolicy has the ttl '%s'",
        "A time is a millisecond or more, as '10m' with ms, s, m, h or d, or as 'PT10M'",
        "Change it"),
    DIFFERENT_STORAGE(
        134,
        "%s",
        "Time to live and levels are settings of the whole cache",
        "Use the same @CachePolicy for both, or two caches"),
    POLICY_WITH_RESOLVER(
        135,
        "@CachePolicy has %s, but a resolver of the application finds the cache",
        "It is set when a cache is made, and the resolver does that",
        "Configure the resolver's cache, or name the cache"),
    VARIED_GENERATOR(
        136,
        "@CachePolicy has varyBy, but a @CacheKeyGenerator makes the keys",
        "Different callers would share results",
        "Let the generator do it, or take it away"),
    NO_VARIATION(
        137,
        "results vary by %s, but nobody tells it",
        "There is no bean of type io.nearfar.cdi.CacheVariation",
        "Make one that overrides the method for it");

    private final int id;
    private final String what;
    private final String why;
    private final String how;

    /** The rule that a tag breaks. */
    static Kind of(ExpressionException.Problem problem) {
      return switch (problem) {
        case SYNTAX -> BAD_EXPRESSION;
        case UNKNOWN_PARAMETER -> UNKNOWN_PARAMETER;
        case NO_PARAMETER_NAMES -> NO_PARAMETER_NAMES;
        case UNKNOWN_PROPERTY -> UNKNOWN_PROPERTY;
        case NO_TEXT -> NO_TAG_TEXT;
        case NO_RESULT -> TAG_OF_NO_RESULT;
        case RESULT_TOO_EARLY -> TAG_OF_LATE_RESULT;
        case BAD_TAG -> BAD_TAG;
      };
    }

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
