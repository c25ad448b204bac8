package io.nearfar.config;

import io.nearfar.config.NearfarConfigurationException.Fault;
import java.util.List;

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
}
