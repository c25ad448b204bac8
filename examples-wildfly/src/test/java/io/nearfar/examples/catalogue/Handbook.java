package io.nearfar.examples.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the page about application servers tells readers to do: the tests do just that. */
final class Handbook {
  private static final Path PAGE = Path.of("..", "docs", "app-servers.md");

  private Handbook() {}

  /** The text of the block with a name. */
  static String block(String name) throws IOException {
    Matcher block =
        Pattern.compile("<!-- " + name + ":begin .*?-->\\s*```\\w+\\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    if (!block.find()) {
      throw new IllegalStateException("No block " + name + " in " + PAGE.toAbsolutePath());
    }
    return block.group(1);
  }

  /** The lines of the block with a name. */
  static List<String> lines(String name) throws IOException {
    return block(name).lines().toList();
  }
}
