package io.nearfar.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can only be judged when several settings, or the product's version, are known. */
final class SettingChecks {
  private SettingChecks() {}

  /** At start: everything that does not depend on what an application's code will say. */
  static void checkAll(LayeredSettings settings, boolean hasFar, Faults faults) {
    checkWeight(new SettingStack(settings.defaults()), faults);
    for (Section section : settings.sections()) {
      // A pattern's text is matched by itself and by the wider patterns around it.
      SettingStack stack = settings.stack(section.pattern().text(), Map.of());
      SettingValue topology = stack.find(Setting.TOPOLOGY);
      if (topology != null && section.values().containsValue(topology)) {
        checkTopology(stack, hasFar, faults);
      }
      checkByValue(new SettingStack(List.of(section.values())), faults);
      checkStaleness(stack, section.values(), faults);
    }
    checkStaleness(new SettingStack(settings.defaults()), null, faults);
    settings
        .file()
        .sections()
        .forEach(
            section -> {
              SettingStack stack = settings.stack(section.pattern().text(), Map.of());
              SettingValue limit = weightLimit(stack);
              if (limit != null && limit.line() > 0) {
                checkWeight(stack, faults);
              }
              checkWeigher(section, stack, faults);
            });
  }

  /** What a builder was given: what contradicts itself whatever else will be said. */
  static List<String> contradictions(NearfarConfigurationBuilder<?, ?> builder) {
    List<String> texts = new ArrayList<>();
    String limits = SettingStack.contradictingLimits(builder.given);
    if (limits != null) {
      texts.add(ConfigMessages.severalLimits(limits));
    }
    if (builder.expiryPolicyFactory != null
        && Setting.EXPIRY.stream().anyMatch(builder.given::containsKey)) {
      texts.add(ConfigMessages.policyAndTimes());
    }
    if (builder.readThrough && builder.loaderFactory == null) {
      texts.add(ConfigMessages.readThroughWithoutLoader());
    }
    if (builder.writeThrough && builder.writerFactory == null) {
      texts.add(ConfigMessages.writeThroughWithoutWriter());
    }
    if (hasFarTier(builder.given.get(Setting.TOPOLOGY))
        && Boolean.FALSE.equals(builder.given.get(Setting.STORE_BY_VALUE))) {
      texts.add(ConfigMessages.farByReference());
    }
    return texts;
  }

  /** When a cache is created: all that holds for it. */
  static void checkCache(SettingStack stack, boolean hasFar, Faults faults) {
    checkTopology(stack, hasFar, faults);
    checkByValue(stack, faults);
    checkWeight(stack, faults);
    checkStaleness(stack, null, faults);
  }

  /**
   * Between two polls copies have to be served.
   *
   * @param here where one of the times must have been set; null = anywhere
   */
  private static void checkStaleness(
      SettingStack stack, @Nullable Map<Setting, SettingValue> here, Faults faults) {
    CoherenceSettings coherence = stack.coherence();
    if (coherence.maxStaleness().compareTo(coherence.pollInterval()) > 0) {
      return;
    }
    SettingValue bound = stack.find(Setting.NEAR_MAX_STALENESS);
    SettingValue culprit = bound != null ? bound : stack.find(Setting.NEAR_POLL_INTERVAL);
    if (culprit != null && (here == null || here.containsValue(culprit))) {
      faults.add(
          culprit.fault(
              ConfigMessages.stalenessWithinPoll(
                  coherence.maxStaleness(), coherence.pollInterval())));
    }
  }

  /** The tiers that this version has, and that the manager has. */
  private static void checkTopology(SettingStack stack, boolean hasFar, Faults faults) {
    SettingValue value = stack.find(Setting.TOPOLOGY);
    if (value == null) {
      return;
    }
    if (hasFarTier(value.value()) && !hasFar) {
      faults.add(
          value.fault(ConfigMessages.farWithoutUrl(Setting.spelled((Topology) value.value()))));
    }
  }

  private static boolean hasFarTier(@Nullable Object topology) {
    return topology instanceof Topology given && given.hasFar();
  }

  private static void checkByValue(SettingStack stack, Faults faults) {
    SettingValue byValue = stack.find(Setting.STORE_BY_VALUE);
    if (byValue != null
        && byValue.value().equals(false)
        && hasFarTier(stack.get(Setting.TOPOLOGY, Topology.class, Defaults.TOPOLOGY))) {
      faults.add(byValue.fault(ConfigMessages.farByReference()));
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
