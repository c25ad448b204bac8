package io.nearfar.cdi.internal.portable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nearfar.cdi.internal.lite.NearfarLiteExtension;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.build.compatible.spi.AnnotationBuilderFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import javax.cache.annotation.CacheResult;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.jboss.weld.lite.extension.translator.BuildServicesImpl;
import org.junit.jupiter.api.Test;

/** Applications with both extensions, as on WildFly: Weld skips one, but runs its translator. */
class WeldTranslatorTest {

  @SuppressWarnings("unchecked") // varargs of Weld
  private static WeldContainer application(String name, NearfarCdiExtension extension) {
    return new Weld(name)
        .disableDiscovery()
        .addBeanClasses(Cached.class)
        .addExtensions(extension)
        .addBuildCompatibleExtensions(NearfarLiteExtension.class)
        .initialize();
  }

  private static WeakReference<NearfarCdiExtension> runAndEnd() {
    NearfarCdiExtension extension = new NearfarCdiExtension();
    try (WeldContainer application = application("ended", extension)) {
      assertThat(application.select(Cached.class).get().value()).isEqualTo("a");
    }
    return new WeakReference<>(extension);
  }

  private static AnnotationBuilderFactory remembered() {
    return new BuildServicesImpl().annotationBuilderFactory();
  }

  @Test
  void end_applicationIsCollected() {
    WeakReference<NearfarCdiExtension> extension = runAndEnd();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(extension.get()).isNull();
            });
  }

  @Test
  void end_otherApplicationStaysRemembered() {
    WeldContainer ending = application("ending", new NearfarCdiExtension());
    try (WeldContainer other = application("other", new NearfarCdiExtension())) {
      AnnotationBuilderFactory ofOther = remembered();
      ending.close();
      assertThat(remembered()).isSameAs(ofOther);
      assertThat(other.isRunning()).isTrue();
    }
  }

  @Dependent
  static class Cached {
    @CacheResult
    String value() {
      return "a";
    }
  }
}
