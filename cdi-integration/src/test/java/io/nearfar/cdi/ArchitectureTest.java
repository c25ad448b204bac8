package io.nearfar.cdi;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The packages and what they may know of each other:
 *
 * <pre>
 * 6  internal.lite                      knows the class of the other extension, to be skipped
 * 5  internal.portable
 * 4  internal.invoke   internal.check
 * 3  internal.caches   internal.keys   internal.results     siblings: none knows another
 * 2  internal.model
 * 1  io.nearfar.cdi (public)   internal.expressions        siblings
 * 0  internal.messages
 * </pre>
 */
@AnalyzeClasses(packages = "io.nearfar.cdi", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("lite")
          .definedBy("io.nearfar.cdi.internal.lite")
          .layer("portable")
          .definedBy("io.nearfar.cdi.internal.portable")
          .layer("invoke")
          .definedBy("io.nearfar.cdi.internal.invoke")
          .layer("check")
          .definedBy("io.nearfar.cdi.internal.check")
          .layer("caches")
          .definedBy("io.nearfar.cdi.internal.caches")
          .layer("keys")
          .definedBy("io.nearfar.cdi.internal.keys")
          .layer("results")
          .definedBy("io.nearfar.cdi.internal.results")
          .layer("model")
          .definedBy("io.nearfar.cdi.internal.model")
          .layer("expressions")
          .definedBy("io.nearfar.cdi.internal.expressions")
          .layer("api")
          .definedBy("io.nearfar.cdi")
          .layer("messages")
          .definedBy("io.nearfar.cdi.internal.messages")
          .ensureAllClassesAreContainedInArchitecture()
          .whereLayer("lite")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("portable")
          .mayOnlyBeAccessedByLayers("lite")
          .whereLayer("invoke")
          .mayOnlyBeAccessedByLayers("lite", "portable")
          .whereLayer("check")
          .mayOnlyBeAccessedByLayers("lite", "portable")
          .whereLayer("caches")
          .mayOnlyBeAccessedByLayers("invoke", "lite", "portable")
          .whereLayer("keys")
          .mayOnlyBeAccessedByLayers("invoke")
          .whereLayer("results")
          .mayOnlyBeAccessedByLayers("invoke")
          .whereLayer("model")
          .mayOnlyBeAccessedByLayers("caches", "keys", "check", "invoke", "lite", "portable")
          .whereLayer("expressions")
          .mayOnlyBeAccessedByLayers("model", "check", "invoke")
          .whereLayer("api")
          .mayOnlyBeAccessedByLayers(
              "model", "caches", "keys", "results", "check", "invoke", "lite", "portable");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("io.nearfar.cdi.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_JAVAX_CACHE =
      noClasses()
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are javax, but not javax.cache",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("javax.")
                          && !type.getPackageName().startsWith("javax.cache")));

  @ArchTest
  static final ArchRule MUTINY_IN_ONE_CLASS =
      noClasses()
          .that()
          .doNotHaveSimpleName("UniStages")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.smallrye..");

  @ArchTest
  static final ArchRule OUR_PROVIDER_IN_THREE_CLASSES =
      noClasses()
          .that()
          .doNotHaveSimpleName("NearfarSetup")
          .and()
          .doNotHaveSimpleName("NearfarResults")
          .and()
          .haveNameNotMatching(".*\\.NearfarBatches(\\$Opened)?")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "are of the provider",
                  (JavaClass type) ->
                      type.getPackageName().startsWith("io.nearfar")
                          && !type.getPackageName().startsWith("io.nearfar.cdi")));

  @ArchTest
  static final ArchRule NO_INTERNAL_TYPE_IN_PUBLIC_SIGNATURES =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideInAPackage("io.nearfar.cdi")
          .and()
          .arePublic()
          .should(
              have(
                  DescribedPredicate.describe(
                      "only public types",
                      method ->
                          method.getAllInvolvedRawTypes().stream()
                              .noneMatch(type -> type.getPackageName().contains(".internal")))));

  @ArchTest
  static final ArchRule PUBLIC_CLASSES_ARE_FINAL =
      classes()
          .that()
          .resideInAPackage("io.nearfar.cdi")
          .and()
          .areNotInterfaces()
          .should()
          .haveModifier(JavaModifier.FINAL);

  /** Containers may make proxies of them in the class loader of the application. */
  @ArchTest
  static final ArchRule WHAT_IS_PROXIED_IS_PUBLIC =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(ApplicationScoped.class)
          .and()
          .areNotPrivate()
          .should()
          .bePublic()
          .andShould(
              have(
                  DescribedPredicate.describe(
                      "public types",
                      method ->
                          method.getAllInvolvedRawTypes().stream()
                              .allMatch(
                                  type -> type.getModifiers().contains(JavaModifier.PUBLIC)))));

  @ArchTest static final ArchRule NO_STANDARD_STREAMS = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
}
