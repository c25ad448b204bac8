package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** The default URIs of class loaders. */
class DefaultUrisTest {

  /** The one of the deployment before may live for a while; the far data are of both. */
  @Test
  void sameNameTwice_differsInTheFragmentOnly() throws Exception {
    DefaultUris uris = new DefaultUris();
    try (URLClassLoader before = new URLClassLoader("shop.war", new URL[0], null);
        URLClassLoader after = new URLClassLoader("shop.war", new URL[0], null)) {
      URI first = uris.of(before);
      URI second = uris.of(after);
      assertThat(first).hasToString("nearfar:shop.war").isEqualTo(uris.of(before));
      assertThat(second).isNotEqualTo(first).hasFragment("2");
      assertThat(second.getSchemeSpecificPart()).isEqualTo(first.getSchemeSpecificPart());
    }
  }
}
