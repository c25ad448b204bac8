package io.nearfar.benchmarks;

import java.util.concurrent.TimeUnit;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;

/** What is stored and how: one constant per combination that a target or a question is about. */
public enum Workload {
  /** Immutable values, the defaults of JSR-107: by value, eternal, no statistics. */
  STRING(false, true, false, false),
  /** As {@link #STRING}, with statistics. */
  STRING_STATISTICS(false, true, true, false),
  /** As {@link #STRING}, expiring ten minutes after creation: never during a run. */
  STRING_EXPIRY(false, true, false, true),
  /** As {@link #STRING}, with statistics and expiry. */
  STRING_EXPIRY_STATISTICS(false, true, true, true),
  /** Immutable values by reference. */
  STRING_REFERENCE(false, false, false, false),
  /** Mutable beans by value: copied in and out. */
  BEAN(true, true, false, false),
  /** As {@link #BEAN}, with statistics. */
  BEAN_STATISTICS(true, true, true, false),
  /** As {@link #BEAN}, expiring ten minutes after creation: never during a run. */
  BEAN_EXPIRY(true, true, false, true),
  /** Mutable beans by reference: shared. */
  BEAN_REFERENCE(true, false, false, false);

  /** Minutes to live of the expiring workloads. */
  public static final int EXPIRY_MINUTES = 10;

  private final boolean bean;
  private final boolean byValue;
  private final boolean statistics;
  private final boolean expiring;

  Workload(boolean bean, boolean byValue, boolean statistics, boolean expiring) {
    this.bean = bean;
    this.byValue = byValue;
    this.statistics = statistics;
    this.expiring = expiring;
  }

  /**
   * Whether values are mutable and stored by value, so that each read and write has to copy.
   *
   * @return true if copies are due
   */
  public boolean copies() {
    return bean && byValue;
  }

  /**
   * Whether statistics are on.
   *
   * @return true if so
   */
  public boolean statistics() {
    return statistics;
  }

  /**
   * Whether entries carry a deadline.
   *
   * @return true if so
   */
  public boolean expiring() {
    return expiring;
  }

  /**
   * The class of the values, as configured in the cache.
   *
   * @return {@code String} or {@link Customer}
   */
  @SuppressWarnings("unchecked") // The benchmarks treat all values as objects.
  public Class<Object> valueType() {
    return (Class<Object>) (Class<?>) (bean ? Customer.class : String.class);
  }

  /**
   * A value.
   *
   * @param number which one
   * @return a new object
   */
  public Object value(int number) {
    return bean ? Customer.numbered(number) : "value number " + number;
  }

  /**
   * The standard configuration of a JCache with this workload.
   *
   * @return a new configuration
   */
  public MutableConfiguration<Integer, Object> configuration() {
    return configure(new MutableConfiguration<>());
  }

  /**
   * Makes this workload's settings in a configuration.
   *
   * @param configuration any subclass, for what a provider offers beyond the standard
   * @param <C> its class
   * @return the argument
   */
  public <C extends MutableConfiguration<Integer, Object>> C configure(C configuration) {
    configuration
        .setTypes(Integer.class, valueType())
        .setStoreByValue(byValue)
        .setStatisticsEnabled(statistics);
    if (expiring) {
      configuration.setExpiryPolicyFactory(
          CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MINUTES, EXPIRY_MINUTES)));
    }
    return configuration;
  }
}
