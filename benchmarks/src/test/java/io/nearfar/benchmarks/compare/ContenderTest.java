package io.nearfar.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.benchmarks.Customer;
import io.nearfar.benchmarks.Subject;
import io.nearfar.benchmarks.Workload;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The comparison is honest: each contender does what the workload says. */
class ContenderTest {
  private static final int KEY = 1_000;

  @ParameterizedTest
  @EnumSource
  void get_beanByValue_isCopiedInAndOut(Contender contender) {
    for (Workload workload : new Workload[] {Workload.BEAN, Workload.BEAN_EXPIRY}) {
      try (Subject subject = contender.open(workload)) {
        Customer original = Customer.numbered(1);
        subject.put(KEY, original);
        original.setName("changed after put");
        original.getTags().clear();

        Customer first = customer(subject);
        assertThat(first).usingRecursiveComparison().isEqualTo(Customer.numbered(1));

        first.setName("changed after get");
        first.getTags().clear();
        assertThat(customer(subject)).usingRecursiveComparison().isEqualTo(Customer.numbered(1));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void get_beanByReference_isShared(Contender contender) {
    try (Subject subject = contender.open(Workload.BEAN_REFERENCE)) {
      Customer original = Customer.numbered(1);
      subject.put(KEY, original);

      assertThat(subject.get(KEY)).isSameAs(original);
    }
  }

  @ParameterizedTest
  @EnumSource
  void get_string(Contender contender) {
    for (Workload workload : Workload.values()) {
      if (workload.valueType().equals(String.class)) {
        try (Subject subject = contender.open(workload)) {
          subject.put(KEY, workload.value(KEY));

          assertThat(subject.get(KEY)).isEqualTo("value number 1000");
          assertThat(subject.get(KEY + 1)).isNull();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"MAP", "NEARFAR_UNBOUNDED"})
  void put_beyondTheBound_evicts(Contender contender) {
    int bound = Contender.Bound.STANDARD.entries();
    try (Subject subject = contender.open(Workload.STRING)) {
      for (int i = 0; i < 2 * bound; i++) {
        subject.put(i, "value");
      }
      int held = 0;
      for (int i = 0; i < 2 * bound; i++) {
        held += subject.get(i) == null ? 0 : 1;
      }

      // Some evict in the background, and some keep a little less than they are allowed to.
      assertThat(held).isBetween(bound * 9 / 10, bound * 11 / 10);
    }
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"MAP", "CAFFEINE"})
  void statistics_onAndOff(Contender contender) throws JMException {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName pattern = new ObjectName("javax.cache:type=CacheStatistics,*");
    try (Subject subject = contender.open(Workload.STRING)) {
      subject.put(KEY, "value");
      subject.get(KEY);

      assertThat(server.queryNames(pattern, null)).isEmpty();
    }
    try (Subject subject = contender.open(Workload.STRING_STATISTICS)) {
      subject.put(KEY, "value");
      subject.get(KEY);

      ObjectName found = server.queryNames(pattern, null).iterator().next();
      assertThat(server.getAttribute(found, "CacheHits")).isEqualTo(1L);
    }
  }

  private static Customer customer(Subject subject) {
    return (Customer) Objects.requireNonNull(subject.get(KEY));
  }
}
