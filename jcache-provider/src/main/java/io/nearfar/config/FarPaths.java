package io.nearfar.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps passwords out of messages that name keys: a slip of the hand, such as a missing colon or
 * space, makes a key of a password.
 */
final class FarPaths {
  private static final Pattern FAR =
      Pattern.compile("nearfar(?:\\.profiles\\..+)?\\." + FarSetting.SECTION + "(?:\\..*)?");
  private static final String HIDDEN = "(not shown)";
  private static final List<String> KNOWN =
      FarSetting.byPath().keySet().stream()
          .flatMap(path -> Arrays.stream(path.split("\\.", -1)))
          .toList();
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z0-9_.-]*");

  private FarPaths() {}

  /** Whether a path in the file is that of a setting whose value is not shown. */
  static boolean isHidden(String path) {
    return FAR.matcher(path).matches()
        && Arrays.stream(FarSetting.values())
            .anyMatch(setting -> !setting.isShown() && path.endsWith("." + setting.label()));
  }

  /**
   * A key of the file, unless it is in the far tier's section and too odd to be a misspelled one.
   *
   * @param path the path of the map that has the key
   * @param hasValue whether anything stands after it; if not, a comma in a password may have made a
   *     key of what follows
   */
  static String shownKey(String path, String key, boolean hasValue) {
    if (!FAR.matcher(path).matches()) {
      return key;
    }
    return hasValue || Spelling.nearest(key, KNOWN) != null ? shownName(key) : HIDDEN;
  }

  /** A name, unless it is too odd to be a misspelled one. */
  static String shownName(String name) {
    return PLAIN_KEY.matcher(name).matches() ? name : HIDDEN;
  }
}
