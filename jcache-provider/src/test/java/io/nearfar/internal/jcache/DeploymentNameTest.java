package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

/** Which of a server's names are those of an application. */
class DeploymentNameTest {
  private static final ClassLoader OF_ALL = new URLClassLoader(new URL[0], null);
  private static final ClassLoader OF_WEB_MODULE = new WebappLoader();

  /** Called as the servers call theirs. */
  private static final class WebappLoader extends URLClassLoader {
    WebappLoader() {
      super(new URL[0], null);
    }
  }

  @Test
  void noServer_noDeployment() {
    assertThat(DeploymentName.of(OF_ALL)).isNull();
    assertThat(DeploymentName.of(null, null, OF_ALL)).isNull();
  }

  @Test
  void moduleAlone_isTheApplication() {
    assertThat(DeploymentName.of("shop", "shop", OF_WEB_MODULE)).isEqualTo("shop");
    assertThat(DeploymentName.of("shop", null, OF_WEB_MODULE)).isEqualTo("shop");
    assertThat(DeploymentName.of(null, "shop", OF_WEB_MODULE)).isEqualTo("shop");
  }

  @Test
  void webModule_isNamed() {
    assertThat(DeploymentName.of("shop", "admin", OF_WEB_MODULE)).isEqualTo("shop/admin");
  }

  /** Whichever of them asks first. */
  @Test
  void modulesOfOneLoader_areOne() {
    assertThat(DeploymentName.of("shop", "orders", OF_ALL)).isEqualTo("shop");
    assertThat(DeploymentName.of("shop", "stock", OF_ALL)).isEqualTo("shop");
  }
}
