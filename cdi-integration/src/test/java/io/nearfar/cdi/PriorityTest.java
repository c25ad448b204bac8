package io.nearfar.cdi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import javax.cache.Cache;
import javax.cache.annotation.CacheDefaults;
import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The cache stands outside of what is at the place of {@code @Transactional}. */
class PriorityTest {
  private final TestContainer container =
      new TestContainer(Accounts.class, Log.class, Transactions.class);
  private final Accounts accounts = container.get(Accounts.class);
  private final Log log = container.get(Log.class);

  @AfterEach
  void close() {
    container.close();
  }

  @Test
  void hit_beginsNoTransaction() {
    accounts.get(1);
    assertThat(log.lines()).containsExactly("begin []", "get", "commit []");

    accounts.get(1);
    assertThat(log.lines()).hasSize(3);
    assertThat(log.stored()).containsExactly(1);
  }

  @Test
  void put_isAfterTheCommit() {
    accounts.put(2, "two");

    assertThat(log.lines()).containsExactly("begin []", "put", "commit []");
    assertThat(log.stored()).containsExactly(2);
  }

  @Test
  void removal_isAfterTheCommit() {
    accounts.get(1);
    log.clear();

    accounts.remove(1);

    assertThat(log.lines()).containsExactly("begin [1]", "remove", "commit [1]");
    assertThat(log.stored()).isEmpty();
  }

  @Test
  void removalOfAll_isAfterTheCommit() {
    accounts.get(1);
    log.clear();

    accounts.removeAll();

    assertThat(log.lines()).containsExactly("begin [1]", "removeAll", "commit [1]");
    assertThat(log.stored()).isEmpty();
  }

  @Test
  void removal_isNotDoneWhenTheCommitFails() {
    accounts.get(1);
    log.failCommits();

    assertThatThrownBy(() -> accounts.remove(1)).hasMessage("commit");

    assertThat(log.stored()).containsExactly(1);
  }

  @InterceptorBinding
  @Retention(RetentionPolicy.RUNTIME)
  @interface InTransaction {}

  @Interceptor
  @InTransaction
  @Priority(Interceptor.Priority.PLATFORM_BEFORE + 200)
  static class Transactions {
    @Inject Log log;

    @AroundInvoke
    Object invoke(InvocationContext call) throws Exception {
      log.add("begin " + log.stored());
      Object result = call.proceed();
      if (log.failsCommits()) {
        throw new IllegalStateException("commit");
      }
      log.add("commit " + log.stored());
      return result;
    }
  }

  /** What happened, and which keys are in the cache. */
  @ApplicationScoped
  static class Log {
    private static final List<Integer> KEYS = List.of(1, 2);

    private final List<String> lines = new ArrayList<>();
    private boolean failing;

    @Inject
    @CacheName("accounts")
    Cache<Object, Object> cache;

    void add(String line) {
      lines.add(line);
    }

    void failCommits() {
      failing = true;
    }

    boolean failsCommits() {
      return failing;
    }

    void clear() {
      lines.clear();
    }

    List<String> lines() {
      return lines;
    }

    List<Integer> stored() {
      return KEYS.stream().filter(key -> cache.containsKey(MethodKey.of(key))).toList();
    }
  }

  @ApplicationScoped
  @InTransaction
  @CacheDefaults(cacheName = "accounts")
  static class Accounts {
    @Inject Log log;

    @CacheResult
    String get(int id) {
      log.add("get");
      return "account " + id;
    }

    @CachePut
    void put(@CacheKey int id, String account) {
      log.add("put");
    }

    @CacheRemove
    void remove(int id) {
      log.add("remove");
    }

    @CacheRemoveAll
    void removeAll() {
      log.add("removeAll");
    }
  }
}
