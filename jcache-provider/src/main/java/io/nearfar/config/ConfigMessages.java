package io.nearfar.config;

import io.nearfar.config.NearfarConfigurationException.Fault;
import io.nearfar.spi.Tags;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts of this package's exceptions; ids 0100 to 0199. */
final class ConfigMessages {
  private ConfigMessages() {}

  static String refused(String subject, List<Fault> faults) {
    StringBuilder text =
        new StringBuilder("NEARFAR-0100: The configuration of ")
            .append(subject)
            .append(" was refused. It has ")
            .append(faults.size() == 1 ? "1 fault" : faults.size() + " faults")
            .append(". Mend ")
            .append(faults.size() == 1 ? "it" : "all of them")
            .append(" and start again:");
    for (int i = 0; i < faults.size(); i++) {
      text.append(System.lineSeparator()).append("  ").append(i + 1).append(". ");
      text.append(faults.get(i));
    }
    return text.toString();
  }

  static String isNull(String name) {
    return "NEARFAR-0101: The configuration was not changed. '"
        + name
        + "' is null. Give a value, or leave the call out.";
  }

  static String negative(String name, Object seen) {
    return "NEARFAR-0112: The setting was refused. '"
        + name
        + "' is "
        + seen
        + ", the least allowed is 0. Give 0 or more, or no limit.";
  }

  static String severalLimits(String seen) {
    return "NEARFAR-0130: The near tier has several limits. A cache has at most one, seen: "
        + seen
        + ". Keep one and remove the others.";
  }

  static String weightWithoutWeigher() {
    return "NEARFAR-0131: near.max-weight has no meaning alone. No weigher says what an entry"
        + " weighs. Add near.weigher (in code: maxWeight(long, EntryWeigher)), or use"
        + " near.max-entries.";
  }

  static String weigherWithoutWeight() {
    return "NEARFAR-0132: near.weigher has no meaning alone. No near.max-weight says how much"
        + " weight the near tier holds. Add near.max-weight, or remove the weigher.";
  }

  static String policyAndTimes() {
    return "NEARFAR-0133: Two answers to when entries expire. Both an expiry policy and"
        + " expireAfterCreation, expireAfterUpdate or expireAfterAccess were given. Keep one of"
        + " the two.";
  }

  static String readThroughWithoutLoader() {
    return "NEARFAR-0134: Read-through has nothing to read from. No loader factory was given. Call"
        + " loaderFactory, or leave readThrough out.";
  }

  static String writeThroughWithoutWriter() {
    return "NEARFAR-0135: Write-through has nothing to write to. No writer factory was given. Call"
        + " writerFactory, or leave writeThrough out.";
  }

  static String listenerTwice() {
    return "NEARFAR-0136: The listener was not added. An equal listener configuration is there"
        + " already. Add each once, or remove the other first.";
  }

  static String mutableType(String type) {
    return "NEARFAR-0137: The immutable type was refused. '"
        + type
        + "' is an array or a primitive: arrays can be changed, primitives are known. Name a"
        + " class.";
  }

  static String manager(URI uri) {
    return "manager '" + uri + "'";
  }

  static String cache(String name, URI managerUri) {
    return "cache '" + name + "' (manager '" + managerUri + "')";
  }

  static String unreadable(Exception e) {
    return "NEARFAR-0102: The configuration file was not read. The reason is "
        + e.getClass().getSimpleName()
        + ": "
        + e.getMessage()
        + ". Check that it exists and may be read, or take its address out of the manager's URI or"
        + " nearfar.config.";
  }

  static String fileTooLarge() {
    return "NEARFAR-0103: The configuration file was not read. It has more than "
        + Defaults.MAX_FILE_BYTES
        + " bytes. Check that the address is right.";
  }

  static String notUtf8() {
    return "NEARFAR-0104: The configuration file was not read. It is not UTF-8. Save it as UTF-8.";
  }

  static String noLocation(String text) {
    return "NEARFAR-0105: No configuration file was read. '"
        + text
        + "' is not an address that can be opened. Write file:/path/nearfar.yaml or"
        + " classpath:nearfar.yaml.";
  }

  static String notYaml(String reason) {
    return "NEARFAR-0106: The file is not YAML. The parser says: "
        + reason
        + ". Mend the text; indent with spaces, and put names that begin with * and passwords into"
        + " quotes.";
  }

  /** Does not show the tag: it may be a password that begins with an exclamation mark. */
  static String tag() {
    return "NEARFAR-0107: A tag (!...) is not allowed. The file holds settings, never objects."
        + " Remove the tag; put a text that begins with ! into quotes.";
  }

  static String mergeKey() {
    return "NEARFAR-0108: Merge keys (<<) are not read. Patterns do the same. Use a pattern such as"
        + " \"user-*\", or nearfar.defaults.";
  }

  static String keyIsNoText() {
    return "NEARFAR-0109: The key is a map or a list. Keys are texts. Put it into quotes if it is a"
        + " name.";
  }

  static String duplicateKey(String key, int firstLine) {
    return "NEARFAR-0110: The key '"
        + key
        + "' is there twice. The first is on line "
        + firstLine
        + ". Keep one.";
  }

  static String unknownKey(String key, Collection<String> known) {
    return "NEARFAR-0111: The key '"
        + key
        + "' is unknown. Known here are "
        + quoted(known)
        + "."
        + didYouMean(Spelling.nearest(key, known));
  }

  static String misplacedKey(String key, String meant, String home) {
    return "NEARFAR-0111: The key '"
        + key
        + "' is unknown here. The setting is "
        + meant
        + " below "
        + home
        + ". "
        + (meant.contains(".")
            ? "Move it into '" + meant.substring(0, meant.indexOf('.')) + "'."
            : "Move it up to " + home + ".");
  }

  static String namelessCache() {
    return "NEARFAR-0113: A cache has no name. The key is empty. Write a name or a pattern such as"
        + " \"user-*\".";
  }

  static String mapExpected(String seen) {
    return "NEARFAR-0114: Keys are expected here. Seen is "
        + seen
        + ". Write 'key: value' lines, indented below.";
  }

  static String wrongKind(AnySetting setting, String seen) {
    return "NEARFAR-0114: "
        + setting.label()
        + " has the wrong kind of value. Seen is "
        + seen
        + ". Write "
        + plain(setting.type().syntax())
        + ".";
  }

  static String noValue(AnySetting setting) {
    return "NEARFAR-0115: "
        + setting.label()
        + " has no value. It is empty. Write "
        + plain(setting.type().syntax())
        + ", or remove it.";
  }

  static String malformed(AnySetting setting, String seen) {
    return "NEARFAR-0116: "
        + setting.label()
        + " is '"
        + seen
        + "', which can't be read. Write "
        + plain(setting.type().syntax())
        + ".";
  }

  static String tooSmall(AnySetting setting, String seen) {
    return "NEARFAR-0117: "
        + setting.label()
        + " is '"
        + seen
        + "', the least allowed is 0. Write "
        + plain(setting.type().syntax())
        + ".";
  }

  static String tooLarge(AnySetting setting, String seen) {
    return "NEARFAR-0118: "
        + setting.label()
        + " is '"
        + seen
        + "', the most allowed is "
        + Long.MAX_VALUE
        + ". Write less, or 'unlimited'.";
  }

  static String notAllowed(AnySetting setting, String seen, Collection<String> allowed) {
    return "NEARFAR-0119: "
        + setting.label()
        + " is '"
        + seen
        + "'. Allowed are "
        + quoted(allowed)
        + "."
        + didYouMean(Spelling.nearest(seen, allowed));
  }

  static String classNotFound(AnySetting setting, String name) {
    return "NEARFAR-0120: "
        + setting.label()
        + " names the class '"
        + name
        + "', which the manager's class loader can't load. Check the full name (a nested class is"
        + " Outer$Inner) and that its jar is there.";
  }

  static String noWeigher(String name) {
    return "NEARFAR-0121: near.weigher names the class '"
        + name
        + "', which is no weigher. Let it implement io.nearfar.config.EntryWeigher.";
  }

  static String weigherNotMade(String name, String cause) {
    return "NEARFAR-0122: near.weigher names the class '"
        + name
        + "', of which no object could be made. The reason is "
        + cause
        + ". Make the class public, with a public constructor without arguments that does not"
        + " fail.";
  }

  static String unresolved(String name) {
    return "NEARFAR-0123: '${"
        + name
        + "}' stands for nothing. There is no system property and no environment variable '"
        + name
        + "'. Set one, or give a default: ${"
        + name
        + ":-...}.";
  }

  static String openPlaceholder(String text) {
    return "NEARFAR-0124: '"
        + text
        + "' has a placeholder without end. A '}' is missing. Add it, or write $${ for the text"
        + " ${.";
  }

  static String namelessPlaceholder(String text) {
    return "NEARFAR-0124: '"
        + text
        + "' has a placeholder without a plain name. Write ${NAME} or ${NAME:-default}, or $${ for"
        + " the text ${.";
  }

  static String filledIn(String written) {
    return " The file says '" + written + "'.";
  }

  static String unknownProfile(String name, Collection<String> known) {
    return "NEARFAR-0140: The profile '"
        + name
        + "' is unknown. The file has "
        + (known.isEmpty() ? "none" : quoted(known))
        + ". Correct nearfar.profile, or add an empty '"
        + name
        + ":' here."
        + didYouMean(Spelling.nearest(name, known));
  }

  static String farWithoutUrl(String topology) {
    return "NEARFAR-0142: The topology '"
        + topology
        + "' needs a server. nearfar.far.url is not set. Set it, for example to 'redis://localhost:6379' (in the file below nearfar, far; as system property"
        + " nearfar.far.url; as environment variable NEARFAR_FAR_URL), or to 'embedded' for"
        + " development; or use the topology 'near'.";
  }

  static String farByReference() {
    return "NEARFAR-0143: store-by-value is 'false', which a topology with a far tier can't do. It"
        + " always holds copies. Remove store-by-value, or use the topology 'near'.";
  }

  static String timeOutOfRange(String what, Duration time) {
    return "NEARFAR-0145: " + what + " is " + time + ". It must be from 1 ms to 1 h.";
  }

  static String stalenessWithinPoll(Duration staleness, Duration interval) {
    return "NEARFAR-0144: near.max-staleness, "
        + staleness.toMillis()
        + " ms, is not longer than near.poll-interval, "
        + interval.toMillis()
        + " ms. No near copy would be served between two polls. Set a longer near.max-staleness, or"
        + " a shorter near.poll-interval.";
  }

  static String unknownProperty(Collection<String> endings, @Nullable String meant) {
    return "NEARFAR-0150: The system property is unknown. Its name is"
        + " nearfar.caches.<name or pattern>.<setting> or nearfar.defaults.<setting>."
        + (meant == null ? " The settings are " + quoted(endings) + "." : didYouMean(meant));
  }

  static String unknownVariable(Collection<String> endings, @Nullable String meant) {
    return "NEARFAR-0151: The environment variable is unknown. Its name is"
        + " NEARFAR_CACHES_<NAME>_<SETTING> or NEARFAR_DEFAULTS_<SETTING>."
        + (meant == null ? " The settings are " + quoted(endings) + "." : didYouMean(meant));
  }

  static String unknownManagerProperty(String name, Collection<String> known) {
    return "NEARFAR-0152: The manager's property '"
        + name
        + "' is unknown. Known are "
        + quoted(known)
        + " and nearfar.far.<setting>. Correct or remove it."
        + didYouMean(Spelling.nearest(name, known));
  }

  static String unknownFarProperty(String name, Collection<String> known) {
    return "NEARFAR-0153: The property is unknown. Its name is nearfar.far.<setting>. The settings"
        + " are "
        + quoted(known)
        + "."
        + didYouMean(Spelling.nearest(name, known));
  }

  static String unknownFarVariable(String name, Collection<String> known) {
    return "NEARFAR-0154: The environment variable is unknown. Its name is NEARFAR_FAR_<SETTING>."
        + " The settings are "
        + quoted(known)
        + "."
        + didYouMean(Spelling.nearest(name, known));
  }

  static String outOfRange(AnySetting setting, String seen) {
    return "NEARFAR-0125: "
        + setting.label()
        + " is '"
        + seen
        + "', which is out of range. Write "
        + plain(setting.type().syntax())
        + ".";
  }

  static String fileNotFound(AnySetting setting, String seen) {
    return "NEARFAR-0126: "
        + setting.label()
        + " names the file '"
        + seen
        + "', which can't be read. Check that it exists, is a file and may be read.";
  }

  static String typePattern(String seen) {
    return "NEARFAR-0127: The allowed type was refused. '"
        + seen
        + "' is neither the name of a class nor a pattern for a package. Write a full class name,"
        + " 'com.acme.*' (a package) or 'com.acme.**' (and those below it).";
  }

  static String tagRule(String seen) {
    return "NEARFAR-0129: The tag dependency was refused. '"
        + seen
        + "' is not a pattern of tags, '->' once, and a tag. Write it like 'role:* -> permissions',"
        + " and a rule for each tag that depends on another.";
  }

  static String dependentPattern(String seen) {
    return "NEARFAR-0129: The tag dependency was refused. '"
        + seen
        + "' has a star behind '->', where a tag is expected: patterns stand before it. Name the tag,"
        + " in a rule for each if there are several.";
  }

  static String longTag(int bytes) {
    return "NEARFAR-0138: The tag dependency was refused. A part of it has "
        + bytes
        + " bytes of UTF-8, the most allowed for a tag is "
        + Tags.LONGEST
        + ". Use a shorter tag or pattern.";
  }

  static String tagNoText() {
    return "NEARFAR-0139: The tag dependency was refused. A part of it is no valid text: it has half"
        + " of a surrogate pair. Mend where the text comes from.";
  }

  /** Says nothing of the text: the text is the secret, or holds one. */
  static String hiddenPlaceholder(AnySetting setting) {
    return "NEARFAR-0128: "
        + setting.label()
        + " was not filled in (it is not shown, it may hold a password). A placeholder in it has no"
        + " end, has no plain name, or stands for nothing. Write ${NAME} or ${NAME:-default} with a"
        + " NAME that is set, or $${ for the text ${.";
  }

  static String userInUrl(AnySetting setting) {
    return "NEARFAR-0160: "
        + setting.label()
        + " has a user or a password in it (so it is not shown). Addresses get into logs. Give the"
        + " address alone, and the others as far.username and far.password.";
  }

  static String badUrl(AnySetting setting, @Nullable String seen) {
    return "NEARFAR-0161: "
        + setting.label()
        + " has an address that can't be read, "
        + (seen == null ? "not shown because it may hold a password" : seen)
        + ". Write "
        + plain(setting.type().syntax())
        + "; user, password and database have settings of their own.";
  }

  static String embeddedNotAlone(AnySetting setting) {
    return "NEARFAR-0162: "
        + setting.label()
        + " has 'embedded' and other addresses. A server for development is the only one. Keep"
        + " 'embedded' or the others.";
  }

  static String mixedSchemes(AnySetting setting) {
    return "NEARFAR-0163: "
        + setting.label()
        + " has addresses with redis:// and with rediss://. All connections are encrypted or none."
        + " Use rediss:// for all of them, or redis:// for all.";
  }

  static String embeddedWith(AnySetting setting) {
    return "NEARFAR-0164: "
        + setting.label()
        + " does not go with far.url 'embedded'. The server for development stands alone and has no"
        + " users. Remove it, or give the address of a server.";
  }

  static String severalStandalone(int seen) {
    return "NEARFAR-0165: far.url has "
        + seen
        + " addresses, but far.mode is 'standalone'. That is one server. Keep one address, or set"
        + " far.mode to 'sentinel', 'cluster' or 'replicated'.";
  }

  static String sentinelWithoutMaster() {
    return "NEARFAR-0166: far.mode 'sentinel' needs far.master-name. Sentinels may watch several"
        + " masters, and none is named. Set it to the name in the sentinels' configuration, often"
        + " 'mymaster'.";
  }

  static String onlyInMode(AnySetting setting, String modes, FarMode seen) {
    return "NEARFAR-0167: "
        + setting.label()
        + " has a meaning only with far.mode "
        + modes
        + ". The mode is '"
        + Setting.spelled(seen)
        + "'. Remove it, or change far.mode.";
  }

  static String databaseInCluster(Object seen) {
    return "NEARFAR-0168: far.database is '"
        + seen
        + "', but far.mode is 'cluster'. A cluster has only database 0. Remove it; use"
        + " far.namespace to set data apart.";
  }

  static String tlsWithoutRediss(AnySetting setting) {
    return "NEARFAR-0169: "
        + setting.label()
        + " has a meaning only with encrypted connections. The addresses in far.url do not begin"
        + " with rediss://. Write them with rediss://, or remove it.";
  }

  static String alone(AnySetting setting, AnySetting missing) {
    return "NEARFAR-0170: "
        + setting.label()
        + " has no meaning alone. "
        + missing.label()
        + " is not set. Set it, or remove "
        + setting.label()
        + ".";
  }

  private static String didYouMean(@Nullable String meant) {
    return meant == null ? "" : " Did you mean '" + meant + "'?";
  }

  private static String quoted(Collection<String> texts) {
    return texts.stream().map(text -> "'" + text + "'").collect(Collectors.joining(", "));
  }

  private static String plain(String markdown) {
    return markdown.replace('`', '\'');
  }
}
