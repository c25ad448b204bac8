package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The default URIs of class loaders, and the names of their applications. */
class DefaultUrisTest {
  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private final DefaultUris inServer = new DefaultUris(loader -> "shop/admin");
  private final DefaultUris outside = new DefaultUris(loader -> null);

  @AfterEach
  void restore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  private static ClassLoader loader(@Nullable String name) {
    return new URLClassLoader(name, new URL[0], null);
  }

  private static ClassLoader ofThisThread(@Nullable String name) {
    ClassLoader loader = loader(name);
    Thread.currentThread().setContextClassLoader(loader);
    return loader;
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
  }

  @Test
  void ofThisThread_isThatOfTheDeployment() {
    ClassLoader unnamed = ofThisThread(/* name= */ null);
    assertThat(inServer.of(unnamed)).hasToString("nearfar:shop/admin");
    assertThat(inServer.application(unnamed)).isEqualTo("shop/admin");
    Thread.currentThread().setContextClassLoader(before);
    assertThat(inServer.of(unnamed)).hasToString("nearfar:shop/admin");
    assertThat(inServer.application(unnamed)).isEqualTo("shop/admin");
  }

  /** All of them have the same in some servers: "Quarkus Runtime ClassLoader". */
  @Test
  void serverKnows_nameOfTheLoaderDoesNotCount() {
    ClassLoader named = ofThisThread("Runtime ClassLoader");
    assertThat(inServer.application(named)).isEqualTo("shop/admin");
    assertThat(inServer.of(named)).hasToString("nearfar:shop/admin");
  }

  /** The same on all threads, whatever the server says on some of them. */
  @Test
  void ofJbossModules_isThatOfTheLoader() {
    ClassLoader jboss = ofThisThread("deployment.shop.war");
    assertThat(inServer.application(jboss)).isEqualTo("deployment.shop.war");
    assertThat(outside.application(jboss)).isEqualTo("deployment.shop.war");
    assertThat(inServer.of(jboss)).hasToString("nearfar:deployment.shop.war");
  }

  @Test
  void otherName_isReadable_butOfNoApplication() {
    ClassLoader named = ofThisThread("Runtime ClassLoader");
    assertThat(outside.of(named)).hasToString("nearfar:Runtime%20ClassLoader");
    assertThat(outside.application(named)).isNull();
  }

  /** Jetty's: a hash code, or the context path. */
  @ParameterizedTest
  @ValueSource(strings = {" ", "/", "1830908236", "-12"})
  void nameThatTellsNothing_isNone(String name) {
    ClassLoader named = loader(name);
    assertThat(outside.of(named).toString()).startsWith("nearfar:URLClassLoader-");
    assertThat(outside.application(named)).isNull();
  }

  /** The thread works for another application. */
  @Test
  void withoutName_notOfThisThread_isNotThatOfTheDeployment() {
    ClassLoader unnamed = loader(null);
    assertThat(inServer.of(unnamed).toString()).startsWith("nearfar:URLClassLoader-");
    assertThat(inServer.application(unnamed)).isNull();
  }

  /** The URI stays, but that one thread could not tell the name is not kept. */
  @Test
  void nobodyKnew_isAskedAgain() {
    AtomicReference<@Nullable String> told = new AtomicReference<>();
    DefaultUris uris = new DefaultUris(loader -> told.get());
    ClassLoader unnamed = ofThisThread(/* name= */ null);
    URI random = uris.of(unnamed);
    assertThat(uris.application(unnamed)).isNull();
    told.set("shop");
    assertThat(uris.application(unnamed)).isEqualTo("shop");
    told.set("other");
    assertThat(uris.application(unnamed)).isEqualTo("shop");
    assertThat(uris.of(unnamed)).isEqualTo(random);
  }

  /** As in two JVMs, where the loaders may have the same hash code. */
  @Test
  void withoutAnyName_differsFromJvmToJvm() {
    ClassLoader unnamed = ofThisThread(/* name= */ null);
    URI here = outside.of(unnamed);
    URI there = new DefaultUris(loader -> null).of(unnamed);
    assertThat(here).isEqualTo(outside.of(unnamed)).isNotEqualTo(there);
    assertThat(outside.application(unnamed)).isNull();
  }

  @Test
  void ofTheJdk_namesNoApplication() {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    Thread.currentThread().setContextClassLoader(system);
    assertThat(inServer.of(system)).hasToString("nearfar:app");
    assertThat(inServer.application(system)).isNull();
  }
}
