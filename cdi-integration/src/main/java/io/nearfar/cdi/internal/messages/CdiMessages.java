package io.nearfar.cdi.internal.messages;

import java.util.List;

/**
 * All texts of the module: what, why, how to mend it. Their ids are {@code NEARFAR-CDI-nnn}: 001 to
 * 049 for what fails at run time, 050 to 099 for log lines, from 100 on for mistakes that are found
 * at deployment. No key, parameter or result ever appears in them.
 */
public final class CdiMessages {
  private CdiMessages() {}

  private static String text(int id, String text) {
    return String.format("NEARFAR-CDI-%03d: %s", id, text);
  }

  public static String wrongKeyScope(String prefix, int version) {
    return text(
        1,
        "The keys' prefix '"
            + prefix
            + "' or version "
            + version
            + " was refused. A prefix has at most 64 letters, digits, '_', '-' and '.', a version is"
            + " 0 or more. Change @CachePolicy, or the arguments.");
  }

  public static String wrongKeyType(String cache, String keyType) {
    return text(
        2,
        "Cache '"
            + cache
            + "' can't be used by annotated methods. Its key type is "
            + keyType
            + ", the keys of annotated methods are of io.nearfar.cdi.MethodKey or of what a"
            + " @CacheKeyGenerator makes. Configure it with the key type Object or"
            + " GeneratedCacheKey, or give the methods another cache.");
  }

  public static String wrongResultType(String method, String cache, String expected, String found) {
    return text(
        3,
        "The cached result of "
            + method
            + " was not returned. Cache '"
            + cache
            + "' holds a "
            + found
            + " under its key, the method returns "
            + expected
            + (expected.equals(found)
                ? " of another class loader: two modules of one application have the class, and use"
                    + " the same cache. Put the class into a library of the application, or name"
                    + " another cache in each module."
                : ": methods with other results use the same cache and the same parameters. Give"
                    + " each of them a cache of its own, or another prefix by @CachePolicy."));
  }

  public static String noStage(String method) {
    return text(
        4,
        method
            + " returned null where a stage was expected. Nothing can be waited for or cached."
            + " Return a completed stage of null instead.");
  }

  public static String closed() {
    return text(
        5,
        "The caches of the application were not used. The application has been stopped. Don't call"
            + " cached methods after that.");
  }

  public static String noUnwrap(String from, String wanted) {
    return text(
        6,
        "An invocation context can't be unwrapped to "
            + wanted
            + ". It is a "
            + from
            + ". Ask for one of its supertypes or jakarta.interceptor.InvocationContext.");
  }

  public static String notMade(String type) {
    return text(
        7,
        type
            + " could not be made. It is no bean that can be resolved, and its constructor without"
            + " parameters failed or is missing. Make it a bean, or give it such a constructor.");
  }

  public static String noKey(String generator, String method) {
    return text(
        8,
        generator
            + " returned null as the key of "
            + method
            + ". Caches have no null keys. Return a GeneratedCacheKey.");
  }

  public static String noCache(String resolver, String method) {
    return text(
        9,
        resolver
            + " returned null for "
            + method
            + ". A resolver factory returns a resolver, and a resolver a cache. Return one.");
  }

  public static String ambiguous(String type) {
    return text(
        10,
        type
            + " was not used. Several beans are of this type, and not exactly one of them is of this"
            + " very class. Name the class of one bean in the annotation, or leave one bean.");
  }

  public static String notServed() {
    return text(
        11,
        "The application was refused. It has methods with annotations of JSR-107, but the container"
            + " has no interceptor of this library for them: nothing would be cached. As a rule,"
            + " several modules of one EAR bring the library, and the container takes one for all."
            + " Put it, the provider and cache-api into the lib directory of the EAR, and into no"
            + " module.");
  }

  public static String noTagText(String type) {
    return text(
        12,
        "A tag was not made. An expression in it gave a "
            + type
            + ", which has no text that stays the same. Name a property of it that is a text, a"
            + " number, a boolean, a character, an enum, a UUID or a value of java.time.");
  }

  public static String noProperty(String type, String property) {
    return text(
        13,
        "A tag was not made. An expression in it asks a "
            + type
            + " for '"
            + property
            + "', which it does not have, or not in an open module. Name another property, or return"
            + " a type that has it.");
  }

  public static String propertyFailed(String type, String property) {
    return text(
        14,
        "A tag was not made. '"
            + property
            + "' of a "
            + type
            + " threw the cause. Mend it, or name another property.");
  }

  public static String noTags(String cache) {
    return text(
        15,
        "Cache '"
            + cache
            + "' was not used with tags. It is none of Nearfar's, or somebody's wrapper hides that,"
            + " and other caches have no tags and events. Use Nearfar for it, or take @CacheTags,"
            + " @InvalidateOn and @InvalidateTags away.");
  }

  public static String noBatch(String method) {
    return text(
        16,
        "The annotated methods of a class were not called. "
            + method
            + " has @BatchInvalidation or @InvalidateTags, and Nearfar's JCache provider is not there. Add nearfar-jcache-provider, or take the annotation away.");
  }

  public static String noPrincipal() {
    return text(
        17,
        "The caller is not known. Results vary by user, there is no bean of type"
            + " io.nearfar.cdi.CacheVariation that tells it, and the container injects no Principal."
            + " Make such a bean, and override user().");
  }

  public static String notTold(String what) {
    return text(
        18,
        "The "
            + what
            + " of the call can't be told. Results vary by it, and the application's"
            + " io.nearfar.cdi.CacheVariation does not tell it. Override "
            + what
            + "().");
  }

  public static String otherTtl(String cache, String wanted, String found) {
    return text(
        19,
        "Cache '"
            + cache
            + "' was not used. @CachePolicy says that its entries live for "
            + wanted
            + ", but it was made by others, and there they live for "
            + found
            + ". Make it with the same time, or take ttl away.");
  }

  public static String otherLevels(String cache, String wanted, String found) {
    return text(
        20,
        "Cache '"
            + cache
            + "' was not used. @CachePolicy asks for the levels "
            + wanted
            + ", but "
            + found
            + ". Make it with the same topology, or take levels away.");
  }

  public static String vetoed(String type) {
    return text(
        50,
        "The server's own "
            + type
            + " is left out. It serves the same annotations, and calls would be cached twice."
            + " Nothing is to be done.");
  }

  public static String exceptionNotStored(String cache) {
    return text(
        51,
        "An exception could not be stored in cache '"
            + cache
            + "': the call itself is not affected. The cause says why. Allow its class, or make it"
            + " serializable. Further failures are logged at DEBUG.");
  }

  public static String alone(String method, String annotation) {
    return text(
        52,
        method
            + " changes a cache that is named after itself. @"
            + annotation
            + " and @CacheDefaults name none, and then JSR-107 says so: no other method meets it"
            + " there. Set cacheName to that of the method whose results are meant.");
  }

  /** The faults of an application, each with what, why and how to mend it. */
  public static String faults(List<String> faults) {
    StringBuilder all =
        new StringBuilder(
            text(
                100,
                "The annotated methods of the application were refused. They have "
                    + (faults.size() == 1 ? "a fault" : faults.size() + " faults")
                    + ". Mend all of them and deploy again:"));
    for (int i = 0; i < faults.size(); i++) {
      all.append(System.lineSeparator()).append("  ").append(i + 1).append(". ");
      all.append(faults.get(i));
    }
    return all.toString();
  }

  /**
   * One mistake.
   *
   * @param id from 101 on
   * @param where class and method
   */
  public static String fault(int id, String where, String what, String why, String how) {
    return text(id, where + ": " + what + ". " + why + ". " + how + ".");
  }
}
