package io.nearfar.internal.jcache;

import io.nearfar.spi.Tags;
import java.net.URI;
import java.time.Duration;

/** The texts of this package; ids 0001 to 0099. No key or value ever appears in them. */
final class JCacheMessages {
  private JCacheMessages() {}

  private static String cache(String id, String name, URI manager) {
    return "NEARFAR-" + id + ": Cache '" + name + "' (manager '" + manager + "')";
  }

  static String cacheClosed(String name, URI manager) {
    return cache("0001", name, manager)
        + " was not used. It is closed: closed caches and caches of closed managers can't be used"
        + " again. Get or create it anew from an open CacheManager.";
  }

  static String managerClosed(URI manager) {
    return "NEARFAR-0002: The manager '"
        + manager
        + "' was not used. It is closed. Get a new one from CachingProvider.getCacheManager().";
  }

  static String isNull(String what) {
    return "NEARFAR-0003: "
        + what
        + " is null. JCache stores no null keys or values and takes no null arguments here. Pass an"
        + " object.";
  }

  static String cacheExists(String name, URI manager) {
    return cache("0004", name, manager)
        + " was not created. It exists already. Use getCache(), or destroyCache() it first.";
  }

  static String wrongType(String name, URI manager, String what, Class<?> declared, Class<?> seen) {
    return cache("0005", name, manager)
        + ": the "
        + what
        + " type is wrong. The cache was created with "
        + declared.getName()
        + ", seen was "
        + seen.getName()
        + ". Use the type that the cache was created with, or create it with a wider one.";
  }

  static String unknownUnwrap(Class<?> from, Class<?> wanted) {
    return "NEARFAR-0006: "
        + from.getName()
        + " can't be unwrapped to "
        + wanted.getName()
        + ". It is none. Ask for "
        + from.getName()
        + " or one of its supertypes.";
  }

  static String unknownConfiguration(Class<?> wanted) {
    return "NEARFAR-0007: The configuration was not returned. It is no "
        + wanted.getName()
        + ". Ask for javax.cache.configuration.Configuration, CompleteConfiguration or"
        + " io.nearfar.config.NearfarConfiguration.";
  }

  static String listenerExists(String name, URI manager) {
    return cache("0008", name, manager)
        + ": the listener was not registered. An equal listener configuration is registered"
        + " already. Deregister it first, or use another configuration object.";
  }

  static String loaderFailed(String name, URI manager) {
    return cache("0009", name, manager)
        + ": the CacheLoader failed, nothing was stored. The cause tells why. Mend the loader or"
        + " its source and read again.";
  }

  static String loaderReturnedNull(String name, URI manager) {
    return cache("0010", name, manager)
        + ": CacheLoader.loadAll returned null, nothing was stored. It must return a map. Return an"
        + " empty one if there is nothing to load.";
  }

  static String writerFailed(String name, URI manager, String operation) {
    return cache("0011", name, manager)
        + ": CacheWriter."
        + operation
        + " failed; what it had not done was not done in the cache either. The cause tells why."
        + " Mend the writer or its target and repeat the operation.";
  }

  static String listenerFailed(String name, URI manager) {
    return cache("0012", name, manager)
        + ": a listener or its filter failed. The change of the cache stands. The cause tells why."
        + " Mend the listener.";
  }

  static String asynchronousListenerFailed(String name, URI manager) {
    return cache("0013", name, manager)
        + ": an asynchronous listener failed. The change of the cache stands. Mend the listener."
        + " Further failures of this listener are logged at DEBUG only.";
  }

  static String processorFailed(String name, URI manager) {
    return cache("0014", name, manager)
        + ": the EntryProcessor failed, the entry is unchanged. The cause tells why. Mend the"
        + " processor.";
  }

  static String expiryPolicyFailed(String name, URI manager) {
    return cache("0015", name, manager)
        + ": the ExpiryPolicy failed. New entries live for ever, others keep their time, until it"
        + " answers. Mend the policy. Further failures are logged at DEBUG only.";
  }

  static String factoryFailed(String name, URI manager, String what) {
    return cache("0016", name, manager)
        + " was not created. The factory of its "
        + what
        + " failed or returned null. The cause, if any, tells why. Mend the factory.";
  }

  static String mbeanExists(String objectName) {
    return "NEARFAR-0017: The MBean "
        + objectName
        + " was not registered. Another cache manager of this JVM with an equal URI has registered"
        + " one. Give each manager its own URI.";
  }

  static String mbeanFailed(String objectName) {
    return "NEARFAR-0018: The MBean "
        + objectName
        + " was not registered or unregistered. The cause tells why. The cache works without it.";
  }

  static String closeFailed(String what, String name) {
    return "NEARFAR-0019: Cache '"
        + name
        + "' is closed, but its "
        + what
        + " failed to close. The cause tells why. It may hold resources until the JVM ends.";
  }

  static String tasksRunning(String name) {
    return "NEARFAR-0020: Cache '"
        + name
        + "' is closed, but loads or listeners still run. They did not end in time, and their"
        + " results are dropped. Give them time-outs of their own.";
  }

  static String noNext() {
    return "NEARFAR-0021: Nothing was removed. remove() follows next(), once. Call next() first.";
  }

  static String wrongManagerUri(String uri) {
    return "NEARFAR-0022: The default manager was not made. No URI can be made of the class loader's"
        + " name '"
        + uri
        + "'. Ask for a manager by a URI of its own.";
  }

  static String valueNotCopied(String name, URI manager) {
    return cache("0023", name, manager)
        + ": a key or value was not copied, and the operation was not done. The cache stores by"
        + " value, and the cause tells which type can't be copied and why. Mend the type, or create"
        + " the cache with setStoreByValue(false).";
  }

  static String closedWhileLoading(String name, URI manager) {
    return cache("0024", name, manager)
        + ": a load stored nothing. The cache was closed while it ran. Wait for loads before closing"
        + " the cache.";
  }

  static String completionListenerFailed(String name, URI manager) {
    return cache("0026", name, manager)
        + ": a CompletionListener failed. The load had ended before, and what it stored stands. Mend"
        + " the listener.";
  }

  static String farNotOpened(String name, URI manager, RuntimeException reason) {
    return cache("0032", name, manager) + " was not created. " + reason.getMessage();
  }

  static String farNotRead(String name, URI manager, RuntimeException reason) {
    return cache("0033", name, manager)
        + ": the far tier was not read, so what it holds is not known. "
        + reason.getMessage();
  }

  static String farNotChanged(String name, URI manager, boolean unknown, RuntimeException reason) {
    return cache("0030", name, manager)
        + (unknown
            ? ": the far tier was asked for a change, and whether it was made is not known. "
            : ": the far tier failed, and the change was not made (of a bulk operation, others may have"
                + " been). ")
        + reason.getMessage();
  }

  static String entryBusy(String name, URI manager, Duration limit) {
    return cache("0036", name, manager)
        + ": the cache was not changed. Another thread has worked on the same entry, or on one that"
        + " shares its lock, for longer than nearfar.far.timeout, which is "
        + limit
        + ". See what hangs there, a writer or the far tier; if nothing does, set a longer"
        + " nearfar.far.timeout.";
  }

  static String entryWaitInterrupted(String name, URI manager) {
    return cache("0037", name, manager)
        + ": the cache was not changed. The thread was interrupted while it waited for another one"
        + " that worked on the same entry. If that was not intended, find out who interrupts it.";
  }

  static String noLink(String name, URI manager) {
    return cache("0038", name, manager)
        + ": the RemoteChangeListener was not registered. This node does not hear what others change,"
        + " as the cache keeps no near copies. Use topology near-far, with times to live that need not"
        + " be asked for from an ExpiryPolicy at every read.";
  }

  static String remoteChangesDropped(String name, URI manager) {
    return cache("0039", name, manager)
        + ": a RemoteChangeListener was not told of all changes, only that it has missed some. Too"
        + " many were waiting for it, more than "
        + RemoteQueue.MAX_WAITING
        + ". Make it faster, or let it hand them over. Further ones are logged at DEBUG only.";
  }

  static String notEncoded(String name, URI manager, RuntimeException reason) {
    return cache("0031", name, manager)
        + ": a key or value can't be stored in the far tier, and the operation was not done. "
        + reason.getMessage();
  }

  static String noMoreEntries() {
    return "NEARFAR-0025: No entry was returned. The iteration is at its end. Call hasNext() before"
        + " next().";
  }

  static String tooManyTags(int seen) {
    return "NEARFAR-0040: Nothing was changed. There are "
        + seen
        + " different tags, and each read would have to check them all; at most "
        + Tags.MOST
        + " are possible. Use coarser tags, or a tag of the group to which they belong.";
  }

  static String emptyTag(String what) {
    return "NEARFAR-0041: Nothing was changed. "
        + what
        + " is empty. Leave it out, or give it a name.";
  }

  static String longTag(String what, int seen) {
    return "NEARFAR-0042: Nothing was changed. "
        + what
        + " has "
        + seen
        + " bytes of UTF-8 as a tag; at most "
        + Tags.LONGEST
        + " are possible. Use a shorter one, such as the id of what it names.";
  }

  static String tagNoText(String what) {
    return "NEARFAR-0043: Nothing was changed. "
        + what
        + " has half a surrogate pair, which is no text and has no bytes in UTF-8. Make tags of"
        + " text.";
  }

  static String noTags() {
    return "NEARFAR-0044: Nothing was changed. There is no tag, and every entry carries none of none."
        + " Give at least one, or use clear().";
  }

  static String emptyPattern() {
    return "NEARFAR-0045: Nothing was changed. The pattern is empty, and no key is. Give the text of"
        + " keys, with * for any characters and ? for one.";
  }

  static String wholePattern() {
    return "NEARFAR-0046: Nothing was changed. The pattern has only wildcards, and would look at all"
        + " entries to remove all, or almost all. Add what the keys have in common, or use clear().";
  }

  static String closedWhileRemoving() {
    return "NEARFAR-0047: Nothing was changed. The cache is being closed. Invalidate entries while it"
        + " is open.";
  }

  static String limit(int seen) {
    return "NEARFAR-0048: No keys were looked for. The limit is "
        + seen
        + "; it is at least 1. Say how many keys you want at most.";
  }

  static String operationFailed(Class<?> failure) {
    return "NEARFAR-0059: The operation was not completed. "
        + failure.getName()
        + " was thrown meanwhile. The log has it, at level DEBUG, for"
        + " io.nearfar.internal.jcache.BeanOperations.";
  }

  static String notInAllCaches(String failed, String first) {
    return "NEARFAR-0058: The operation was not made in all caches. It has failed in: "
        + failed
        + ". Call it again when the reason is gone; the first of them said: '"
        + first
        + "'.";
  }

  static String noKeyText(Class<?> type) {
    return "NEARFAR-0049: Nothing was changed. The text of a key can't be read as "
        + type.getName()
        + ", which is the type of this cache's keys. Write the key as its toString() does.";
  }

  static String namespaceOfNobody(URI manager, String namespace) {
    return "NEARFAR-0060: The manager '"
        + manager
        + "' keeps its far caches under the name '"
        + namespace
        + "'. That is not the name of one application: another one may have it too, and find there"
        + " what this one has cached, or this one gets another name in the next JVM. Name this"
        + " application: set far.namespace in its nearfar.yaml, or the manager's property"
        + " nearfar.far.namespace (as a system property it is that of all applications).";
  }

  static String namespaceTaken(URI manager, String namespace, String other) {
    return "NEARFAR-0061: The manager '"
        + manager
        + "' keeps its far caches under the name '"
        + other
        + "', which is random, and nobody finds them again. A manager of another class loader or"
        + " URI with the same name is open and keeps its own under '"
        + namespace
        + "'. If that is a former deployment of the same application, it has to close its manager;"
        + " otherwise name each of them: set far.namespace in the application's nearfar.yaml, or the"
        + " manager's property nearfar.far.namespace (as a system property it is that of all"
        + " applications).";
  }
}
