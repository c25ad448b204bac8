package io.nearfar.internal.jcache;

import static org.assertj.core.api.Assertions.assertThat;

import io.nearfar.management.Description;
import io.nearfar.management.NearfarCacheMXBean;
import io.nearfar.management.NearfarManagerMXBean;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page about JMX says what the beans have. */
class JmxPageTest {
  private static final Path PAGE = Path.of("../docs/jmx.md");

  @Test
  void tables_areTheCode() throws IOException {
    String page = Files.readString(PAGE);
    String expected =
        replaced(
            replaced(page, "cache", NearfarCacheMXBean.class),
            "manager",
            NearfarManagerMXBean.class);
    if (Boolean.getBoolean("regenerate")) {
      Files.writeString(PAGE, expected);
      page = expected;
    }

    assertThat(page)
        .as("made by: mvn test -pl jcache-provider -Dtest=JmxPageTest -Dregenerate=true")
        .isEqualTo(expected);
  }

  private static String replaced(String page, String name, Class<?> type) {
    Matcher table =
        Pattern.compile("(?s)(<!-- " + name + ":begin [^>]*-->\n).*?(<!-- " + name + ":end -->)")
            .matcher(page);
    assertThat(table.find()).as(name).isTrue();
    return table.replaceFirst(
        found -> found.group(1) + Matcher.quoteReplacement(table(type)) + found.group(2));
  }

  private static String table(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .sorted(
            Comparator.comparing(JmxPageTest::isOperation).thenComparing(JmxPageTest::signature))
        .map(method -> "| " + signature(method) + " | " + text(method) + " |\n")
        .collect(Collectors.joining("", "| | |\n| --- | --- |\n", ""));
  }

  private static String text(Method method) {
    return method.getAnnotation(Description.class).value();
  }

  private static boolean isOperation(Method method) {
    return method.getParameterCount() > 0 || !method.getName().matches("(get|is)[A-Z].*");
  }

  private static String signature(Method method) {
    String name = method.getName();
    return isOperation(method)
        ? Arrays.stream(method.getParameters())
            .map(Parameter::getName)
            .collect(Collectors.joining(", ", "`" + name + "(", ")`"))
        : "`" + name.replaceFirst("^(get|is)", "") + "`";
  }
}
