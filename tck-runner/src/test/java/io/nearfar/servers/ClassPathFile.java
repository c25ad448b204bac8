package io.nearfar.servers;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes down the jars of its own class path, which the build has put together for a server. */
public final class ClassPathFile {

  private ClassPathFile() {}

  /**
   * Writes them, a line each.
   *
   * @param arguments the file
   */
  public static void main(String... arguments) throws IOException, URISyntaxException {
    URLClassLoader loader = (URLClassLoader) Thread.currentThread().getContextClassLoader();
    List<String> jars = new ArrayList<>();
    for (URL url : loader.getURLs()) {
      if (url.getPath().endsWith(".jar")) {
        jars.add(Path.of(url.toURI()).toString());
      }
    }
    Path file = Path.of(arguments[0]);
    Files.createDirectories(file.getParent());
    Files.write(file, jars);
  }
}
