package io.nearfar.cdi.internal.invoke;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nearfar.cdi.BatchInvalidation;
import io.nearfar.cdi.internal.model.BatchScope;
import io.nearfar.cdi.internal.model.MethodFacts;
import io.nearfar.cdi.internal.model.ThrowableFilter;
import io.nearfar.cdi.internal.results.Batch;
import jakarta.interceptor.InvocationContext;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.cache.CacheException;
import org.junit.jupiter.api.Test;

/** When a batch is dropped and closed, and what its caller sees of failures. */
class BoundBatchTest {
  private final List<String> log = new ArrayList<>();
  private boolean fails;

  private final class FakeBatch implements Batch {
    @Override
    public void drop() {
      step("drop");
    }

    @Override
    public void close() {
      step("close");
    }

    private void step(String step) {
      log.add(step);
      if (fails) {
        throw new CacheException(step);
      }
    }
  }

  @Test
  void result_comesAfterTheBatch() throws Exception {
    assertThat(invoke(() -> "result")).isEqualTo("result");
    assertThat(log).containsExactly("open", "call", "close");
  }

  @Test
  void failureOfTheBatch_isTheCallers() {
    fails = true;

    assertThatThrownBy(() -> invoke(() -> "result"))
        .isInstanceOf(CacheException.class)
        .hasMessage("close");
  }

  @Test
  void failureOfTheMethod_dropsAndCloses() {
    assertThatThrownBy(() -> invoke(failing(new IOException("broken")))).hasMessage("broken");
    assertThat(log).containsExactly("open", "call", "drop", "close");
  }

  @Test
  void failureOfTheMethod_goesBeforeThoseOfTheBatch() {
    fails = true;

    assertThatThrownBy(() -> invoke(failing(new IOException("broken"))))
        .isInstanceOf(IOException.class)
        .hasMessage("broken")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("drop", "close"));
  }

  @Test
  void exceptionThatIsNoFailure_dropsNothing() {
    assertThatThrownBy(() -> invoke(failing(new IllegalStateException("fine")))).hasMessage("fine");
    assertThat(log).containsExactly("open", "call", "close");
  }

  private static Callable<Object> failing(Exception failure) {
    return () -> {
      throw failure;
    };
  }

  private Object invoke(Callable<Object> target) throws Exception {
    Method method = BoundBatchTest.class.getDeclaredMethod("annotated");
    BatchScope scope =
        new BatchScope(
            new MethodFacts(method, Set.of(), List.of()),
            method.getAnnotation(BatchInvalidation.class),
            new ThrowableFilter(List.of(), List.of(IllegalStateException.class), true));
    InvocationContext call =
        (InvocationContext)
            Proxy.newProxyInstance(
                BoundBatchTest.class.getClassLoader(),
                new Class<?>[] {InvocationContext.class},
                (proxy, asked, arguments) -> {
                  assertThat(asked.getName()).isEqualTo("proceed");
                  log.add("call");
                  return target.call();
                });
    return new BoundBatch(
            scope,
            () -> {
              log.add("open");
              return new FakeBatch();
            })
        .invoke(call);
  }

  @BatchInvalidation
  void annotated() {}
}
