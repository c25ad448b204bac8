package io.nearfar.examples.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A section of {@code docs/getting-started.md}.
 *
 * @param files what the reader pastes, by path
 * @param outputs what is printed then, one text per block
 */
record Guide(Map<String, String> files, List<String> outputs) {
  private static final Path PAGE = Path.of("../docs/getting-started.md");
  private static final Pattern FILE = Pattern.compile("(?ms)^`([^`\n]+)`\n\n```\\w+\n(.*?)^```$");
  private static final Pattern OUTPUT = Pattern.compile("(?ms)^```text\n(.*?)^```$");

  /** A section by the number in its heading. */
  static Guide section(int number) throws IOException {
    String page = Files.readString(PAGE);
    int start = page.indexOf("\n## " + number + ". ");
    if (start < 0) {
      throw new AssertionError("No section " + number);
    }
    int end = page.indexOf("\n## ", start + 1);
    String section = page.substring(start, end < 0 ? page.length() : end);
    Map<String, String> files = new LinkedHashMap<>();
    for (MatchResult found : FILE.matcher(section).results().toList()) {
      files.put(found.group(1), found.group(2));
    }
    return new Guide(
        files, OUTPUT.matcher(section).results().map(found -> found.group(1)).toList());
  }
}
