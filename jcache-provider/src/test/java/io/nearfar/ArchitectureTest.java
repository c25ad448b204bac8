package io.nearfar;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.EvaluationResult;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The packages and what they may know of each other:
 *
 * <pre>
 * 5  io.nearfar                                  public
 * 4  internal.jcache                             wires the copier of internal.codec
 * 3  internal.engine
 * 2  internal.near   internal.far   internal.codec   internal.coherence
 *                                                siblings: none knows another
 * 1  config   stats   cache   management         public
 * ½  internal.batch   internal.transaction       what a thread collects, and until when
 * 0  spi (public)   internal.util                leaves
 * </pre>
 *
 * <p>{@code internal.logging} stands beside them: nobody uses it but SLF4J, as a service.
 *
 * <p>A new package needs a place here: the rule about layers looks at all classes.
 */
@AnalyzeClasses(packages = "io.nearfar", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("provider")
          .definedBy("io.nearfar")
          .layer("jcache")
          .definedBy("io.nearfar.internal.jcache..")
          .layer("engine")
          .definedBy("io.nearfar.internal.engine..")
          .layer("near")
          .definedBy("io.nearfar.internal.near..")
          .layer("far")
          .definedBy("io.nearfar.internal.far..")
          .layer("coherence")
          .definedBy("io.nearfar.internal.coherence..")
          .layer("codec")
          .definedBy("io.nearfar.internal.codec..")
          .layer("cache")
          .definedBy("io.nearfar.cache..")
          .layer("management")
          .definedBy("io.nearfar.management..")
          .layer("batch")
          .definedBy("io.nearfar.internal.batch..")
          .layer("transaction")
          .definedBy("io.nearfar.internal.transaction..")
          .layer("config")
          .definedBy("io.nearfar.config..")
          .layer("stats")
          .definedBy("io.nearfar.stats..")
          .layer("spi")
          .definedBy("io.nearfar.spi..")
          .layer("util")
          .definedBy("io.nearfar.internal.util..")
          .layer("logging")
          .definedBy("io.nearfar.internal.logging..")
          .whereLayer("logging")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("provider")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("jcache")
          .mayOnlyBeAccessedByLayers("provider")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("jcache")
          .whereLayer("near")
          .mayOnlyBeAccessedByLayers("engine", "jcache")
          .whereLayer("far")
          .mayOnlyBeAccessedByLayers("jcache")
          .whereLayer("codec")
          .mayOnlyBeAccessedByLayers("jcache")
          .whereLayer("coherence")
          .mayOnlyBeAccessedByLayers("engine")
          .whereLayer("batch")
          .mayOnlyBeAccessedByLayers("cache", "jcache")
          .whereLayer("transaction")
          .mayOnlyBeAccessedByLayers("batch")
          .whereLayer("cache")
          .mayOnlyBeAccessedByLayers("jcache")
          .whereLayer("management")
          .mayOnlyBeAccessedByLayers("jcache")
          .whereLayer("config")
          .mayOnlyBeAccessedByLayers(
              "provider", "jcache", "engine", "near", "far", "codec", "coherence")
          .whereLayer("stats")
          .mayOnlyBeAccessedByLayers(
              "provider", "jcache", "engine", "near", "far", "codec", "coherence", "cache")
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule LEAVES =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.nearfar.spi..", "io.nearfar.stats..", "io.nearfar.internal.util..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.nearfar..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.nearfar.spi..",
                              "io.nearfar.stats..",
                              "io.nearfar.internal.util.."))));

  @ArchTest
  static final ArchRule SPI_KNOWS_NOTHING_ELSE =
      noClasses()
          .that()
          .resideInAPackage("io.nearfar.spi..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.nearfar..").and(not(resideInAPackage("io.nearfar.spi.."))));

  @ArchTest
  static final ArchRule NO_CYCLES = slices().matching("io.nearfar.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule STANDARD_ONLY_AT_THE_FACE =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.nearfar",
              "io.nearfar.internal.jcache..",
              "io.nearfar.config..",
              "io.nearfar.cache..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.cache..");

  @ArchTest
  static final ArchRule MANAGEMENT_ONLY_AT_THE_FACE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nearfar.internal.jcache..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.management..");

  @ArchTest
  static final ArchRule TRANSACTIONS = onlyIn("jakarta.transaction..", "internal.transaction");

  /** Transactions are found there, and the names of applications. */
  @ArchTest
  static final ArchRule NAMING =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.nearfar.internal.transaction..")
          .and()
          .doNotHaveFullyQualifiedName("io.nearfar.internal.jcache.DeploymentName")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("javax.naming..");

  @ArchTest static final ArchRule CAFFEINE = onlyIn("com.github.benmanes..", "internal.near");
  @ArchTest static final ArchRule FORY = onlyIn("org.apache.fory..", "internal.codec");
  @ArchTest static final ArchRule REDISSON = onlyIn("org.redisson..", "internal.far");
  @ArchTest static final ArchRule NETTY = onlyIn("io.netty..", "internal.far");
  @ArchTest static final ArchRule SNAKE_YAML = onlyIn("org.yaml..", "config");

  /** Others log to {@code System.Logger}. */
  @ArchTest static final ArchRule SLF4J = onlyIn("org.slf4j..", "internal.logging");

  /** How the JVM lays out objects: only HotSpot tells. */
  @ArchTest static final ArchRule HOT_SPOT = onlyIn("com.sun.management..", "internal.near");

  private static ArchRule onlyIn(String library, String home) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("io.nearfar." + home + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because("one package knows the library, and can be given another one");
  }

  @ArchTest
  static final ArchRule NO_OTHER_LIBRARIES =
      classes()
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "io.nearfar..",
                      "java..",
                      "javax.cache..",
                      "javax.management..",
                      "javax.naming..",
                      "jakarta.transaction..",
                      "javax.net.ssl..",
                      "com.sun.management..",
                      "org.jspecify.annotations..",
                      "com.github.benmanes..",
                      "org.apache.fory..",
                      "org.slf4j..",
                      "org.redisson..",
                      "io.netty..",
                      "org.yaml.snakeyaml..")
                  .or(primitive()));

  private static DescribedPredicate<JavaClass> primitive() {
    return DescribedPredicate.describe(
        "primitive", type -> type.getBaseComponentType().isPrimitive());
  }

  @ArchTest
  static final ArchRule NO_INTERNAL_TYPE_IN_PUBLIC_SIGNATURES =
      classes()
          .that()
          .resideInAnyPackage(
              "io.nearfar", "io.nearfar.spi..", "io.nearfar.config..", "io.nearfar.stats..")
          .and()
          .arePublic()
          .should(showNoInternalTypes());

  private static ArchCondition<JavaClass> showNoInternalTypes() {
    return new ArchCondition<>("show no internal type") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        type.getSuperclass().ifPresent(parent -> report(type, parent, events));
        type.getInterfaces().forEach(parent -> report(type, parent, events));
        type.getTypeParameters().forEach(parameter -> report(type, parameter, events));
        type.getMembers().stream()
            .filter(ArchitectureTest::isApi)
            .forEach(member -> typesOf(member).forEach(shown -> report(member, shown, events)));
      }
    };
  }

  private static boolean isApi(JavaMember member) {
    return member.getModifiers().contains(JavaModifier.PUBLIC)
        || member.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static Set<JavaType> typesOf(JavaMember member) {
    Set<JavaType> types = new LinkedHashSet<>();
    if (member instanceof JavaField field) {
      types.add(field.getType());
    }
    if (member instanceof JavaCodeUnit unit) {
      types.add(unit.getReturnType());
      types.addAll(unit.getParameterTypes());
      types.addAll(unit.getExceptionTypes());
    }
    return types;
  }

  private static void report(Object where, JavaType shown, ConditionEvents events) {
    for (JavaClass raw : shown.getAllInvolvedRawTypes()) {
      if (raw.getPackageName().startsWith("io.nearfar.internal")) {
        events.add(SimpleConditionEvent.violated(where, where + " shows " + raw.getName()));
      }
    }
  }

  @ArchTest
  static final ArchRule SYSTEM_LOGGER_ONLY =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.util.logging..");

  @ArchTest static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  /** Monitors pin virtual threads: methods that may block use locks. */
  @ArchTest
  static final ArchRule NO_SYNCHRONIZED_METHODS_WHERE_APPLICATIONS_RUN =
      methods()
          .that()
          .areDeclaredInClassesThat(
              resideInAnyPackage("io.nearfar.internal.engine..", "io.nearfar.internal.near.."))
          .should()
          .notHaveModifier(JavaModifier.SYNCHRONIZED);

  @ArchTest
  static final ArchRule MESSAGES_ARE_HIDDEN =
      classes().that().haveSimpleNameEndingWith("Messages").should().bePackagePrivate();

  // ---- the rules notice

  /** Violates what it can; never called. */
  @SuppressWarnings("unused")
  public static final class Offender {
    /** Shows an internal type. */
    public io.nearfar.internal.jcache.ManagerRegistry managers;

    /** Uses what it should not. */
    public void offend() throws Exception {
      java.util.logging.Logger.getLogger("x").info("x");
      System.err.println(new org.apache.fory.config.ForyBuilder());
      com.github.benmanes.caffeine.cache.Caffeine.newBuilder();
      new org.yaml.snakeyaml.Yaml();
      org.slf4j.LoggerFactory.getLogger("x").info("x");
      org.assertj.core.api.Assertions.assertThat(true);
      new javax.management.ObjectName("a:b=c").getDomain();
      java.util.Objects.requireNonNull(managers)
          .close((loader, uri) -> io.nearfar.config.Defaults.NEAR == null);
      new io.nearfar.internal.codec.CodecCopier(null, java.util.Set.of()).close();
    }
  }

  @Test
  void rules_noticeAnOffender() {
    JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);
    for (ArchRule rule :
        new ArchRule[] {
          CAFFEINE,
          FORY,
          SNAKE_YAML,
          SLF4J,
          NO_OTHER_LIBRARIES,
          MANAGEMENT_ONLY_AT_THE_FACE,
          NO_INTERNAL_TYPE_IN_PUBLIC_SIGNATURES,
          SYSTEM_LOGGER_ONLY,
          NO_STANDARD_STREAMS
        }) {
      assertThat(rule.evaluate(offender).hasViolation()).as(rule.getDescription()).isTrue();
    }
  }

  /** The offender sits in the top layer, which may not know the copier. */
  @Test
  void layers_noticeAnOffender() {
    JavaClasses withOffender =
        new ClassFileImporter()
            .importClasses(Offender.class, io.nearfar.internal.codec.CodecCopier.class);
    EvaluationResult result = LAYERS.evaluate(withOffender);
    assertThat(result.getFailureReport().getDetails())
        .anyMatch(detail -> detail.contains("CodecCopier") && detail.contains("Offender"));
  }
}
