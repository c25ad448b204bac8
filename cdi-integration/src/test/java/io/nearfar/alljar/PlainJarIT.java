package io.nearfar.alljar;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The jar of the annotations alone. */
class PlainJarIT {

  @Test
  void hasTheAnnotations_theirExtensions_andTheLicence() throws IOException {
    try (JarFile jar = new JarFile(System.getProperty("nearfar.cdi.jar"))) {
      List<String> names =
          jar.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();

      assertThat(names)
          .contains(
              "META-INF/LICENSE",
              "META-INF/NOTICE",
              "META-INF/beans.xml",
              "io/nearfar/cdi/CacheTags.class")
          .filteredOn(name -> name.endsWith(".class"))
          .allMatch(name -> name.startsWith("io/nearfar/cdi/"));
      assertThat(names)
          .filteredOn(name -> name.startsWith("META-INF/services/"))
          .containsExactlyInAnyOrder(
              "META-INF/services/jakarta.enterprise.inject.spi.Extension",
              "META-INF/services/jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension");
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "META-INF/NOTICE")).startsWith("Nearfar");
      assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
          .isEqualTo("io.nearfar.cdi");
    }
  }

  private static String text(JarFile jar, String name) throws IOException {
    return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8)
        .strip();
  }
}
