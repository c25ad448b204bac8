package io.nearfar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every text of the internal packages says what failed, why, and how to mend it; ids are unique and
 * in the range of their package.
 */
class MessagesTest {
  private static final String TEXT = "NEARFAR-\\d{4}: \\S.*?\\. \\S.*?\\. \\S.*\\.";

  private static final Map<String, String> RANGES =
      Map.of(
          "io.nearfar.internal.jcache", "00",
          "io.nearfar.internal.codec", "02",
          "io.nearfar.internal.engine", "03",
          "io.nearfar.internal.far", "04",
          "io.nearfar.internal.far.embedded", "05",
          "io.nearfar.internal.batch", "08");

  /** One id for all the reasons why something was not copied, written, read, or made a key. */
  private static final Set<String> OF_MANY_REASONS =
      Set.of("NEARFAR-0201", "NEARFAR-0210", "NEARFAR-0211", "NEARFAR-0213");

  private static final Map<Class<?>, Object> SAMPLES = samples();

  private static Map<Class<?>, Object> samples() {
    Map<Class<?>, Object> samples = new HashMap<>();
    samples.put(String.class, "orders");
    samples.put(URI.class, URI.create("urn:shop"));
    samples.put(Class.class, String.class);
    samples.put(Throwable.class, new IllegalStateException("cause"));
    // One whose own text is a part of ours.
    samples.put(RuntimeException.class, new IllegalStateException("It is broken. Mend it."));
    samples.put(Duration.class, Duration.ofSeconds(1));
    samples.put(boolean.class, true);
    samples.put(int.class, 1);
    samples.put(
        java.io.NotSerializableException.class, new java.io.NotSerializableException("a.B"));
    return samples;
  }

  static Stream<Method> texts() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.nearfar.internal")
            .stream()
            .filter(type -> type.getSimpleName().endsWith("Messages"))
            .map(JavaClass::reflect)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .filter(method -> !Modifier.isPrivate(method.getModifiers()) && !method.isSynthetic());
  }

  private static String textOf(Method method) throws ReflectiveOperationException {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes())
            .map(
                type -> {
                  assertThat(SAMPLES).as("a sample for %s", method).containsKey(type);
                  return SAMPLES.get(type);
                })
            .toArray();
    method.setAccessible(true);
    Object text = method.invoke(null, arguments);
    return text instanceof Throwable thrown ? thrown.getMessage() : (String) text;
  }

  @ParameterizedTest
  @MethodSource("texts")
  void text_whatWhyHow(Method method) throws ReflectiveOperationException {
    String text = textOf(method);
    assertThat(text).matches(TEXT).doesNotContain("  ");
    String home = method.getDeclaringClass().getPackageName();
    assertThat(text).startsWith("NEARFAR-" + RANGES.get(home));
  }

  @Test
  void ids_unique() throws ReflectiveOperationException {
    Map<String, String> methods = new TreeMap<>();
    for (Method method : texts().toList()) {
      String text = textOf(method);
      String id = text.substring(0, 12);
      String known = methods.putIfAbsent(id, method.getName());
      assertThat(known == null || known.equals(method.getName()) || OF_MANY_REASONS.contains(id))
          .as("%s of %s and of %s", id, known, method)
          .isTrue();
    }
    assertThat(methods).hasSizeGreaterThan(25);
  }
}
