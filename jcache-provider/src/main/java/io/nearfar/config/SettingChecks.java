package io.nearfar.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can only be judged when several settings, or the product's version, are known. */
final class SettingChecks {
  private SettingChecks() {}

  /** At start: everything that does not depend on what an application's code will say. */
  static void checkAll(LayeredSettings settings, Faults faults) {
    for (Section section : settings.sections()) {
      checkAvailable(section.values().get(Setting.TOPOLOGY), faults);
    }
    checkWeight(new SettingStack(settings.defaults()), faults);
    settings
        .file()
        .sections()
        .forEach(
            section -> {
              // A pattern's text is matched by itself and by the wider patterns around it.
              SettingStack stack = settings.stack(section.pattern().text(), Map.of());
              SettingValue limit = weightLimit(stack);
              if (limit != null && limit.line() > 0) {
                checkWeight(stack, faults);
              }
              checkWeigher(section, stack, faults);
            });
  }

  /** When a cache is created: all that holds for it. */
  static void checkCache(SettingStack stack, Faults faults) {
    checkAvailable(stack.find(Setting.TOPOLOGY), faults);
    checkWeight(stack, faults);
  }

  /** The tiers that this version has. This method goes when the far tier comes. */
  private static void checkAvailable(@Nullable SettingValue value, Faults faults) {
    if (value != null
        && value.value() instanceof Topology topology
        && List.of(Topology.FAR, Topology.NEAR_FAR).contains(topology)) {
      faults.add(value.fault(ConfigMessages.unavailable(topology)));
    }
  }

  private static void checkWeight(SettingStack stack, Faults faults) {
    SettingValue limit = weightLimit(stack);
    if (limit != null
        && stack.find(Setting.NEAR_WEIGHER) == null
        && !faults.hasRefused(Setting.NEAR_WEIGHER)) {
      faults.add(limit.fault(ConfigMessages.weightWithoutWeigher()));
    }
  }

  /** A weigher in a pattern or in the defaults may serve caches that set the weight themselves. */
  private static void checkWeigher(Section section, SettingStack stack, Faults faults) {
    SettingValue weigher = section.values().get(Setting.NEAR_WEIGHER);
    if (weigher != null
        && section.pattern().isExact()
        && stack.limit() == null
        && !faults.hasRefused(Setting.NEAR_MAX_WEIGHT)) {
      faults.add(weigher.fault(ConfigMessages.weigherWithoutWeight()));
    }
  }

  private static @Nullable SettingValue weightLimit(SettingStack stack) {
    Map.Entry<Setting, SettingValue> limit = stack.limit();
    return limit != null && limit.getKey() == Setting.NEAR_MAX_WEIGHT ? limit.getValue() : null;
  }
}
