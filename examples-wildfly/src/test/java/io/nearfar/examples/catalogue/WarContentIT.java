package io.nearfar.examples.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What an application brings along to have caches: one jar, one for the annotations, and the
 * standard. The fourth one is the Redis for development.
 */
class WarContentIT {
  @Test
  void libraries_areThoseOfNearfarTheStandardAndARedis() throws IOException {
    try (ZipFile war = new ZipFile(System.getProperty("catalogue.war"))) {
      List<String> libraries =
          war.stream()
              .map(ZipEntry::getName)
              .filter(name -> name.startsWith("WEB-INF/lib/") && name.endsWith(".jar"))
              .map(name -> name.substring("WEB-INF/lib/".length()))
              .map(name -> name.replaceFirst("-\\d.*", ""))
              .toList();
      assertThat(libraries)
          .containsExactlyInAnyOrder(
              "nearfar-jcache-provider", "nearfar-cdi-integration", "cache-api", "embedded-redis");
    }
  }
}
