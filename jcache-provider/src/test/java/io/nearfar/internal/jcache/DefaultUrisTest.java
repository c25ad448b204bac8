package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The default URIs of class loaders. */
class DefaultUrisTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final DefaultUris inServer = new DefaultUris(() -> "shop/admin");
  private final DefaultUris outside = new DefaultUris(() -> null);

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static ClassLoader loader(String name) {
    return new URLClassLoader(name, new URL[0], null);
  }

  /** The one of the deployment before may live for a while; the far data are of both. */
  @Test
  void sameNameTwice_differsInTheFragmentOnly() {
    ClassLoader former = loader("shop.war");
    ClassLoader latter = loader("shop.war");
    URI first = inServer.of(former);
    URI second = inServer.of(latter);
    assertThat(first).hasToString("nearfar:shop.war").isEqualTo(inServer.of(former));
    assertThat(second).isNotEqualTo(first).hasFragment("2");
    assertThat(second.getSchemeSpecificPart()).isEqualTo(first.getSchemeSpecificPart());
    assertThat(inServer.namesApplication(former)).isTrue();
  }

  @Test
  void withoutName_ofThisThread_isThatOfTheDeployment() {
    ClassLoader unnamed = loader(null);
    Thread.currentThread().setContextClassLoader(unnamed);
    assertThat(inServer.of(unnamed)).hasToString("nearfar:shop/admin");
    assertThat(inServer.namesApplication(unnamed)).isTrue();
    Thread.currentThread().setContextClassLoader(before);
    assertThat(inServer.of(unnamed)).hasToString("nearfar:shop/admin");
  }

  /** The thread works for another application. */
  @Test
  void withoutName_notOfThisThread_isNotThatOfTheDeployment() {
    ClassLoader unnamed = loader(null);
    assertThat(inServer.of(unnamed).toString()).startsWith("nearfar:URLClassLoader-");
    assertThat(inServer.namesApplication(unnamed)).isFalse();
  }

  /** As in two JVMs, where the loaders may have the same hash code. */
  @Test
  void withoutAnyName_differsFromJvmToJvm() {
    ClassLoader unnamed = loader(null);
    Thread.currentThread().setContextClassLoader(unnamed);
    URI here = outside.of(unnamed);
    URI there = new DefaultUris(() -> null).of(unnamed);
    assertThat(here).isEqualTo(outside.of(unnamed)).isNotEqualTo(there);
    assertThat(outside.namesApplication(unnamed)).isFalse();
  }

  @Test
  void ofTheJdk_namesNoApplication() {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    assertThat(outside.of(system)).hasToString("nearfar:app");
    assertThat(outside.namesApplication(system)).isFalse();
  }

  @Test
  void noServer_noDeployment() {
    assertThat(DeploymentName.ofThisThread()).isNull();
  }
}
